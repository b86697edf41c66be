"""Each section on its page: what it takes, what it refuses, what everyone reads, and what nobody may."""

import datetime
import re
from collections.abc import Callable

import pytest
from django.core import signing
from django.core.mail import EmailMessage
from django.test import Client
from django.utils import timezone

from boroughs.models import Officer
from suppliers.members.requests import NotPossible
from suppliers.members.withdrawing import withdraw_profile
from suppliers.models import HowKnown, ProfileEdit, Reference, SizeFigures, Supplier
from suppliers.profiles.agreeing import answer
from suppliers.profiles.deciding import refuse
from suppliers.profiles.forgetting import forget_edits
from suppliers.profiles.resting import ASKED_AGAIN_AFTER
from suppliers.profiles.saying import say
from suppliers.profiles.sections.contacts import looks_personal
from suppliers.profiles.sections.references import REFERENCES
from suppliers.profiles.sizes import band, is_sme, limit_on, limits
from tests import factories
from tests.pages.reading import faults
from tests.suppliers.profiles.conftest import tell
from thirty3.accounts.models import User
from thirty3.design.formatting import fact_date
from thirty3.history.services import recording
from thirty3.keys import new_key

pytestmark = pytest.mark.django_db(databases="__all__")
type Makes = Callable[..., User]
type Opens = Callable[[User], Client]
DAY = datetime.date(2026, 11, 27)
M = 1_000_000


@pytest.mark.parametrize(
    ("staff", "turnover", "balance_sheet", "answer"),
    [
        (249, 44 * M, 38 * M + 1, True),
        (249, 44 * M + 1, 38 * M, True),
        (249, 44 * M + 1, 38 * M + 1, False),
        (250, 1, 1, False),
        (249, 44 * M, None, True),
        (249, None, 38 * M + 1, None),
        (249, None, None, None),
        (250, None, None, False),
    ],
)
def test_who_is_small_or_medium_in_law(
    staff: int, turnover: int | None, balance_sheet: int | None, answer: bool | None
) -> None:
    assert is_sme(staff, turnover, balance_sheet, limit_on(DAY)) is answer


def test_the_limits_are_dated_and_name_their_law() -> None:
    assert all(limit.source and limit.source_url.startswith("https://") for limit in limits())
    assert [str(band(staff, limit_on(DAY))) for staff in (0, 9, 10, 49, 50, 249, 250)] == [
        *("micro", "micro", "small", "small", "medium", "medium", "large")
    ]


@pytest.fixture
def page(acme: Supplier, olga: User, window: Opens) -> Callable[..., tuple[str, Client]]:
    """The page of a section and a browser in which Olga is signed in."""
    hers = window(olga)

    def of(section: str) -> tuple[str, Client]:
        return f"/account/suppliers/{acme.slug}/profile/{section}/", hers

    return of


def opened(client: Client, address: str) -> str:
    text = client.get(address).text
    assert faults(text) == []
    return text.split('name="opened" value="')[1].split('"')[0]


type Page = Callable[..., tuple[str, Client]]

GIVEN = {
    "about": {"name": "Acme Software Ltd", "website": "https://www.acme.example/about", "kind": "company"},
    "size": {"staff": "42", "turnover_gbp": "£5,123,456", "balance_sheet_gbp": "", "as_at": "31/3/2026"},
    "vcse": {"is_vcse": "yes", "vcse_kind": "enterprise"},
    "operations": {"boroughs": ["camden"], "counties": "Essex\r\n  Kent \r\nEssex"},
    "functions": {"functions": ["repairs"]},
    "accessibility": {
        "accessibility_url": "https://acme.example/accessibility",
        "accessibility_standard": "wcag-2.2-aa",
        "accessibility_date": "1/5/2026",
    },
    "social-value": {"social_value": "<script>alert(1)</script> 12 apprentices in 2025"},
    "contacts": {"sales_email": "sales@acme.example", "sales_phone": "020 7946 0000"},
}
READ = {
    "about": "We make housing software",
    "size": "Small (10 to 49)",
    "vcse": "Social enterprise",
    "operations": "Essex; Kent",
    "functions": "Repairs",
    "accessibility": "WCAG 2.2 AA",
    "social-value": "&lt;script&gt;alert(1)&lt;/script&gt; 12 apprentices",
    "contacts": "sales@acme.example",
}


@pytest.mark.parametrize("section", GIVEN)
def test_what_a_section_says_everyone_reads_with_how_it_is_known(
    section: str, acme: Supplier, page: Page, client: Client
) -> None:
    factories.borough("Camden")
    factories.function("Repairs")
    address, hers = page(section)
    given: dict[str, object] = {**GIVEN[section], "opened": opened(hers, address)}
    if section == "about":
        given["description"] = "We make housing software"
    answer = hers.post(address, given)
    assert answer.status_code == 302, answer.text
    shown = client.get(acme.get_absolute_url())
    assert faults(shown.text) == []
    assert READ[section] in shown.text
    assert "Said by the supplier on" in shown.text
    for one in ("preview/", ""):
        told = hers.get(f"/account/suppliers/{acme.slug}/profile/{one}")
        assert faults(told.text) == []
    # The company number came from a register.
    assert "2 of 14 sections" in told.text
    # The same again is no edit.
    again = {**given, "opened": opened(hers, address)}
    assert "Nothing was changed" in hers.post(address, again, follow=True).text
    assert ProfileEdit.objects.count() == 1


def test_functions_unfold_by_area_where_some_are_served(acme: Supplier, page: Page, olga: User) -> None:
    for name, area in (("Repairs", "Housing"), ("Rents", "Housing"), ("Payroll", "People")):
        factories.function(name, of=factories.area(area))
    tell(olga, acme, "functions", functions=["rents"])
    address, hers = page("functions")
    html = hers.get(address).text
    unfolded = re.findall(r"<details class=\"govuk-details\"( open)?>.*?summary-text\">([^<]*)<", html, re.S)
    assert sorted(unfolded) == [("", "People"), (" open", "Housing")]
    choices = re.findall(r'value="(\w+)"( checked)?>\s*<label', html)
    assert sorted(choices) == [("payroll", ""), ("rents", " checked"), ("repairs", "")]


@pytest.mark.parametrize(
    ("section", "given", "words"),
    [
        ("about", {"name": " ", "website": "javascript:alert(1)"}, "Enter the name"),
        ("about", {"name": "Acme", "website": "javascript:alert(1)"}, "Enter the address of the website"),
        ("about", {"name": "Acme", "description": "x" * 1001}, "1000"),
        ("numbers", {"company_number": "ABC"}, "Enter the number in its form"),
        ("numbers", {"company_number": "07654321"}, "Another supplier here has this number"),
        ("size", {"staff": "-1", "as_at": "31/3/2026"}, "Enter how many people work there as a whole number"),
        ("size", {"staff": "9" * 30, "as_at": "31/3/2026"}, "Enter how many people work there"),
        ("size", {"staff": "10", "turnover_gbp": "1.2m"}, "Enter the yearly turnover in whole pounds"),
        ("size", {"staff": "10"}, "Enter the last day of the year"),
        ("size", {"staff": "10", "as_at": "31/3/2099"}, "Enter a day that has passed"),
        ("size", {"staff": "10", "turnover_gbp": "99999999", "as_at": "31/3/2026"}, "the other sum too"),
        ("vcse", {"is_vcse": "perhaps"}, "Select a valid choice"),
        ("vcse", {"is_vcse": "no", "vcse_kind": "both"}, "Choose a kind only"),
        ("operations", {"boroughs": ["atlantis"]}, "Select a valid choice"),
        ("operations", {"counties": "1 High Street, SE1 2AB"}, "without an address"),
        ("functions", {"functions": ["x"]}, "Select a valid choice"),
        ("accessibility", {"accessibility_date": "1/5/2026"}, "Enter where the statement is"),
        ("contacts", {"sales_email": "jane.doe@acme.example"}, "looks like one person’s address"),
        ("contacts", {"sales_phone": "ring me"}, "Enter a telephone number"),
        ("references/add", {"role": "Head", "borough": "", "organisation": ""}, "one of the two"),
        ("references/add", {"role": "jane@camden.example", "organisation": "X"}, "Enter a role alone"),
    ],
)
def test_what_cannot_be_is_refused_in_words(
    section: str, given: dict[str, object], words: str, page: Page
) -> None:
    factories.supplier("Rival", company_number="07654321")
    factories.function("Repairs")
    address, hers = page(section)
    answer = hers.post(address, {**given, "opened": opened(hers, address)})
    assert answer.status_code == 200
    assert words in answer.text
    assert faults(answer.text) == []
    assert not ProfileEdit.objects.exists()


def test_the_figures_of_a_size_are_for_staff_alone(
    acme: Supplier, olga: User, page: Page, client: Client, staff: User, window: Opens, member: Makes
) -> None:
    public = [
        acme.get_absolute_url(),
        f"{acme.get_absolute_url()}history/",
        *("/suppliers/", "/suppliers.csv", "/suppliers.json", "/search/?q=5123456"),
    ]
    address, hers = page("size")
    hers.post(address, {**GIVEN["size"], "opened": opened(hers, address)})
    before = [client.get(one).getvalue().decode() for one in public]
    # Another turnover leads to the same band and changes no byte.
    hers.post(address, {**GIVEN["size"], "turnover_gbp": "6654321", "opened": opened(hers, address)})
    figures = SizeFigures.objects.get()
    assert (figures.staff, figures.turnover_gbp) == (42, 6654321)
    after = [client.get(one).getvalue().decode() for one in public]
    shown, *_ = after
    assert "by the supplier’s figures to 31 March 2026" in shown
    said = f"Said by the supplier, {fact_date(timezone.localdate())}"
    assert re.search(rf"SME now\s*<.*?Yes\s*<[^>]*>{said}<", shown, re.S)
    for old, new in zip(before[:4], after[:4], strict=True):
        assert old == new
    assert not [one for one in after if "6654321" in one or "6,654,321" in one]
    rival = window(member("rita@rival.example", of=factories.supplier("Rival")))
    assert rival.get(address).status_code == 404
    edit = ProfileEdit.objects.order_by("-pk")[0]
    assert "£6,654,321" in window(staff).get(f"/account/suppliers/edits/{edit.key}/").text


def test_a_refused_size_puts_the_imported_one_back(acme: Supplier, page: Page, staff: User) -> None:
    acme.size, acme.is_sme, acme.size_evidence = "large", False, "register"
    acme.save()
    address, hers = page("size")
    # Saving nothing takes nothing away.
    hers.post(address, {"opened": opened(hers, address)})
    acme.refresh_from_db()
    assert acme.size == "large"
    hers.post(address, {**GIVEN["size"], "opened": opened(hers, address)})
    refuse(edit=ProfileEdit.objects.get(), actor=staff, reason="Your accounts say otherwise")
    acme.refresh_from_db()
    assert (acme.size, acme.is_sme, acme.size_evidence) == ("large", False, "register")
    assert not SizeFigures.objects.exists()
    assert not HowKnown.objects.exists()


def test_the_second_of_two_sees_both_side_by_side(acme: Supplier, olga: User, page: Page) -> None:
    address, hers = page("social-value")
    seen = opened(hers, address)
    tell(olga, acme, "social-value", social_value="First")
    answer = hers.post(address, {"social_value": "Second", "opened": seen})
    assert "Somebody changed this since you opened it" in answer.text
    assert "First" in answer.text
    assert faults(answer.text) == []
    again = answer.text.split('name="opened" value="')[1].split('"')[0]
    assert hers.post(address, {"social_value": "Second", "opened": again}).status_code == 302
    for forged in ("", "x", signing.dumps({"social_value": ""}, salt="another")):
        assert "Open this page again" in hers.post(address, {"social_value": "X", "opened": forged}).text


@pytest.mark.parametrize(
    ("address", "personal"),
    [
        ("sales@acme.example", False),
        ("public-sector@acme.example", False),
        ("jane@acme.example", True),
        ("j.doe@acme.example", True),
        ("info@gmail.com", True),
    ],
)
def test_which_mailboxes_look_like_one_persons(address: str, personal: bool) -> None:
    assert looks_personal(address) is personal


def test_whoever_says_that_several_read_a_mailbox_may_give_it(acme: Supplier, page: Page) -> None:
    address, hers = page("contacts")
    given = {"sales_email": "acme@acme.example", "shared": "on", "opened": opened(hers, address)}
    assert hers.post(address, given).status_code == 302
    # It is not asked again for what is said already.
    kept = {"sales_email": "acme@acme.example", "sales_phone": "0207 946 0000"}
    assert hers.post(address, {**kept, "opened": opened(hers, address)}).status_code == 302


def make_officer(email: str, role: str) -> User:
    person = User.objects.create_user(email)
    officer = Officer(user=person, borough=factories.borough("Camden"), role=role, approved_at=timezone.now())
    with recording(officer):
        officer.save()
    return person


def rested(reference: Reference) -> None:
    """So long ago that its authority declined that it may be asked anew."""
    day = timezone.localdate() - ASKED_AGAIN_AFTER
    noon = timezone.make_aware(datetime.datetime.combine(day, datetime.time(12)))
    factories.change(reference, declined_at=noon)


def test_a_reference_shows_once_its_authority_agrees(
    acme: Supplier, page: Page, client: Client, window: Opens, mailoutbox: list[EmailMessage]
) -> None:
    editor, reader = make_officer("ed@camden.example", "editor"), make_officer("re@camden.example", "reader")
    address, hers = page("references/add")
    given = {"borough": "camden", "role": "Head of Housing", "about": "Repairs for 20,000 homes"}
    hers.post(address, {**given, "opened": opened(hers, address)})
    reference = Reference.objects.get()
    assert "Head of Housing" not in client.get(acme.get_absolute_url()).text
    theirs = window(editor)
    place = f"/account/authority/camden/references/{reference.key}/"
    desk = theirs.get("/account/authority/camden/").text
    assert faults(desk) == []
    assert place in desk
    assert place not in window(reader).get("/account/authority/camden/").text
    assert window(reader).get(place).status_code == 403
    assert hers.get(place).status_code == 404
    assert faults(theirs.get(place).text) == []
    theirs.post(place, {"agrees": "yes"})
    shown = client.get(acme.get_absolute_url()).text
    assert "Head of Housing, Camden" in shown
    assert "Confirmed by a buyer on" in shown
    assert faults(shown) == []
    assert theirs.get(place).status_code == 404
    # Other words need another yes.
    own, hers = page(f"references/{reference.key}")
    hers.post(own, {**given, "about": "All of London", "opened": opened(hers, own)})
    assert "Head of Housing" not in client.get(acme.get_absolute_url()).text
    theirs.post(place, {"agrees": "no"})
    yes, no = (letter.body for letter in mailoutbox if "reference" in letter.subject)
    assert "Camden agreed to be named" in yes
    assert "Camden did not agree" in no
    assert "ed@camden.example" not in yes + no
    assert place not in theirs.get("/account/authority/camden/").text
    assert "Camden did not agree on" in hers.get(f"/account/suppliers/{acme.slug}/profile/references/").text
    assert "did not agree to be named" in hers.post(f"{own}take-away/", follow=True).text
    rested(Reference.objects.get())
    hers.post(f"{own}take-away/")
    assert not Reference.objects.exists()
    assert not HowKnown.objects.exists()


@pytest.mark.parametrize(
    "same",
    [
        {"borough": "camden", "role": "Head of Housing", "about": "Something else"},
        {"borough": "camden", "role": "head of  housing"},
        {"organisation": "London Borough of Camden", "role": "Head of Housing"},
    ],
)
def test_an_authority_that_did_not_agree_is_not_asked_anew_at_once(
    acme: Supplier, olga: User, page: Page, same: dict[str, str]
) -> None:
    editor = make_officer("ed@camden.example", "editor")
    said, item = REFERENCES.blank | {"borough": "camden", "role": "Head of Housing"}, new_key()
    say(person=olga, supplier=acme, section="references", item=item, values=said)
    answer(reference=Reference.objects.get(), actor=editor, agrees=False)
    for address in ("references/add", f"references/{item}"):
        own, hers = page(address)
        told = hers.post(own, {**same, "about": "Anew", "opened": opened(hers, own)}).text
        assert "Camden did not agree to be named as a reference by its Head of Housing" in told
        assert faults(told) == []
    # Another role there, and the same one elsewhere, may be asked.
    factories.borough("Brent")
    for role, borough in (("Head of Repairs", "camden"), (same["role"], "brent")):
        values = REFERENCES.blank | {"role": role, "borough": borough}
        say(person=olga, supplier=acme, section="references", item=new_key(), values=values)
    rested(Reference.objects.get(key=item))
    own, hers = page("references/add")
    hers.post(own, {**same, "opened": opened(hers, own)})
    assert Reference.objects.filter(borough__slug="camden").count() == 3


def test_staff_ask_other_organisations_and_write_down_what_they_saw(
    acme: Supplier, olga: User, page: Page, client: Client, window: Opens, staff: User
) -> None:
    address, hers = page("references/add")
    given = {"organisation": "Example NHS Trust", "role": "Chief Digital Officer"}
    hers.post(address, {**given, "opened": opened(hers, address)})
    key = Reference.objects.get().key
    seen = f"/account/suppliers/{acme.slug}/profile/references/{key}/seen/"
    assert hers.get(seen).status_code == 404
    theirs = window(staff)
    assert faults(theirs.get(seen).text) == []
    theirs.post(seen, {"note": "Their officer agreed by telephone"})
    shown = client.get(acme.get_absolute_url()).text
    assert "Chief Digital Officer, Example NHS Trust" in shown
    assert "Seen by LOTI’s staff" in shown
    assert "by telephone" not in shown
    # An item of another supplier, or none, is not there.
    assert hers.get(f"/account/suppliers/{acme.slug}/profile/references/abcdefghij/").status_code == 404
    assert hers.get(f"/account/suppliers/{acme.slug}/profile/nothing/").status_code == 404


def test_references_are_few_those_that_wait_included(acme: Supplier, olga: User) -> None:
    for number in range(10):
        values = {"organisation": "A Trust", "role": f"Head {number}"}
        said = REFERENCES.blank | values
        say(person=olga, supplier=acme, section="references", item=f"{number}bcdefghij", values=said)
    with pytest.raises(NotPossible, match="10 at most"):
        say(person=olga, supplier=acme, section="references", item="nbcdefghij", values=said)
    # One that is there can be changed and taken away.
    for values in (said | {"about": "More"}, REFERENCES.blank):
        say(person=olga, supplier=acme, section="references", item="9bcdefghij", values=values)
    assert Reference.objects.count() == 9


def test_a_withdrawn_profile_says_nothing_and_takes_nothing(
    acme: Supplier, olga: User, page: Page, client: Client
) -> None:
    tell(olga, acme, "social-value", social_value="Twelve apprentices")
    assert "Twelve apprentices" in client.get(acme.get_absolute_url()).text
    withdraw_profile(supplier=acme, actor=olga)
    assert "Twelve apprentices" not in client.get(acme.get_absolute_url()).text
    address, hers = page("social-value")
    answer = hers.post(address, {"social_value": "More", "opened": opened(hers, address)})
    assert "This profile is withdrawn" in answer.text
    assert "This profile is withdrawn" in hers.get(f"/account/suppliers/{acme.slug}/profile/").text


def test_what_was_decided_long_ago_is_forgotten(acme: Supplier, olga: User, staff: User) -> None:
    old = refuse(edit=tell(olga, acme, description="Old"), actor=staff, reason="No")
    tell(olga, acme, description="New")
    assert forget_edits(old.decided_at + datetime.timedelta(days=731)) == 1
    assert ProfileEdit.objects.count() == 1
