"""Pages work without scripts, show where the focus is, and are light."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.pages import OWN

pytestmark = pytest.mark.browser

# HTML, styles and scripts of a first visit to a list, as they are sent.
MOST_BYTES = 60 * 1024
LISTS = ("contracts", "technologies", "suppliers", "services", "authorities", "insights")


def test_without_scripts_the_list_is_filtered_paged_and_downloaded(open_page):
    page = open_page("/contracts/", scripts=False)
    page.get_by_label("Keyword").fill("rents")
    page.locator("input[name=borough][value=camden]").check()
    page.get_by_role("button", name="Apply filters").click()
    expect(page.locator(".t3-chip")).to_have_count(2)
    page.get_by_role("link", name="Next").click()
    page.wait_for_url("**page=2**")
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV", exact=True).click()
    rows = download.value.path().read_text(encoding="utf-8-sig").splitlines()
    assert page.locator("h1").inner_text().startswith(f"{len(rows) - 1} contracts")
    page.locator(".t3-chip").first.click()
    expect(page.locator(".t3-chip")).to_have_count(1)


def test_a_long_facet_is_searched_where_it_stands(open_page):
    page = open_page("/contracts/")
    facet = page.locator(".t3-facet", has=page.locator("#facet-product"))
    facet.locator("summary").click()
    facet.get_by_label("Homes").check()
    facet.get_by_role("searchbox").fill("garrick 2")
    facet.get_by_label("Garrick Suite 2").check()
    expect(facet.get_by_label("Homes")).to_be_checked()
    page.get_by_role("button", name="Apply filters").click()
    expect(page.locator(".t3-chip")).to_have_count(2)


def test_without_scripts_a_long_facet_has_a_page_of_its_own(open_page):
    page = open_page("/contracts/", scripts=False)
    page.get_by_label("Keyword").fill("casework")
    page.locator("#facet-product").click()
    page.get_by_role("button", name="Choose from all").filter(visible=True).click()
    page.wait_for_url("**/contracts/choose/product/**")
    page.get_by_label("Find in this list by name").fill("garrick")
    page.get_by_role("button", name="Find").click()
    page.get_by_label("Garrick Suite 2").check()
    page.get_by_role("button", name="Show contracts").click()
    page.wait_for_url(re.compile(r"/contracts/\?q=casework&product=garrick-suite-2[^&]*$"))


def test_without_scripts_filters_fold_on_a_phone_and_open(open_page):
    page = open_page("/contracts/", scripts=False, size={"width": 320, "height": 640})
    assert not page.get_by_label("Keyword").is_visible()
    page.locator(".t3-filters__summary").click()
    assert page.get_by_label("Keyword").is_visible()
    assert page.get_by_role("navigation", name="Menu").get_by_role("link", name="Authorities").is_visible()


@pytest.mark.parametrize(
    "name",
    ["home", "contracts with three filters", "technologies", "supplier", "services", "insights", "sign-in"],
)
def test_the_focus_is_always_to_be_seen(open_page, visitor, name):
    """Of everything that Tab reaches, some of its drawing changes when it has the focus."""
    page = open_page(OWN[name].at(visitor.site.addresses))
    unseen = page.evaluate(
        """() => {
          const looks = e => [e, ...e.querySelectorAll("*"), e.nextElementSibling].filter(Boolean).map(part =>
            ["", "::before", "::after"].map(pseudo => {
              const s = getComputedStyle(part, pseudo || null);
              return [s.outline, s.boxShadow, s.backgroundColor, s.borderColor, s.fill, s.stroke].join();
            }).join()).join();
          return [...document.querySelectorAll("a[href], button, input:not([type=hidden]), summary")]
            .filter(e => e.checkVisibility()).filter(e => {
              const before = looks(e);
              e.focus({focusVisible: true});
              const after = looks(e);
              e.blur();
              return before === after;
            }).map(e => e.outerHTML.slice(0, 120));
        }"""
    )
    assert unseen == []


@pytest.mark.parametrize("name", LISTS)
def test_a_first_visit_to_a_list_is_light(visitor, name):
    page = visitor.window()
    answers = []
    page.on("requestfinished", lambda request: answers.append((request.url, request.sizes())))
    page.goto(OWN[name].address, wait_until="networkidle")
    bodies = {url: sizes["responseBodySize"] for url, sizes in answers if not url.endswith(".svg")}
    assert len(bodies) >= 5, bodies
    assert sum(bodies.values()) <= MOST_BYTES, bodies


def test_a_code_signs_in_to_the_code_page(open_page, visitor):
    page = open_page("/account/sign-in/")
    page.get_by_label("E-mail address").fill("officer@camden.example")
    page.locator("main").get_by_role("button").click()
    page.wait_for_url("**/account/sign-in/code/")
    assert visitor.complaints(page) == []
