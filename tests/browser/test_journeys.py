"""What people come to do, from signing in to what the public then sees: with scripts and without."""

import re
import subprocess
import sys
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import ROOT, Visitor, environment
from tests.browser.journeys import AUTHORITIES, SECRET, address
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
        deliver(visitor)
        page.get_by_label("Code", exact=True).fill(letter_to(visitor, person))
        page.get_by_role("button", name="Continue").click()
        return page

    return sign_in


def deliver(visitor: Visitor) -> None:
    """The worker, which sends letters behind a request, does what waits for it."""
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
def test_a_lead_confirms_ten_contracts_and_takes_one_back(signed_in, state, scripts, authority):
    page = signed_in(address("lead", authority), scripts=scripts)
    page.wait_for_url("**/account/")
    page.goto(f"/account/authority/{authority.lower()}/")
    page.get_by_role("link", name="contracts to look at").click()
    page.wait_for_url("**/contracts/")
    due, late = (page.get_by_role("group", name=name) for name in ("Contracts", "Confirmed by mistake?"))
    for number in range(1, 11):
        due.get_by_label(f"{authority} libraries, lot {number:02}").check()
    page.get_by_role("button", name="They are still true").click()
    expect(page.get_by_text("You confirmed 10 contracts.")).to_be_visible()
    expect(due.get_by_role("checkbox")).to_have_count(3)
    expect(late.get_by_role("checkbox")).to_have_count(10)
    late.get_by_label(f"{authority} libraries, lot 07").check()
    page.get_by_role("button", name="Take back what is ticked").click()
    expect(
        page.get_by_text(f"You took back the confirmation of “{authority} libraries, lot 07”")
    ).to_be_visible()
    expect(due.get_by_label(f"{authority} libraries, lot 07")).to_be_visible()
    expect(late.get_by_role("checkbox")).to_have_count(9)


@WAYS
def test_an_editor_answers_with_a_link_that_everyone_can_read(signed_in, visitor, state, scripts, authority):
    page = signed_in(address("editor", authority), scripts=scripts)
    page.wait_for_url("**/account/")
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


def found_by_staff(page: Page, title: str) -> str:
    """The address of the staff's form of the one contract of this title."""
    page.goto(f"/admin/contracts/contract/?q={title.replace(' ', '+')}")
    page.locator("#result_list").get_by_role("link", name=title).click()
    page.wait_for_url("**/change/**")
    return page.url
