"""My authority: what to do now, and saying on one page that contracts are still true."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from boroughs.models import Borough, Officer, RoleRequest
from contracts.models import Assertion, Confirmation, Contract, ImportBatch
from contracts.models.visibility import kept
from contracts.my_authority.own import lapsing_reasons
from tests import factories
from tests.signing_in import sign_in, staff_member
from thirty3.accounts.models import User

pytestmark = pytest.mark.django_db(databases="__all__")
DESK, LIST = "/account/authority/camden/", "/account/authority/camden/contracts/"
UNDO = LIST + "undo/"
TODAY = datetime.date.today()


def in_days(days: int) -> datetime.date:
    return TODAY + datetime.timedelta(days=days)


@pytest.fixture
def camden() -> Borough:
    return factories.borough("Camden")


@pytest.fixture
def signed_in(client: Client, camden: Borough) -> Callable[..., Client]:
    """A browser in which somebody with this role is signed in."""

    def signed(role: str, at: Borough = camden) -> Client:
        person = User.objects.create_user(f"{role}@{at.slug}.example")
        Officer.objects.create(user=person, borough=at, role=role, approved_at=timezone.now())
        sign_in(client, person)
        return client

    return signed


def told_on(contract: Contract, day: datetime.date) -> None:
    factories.assertion(contract, factories.source(), as_at=day)


def headings(client: Client) -> list[str]:
    html = client.get(DESK).text
    known = ("Waiting for a role", "Registers that need you", "Still true?", "Ending in the next 12 months")
    return [heading for heading in known if heading in html]


def boxes(*contracts: Contract) -> dict[str, list[str]]:
    rows = Contract.objects.filter(pk__in=[one.pk for one in contracts]).order_by("pk")
    return {"chosen": [f"{one.key}.{one.version}" for one in rows]}


# What to do now


def test_an_officer_of_one_authority_is_led_there(signed_in: Callable[..., Client]) -> None:
    assert signed_in("reader").get("/account/authority/")["Location"] == DESK
    assert signed_in("reader", factories.borough("Hackney")).get(DESK).status_code == 404


def test_an_officer_of_several_chooses(signed_in: Callable[..., Client]) -> None:
    client = signed_in("reader")
    Officer.objects.create(
        user=User.objects.get(), borough=factories.borough("Hackney"), approved_at=timezone.now()
    )
    html = client.get("/account/authority/").text
    assert "/account/authority/camden/" in html
    assert "/account/authority/hackney/" in html


def test_whoever_has_no_role_is_told_how_to_ask(client: Client, camden: Borough) -> None:
    sign_in(client, User.objects.create_user("a@b.example"))
    assert "how to ask for one" in client.get("/account/authority/").text
    assert client.get(DESK).status_code == 404


def test_a_page_where_nothing_waits_says_what_to_do_next(signed_in: Callable[..., Client]) -> None:
    html = signed_in("lead").get(DESK).text
    assert "Nothing is waiting." in html
    assert "Invite a colleague" in html
    assert "We hold no contract of Camden yet." in html


@pytest.fixture
def much_to_do(camden: Borough) -> Contract:
    """Somebody waits, a register waits, a contract is old and ends soon."""
    from boroughs.models import EmailDomain

    domain = EmailDomain.objects.create(domain="camden.example")
    RoleRequest.objects.create(
        user=User.objects.create_user("new@camden.example"),
        borough=camden,
        domain=domain,
        role="reader",
        statement_version=1,
        stated_on=TODAY,
        interests="None",
    )
    ImportBatch.objects.create(
        file_name="register.xlsx", borough=camden, status="ready", counts={"doubtful": 3, "rejected": 1}
    )
    record = factories.contract("Old one", buyer=camden, end_date=in_days(100))
    told_on(record, in_days(-400))
    return record


@pytest.mark.parametrize(
    ("role", "seen"),
    [
        ("reader", ["Ending in the next 12 months"]),
        ("editor", ["Registers that need you", "Still true?", "Ending in the next 12 months"]),
        (
            "lead",
            ["Waiting for a role", "Registers that need you", "Still true?", "Ending in the next 12 months"],
        ),
    ],
)
def test_everyone_sees_what_they_may_do(
    much_to_do: Contract, signed_in: Callable[..., Client], role: str, seen: list[str]
) -> None:
    client = signed_in(role)
    assert headings(client) == seen
    html = client.get(DESK).text
    assert ("3 doubtful rows, 1 rejected row" in html) is (role != "reader")
    assert "/admin/" not in html


def test_staff_are_led_to_the_review(much_to_do: Contract, client: Client) -> None:
    sign_in(client, staff_member())
    assert len(headings(client)) == 4
    assert f"{DESK}imports/{ImportBatch.objects.get().key}/review/" in client.get(DESK).text


def test_what_another_authority_has_to_do_is_not_here(
    much_to_do: Contract, signed_in: Callable[..., Client]
) -> None:
    hackney = factories.borough("Hackney")
    html = signed_in("lead", hackney).get("/account/authority/hackney/").text
    assert "Nothing is waiting." in html
    assert "Old one" not in html


def test_figures_count_what_is_known(camden: Borough, signed_in: Callable[..., Client]) -> None:
    told_on(factories.contract("A", buyer=camden, end_date=in_days(9), value="5.00"), in_days(-3))
    factories.contract("B", buyer=camden, value_state="withheld")
    factories.contract("C", buyer=camden, suppliers=[factories.supplier()])
    factories.contract("D", buyer=camden, kind="spend")
    factories.contract("E", buyer=factories.borough("Hackney"), value="5.00")
    response = signed_in("reader").get(DESK)
    [told] = [told for panel, told in response.context["figures"] if panel.name == "own-known"]
    (part,) = told["parts"]
    assert (part["contracts"], part["with_end"], part["with_value"], part["with_supplier"]) == (3, 1, 2, 1)
    assert part["newest"] == in_days(-3)


# Still true


@pytest.mark.parametrize(
    ("told", "facts", "is_due"),
    [
        (None, {}, True),
        (-400, {}, True),
        (-200, {"end_date": in_days(5)}, True),
        (-100, {}, False),
        (-400, {"end_date": in_days(-1)}, False),
        (-400, {"terminated_date": in_days(-1)}, False),
        (-400, {"kind": "spend"}, False),
    ],
)
def test_what_is_due(
    camden: Borough, signed_in: Callable[..., Client], told: int | None, facts: dict[str, Any], is_due: bool
) -> None:
    record = factories.contract("Homes", buyer=camden, **facts)
    if told is not None:
        told_on(record, in_days(told))
    assert ("Homes" in signed_in("editor").get(LIST).text) is is_due


def test_an_editor_confirms_many_and_they_are_no_longer_due(
    camden: Borough, signed_in: Callable[..., Client]
) -> None:
    records = [factories.contract(f"Contract {n}", buyer=camden) for n in range(10)]
    client = signed_in("editor")
    html = client.post(LIST, boxes(*records), follow=True).text
    assert "You confirmed 10 contracts." in html
    assert "Nothing is due" in html
    assert Assertion.objects.filter(rank=1, as_at_date=TODAY).count() == 10
    assert "Contract 3" in client.get(LIST + "?show=all").text


def test_the_page_says_what_is_confirmed(camden: Borough, signed_in: Callable[..., Client]) -> None:
    record = factories.contract(
        "Homes",
        buyer=camden,
        suppliers=[factories.supplier("Acme")],
        end_date=datetime.date(2099, 3, 31),
        value="1250.00",
        value_vat="excluding",
    )
    told_on(record, datetime.date(2025, 1, 31))
    html = signed_in("editor").get(LIST).text
    assert "Acme. Ends 31 March 2099. £1,250 (Excluding VAT). Newest source 31 January 2025." in html


def test_nothing_chosen_is_said(camden: Borough, signed_in: Callable[..., Client]) -> None:
    factories.contract("Homes", buyer=camden)
    html = signed_in("editor").post(LIST).text
    assert "Error: Contracts of Camden" in html
    assert "Tick at least one contract." in html


def test_what_changed_since_the_page_was_opened_is_not_confirmed(
    camden: Borough, signed_in: Callable[..., Client]
) -> None:
    record, other = factories.contract("Homes", buyer=camden), factories.contract("Parks", buyer=camden)
    sent = boxes(record, other)
    factories.change(record, department="Estates")
    html = signed_in("editor").post(LIST, sent).text
    assert "has changed since you opened this page" in html
    assert not Confirmation.objects.exists()


def test_a_contract_of_another_authority_is_not_confirmed(
    camden: Borough, signed_in: Callable[..., Client]
) -> None:
    elsewhere = factories.contract("Elsewhere", buyer=factories.borough("Hackney"))
    client = signed_in("lead")
    assert client.post(LIST, boxes(elsewhere)).status_code == 200
    assert client.post("/account/authority/hackney/contracts/", boxes(elsewhere)).status_code == 404
    assert not Confirmation.objects.exists()


def test_a_reader_is_refused(camden: Borough, signed_in: Callable[..., Client]) -> None:
    client = signed_in("reader")
    assert client.get(LIST).status_code == client.post(LIST).status_code == 403
    assert client.post(UNDO).status_code == 403


def test_a_role_that_ends_in_mid_session_closes_the_page(
    camden: Borough, signed_in: Callable[..., Client]
) -> None:
    record = factories.contract("Homes", buyer=camden)
    client = signed_in("editor")
    sent = boxes(record)
    Officer.objects.update(role="reader")
    assert client.post(LIST, sent).status_code == 403
    Officer.objects.update(ended_at=timezone.now())
    assert client.post(LIST, sent).status_code == 404
    assert not Confirmation.objects.exists()


def test_a_mistaken_confirmation_is_taken_back_on_the_page(
    camden: Borough, signed_in: Callable[..., Client]
) -> None:
    record = factories.contract("Homes", buyer=camden)
    client = signed_in("editor")
    assert "Confirmed by mistake?" in client.post(LIST, boxes(record), follow=True).text
    chosen = {"chosen": [str(Confirmation.objects.get().pk)]}
    assert "You took back the confirmation of “Homes”." in client.post(UNDO, chosen, follow=True).text
    assert not Assertion.objects.exists()
    assert "Homes" in client.get(LIST).text
    assert "Choose what to take back." in client.post(UNDO, chosen, follow=True).text


def test_a_confirmation_elsewhere_is_not_taken_back_from_here(
    camden: Borough, signed_in: Callable[..., Client]
) -> None:
    hackney = factories.borough("Hackney")
    record = factories.contract("Elsewhere", buyer=hackney)
    signed_in("lead", hackney).post("/account/authority/hackney/contracts/", boxes(record))
    made = Confirmation.objects.get()
    client = signed_in("lead")
    client.post(UNDO, {"chosen": [str(made.pk)]})
    made.refresh_from_db()
    assert made.undone_at is None


def test_a_record_that_is_the_authoritys_own_is_on_its_list_without_a_link(
    camden: Borough, signed_in: Callable[..., Client]
) -> None:
    own = {"record": {"audience": "own", "reason": "not ours to publish"}}
    record = factories.contract("Kept", buyer=camden, end_date=in_days(9), visibility=own)
    html = signed_in("editor").get(DESK).text
    assert "Kept" in html
    assert record.get_absolute_url() not in html


def withheld(title: str, until: datetime.date, **facts: Any) -> Contract:
    reason = f"commercial interests until {until:%-d %B %Y}"
    return factories.contract(title, visibility={"value": kept("boroughs", reason)}, **facts)


def test_what_is_withheld_until_a_day_is_asked_about_when_it_comes(
    camden: Borough, signed_in: Callable[..., Client]
) -> None:
    withheld("Has come", in_days(-3), buyer=camden)
    withheld("Comes soon", in_days(20), buyer=camden)
    withheld("Far off", in_days(200), buyer=camden)
    withheld("Theirs", in_days(-3), buyer=factories.borough("Hackney"))
    lapsing = [(one.title, one.fact) for one in lapsing_reasons(camden, in_days(30))]
    assert lapsing == [("Has come", "value"), ("Comes soon", "value")]
    assert "Withheld until a day" in signed_in("editor").get(DESK).text


def test_a_reader_who_cannot_open_it_is_not_asked(camden: Borough, signed_in: Callable[..., Client]) -> None:
    withheld("Has come", in_days(-3), buyer=camden)
    assert "Withheld until a day" not in signed_in("reader").get(DESK).text
