"""From a need to a contract: an officer tells and leads, everybody reads, a supplier asks and follows."""

import datetime
import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, Visitor
from tests.browser.journeys import AUTHORITIES, address

pytestmark = pytest.mark.browser

WAYS = pytest.mark.parametrize(
    ("state", "scripts", "authority"),
    [("journeys", True, AUTHORITIES[0]), ("journeys", False, AUTHORITIES[1])],
    ids=["with scripts", "without scripts"],
)
NOTICE = "https://www.find-tender.service.gov.uk/Notice/00000{}-2026"


def save(page: Page, button: str = "Save and return") -> None:
    page.locator("main").get_by_role("button", name=button, exact=True).click()


def told(page: Page, visitor: Visitor, key: str) -> Page:
    """What everybody reads of it, on a phone."""
    everybody = visitor.window(scripts=False, size=PHONE)
    everybody.goto(f"/opportunities/{key}/")
    wide = everybody.evaluate("document.documentElement.scrollWidth")
    assert wide <= PHONE["width"], "It is wider than a phone."
    return everybody


@WAYS
def test_a_need_becomes_a_tender_and_a_contract(visitor, state, scripts, authority):
    page = visitor.window(person=address("editor", authority), scripts=scripts, size=PHONE)
    page.goto(f"/account/authority/{authority.lower()}/")
    page.get_by_role("link", name="Tell suppliers of a need").click()
    page.get_by_label("In one line").fill(f"{authority} repairs booked online")
    page.get_by_label("What it should bring about").fill("Tenants book repairs themselves.")
    page.get_by_label("For whom").fill("12,000 tenants")
    page.get_by_label(f"{authority} accounts", exact=True).check()
    save(page)
    expect(page.get_by_text("A draft: the officers of")).to_be_visible()
    own = page.url
    key = own.rstrip("/").rpartition("/")[2]
    everybody = visitor.window(scripts=False)
    everybody.goto(f"/opportunities/{key}/")
    expect(everybody.get_by_role("heading", name="Page not found")).to_be_visible()

    page.get_by_role("link", name="Need", exact=True).click()
    save(page, "Publish")
    expect(page.get_by_text("Everybody sees it now.")).to_be_visible()
    expect(told(page, visitor, key).get_by_text("Tenants book repairs themselves.")).to_be_visible()

    supplier = visitor.window(person=address("editor", AUTHORITIES[1 - AUTHORITIES.index(authority)]))
    supplier.goto(f"/opportunities/{key}/")
    supplier.get_by_role("link", name="Ask a question").click()
    supplier.get_by_label("Your question").fill("May a firm bid for a part?")
    save(supplier, "Ask")
    expect(supplier.get_by_text("Your question is with the authority.")).to_be_visible()
    supplier.get_by_role("link", name="We need this too").click()
    supplier.get_by_label("Yes", exact=True).check()
    save(supplier, "Save")
    expect(supplier.get_by_text("which authorities alone read")).to_be_visible()
    page.goto(own)
    page.get_by_role("link", name="Answer it").click()
    page.get_by_label("The answer").fill("Yes, for each lot.")
    save(page, "Publish the answer")
    expect(told(page, visitor, key).get_by_text("Yes, for each lot.")).to_be_visible()

    page.goto(f"{own}responding/")
    day = datetime.date.today() + datetime.timedelta(days=30)
    page.get_by_label("Day of the deadline").fill(f"{day:%d/%m/%Y}")
    page.get_by_label("Time of the deadline").fill("noon")
    page.get_by_label("How suppliers respond").fill("On our portal.")
    page.get_by_label("Whom they ask").fill("Category manager, housing")
    save(page)
    page.goto(f"{own}lots/add/")
    page.get_by_label("What the lot is").fill("Booking")
    page.get_by_role("group", name="SMEs").get_by_label("Yes").check()
    save(page)
    page.get_by_role("link", name="Answer the SME barrier check").click()
    page.get_by_role("group", name=re.compile("Nobody talked")).get_by_label("Dealt with").check()
    save(page)
    page.get_by_role("link", name="Talking to the market").click()
    save(page, "Publish")
    expect(page.get_by_text("There is a problem")).to_be_visible()
    page.get_by_label("Address of the notice").fill(NOTICE.format(1))
    save(page, "Publish")
    expect(page.get_by_text("Everybody sees it now.")).to_be_visible()
    now = told(page, visitor, key)
    expect(now.get_by_text("Closes in 30 days, at noon on").first).to_be_visible()
    expect(now.get_by_role("link", name="Preliminary market engagement notice (UK2)")).to_be_visible()
    expect(now.get_by_text("11 of 12 not answered.")).to_be_visible()

    page.get_by_role("link", name=re.compile("^Awarded")).click()
    page.get_by_label("Who won").fill(f"{authority} Mapping Ltd")
    page.get_by_label("Which technology it is").fill(f"{authority} Ledger")
    page.get_by_label("Awarded value").fill("£90,000")
    page.get_by_label(re.compile("^UK5")).check()
    page.get_by_label("Address of the notice").fill(NOTICE.format(2))
    save(page, "Publish the award")
    expect(page.get_by_text("The award is published, and the contract is kept.")).to_be_visible()
    awarded = told(page, visitor, key)
    awarded.get_by_role("link", name=f"{authority} repairs booked online").click()
    expect(awarded.get_by_role("heading", level=1)).to_contain_text("repairs booked online")
    expect(awarded.get_by_text("£90,000").first).to_be_visible()
    expect(awarded.get_by_role("heading", name="How it came about")).to_be_visible()
    # A page that is not there is a message of the console too, in the window that asked for it.
    assert visitor.complaints(page) == []
