"""What fits where: results on the first screen, and print."""

from dataclasses import dataclass

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DESKTOP, PAINTED, PHONE, Visitor
from tests.browser.pages import PUBLIC

pytestmark = pytest.mark.browser

THREE_FILTERS = PUBLIC["contracts with three filters"].address
# Pages that are nothing but a form.
FILLED_IN = {
    *("sign-in", "authorities to choose from", "nothing to choose from", "suppliers to choose from"),
    *("report a problem", "report of a record"),
    *("address to register with", "functions of suppliers to choose from"),
    *("guidance: was it useful", "local reservation", "questions of a route", "questions not understood"),
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
SIZES = {"desktop": DESKTOP, "phone": PHONE}
# Between a phone and a desktop.
BETWEEN = (800, 1024)
# What paper has no use for, and which of it is seen.
FOR_SCREENS = ("nav", "form", "button", ".t3-account", ".govuk-pagination")
SEEN = """unwanted => unwanted.filter(selector => [...document.querySelectorAll(selector)].some(part => {
  const box = part.getBoundingClientRect();
  return part.checkVisibility({visibilityProperty: true}) && box.width > 0 && box.height > 0;
}))"""


@pytest.mark.parametrize("address", ["/contracts/", THREE_FILTERS])
def test_the_first_result_is_within_the_first_screen(open_page, address):
    first = open_page(address, size=DESKTOP).locator(".t3-record").first.bounding_box()
    assert first["y"] + first["height"] <= DESKTOP["height"]


@dataclass(frozen=True)
class Measured:
    """What is wrong with public pages, by the name of the page; each was loaded once."""

    broken: dict[str, dict[str, list[str]]]
    wide: dict[int, list[str]]
    printed: dict[str, str]
    cut_off: dict[str, list[str]]


@pytest.fixture(scope="module")
def measured(browser, worlds) -> Measured:
    """Every public page in windows and on paper of every size."""
    site = worlds.site("ordinary")
    window = Visitor(browser, site, []).window()
    found = Measured({name: {} for name in SIZES}, {width: [] for width in BETWEEN}, {}, {})
    for name, kind in PUBLIC.items():
        window.emulate_media(media="screen")
        window.set_viewport_size(DESKTOP)
        window.goto(kind.at(site.addresses))
        on_a_screen(window, name, found)
        if name not in FILLED_IN:
            window.emulate_media(media="print")
            on_paper(window, name, found)
    window.context.close()
    return found


def on_a_screen(window, name, found: Measured) -> None:
    for size_name, size in SIZES.items():
        resize(window, size)
        if name != "components" and (numbers := window.evaluate(BROKEN_NUMBERS)):
            found.broken[size_name][name] = numbers
    for width, pages in found.wide.items():
        resize(window, {"width": width, "height": 800})
        if window.evaluate("() => document.documentElement.scrollWidth > innerWidth"):
            pages.append(name)


def on_paper(window, name, found: Measured) -> None:
    resize(window, DESKTOP)
    # The page for a broken service knows of no demonstration.
    if not window.locator(".t3-demonstration-tag").first.is_visible() and name != "500":
        found.printed[name] = "without the mark"
    if unwanted := window.evaluate(SEEN, list(FOR_SCREENS)):
        found.printed[name] = f"with {unwanted}"
    resize(window, PAPER)
    if name != "components" and (boxes := window.evaluate(CUT_OFF)):
        found.cut_off[name] = boxes[:5]


def resize(window, size) -> None:
    window.set_viewport_size(size)
    window.evaluate(PAINTED)


@pytest.mark.parametrize("size", SIZES)
def test_no_number_is_broken_over_two_lines(measured, size):
    assert measured.broken[size] == {}


@pytest.mark.parametrize("width", BETWEEN)
def test_no_page_scrolls_sideways_between_a_phone_and_a_desktop(measured, width):
    assert measured.wide[width] == []


def test_print_keeps_the_mark_and_drops_what_only_a_screen_can_do(measured):
    assert measured.printed == {}


def test_print_cuts_nothing_off(measured):
    assert measured.cut_off == {}


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
