"""Pages are made of components: what one draws is written out nowhere else, and none is used that we lack."""

import re
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
TEMPLATES = ROOT / "templates"
# Components known by the classes that upstream gives them.
OURS = {path.stem for path in (Path(__file__).parent / "fixtures").glob("*.json")}
# Classes of upstream's type, lists and grid, which pages may use as they like.
STYLES = {
    *("body", "body-l", "body-s", "body-lead", "caption-l", "caption-m", "caption-xl", "clearfix"),
    *("grid-column-full", "grid-column-one-half", "grid-column-one-third", "grid-column-two-thirds"),
    *("grid-row", "heading-l", "heading-m", "heading-s", "heading-xl", "link", "list", "main-wrapper"),
    *("section-break", "template", "visually-hidden", "width-container", "form-group"),
}
# Where a component's classes stand outside it: file, component, and why.
WRITTEN_OUT = {
    "500.html": {"generic-header": "this page may use nothing that could be broken, tags included"},
    "contracts/home.html": {
        "label": "the one search box that is as wide as a heading and counts what it searches",
        "input": "as above",
        "button": "as above",
        "hint": "as above",
    },
    "contracts/insights/london.html": {
        **dict.fromkeys(
            ("label", "select", "button"),
            "beside the map, yet of the form above it: by the form attribute, which components do not take",
        )
    },
    "contracts/compare/form.html": {"button": "of a form that boxes elsewhere name by their attribute"},
    "contracts/compare/add.html": {
        "button": "sends boxes of a size of their own, which stand in columns",
        "fieldset": "as above",
    },
    "contracts/open_data/reference.html": {"details": "holds a table, or an answer that scrolls by itself"},
    "search/help.html": {"summary-list": "what is told of is a link, which the component does not take"},
    "gallery/examples/label.html": {"input": "a label without a field is none"},
}
# Cells of these hold links, tags, states and several lines; a plain table is a `table` or `figure_table`.
COMPOSED = "table"


def outside() -> list[str]:
    """Every template that is neither a component nor Django's own form, by its path."""
    paths = (path.relative_to(TEMPLATES) for path in TEMPLATES.rglob("*.html"))
    return sorted(str(path) for path in paths if path.parts[0] not in ("components", "forms"))


def classes_of(source: str) -> set[str]:
    """The names of upstream's blocks in a template's class attributes, without their parts and variants."""
    attributes = " ".join(re.findall(r'class="([^"]*)"', source))
    return {re.split("__|--", name)[0] for name in re.findall(r"govuk-([a-z][\w-]*)", attributes)}


@pytest.mark.parametrize("path", outside())
def test_no_page_writes_out_what_a_component_draws(path: str) -> None:
    used = classes_of((TEMPLATES / path).read_text()) & OURS
    assert used - {COMPOSED} == WRITTEN_OUT.get(path, {}).keys()


@pytest.mark.parametrize("path", outside())
def test_a_table_that_is_written_out_holds_more_than_text(path: str) -> None:
    more = re.compile(r"<a |<span |\{% (?:include|demonstration_tag|state|fact|told|iso)")
    for body in re.findall(r'<tbody class="govuk-table.*?</tbody>', (TEMPLATES / path).read_text(), re.S):
        assert more.search(body), body[:300]


@pytest.mark.parametrize("path", outside())
def test_no_page_uses_a_component_that_we_do_not_have(path: str) -> None:
    assert classes_of((TEMPLATES / path).read_text()) - OURS - STYLES == set()


@pytest.mark.parametrize("name", sorted(OURS))
def test_every_component_has_upstreams_markup_to_answer_to(name: str) -> None:
    assert (TEMPLATES / f"components/{name}.html").exists()


def test_a_class_is_known_by_its_block() -> None:
    source = '<div class="govuk-summary-list__row t3-x"><b class="{% if x %}govuk-tag--grey{% endif %}">'
    assert classes_of(source) == {"summary-list", "tag"}
