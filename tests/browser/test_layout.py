"""What fits where: no sideways scroll on a phone or magnified, results on the first screen, print."""

import pytest

from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.pages import EVERY, PUBLIC

pytestmark = pytest.mark.browser

# A window of 1280 x 800 magnified four times, as WCAG 1.4.10 asks.
MAGNIFIED = {"width": 320, "height": 200}
THREE_FILTERS = PUBLIC["contracts with three filters"].address
# Pages that are nothing but a form.
FILLED_IN = {"sign-in"}
# Django's own lists of records are wide tables that do not fold.
TOO_WIDE = {"imports"}


def test_no_page_scrolls_sideways_on_a_phone_or_magnified(visitor):
    people = {name: visitor.window(size=PHONE, person=name) for name in ("", *visitor.site.sessions)}
    wide = {}
    for name in EVERY.keys() - TOO_WIDE:
        window = people[EVERY[name].person]
        window.goto(EVERY[name].at(visitor.site.addresses))
        for size in (PHONE, MAGNIFIED):
            window.set_viewport_size(size)
            if (width := window.evaluate("document.documentElement.scrollWidth")) > size["width"]:
                wide[name] = width
    assert wide == {}


@pytest.mark.parametrize("address", ["/contracts/", THREE_FILTERS])
def test_the_first_result_is_within_the_first_screen(open_page, address):
    first = open_page(address, size=DESKTOP).locator(".t3-record").first.bounding_box()
    assert first["y"] + first["height"] <= DESKTOP["height"]


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


def test_print_says_the_address_of_a_source(open_page, visitor):
    page = open_page(visitor.site.addresses["real"])
    page.emulate_media(media="print")
    assert page.get_by_text("democracy.example").first.is_visible()
