"""Everything that the site is for, by keyboard alone; the focus is seen at each step."""

import re
from typing import Any

import pytest

from tests.browser.conftest import PHONE
from tests.browser.keyboard import focused, stops_of, tab_to
from tests.browser.pages import OWN

pytestmark = pytest.mark.browser


def enter(page: Any, address: str) -> None:
    """Press Enter, and wait for where it leads."""
    page.keyboard.press("Enter")
    page.wait_for_url(address)


def number_in(words: str) -> int:
    found = re.search(r"[\d,]+", words)
    assert found, words
    return int(found.group().replace(",", ""))


def test_from_home_a_contract_is_found_and_followed_to_its_supplier_and_technology(open_page):
    page = open_page("/")
    page.keyboard.press("Tab")
    assert focused(page) == "Skip to main content"
    page.keyboard.press("Enter")
    tab_to(page, "Search")
    page.keyboard.type("rents")
    enter(page, "**/search/?q=rents")
    tab_to(page, "See all")
    enter(page, "**/contracts/?q=rents")
    tab_to(page, "Service area")
    page.keyboard.press("Enter")
    tab_to(page, "Housing")
    page.keyboard.press("Space")
    tab_to(page, "Apply filters")
    enter(page, re.compile(r"area=housing"))
    found = number_in(page.locator("h1").inner_text())
    tab_to(page, "CSV")
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    assert len(download.value.path().read_text(encoding="utf-8-sig").splitlines()) == found + 1
    tab_to(page, "Housing rents and repairs system, lot")
    enter(page, re.compile(r"/contracts/\w{10}/$"))
    tab_to(page, "Marlowe Homes Limited")
    enter(page, "**/suppliers/**")
    assert page.locator("h1").inner_text() == "Marlowe Homes Limited"
    page.locator("main").evaluate("main => main.focus()")
    tab_to(page, "Homes")
    enter(page, re.compile(r"/technologies/homes"))
    assert page.locator("h1").inner_text() == "Homes"


def test_on_the_dashboard_a_filter_and_the_map_are_changed(open_page):
    page = open_page("/insights/")
    tab_to(page, "Filters")
    page.keyboard.press("Enter")
    tab_to(page, "Ends on or after")
    page.keyboard.type("1/1/2020")
    tab_to(page, "Apply filters")
    enter(page, re.compile(r"ends_after=1%2F1%2F2020"))
    assert page.locator(".t3-chip").count() == 1
    tab_to(page, "Colour the map by")
    page.keyboard.type("Systems")
    tab_to(page, "Change the map")
    enter(page, re.compile(r"colour=systems"))
    assert "ends_after=1%2F1%2F2020" in page.url
    assert page.locator("#colour").evaluate("chosen => chosen.value") == "systems"


@pytest.mark.parametrize("section", ["ends", "suppliers", "makers", "areas"])
def test_a_figure_of_the_dashboard_leads_to_the_list_that_it_counts(open_page, section):
    page = open_page("/insights/")
    figure = page.locator(f"section[aria-labelledby={section}] td a").first
    told = number_in(figure.inner_text())
    figure.focus()
    enter(page, re.compile(r"/(contracts|technologies)/\?"))
    assert count_of(page) == told


def count_of(page: Any) -> int:
    """How many records a list says that it found: systems, where its technologies are many."""
    words = page.locator("h1").inner_text()
    systems = re.search(r"([\d,]+) systems?", words)
    return number_in(systems.group()) if systems else number_in(words)


@pytest.mark.parametrize(
    "name", ["home", "contracts", "technologies", "supplier", "services", "authorities", "real contract"]
)
def test_tab_comes_to_everything_in_the_order_of_the_page_and_leaves_it(open_page, visitor, name):
    page = open_page(OWN[name].at(visitor.site.addresses))
    reached, number = stops_of(page)
    assert reached == list(range(number))
    page.keyboard.press("Tab")
    assert page.evaluate("() => window.stops.indexOf(document.activeElement)") in (-1, 0)


@pytest.mark.parametrize("address", ["/contracts/", "/technologies/", "/suppliers/"])
def test_a_second_skip_link_leads_past_the_filters_of_a_list(open_page, address):
    page = open_page(address)
    tab_to(page, "Skip to results")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("() => Boolean(document.activeElement.closest('#results'))")


@pytest.mark.parametrize("address", ["/contracts/", "/technologies/", "/insights/"])
def test_the_error_summary_leads_to_the_field_that_is_wrong_on_a_phone_too(open_page, address):
    page = open_page(f"{address}?ends_after=soon", size=PHONE)
    page.get_by_role("link", name="“Ends on or after” must be a real date").click()
    assert page.evaluate("() => document.activeElement.name") == "ends_after"


def test_the_skip_link_leads_past_the_navigation(open_page):
    page = open_page("/suppliers/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("() => Boolean(document.activeElement.closest('main'))")
