"""What fits where: results on the first screen, and print."""

import pytest

from tests.browser.conftest import DESKTOP
from tests.browser.pages import PUBLIC

pytestmark = pytest.mark.browser

THREE_FILTERS = PUBLIC["contracts with three filters"].address
# Pages that are nothing but a form.
FILLED_IN = {"sign-in"}


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
