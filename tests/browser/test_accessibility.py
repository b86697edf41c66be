"""WCAG 2.2 AA by axe, colour contrast included, on every kind of page in every state at both widths."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DESKTOP, PAINTED, PHONE
from tests.browser.pages import EVERY, STATES, STATUS, visited
from thirty3.about.accessibility import KNOWN_FAULTS, excused

pytestmark = pytest.mark.browser

AXE = Path(__file__).parent / "vendor" / "axe-core-4.14.1" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
# What breaks a rule is in the accessibility statement, or it fails here.
OF_STAFF_SITE = excused(fault for fault in KNOWN_FAULTS if fault.staff_site)
OF_EVERY_PAGE = excused(fault for fault in KNOWN_FAULTS if not fault.staff_site)
# A window of 1280 x 800 magnified four times, as WCAG 1.4.10 asks.
MAGNIFIED = {"width": 320, "height": 200}
# Django's own lists of records are wide tables that do not fold.
TOO_WIDE = {"imports"}
BEYOND = """width => [...document.querySelectorAll("body *")]
  .filter(part => part.getBoundingClientRect().right > width + 1)
  .map(part => `${part.tagName}.${part.getAttribute("class")}`)"""
RUN = """([tags, excused]) => axe.run(document, {runOnly: tags, resultTypes: ["violations"]}).then(found =>
  found.violations.flatMap(rule => rule.nodes
    .filter(node => !(excused[rule.id] ?? []).some(s => document.querySelector(node.target[0]).closest(s)))
    .map(node => `${rule.id} at ${node.target}: ${node.failureSummary}`)))"""


def violations(page: Any, excused: Mapping[str, Mapping[str, str]]) -> list[str]:
    """What axe finds, but for what is excused."""
    selectors = {rule: list(reasons) for rule, reasons in excused.items()}
    found: list[str] = page.evaluate(RUN, [TAGS, selectors])
    return found


def both_widths(page: Any, excused: Mapping[str, Mapping[str, str]]) -> dict[str, list[str]]:
    """What axe finds at either width; it is evaluated, so the page's policy is not in its way."""
    found = {}
    page.evaluate(AXE.read_text())
    for name, size in (("desktop", DESKTOP), ("phone", PHONE)):
        page.set_viewport_size(size)
        page.evaluate(PAINTED)
        found[name] = violations(page, excused)
    return {name: told for name, told in found.items() if told}


@pytest.mark.parametrize(("state", "name"), [(state, name) for state in STATES for name in visited(state)])
def test_nothing_stands_in_anyones_way(visitor, state, name):
    """One visit: the answer, an empty console, axe at both widths, and no sideways scroll."""
    kind = EVERY[name]
    page = visitor.window(person=kind.person)
    answer = page.goto(kind.at(visitor.site.addresses), wait_until="load")
    assert answer.status == STATUS.get(name, 200)
    # Chromium itself notes that the page answered with an error, which is what the page is for.
    about_the_status = f"status of {answer.status}"
    found = [told for told in visitor.complaints(page) if about_the_status not in told]
    ours = not page.url.startswith(f"{visitor.site.url}/admin/")
    for lines in both_widths(page, OF_EVERY_PAGE if ours else OF_STAFF_SITE).values():
        found += lines
    if name not in TOO_WIDE:
        found += too_wide(page)
    assert not found, "\n".join(found)


def too_wide(page: Any) -> list[str]:
    """What reaches beyond the window of a phone, or of a desktop magnified four times."""
    found = []
    for size in (PHONE, MAGNIFIED):
        page.set_viewport_size(size)
        if page.evaluate("document.documentElement.scrollWidth") > size["width"]:
            found.append(f"scrolls sideways at {size}: {page.evaluate(BEYOND, size['width'])[:5]}")
    return found


def test_the_code_page_stands_in_nobodys_way(open_page):
    page = open_page("/account/sign-in/")
    page.get_by_label("E-mail address").fill("nobody@camden.example")
    page.locator("main").get_by_role("button").click()
    page.wait_for_url("**/account/sign-in/code/")
    assert both_widths(page, OF_EVERY_PAGE) == {}
    page.get_by_label("Code").fill("wrong")
    page.locator("main").get_by_role("button").first.click()
    expect(page.locator(".govuk-error-message")).to_have_count(1)
    assert both_widths(page, OF_EVERY_PAGE) == {}
