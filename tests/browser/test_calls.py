"""Staff set a call up, a supplier answers from its profile, an officer marks and writes back, it closes."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, Visitor
from tests.browser.journeys import address
from tests.browser.test_journeys import worker_runs
from tests.browser.test_members import WAYS, curator, signed_in

pytestmark = pytest.mark.browser
PLAN = {"name": "plan.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n"}
QUESTIONS = (
    {"label": "What are you called?", "profile_source": "name"},
    {"label": "How long until a team can work with it?", "kind": "number", "unit": "weeks"},
    {"label": "Your plan", "kind": "file"},
)


def enter(page: Page, **values: str) -> None:
    for name, value in values.items():
        field = page.locator(f"[name='{name}']")
        if field.evaluate("field => field.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)


def set_up(staff: Page, authority: str) -> None:
    """Staff write a call with its questions in the staff site."""
    staff.goto("/admin/toolkit/call/add/")
    enter(
        staff,
        slug=f"parks-{authority.lower()}",
        title=f"Parks software for {authority}",
        introduction="What is there?",
        kind="survey",
        opens_at_0="2026-11-01",
        opens_at_1="09:00:00",
        closes_at_0="2036-11-01",
        closes_at_1="12:00:00",
    )
    staff.locator("select[name=boroughs]").select_option(label=authority)
    for number, question in enumerate(QUESTIONS):
        enter(staff, **{f"questions-{number}-{name}": value for name, value in question.items()})
    staff.locator("[name=questions-0-required]").check()
    staff.locator("[name=published]").check()
    staff.locator("[name=_continue]").click()
    expect(staff.get_by_text("was added successfully")).to_be_visible()


def send(page: Page, weeks: str) -> None:
    page.get_by_label("How long until a team can work with it?").first.fill(weeks)
    page.get_by_role("button", name="Save and check your answers").click()
    expect(page.get_by_text(f"{weeks} weeks")).to_be_visible()
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.locator("h1")).to_have_text("We have your answer")


@WAYS
def test_a_call_from_its_questions_to_its_summary(
    visitor: Visitor, state: str, scripts: bool, authority: str
) -> None:
    supplier, title = f"{authority} Kept Ltd", f"Parks software for {authority}"
    staff = curator(visitor, authority, scripts)
    set_up(staff, authority)

    page = signed_in(visitor, address("keeper", authority), scripts)
    page.goto("/calls/")
    page.get_by_role("link", name=title).click()
    expect(page.get_by_text("This call leads to no award of a contract.")).to_be_visible()
    page.get_by_role("button", name="Answer this call").click()
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_label("What are you called?").first).to_have_value(supplier)
    expect(page.get_by_text("From your profile.")).to_be_visible()
    page.get_by_label("Your plan").first.set_input_files(PLAN)
    page.get_by_role("checkbox", name="How long until a team can work with it?").check()
    page.get_by_label("Why they are confidential").fill("Our rivals do not know")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    send(page, "6")
    page.get_by_role("link", name="Change your answer").click()
    expect(page.get_by_text("You gave plan.pdf.")).to_be_visible()
    send(page, "8")
    expect(page.get_by_text("before that at")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]

    officer = visitor.window(person=address("editor", authority), scripts=scripts, size=PHONE)
    officer.goto(f"/account/authority/{authority.lower()}/")
    officer.get_by_role("link", name=title).click()
    officer.get_by_role("link", name=f"Read the answer of {supplier}").click()
    expect(officer.get_by_text("8 weeks")).to_be_visible()
    expect(officer.get_by_text("Parts are confidential: Our rivals do not know")).to_be_visible()
    with officer.expect_download() as downloaded:
        officer.get_by_role("link", name="plan.pdf").click()
    assert downloaded.value.path().read_bytes() == PLAN["buffer"]
    officer.get_by_role("button", name="Mark to learn more").click()
    expect(officer.get_by_text("Marked, to learn more.")).to_be_visible()
    officer.get_by_role("link", name="Give feedback").click()
    officer.get_by_label("Your feedback").fill("Show us how data comes out.")
    officer.get_by_role("button", name="Send feedback").click()
    expect(officer.get_by_text(f"We wrote to {supplier}")).to_be_visible()
    assert officer.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    worker_runs(visitor)

    page.get_by_role("link", name="Change your answer").click()
    enter(staff, closes_at_0="2026-11-02", closing_summary="Nine firms showed what they make.")
    staff.locator("[name=_continue]").click()
    expect(staff.get_by_text("was changed successfully")).to_be_visible()
    page.get_by_role("button", name="Save and check your answers").click()
    expect(
        page.get_by_text(re.compile("This call closed at noon on Monday 2 November 2026")).first
    ).to_be_visible()
    page.goto(f"/calls/parks-{authority.lower()}/")
    expect(page.get_by_text("Nine firms showed what they make.")).to_be_visible()
    page.get_by_role("link", name="read your answer and what was said of it").click()
    page.get_by_role("link", name=f"Sent for {supplier}").click()
    expect(page.get_by_text("Show us how data comes out.")).to_be_visible()
    expect(page.get_by_text("To learn more")).to_have_count(0)
