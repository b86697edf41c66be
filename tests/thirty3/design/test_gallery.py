"""The gallery: every component is there, in a demonstration and nowhere else."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from pytest_django import Settings

from thirty3.design.gallery import GALLERY

ROOT = Path(settings.BASE_DIR)
COMPONENTS = {path.stem for path in (ROOT / "templates/components").glob("*.html")}
EXAMPLES = {path.stem for path in (ROOT / "templates/gallery/examples").glob("*.html")}
SHOWN = {name for components in GALLERY.values() for name in components}
# Components without an example of their own, each with the reason.
ELSEWHERE = {
    **dict.fromkeys(
        ("account-links", "footer", "generic-header", "service-navigation", "skip-link"),
        "stands around every page, the gallery included",
    ),
    **dict.fromkeys(
        (
            *("choice", "hint-and-error", "pagination-arrow", "summary-action", "summary-row"),
            *("map-legend", "facet", "facet-options", "search-row"),
        ),
        "a part of another component's example",
    ),
    "understood": "what is said above the found of a search, in the words of that search",
    "counted": "cells of a row of a list, drawn with their table",
    "panels": "the sections of a profile page, whatever is registered there",
}


@pytest.fixture
def page(settings: Settings, client: Client) -> str:
    settings.DEMO = True
    return client.get("/components/").text


def test_every_component_has_an_example_or_a_reason_for_none() -> None:
    assert COMPONENTS - SHOWN - ELSEWHERE.keys() == set()
    assert ELSEWHERE.keys() <= COMPONENTS - SHOWN


def test_every_example_is_shown() -> None:
    assert EXAMPLES == SHOWN


@pytest.mark.parametrize("name", sorted(EXAMPLES & COMPONENTS))
def test_an_example_uses_the_component_that_it_is_of(name: str) -> None:
    source = (ROOT / f"templates/gallery/examples/{name}.html").read_text()
    tags = {"chart-bars": "bar_chart", "chart-columns": "column_chart"}
    assert re.search(rf"components/{name}\.html|{{% {tags.get(name, name.replace('-', '_'))}\b", source)


def test_each_example_shows_what_it_looks_like_and_how_it_is_written(page: str) -> None:
    for name in SHOWN:
        assert f'<h3 class="govuk-heading-s" id="{name}">{name}</h3>' in page
    assert page.count('<pre class="t3-gallery__source"><code>') == len(SHOWN)
    assert "{% load design %}" not in page


def test_a_form_with_errors_is_among_them(page: str) -> None:
    assert '<a href="#wrong-title">Enter title</a>' in page
    assert '<p id="wrong-title-error" class="govuk-error-message">' in page


def test_nothing_takes_the_focus_when_the_page_opens(page: str) -> None:
    summaries = re.findall('<div class="govuk-error-summary"[^>]*>', page)
    assert len(summaries) == 2
    assert all('data-disable-auto-focus="true"' in summary for summary in summaries)


def test_the_figures_of_charts_and_maps_bear_the_mark(page: str) -> None:
    assert page.count(">Demonstration</") > 5


def test_search_engines_are_kept_out(settings: Settings, client: Client) -> None:
    settings.DEMO = True
    assert client.get("/components/").headers["X-Robots-Tag"] == "noindex"


def test_there_is_no_gallery_outside_a_demonstration(settings: Settings, client: Client) -> None:
    settings.DEMO = False
    assert client.get("/components/").status_code == 404
