"""What fits where: results on the first screen, and print."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.pages import PUBLIC

pytestmark = pytest.mark.browser

THREE_FILTERS = PUBLIC["contracts with three filters"].address
# Pages that are nothing but a form.
FILLED_IN = {
    *("sign-in", "authorities to choose from", "nothing to choose from", "suppliers to choose from"),
    *("report a problem", "report of a record"),
}
# Every number that stands on more than one line, with the words around it.
BROKEN_NUMBERS = """() => {
  const broken = [], texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const text = texts.currentNode;
    for (const number of text.data.matchAll(/£?\\d[\\d,.]*\\d/g)) {
      const range = document.createRange();
      range.setStart(text, number.index);
      range.setEnd(text, number.index + number[0].length);
      const lines = new Set([...range.getClientRects()].filter(box => box.width > 1).map(box => box.top));
      if (lines.size > 1) broken.push(text.data.trim().slice(0, 80));
    }
  }
  return broken;
}"""


@pytest.mark.parametrize("address", ["/contracts/", THREE_FILTERS])
def test_the_first_result_is_within_the_first_screen(open_page, address):
    first = open_page(address, size=DESKTOP).locator(".t3-record").first.bounding_box()
    assert first["y"] + first["height"] <= DESKTOP["height"]


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_no_number_is_broken_over_two_lines(visitor, size):
    window, broken = visitor.window(size=size), {}
    for name in PUBLIC.keys() - {"components"}:
        window.goto(PUBLIC[name].at(visitor.site.addresses))
        if found := window.evaluate(BROKEN_NUMBERS):
            broken[name] = found
    assert broken == {}


@pytest.mark.parametrize("width", [800, 1024])
def test_no_page_scrolls_sideways_between_a_phone_and_a_desktop(visitor, width):
    window, wide = visitor.window(size={"width": width, "height": 800}), []
    for name in PUBLIC:
        window.goto(PUBLIC[name].at(visitor.site.addresses))
        if window.evaluate("() => document.documentElement.scrollWidth > innerWidth"):
            wide.append(name)
    assert wide == []


def test_print_keeps_the_mark_and_drops_what_only_a_screen_can_do(visitor):
    window, printed = visitor.window(), {}
    window.emulate_media(media="print")
    for name in PUBLIC.keys() - FILLED_IN:
        window.goto(PUBLIC[name].at(visitor.site.addresses))
        # The page for a broken service knows of no demonstration.
        if not window.locator(".t3-demonstration-tag").first.is_visible() and name != "500":
            printed[name] = "without the mark"
        for unwanted in ("nav", "form", "button", ".t3-account", ".govuk-pagination"):
            if any(found.is_visible() for found in window.locator(unwanted).all()):
                printed[name] = f"with {unwanted}"
    assert printed == {}


# What of a table or a drawing lies beyond the paper, or within a box that hides it.
CUT_OFF = """() => {
  const boxes = [...document.querySelectorAll("main *")].filter(box => box.getBoundingClientRect().width > 1);
  const beyond = boxes.filter(box => box.getBoundingClientRect().right > innerWidth + 1);
  const hidden = boxes.filter(box => getComputedStyle(box).overflowX !== "visible")
    .filter(box => box.scrollWidth > box.clientWidth + 1 && box.clientWidth > 1);
  return [...beyond, ...hidden].map(box => `${box.localName} ${box.className}`);
}"""
# An A4 sheet within the margins of a browser, in CSS pixels.
PAPER = {"width": 718, "height": 1000}


def test_print_cuts_nothing_off(visitor):
    window, cut_off = visitor.window(size=PAPER), {}
    window.emulate_media(media="print")
    for name in PUBLIC.keys() - FILLED_IN - {"components"}:
        window.goto(PUBLIC[name].at(visitor.site.addresses))
        if found := window.evaluate(CUT_OFF):
            cut_off[name] = found[:5]
    assert cut_off == {}


def test_only_a_table_that_scrolls_is_a_stop_for_the_keyboard(visitor):
    window = visitor.window(size=PHONE)
    window.goto("/insights/")
    wide = window.get_by_role("region", name="Table: What each authority has told us")
    narrow = window.get_by_role("region", name="Table: When agreements end")
    expect(wide).to_have_attribute("tabindex", "0")
    expect(narrow).not_to_have_attribute("tabindex", "0")
    window.set_viewport_size(DESKTOP)
    expect(wide).not_to_have_attribute("tabindex", "0")
    without = visitor.window(size=PHONE, scripts=False)
    without.goto("/insights/")
    expect(without.get_by_role("region", name="Table: When agreements end")).to_have_attribute(
        "tabindex", "0"
    )


def test_print_says_the_address_of_a_source(open_page, visitor):
    page = open_page(visitor.site.addresses["real"])
    page.emulate_media(media="print")
    assert page.get_by_text("democracy.example").first.is_visible()
