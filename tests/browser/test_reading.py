"""What a screen reader is told: names and roles in the tree that the browser makes of a page."""

import re

import pytest

from tests.browser.conftest import PHONE
from tests.browser.pages import PUBLIC

pytestmark = pytest.mark.browser

AUTHORITIES = 33
# The page of each entry of the navigation, and what is read out of its link there.
ENTRIES = {
    "contracts": "Contracts",
    "technologies": "Technologies",
    "suppliers": "Suppliers",
    "authorities": "Authorities",
    "services": "Services",
    "insights": "Insights",
}
WITH_TABLES = ("supplier", "technology", "services", "service area", "authority with records", "insights")


def test_the_search_box_says_what_it_searches(open_page):
    page = open_page("/")
    box = page.get_by_role("search").get_by_role("searchbox", name="Search London’s technology contracts")
    assert box.count() == 1
    assert page.get_by_role("search").get_by_role("button", name="Search").count() == 1


@pytest.mark.parametrize(("name", "entry"), ENTRIES.items())
def test_the_navigation_says_which_page_this_is(open_page, name, entry):
    page = open_page(PUBLIC[name].address)
    told = page.get_by_role("navigation", name="Menu").aria_snapshot()
    current = page.locator("nav[aria-label=Menu] a[aria-current]")
    assert current.count() == 1
    assert current.get_attribute("aria-current") == "page"
    assert f'link "{entry}"' in told


def test_facets_are_groups_of_boxes_whose_names_say_how_many(open_page):
    page = open_page("/contracts/")
    page.locator(".t3-facet").evaluate_all("all => all.forEach(one => { one.open = true })")
    group = page.get_by_role("group", name="Authority")
    assert group.get_by_role("checkbox", name=re.compile(r"^Camden \( ?\d+ ?\)$")).count() == 1


@pytest.mark.parametrize("name", ["contracts", "technologies"])
def test_every_result_is_a_heading_with_its_link(open_page, name):
    page = open_page(PUBLIC[name].address)
    records = page.get_by_role("main").get_by_role("list").locator(".t3-record")
    headings = records.get_by_role("heading", level=2)
    assert headings.count() == records.count() > 10
    assert headings.get_by_role("link").count() == records.count()


@pytest.mark.parametrize("size", [None, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("name", WITH_TABLES)
def test_every_table_has_a_name_and_column_headers(open_page, visitor, name, size):
    page = open_page(PUBLIC[name].at(visitor.site.addresses), **({"size": size} if size else {}))
    page.locator("main details").evaluate_all("all => all.forEach(one => { one.open = true })")
    tables = page.get_by_role("main").get_by_role("table")
    assert tables.count() > 0
    for table in tables.all():
        assert re.match(r'- table ".+"', table.aria_snapshot())
        assert table.get_by_role("columnheader").count() >= 2
        assert table.get_by_role("rowheader").count() >= 1


@pytest.mark.parametrize("address", ["/", "/boroughs/", "/insights/", "/insights/?map=boundaries"])
def test_a_map_is_a_group_of_33_links_each_of_which_tells_all(open_page, address):
    page = open_page(address)
    maps = page.get_by_role("main").locator("svg[role=group]")
    assert maps.count() == 1
    told = r"^.+: .+" if page.locator(".t3-legend").count() else r".+"
    assert maps.get_by_role("link", name=re.compile(told)).count() == AUTHORITIES


def test_every_chart_is_passed_over_and_its_table_read(open_page):
    page = open_page("/insights/")
    charts = page.locator(".t3-chart")
    assert charts.count() >= 4
    for chart in charts.all():
        told = chart.aria_snapshot()
        assert "link" not in told
        assert "img" not in told
        section = chart.locator("xpath=ancestor::section")
        assert section.get_by_role("table").get_by_role("columnheader").count() >= 2
