"""An officer plans what comes after a contract, beside a colleague, on a phone: with scripts and without."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, Visitor
from tests.browser.journeys import AUTHORITIES, address

pytestmark = pytest.mark.browser


def open_task(page: Page, title: str) -> None:
    page.get_by_role("link", name=title).click()
    expect(page.locator("h1")).to_have_text(title)


def keep(page: Page, *, note: str, state: str = "Done") -> None:
    page.get_by_label(state, exact=True).check()
    page.get_by_label("Note", exact=True).fill(note)
    page.get_by_role("button", name="Save").click()


@pytest.mark.parametrize(
    ("state", "scripts", "authority"),
    [("journeys", True, AUTHORITIES[0]), ("journeys", False, AUTHORITIES[1])],
    ids=["with scripts", "without scripts"],
)
def test_a_journey_from_a_contract_to_its_record_of_decisions(
    visitor: Visitor, state: str, scripts: bool, authority: str
) -> None:
    editor, lead = (
        visitor.window(person=address(role, authority), scripts=scripts, size=PHONE)
        for role in ("editor", "lead")
    )
    editor.goto(f"/contracts/?q={authority}+parking+permits")
    editor.get_by_role("link", name=f"{authority} parking permits", exact=True).click()
    editor.get_by_role("link", name="Plan what comes after").click()
    editor.get_by_role("button", name="Start").click()
    expect(editor.get_by_text("Only officers of your authority see it.")).to_be_visible()
    assert editor.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    journey = editor.url

    # A colleague is at the same task, and is the first to save.
    title = "Name the roles that take part"
    open_task(editor, title)
    lead.goto(journey)
    open_task(lead, title)
    keep(lead, note="Legal joins later.")
    expect(lead.get_by_text(f"“{title}” is saved.")).to_be_visible()
    keep(editor, note="Five roles.")
    expect(editor.get_by_text("Somebody changed this since you opened it.").first).to_be_visible()
    expect(editor.get_by_text("Legal joins later.").first).to_be_visible()
    keep(editor, note="Five roles; legal joins later.")
    expect(editor.get_by_text(f"“{title}” is saved.")).to_be_visible()

    open_task(editor, "Decide: extend, stop, or buy anew")
    editor.get_by_label("Decision, if one was made").fill("Buy anew")
    editor.get_by_role("button", name="Save").click()
    expect(editor.get_by_text("Enter the reason for the decision.").first).to_be_visible()
    editor.get_by_label("Reason", exact=True).fill("Users want another.")
    keep(editor, note="Asked two boroughs.")

    editor.get_by_role("link", name="Record of decisions, to print").click()
    for words in ("Decision: Buy anew", "Users want another.", "Five roles; legal joins later."):
        expect(editor.get_by_text(words)).to_be_visible()
    editor.emulate_media(media="print")
    expect(editor.get_by_text("Users want another.")).to_be_visible()
    expect(editor.get_by_text("Use your browser’s print command.")).to_be_hidden()
    editor.emulate_media(media="screen")

    lead.goto(journey)
    lead.get_by_role("link", name="Close the journey").click()
    lead.get_by_label("Finished: the new contract is in place").check()
    lead.get_by_label("What came of it").fill("Bought with a neighbour.")
    lead.get_by_role("button", name="Close it").click()
    expect(lead.get_by_text("Bought with a neighbour.")).to_be_visible()
    if scripts:
        assert visitor.complaints(editor) == []
