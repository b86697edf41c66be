"""Our components give the markup of the upstream design system, fixture by fixture."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.test.html import parse_html

from tests.thirty3.design.upstream_options import arguments_for

FIXTURES = Path(__file__).parent / "fixtures"

CONDITIONAL = "no form of ours shows a field after a choice: without JavaScript it would stand there always"
GAPS = "a gap in a list is left out before our template sees it, so that the numbers of ids differ"
# Options that no page of ours needs, by component and path, each with its reason.
UNSUPPORTED = {
    "button": {"isStartButton": "there is no start page: the service is a directory"},
    "checkboxes": {
        "items.conditional": CONDITIONAL,
        "items.label": "labels of choices take no attributes or classes of their own",
        "items.(gap)": GAPS,
    },
    "radios": {
        "items.conditional": CONDITIONAL,
        "items.label": "labels of choices take no attributes or classes of their own",
        "items.(gap)": GAPS,
    },
    "file-upload": {"javascript": "the drop zone is drawn by script; the plain input does the same"},
    "input": {
        "prefix.classes": "a prefix is a unit of measure and looks the same everywhere",
        "prefix.attributes": "as for its classes",
        "suffix.classes": "a suffix is a unit of measure and looks the same everywhere",
        "suffix.attributes": "as for its classes",
        "inputWrapper": "nothing is ever added beside an input but prefix and suffix",
    },
    "panel": {
        "actions": "interruption cards are not used",
        "classes.govuk-panel--interruption": "interruption cards are not used",
    },
    "select": {"items.(false)": "values are text; Python writes its own False differently"},
    "service-navigation": {
        "serviceName": "the service's name stands in the header above",
        "navigation.(no link)": "every entry of the menu is a page",
        "navigation.(one)": "a menu of one entry is no menu",
        "collapseNavigationOnMobile": "a menu of several entries always folds on a phone",
        "navigationClasses": "there is one menu and it has one look",
        "slots": "nothing but the menu stands in the bar",
    },
    "summary-list": {
        "card": "summary cards are not used: a page's sections have headings of their own",
        "rows.actions.classes": "the column of actions has one width",
    },
    "task-list": {"items.(gap)": GAPS},
}


def paths_of(options: Any, path: str = "") -> Iterator[str]:
    """Every option in use as a dotted path; what has no name upstream is named in brackets."""
    if isinstance(options, dict):
        for name, value in options.items():
            yield f"{path}{name}"
            yield from paths_of(value, f"{path}{name}.")
    elif isinstance(options, list):
        if path == "navigation." and len(options) == 1:
            yield f"{path}(one)"
        for item in options:
            if not item:
                yield f"{path}(gap)"
            elif path == "navigation." and not item.get("href"):
                yield f"{path}(no link)"
            elif isinstance(item, dict) and item.get("value") is False:
                yield f"{path}(false)"
            yield from paths_of(item, path)
    elif isinstance(options, str) and path.endswith("classes."):
        yield from (path + name for name in options.split())


def fixtures() -> list[tuple[str, dict[str, Any]]]:
    return [
        (path.stem, fixture)
        for path in sorted(FIXTURES.glob("*.json"))
        for fixture in json.loads(path.read_text())["fixtures"]
    ]


def is_supported(component: str, fixture: dict[str, Any]) -> bool:
    return not set(UNSUPPORTED.get(component, {})) & set(paths_of(fixture["options"]))


@pytest.mark.parametrize(
    ("component", "fixture"),
    [
        pytest.param(component, fixture, id=f"{component}: {fixture['name']}")
        for component, fixture in fixtures()
        if is_supported(component, fixture)
    ],
)
def test_a_component_gives_the_markup_of_upstream(component: str, fixture: dict[str, Any]) -> None:
    html = render_to_string(f"components/{component}.html", arguments_for(component, fixture["options"]))
    assert parse_html(html) == parse_html(fixture["html"])


@pytest.mark.parametrize("component", sorted(UNSUPPORTED))
def test_each_option_listed_as_unsupported_is_one_that_upstream_uses(component: str) -> None:
    used = {
        path for name, fixture in fixtures() if name == component for path in paths_of(fixture["options"])
    }
    assert set(UNSUPPORTED[component]) <= used


def test_most_of_what_upstream_shows_is_supported() -> None:
    supported = [is_supported(component, fixture) for component, fixture in fixtures()]
    assert sum(supported) / len(supported) > 0.8
