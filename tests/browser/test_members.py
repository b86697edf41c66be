"""An SME registers, is refused, mends it, is approved; a supplier is claimed by a code, not by a rival."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, Visitor
from tests.browser.journeys import AUTHORITIES, SECRET, address
from tests.browser.test_journeys import letter_to, worker_runs
from tests.signing_in import code_now

pytestmark = pytest.mark.browser

WAYS = pytest.mark.parametrize(
    ("state", "scripts", "authority"),
    [("journeys", True, AUTHORITIES[0]), ("journeys", False, AUTHORITIES[1])],
    ids=["with scripts", "without scripts"],
)


def give_code(page: Page, visitor: Visitor, person: str) -> None:
    page.wait_for_url("**/account/sign-in/code/**")
    worker_runs(visitor)
    page.get_by_label("Code", exact=True).fill(letter_to(visitor, person))
    page.get_by_role("button", name="Continue").click()


def joined(visitor: Visitor, person: str, scripts: bool) -> Page:
    """Somebody without an account, on their phone, at the first question."""
    page = visitor.window(scripts=scripts, size=PHONE)
    page.goto("/suppliers/register/")
    page.get_by_role("button", name="Start now").click()
    page.get_by_label("Your e-mail address at work").fill(person)
    page.locator("main").get_by_role("button").click()
    give_code(page, visitor, person)
    page.wait_for_url("**/suppliers/register/start/")
    return page


def signed_in(visitor: Visitor, person: str, scripts: bool) -> Page:
    page = visitor.window(scripts=scripts, size=PHONE)
    page.goto("/account/sign-in/")
    page.get_by_label("E-mail address").fill(person)
    page.locator("main").get_by_role("button").click()
    give_code(page, visitor, person)
    return page


def curator(visitor: Visitor, authority: str, scripts: bool) -> Page:
    page = signed_in(visitor, address("curator", authority), scripts)
    page.get_by_label("Security code").fill(code_now(SECRET))
    page.get_by_role("button", name="Continue").click()
    page.wait_for_url("**/account/")
    return page


def decide(page: Page, person: str, decision: str, **written: str) -> None:
    page.goto("/account/suppliers/waiting/")
    page.get_by_role("link", name=re.compile(re.escape(person))).click()
    for label, text in written.items():
        page.get_by_label({"reason": "Reason, if you refuse", "seen": "What you saw"}[label]).fill(text)
    page.get_by_label(decision, exact=True).check()
    page.get_by_role("button", name="Decide").click()
    expect(page.get_by_text("You decided about the request")).to_be_visible()


def claim(page: Page, authority: str) -> None:
    page.goto(f"/suppliers/?q={authority}+Mapping")
    page.locator("#results").get_by_role("link", name=f"{authority} Mapping Ltd", exact=True).click()
    page.get_by_role("link", name="Is this your organisation?").click()
    page.get_by_label("How can we check").fill("I run it")
    page.get_by_role("button", name="Claim this supplier").click()
    page.get_by_role("button", name="Send a code").click()


@WAYS
def test_an_sme_registers_mends_it_and_invites_a_colleague(
    visitor: Visitor, state: str, scripts: bool, authority: str
) -> None:
    mail, name = f"sme@{authority.lower()}-firm.example", f"{authority} Firm of Friends"
    page = joined(visitor, mail, scripts)
    page.get_by_label("Partnership").check()
    page.get_by_role("button", name="Save and continue").click()
    page.get_by_label("Name of the organisation").fill(name)
    page.get_by_role("button", name="Save and continue").click()
    page.get_by_role("button", name="Save and continue").click()
    if page.url.endswith("/match/"):
        page.get_by_label("None of these").check()
        page.get_by_role("button", name="Save and continue").click()
    page.get_by_role("button", name="Save and continue").click()
    page.get_by_role("link", name="See how the profile would look").click()
    expect(page.locator("h1")).to_have_text(f"Preview of {name}")
    page.go_back()
    page.get_by_label("How can we check").fill("Trust me")
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.get_by_text("Place in the queue")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]

    staff = curator(visitor, authority, scripts)
    decide(staff, mail, "Refuse", reason="Say where you are named.")
    page.goto("/account/suppliers/")
    page.get_by_role("link", name="See what became of it").click()
    expect(page.get_by_text("Say where you are named.")).to_be_visible()
    page.get_by_role("button", name="Mend it and send it again").click()
    page.get_by_label("How can we check").fill("On our page of people")
    page.get_by_role("button", name="Send", exact=True).click()
    decide(staff, mail, "Approve", seen="Their page of people")
    anyone = visitor.window(scripts=scripts, size=PHONE)
    anyone.goto(f"/suppliers/?q={authority}+friends")
    anyone.locator("#results").get_by_role("link", name=name).click()
    expect(anyone.locator("h1")).to_contain_text(name)

    colleague = f"nina@{authority.lower()}-firm.example"
    page.goto("/account/suppliers/")
    page.get_by_role("link", name=f"People of {name}").click()
    page.get_by_role("button", name="Invite a colleague").click()
    page.get_by_label("Their e-mail address").fill(colleague)
    page.get_by_label("Editor: keeps the profile").check()
    page.get_by_role("button", name="Send the invitation").click()
    expect(page.get_by_text(f"We wrote to {colleague}.")).to_be_visible()
    invited = signed_in(visitor, colleague, scripts)
    invited.goto("/account/suppliers/")
    invited.get_by_role("link", name="Read and take up the invitation").click()
    invited.get_by_role("button", name="Take it up").click()
    expect(invited.get_by_text(f"You now keep the profile of {name}.")).to_be_visible()


@WAYS
def test_a_supplier_is_claimed_by_a_code_and_not_by_a_rival(
    visitor: Visitor, state: str, scripts: bool, authority: str
) -> None:
    domain = f"{authority.lower()}-mapping.example"
    rival = joined(visitor, f"rita@{authority.lower()}-rival.example", scripts)
    claim(rival, authority)
    rival.get_by_label("E-mail address at the domain").fill(f"rita@{authority.lower()}-rival.example")
    rival.get_by_role("button", name="Send the code").click()
    expect(rival.get_by_text(f"Enter an address that ends in @{domain}.").first).to_be_visible()

    page = joined(visitor, f"anna@{domain}", scripts)
    claim(page, authority)
    page.get_by_label("E-mail address at the domain").fill(f"office@{domain}")
    page.get_by_role("button", name="Send the code").click()
    page.wait_for_url("**/code/enter/")
    worker_runs(visitor)
    page.get_by_label("Code", exact=True).fill(letter_to(visitor, f"office@{domain}"))
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_text(f"A code came back from an address at {domain}")).to_be_visible()
