"""What people come to do, from signing in to what the public then sees: with scripts and without."""

import contextlib
import re
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import ROOT, Visitor, environment
from tests.browser.journeys import AUTHORITIES, OLD_NUMBERS, ROW, SECRET, address, newcomer, register_of
from tests.signing_in import code_now

pytestmark = pytest.mark.browser

WAYS = pytest.mark.parametrize(
    ("state", "scripts", "authority"),
    [("journeys", True, AUTHORITIES[0]), ("journeys", False, AUTHORITIES[1])],
    ids=["with scripts", "without scripts"],
)


@pytest.fixture
def signed_in(visitor: Visitor) -> Callable[..., Page]:
    """Somebody's own window, after they gave the code from their letter."""

    def sign_in(person: str, *, scripts: bool) -> Page:
        page = visitor.window(scripts=scripts)
        page.goto("/account/sign-in/")
        page.get_by_label("E-mail address").fill(person)
        page.locator("main").get_by_role("button").click()
        page.wait_for_url("**/account/sign-in/code/")
        worker_runs(visitor)
        page.get_by_label("Code", exact=True).fill(letter_to(visitor, person))
        page.get_by_role("button", name="Continue").click()
        return page

    return sign_in


def worker_runs(visitor: Visitor) -> None:
    """The worker, which sends letters and reads registers behind a request, does what waits for it."""
    command = [sys.executable, "manage.py", "db_worker", "--batch"]
    subprocess.run(command, cwd=ROOT, env=environment(visitor.site.folder, 0), check=True)


def letter_to(visitor: Visitor, person: str) -> str:
    """The code in the latest letter to somebody."""
    page = visitor.window(scripts=False)
    page.goto("/account/outbox/")
    text = page.locator("main").inner_text()
    found = re.search(rf"{re.escape(person)}.*?\b([A-Z0-9]{{4}}-[A-Z0-9]{{4}})\b", text, re.DOTALL)
    assert found, text
    return found[1]


@WAYS
def test_an_officer_asks_for_a_role_and_a_lead_approves(signed_in, visitor, state, scripts, authority):
    page = signed_in(newcomer(authority), scripts=scripts)
    page.wait_for_url("**/account/")
    page.get_by_role("link", name="Roles").click()
    page.get_by_role("button", name="Ask for a role").click()
    page.get_by_label("Editor: also keep").check()
    page.get_by_label("Your outside interests").fill("None")
    page.get_by_label("I state all of this").check()
    page.get_by_role("button", name="Ask for the role").click()
    expect(page.get_by_text("Waits since")).to_be_visible()

    lead = visitor.window(person=address("lead", authority), scripts=scripts)
    lead.goto("/account/")
    lead.get_by_role("link", name="My authority").click()
    lead.get_by_role("link", name=newcomer(authority)).click()
    expect(lead.get_by_text(f"Editor at {authority}")).to_be_visible()
    lead.get_by_label("Approve").check()
    lead.get_by_role("button", name="Decide").click()
    expect(lead.get_by_text("Nobody waits.")).to_be_visible()

    page.goto("/account/")
    page.get_by_role("link", name="My authority").click()
    expect(page.locator("h1")).to_have_text(f"What to do for {authority}")
    expect(page.get_by_role("link", name="Send a register").first).to_be_visible()


@WAYS
def test_an_editor_uploads_a_register_and_resolves_a_doubt(visitor, state, scripts, authority):
    page = visitor.window(person=address("editor", authority), scripts=scripts)
    page.goto(f"/account/authority/{authority.lower()}/")
    page.get_by_role("link", name="Send a register").first.click()
    page.get_by_label("Spreadsheet").set_input_files(register_of(authority))
    page.get_by_label("True on").fill("1 April 2026")
    page.get_by_label("Where the file came from").fill("The contracts team")
    page.get_by_label("It may be published").check()
    page.get_by_role("button", name="Upload and read").click()
    after_the_worker(visitor, page, "Ready for review")

    page.get_by_role("link", name="Doubtful (1)").click()
    page.get_by_role("link", name="Correct or decide about row 2").click()
    expect(page.get_by_text("is not a date that we can read").first).to_be_visible()
    page.get_by_label("end_date").fill("31/03/2031")
    page.get_by_role("button", name="Save and judge the row by its cells").click()
    after_the_worker(visitor, page, "Ready for review")
    expect(page.get_by_role("link", name="Doubtful")).to_have_count(0)
    page.get_by_role("button", name="Apply the new and changed rows").click()
    after_the_worker(visitor, page, "Applied")

    page.get_by_role("link", name=f"{authority} {ROW}").click()
    anyone = visitor.window(scripts=scripts)
    anyone.goto(page.url)
    expect(anyone.locator("h1")).to_have_text(f"{authority} {ROW}")
    expect(anyone.get_by_text("31 March 2031").first).to_be_visible()


def after_the_worker(visitor: Visitor, page: Page, state: str) -> None:
    """Look at an import again once the worker has done what was asked of it."""
    expect(page.get_by_text("The work goes on when you close this page.")).to_be_visible()
    worker_runs(visitor)
    page.get_by_role("link", name="Look again").click()
    expect(page.get_by_role("definition").filter(has_text=state)).to_be_visible()


@WAYS
def test_an_editor_withholds_a_price_and_sees_what_the_public_sees(visitor, state, scripts, authority):
    title, price = f"{authority} parking permits", "£125,000"
    anyone = visitor.window(scripts=scripts)
    anyone.goto(f"/contracts/?q={authority}+parking+permits")
    anyone.get_by_role("link", name=title, exact=True).click()
    expect(anyone.get_by_text(price).first).to_be_visible()

    page = visitor.window(person=address("editor", authority), scripts=scripts)
    page.goto(f"/account/authority/{authority.lower()}/records/contracts/")
    page.get_by_role("link", name=f"who sees what of {title}").click()
    page.get_by_role("link", name="Change who sees: Value", exact=True).click()
    page.get_by_label("Your authority and LOTI’s staff alone").check()
    page.get_by_label("Section 43: commercial interests").check()
    page.get_by_label("If section 43: until when").fill("31 March 2031")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Value: who sees it is saved.")).to_be_visible()

    page.get_by_role("link", name="See it as the public does").click()
    for seen in (page, anyone):
        seen.reload()
        expect(seen.locator("h1")).to_have_text(title)
        expect(seen.get_by_text("section 43 of the Freedom of Information Act").first).to_be_visible()
        expect(seen.get_by_text(price)).to_have_count(0)


@WAYS
def test_an_editor_shares_a_specification_with_other_authorities(visitor, state, scripts, authority):
    title, about = f"{authority} asks for open data", f"{authority} libraries, lot 11"
    page = visitor.window(person=address("editor", authority), scripts=scripts)
    page.goto(f"/contracts/?q={about.replace(' ', '+')}")
    page.get_by_role("link", name=about, exact=True).click()
    page.get_by_role("link", name="Share what you learnt").click()
    page.get_by_label("Document to use again").check()
    page.get_by_label("In one line").fill(title)
    page.get_by_label("What happened").fill("Every export in an open format, at any time, at no charge.")
    page.get_by_label("Document that others may use again").set_input_files(
        {"name": "specification.md", "mimeType": "text/markdown", "buffer": b"# What it must do"}
    )
    page.get_by_label("It names nobody").check()
    page.get_by_role("button", name="Share with other authorities").click()
    expect(page.get_by_role("heading", name=title)).to_be_visible()

    elsewhere = next(one for one in AUTHORITIES if one != authority)
    peer = visitor.window(person=address("editor", elsewhere), scripts=scripts)
    peer.goto(page.url)
    expect(peer.get_by_role("heading", name=title)).to_be_visible()
    with peer.expect_download() as download:
        peer.get_by_role("link", name="specification.md").click()
    assert download.value.path().read_text() == "# What it must do"

    anyone = visitor.window(scripts=scripts)
    anyone.goto(page.url)
    expect(anyone.locator("h1")).to_have_text(about)
    expect(anyone.get_by_text(title)).to_have_count(0)


@WAYS
def test_a_lead_confirms_ten_contracts_and_takes_one_back(visitor, state, scripts, authority):
    page = visitor.window(person=address("lead", authority), scripts=scripts)
    page.goto(f"/account/authority/{authority.lower()}/")
    page.get_by_role("link", name="contracts to look at").click()
    page.wait_for_url("**/contracts/")
    due, late = (page.get_by_role("group", name=name) for name in ("Contracts", "Confirmed by mistake?"))
    for number in range(1, 11):
        due.get_by_label(f"{authority} libraries, lot {number:02}").check()
    page.get_by_role("button", name="They are still true").click()
    expect(page.get_by_text("You confirmed 10 contracts.")).to_be_visible()
    expect(due.get_by_label(f"{authority} libraries, lot 07")).to_have_count(0)
    expect(due.get_by_label(f"{authority} libraries, lot 11")).to_be_visible()
    expect(late.get_by_role("checkbox")).to_have_count(10)
    late.get_by_label(f"{authority} libraries, lot 07").check()
    page.get_by_role("button", name="Take back what is ticked").click()
    expect(
        page.get_by_text(f"You took back the confirmation of “{authority} libraries, lot 07”")
    ).to_be_visible()
    expect(due.get_by_label(f"{authority} libraries, lot 07")).to_be_visible()
    expect(late.get_by_role("checkbox")).to_have_count(9)


@WAYS
def test_an_editor_answers_with_a_link_that_everyone_can_read(visitor, state, scripts, authority):
    page = visitor.window(person=address("editor", authority), scripts=scripts)
    page.goto(f"/account/authority/{authority.lower()}/answers/")
    page.get_by_role("button", name="Make an answer of today").click()
    made = page.get_by_role("heading", name="Answers made before").locator("~ div").first
    expect(made.get_by_role("link")).to_be_visible()
    anyone = visitor.window(scripts=scripts)
    anyone.goto(made.get_by_role("link").get_attribute("href"))
    expect(anyone.locator("h1")).to_contain_text(f"What {authority} runs and buys")
    expect(anyone.get_by_text(f"{authority} libraries, lot 12")).to_be_visible()
    made.get_by_role("button", name="Withdraw").click()
    expect(page.get_by_text("The answer is withdrawn.")).to_be_visible()
    assert anyone.reload().status == 410


@WAYS
def test_staff_hold_a_record_release_it_and_restore_an_old_state(
    signed_in, visitor, state, scripts, authority
):
    page = signed_in(address("staff", authority), scripts=scripts)
    page.wait_for_url("**/sign-in/security-code/**")
    page.get_by_label("Security code").fill(code_now(SECRET))
    page.get_by_role("button", name="Continue").click()
    page.wait_for_url("**/account/")
    anyone = visitor.window(scripts=scripts)
    anyone.goto(f"/contracts/?q={authority}+payroll")
    anyone.get_by_role("link", name=f"{authority} payroll and pensions").click()
    expect(anyone.locator("h1")).to_contain_text("payroll and pensions")

    form = found_by_staff(page, f"{authority} payroll")
    page.get_by_role("link", name="Hold or release").click()
    page.get_by_role("button", name="Hold it").click()
    expect(page.get_by_text("is on hold: no page, list or file shows it")).to_be_visible()
    assert anyone.reload().status == 410
    expect(anyone.locator("h1")).to_have_text("This record is being checked")

    page.get_by_role("link", name="Hold or release").click()
    page.get_by_role("button", name="Release it").click()
    expect(page.get_by_text("is shown again")).to_be_visible()
    assert anyone.reload().status == 200

    page.goto(form.replace("/change/", "/history/"))
    page.get_by_role("row").filter(has_text="Created").get_by_role("link", name="This state").click()
    page.get_by_role("button", name="Put this state back").click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    anyone.reload()
    expect(anyone.locator("h1")).to_have_text(f"{authority} payroll")


@WAYS
def test_staff_merge_two_suppliers_that_the_queue_offers_and_undo_it(
    signed_in, visitor, state, scripts, authority
):
    page = signed_in(address("staff", authority), scripts=scripts)
    page.wait_for_url("**/sign-in/security-code/**")
    page.get_by_label("Security code").fill(code_now(SECRET))
    page.get_by_role("button", name="Continue").click()
    page.wait_for_url("**/account/")
    old, new = f"/suppliers/{authority.lower()}-old/", f"/suppliers/{authority.lower()}-new/"
    before, held = shown_to_anyone(visitor, old, scripts=scripts), rows_held(visitor)

    page.goto("/admin/suppliers/likelyduplicate/")
    page.get_by_role("link", name=f"{authority} Ledgers Ltd and {authority} Ledgers").click()
    page.get_by_role("link", name=f"Merge “{authority} Ledgers Ltd” into “{authority} Ledgers”").click()
    moves = page.get_by_role("table", name="What moves")
    for told in (f"{authority} ledgers, both", f"{authority} Ledger", "Cyber Essentials", "Profile of"):
        expect(moves).to_contain_text(told)
    # What both have is told beside it: the contract, the certificate, the member, the profile, its figures.
    expect(moves.get_by_role("cell", name=re.compile("^1: "))).to_have_count(5)
    page.get_by_label("Why are they one?").fill("One firm")
    page.get_by_role("button", name="Merge them").click()
    expect(page.get_by_text("They have different ones: company number. Say which is right.")).to_be_visible()
    page.get_by_label(f"{OLD_NUMBERS[authority]} (“{authority} Ledgers Ltd”)").check()
    page.get_by_role("button", name="Merge them").click()
    expect(page.get_by_text("was merged into")).to_have_count(2)

    anyone = visitor.window(scripts=scripts)
    anyone.goto(old)
    assert anyone.url.endswith(new)
    expect(anyone.locator("main")).to_contain_text(OLD_NUMBERS[authority])
    anyone.goto(f"/contracts/?supplier={authority.lower()}-old")
    for which in ("both", "old"):
        expect(anyone.get_by_role("link", name=f"{authority} ledgers, {which}")).to_be_visible()

    page.get_by_role("button", name="Undo the merge").click()
    expect(page.get_by_text("everything is as it was before")).to_be_visible()
    assert shown_to_anyone(visitor, old, scripts=scripts) == before
    assert rows_held(visitor) == held


def rows_held(visitor: Visitor) -> dict[str, list[dict[str, Any]]]:
    """Every row of suppliers and contracts, by table and id; what counts the writes goes on counting."""
    counts, made = {"version", "updated_at"}, ("contracts_listing", "suppliers_likelyduplicate")
    with contextlib.closing(sqlite3.connect(visitor.site.folder / "thirty3.sqlite3")) as held:
        held.row_factory = sqlite3.Row
        named = held.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall()
        tables = [one["name"] for one in named if one["name"].startswith(("suppliers_", "contracts_"))]
        rows = {table: held.execute(f"SELECT * FROM {table} ORDER BY 1") for table in tables}  # noqa: S608 - tables of our own
        return {
            table: [{name: value for name, value in dict(row).items() if name not in counts} for row in found]
            for table, found in rows.items()
            if not table.startswith(made)
        }


def shown_to_anyone(visitor: Visitor, path: str, *, scripts: bool) -> str:
    """What a page says to somebody who was not there before."""
    page = visitor.window(scripts=scripts)
    page.goto(path)
    assert page.url.endswith(path)
    return page.locator("main").inner_text()


def found_by_staff(page: Page, title: str) -> str:
    """The address of the staff's form of the one contract of this title."""
    page.goto(f"/admin/contracts/contract/?q={title.replace(' ', '+')}")
    page.locator("#result_list").get_by_role("link", name=title).click()
    page.wait_for_url("**/change/**")
    return page.url
