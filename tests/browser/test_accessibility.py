"""WCAG 2.2 AA by axe, colour contrast included, on every kind of page at both widths."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.pages import EVERY
from thirty3.about.accessibility import KNOWN_FAULTS, excused

pytestmark = pytest.mark.browser

AXE = Path(__file__).parent / "vendor" / "axe-core-4.14.1" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
# What breaks a rule is in the accessibility statement, or it fails here.
OF_STAFF_SITE = excused(fault for fault in KNOWN_FAULTS if fault.staff_site)
OF_EVERY_PAGE = excused(fault for fault in KNOWN_FAULTS if not fault.staff_site)
RUN = """([tags, excused]) => axe.run(document, {runOnly: tags, resultTypes: ["violations"]}).then(found =>
  found.violations.flatMap(rule => rule.nodes
    .filter(node => !(excused[rule.id] ?? []).some(s => document.querySelector(node.target[0]).closest(s)))
    .map(node => `${rule.id} at ${node.target}: ${node.failureSummary}`)))"""


def violations(page: Any, excused: Mapping[str, Mapping[str, str]]) -> list[str]:
    """What axe finds, but for what is excused; it is evaluated, so the page's policy is not in its way."""
    page.evaluate(AXE.read_text())
    selectors = {rule: list(reasons) for rule, reasons in excused.items()}
    found: list[str] = page.evaluate(RUN, [TAGS, selectors])
    return found


def both_widths(page: Any, excused: Mapping[str, Mapping[str, str]]) -> dict[str, list[str]]:
    found = {}
    for name, size in (("desktop", DESKTOP), ("phone", PHONE)):
        page.set_viewport_size(size)
        found[name] = violations(page, excused)
    return {name: told for name, told in found.items() if told}


@pytest.mark.parametrize("name", EVERY)
def test_nothing_stands_in_anyones_way(open_page, visitor, name):
    kind = EVERY[name]
    page = open_page(kind.at(visitor.site.addresses), person=kind.person)
    ours = not page.url.startswith(f"{visitor.site.url}/admin/")
    found = both_widths(page, OF_EVERY_PAGE if ours else OF_STAFF_SITE)
    assert not found, "\n".join(line for lines in found.values() for line in lines)


def test_the_code_page_stands_in_nobodys_way(open_page):
    page = open_page("/account/sign-in/")
    page.get_by_label("E-mail address").fill("nobody@camden.example")
    page.locator("main").get_by_role("button").click()
    page.wait_for_url("**/account/sign-in/code/")
    assert both_widths(page, OF_EVERY_PAGE) == {}
    page.get_by_label("Code").fill("wrong")
    page.locator("main").get_by_role("button").first.click()
    assert page.locator(".govuk-error-message").count() == 1
    assert both_widths(page, OF_EVERY_PAGE) == {}
