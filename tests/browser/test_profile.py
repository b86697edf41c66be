"""An SME says what it does and sees it at once; its new website waits, and staff refuse it with a reason."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, Visitor
from tests.browser.journeys import address
from tests.browser.test_members import WAYS, curator, signed_in

pytestmark = pytest.mark.browser


def section(page: Page, name: str) -> None:
    page.goto("/account/suppliers/")
    page.get_by_role("link", name=re.compile("says of itself")).click()
    page.get_by_role("link", name=re.compile(f"(Answer|Change) {name}")).click()


@WAYS
def test_what_an_sme_says_shows_at_once_and_its_website_waits(
    visitor: Visitor, state: str, scripts: bool, authority: str
) -> None:
    name = f"{authority} Kept Ltd"
    page = signed_in(visitor, address("keeper", authority), scripts)
    section(page, "Social value")
    page.get_by_label("Social value", exact=True).fill("Twelve apprentices in 2025")
    page.get_by_role("button", name="Save and return").click()
    expect(page.get_by_text("Saved.", exact=True)).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    anyone = visitor.window(scripts=scripts, size=PHONE)
    anyone.goto(f"/suppliers/?q={authority}+kept")
    anyone.locator("#results").get_by_role("link", name=name).click()
    expect(anyone.get_by_text("Twelve apprentices in 2025")).to_be_visible()
    expect(anyone.get_by_text("Said by the supplier on").first).to_be_visible()

    section(page, "Certifications")
    page.get_by_role("button", name="Add one").click()
    page.get_by_label("What was certified").fill("Cyber Essentials")
    page.get_by_label("Number of the certificate").fill(f"CE-{authority}")
    page.get_by_label("Good until").fill("31/3/2099")
    page.get_by_role("button", name="Save and return").click()
    expect(page.get_by_text("It shows once LOTI’s staff approved it.")).to_be_visible()
    anyone.reload()
    expect(anyone.get_by_text("Cyber Essentials")).to_have_count(0)
    staff = curator(visitor, authority, scripts)
    staff.goto("/account/suppliers/edits/")
    staff.get_by_role("link", name=f"Certification of {name}").click()
    staff.get_by_label("Approve", exact=True).check()
    staff.get_by_role("button", name="Decide").click()
    expect(staff.get_by_text("You decided about an edit")).to_be_visible()
    anyone.reload()
    expect(anyone.get_by_text(f"Number CE-{authority}. Good until 31 March 2099.")).to_be_visible()

    section(page, "Who you are")
    page.get_by_label("Website").fill("https://not-ours.example/")
    page.get_by_role("button", name="Save and return").click()
    expect(page.get_by_text("It shows once LOTI’s staff approved it.")).to_be_visible()
    anyone.reload()
    expect(anyone.get_by_text("not-ours.example")).to_have_count(0)

    staff.goto("/account/suppliers/edits/")
    staff.get_by_role("link", name=f"Who it is of {name}").click()
    expect(staff.get_by_text("https://not-ours.example/")).to_be_visible()
    staff.get_by_label("Refuse", exact=True).check()
    staff.get_by_role("button", name="Decide").click()
    staff.get_by_label("Reason, if you refuse").fill("That site is of another firm.")
    staff.get_by_role("button", name="Decide").click()
    expect(staff.get_by_text("You decided about an edit")).to_be_visible()

    section(page, "Who you are")
    expect(page.get_by_text("That site is of another firm.")).to_be_visible()
    expect(page.get_by_label("Website")).to_have_value("")
    # From now on everything that they say is looked at first.
    expect(page.get_by_text("staff look at what you save before it shows")).to_be_visible()
