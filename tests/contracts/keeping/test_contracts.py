"""An officer adds and edits contracts in plain forms."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from boroughs.models import Borough
from contracts.models import Assertion, Contract, ContractSupplier
from contracts.services.call_offs import STAYS_ONE, NotAFramework
from contracts.services.keeping import keep_contract
from suppliers.models import Supplier
from tests import factories
from tests.pages.reading import form_of
from thirty3.history.models import Change
from thirty3.history.services import remove

pytestmark = pytest.mark.django_db(databases="__all__")
LIST = "/account/authority/camden/records/contracts/"
ADD = LIST + "add/"


def blank(client: Client, address: str = ADD) -> dict[str, Any]:
    """What the form sends as it stands."""
    return form_of(client.get(address).text, "record")


def sent(client: Client, address: str = ADD, **given: Any) -> str:
    """The page that comes after the form was sent with this in it."""
    return client.post(address, blank(client, address) | given, follow=True).text


def at(contract: Contract) -> str:
    return f"{LIST}{contract.key}/"


def test_an_editor_adds_a_contract_with_everything(signed_in: Callable[..., Client]) -> None:
    acme, use = factories.supplier("Acme Ltd"), factories.function("Housing management")
    client = signed_in()
    html = sent(
        client,
        title="Housing system",
        kind="contract",
        reference="C-1",
        suppliers="ACME Limited",
        functions=[str(use.pk)],
        start="Q2 2025",
        end_kind="fixed",
        end="March 2028",
        notice_months="6",
        review_date="1 June 2027",
        value="£1,200,000",
        value_vat="excluding",
        value_span="whole-life",
        value_kind="awarded",
        route="open",
        links="https://camden.example/contract",
        **{"option-0-months": "12", "option-0-decide_by": "30 September 2027", "option-1-months": "12"},
    )
    assert "“Housing system” is saved." in html
    made = Contract.objects.get()
    assert list(made.suppliers.all()) == [acme]
    assert list(made.functions.all()) == [use]
    assert (made.start_date, made.start_precision) == (datetime.date(2025, 4, 1), "quarter")
    assert (made.end_date, made.end_precision) == (datetime.date(2028, 3, 31), "month")
    assert (made.value, made.value_state, made.value_vat) == (1200000, "known", "excluding")
    assert [option.months for option in made.extension_options.order_by("position")] == [12, 12]
    assert {made.supplier_state, made.end_state, made.notice_state, made.review_state} == {"known"}
    assert (made.route, made.route_state, made.extensions_state) == ("open", "known", "known")
    assert made.links == ["https://camden.example/contract"]
    assert "Housing system" in client.get(made.get_absolute_url()).text


def test_what_an_officer_says_counts_first_and_the_log_names_the_role(
    camden: Borough, signed_in: Callable[..., Client]
) -> None:
    record = factories.contract("Old", buyer=camden)
    sent(signed_in(), at(record), title="New")
    said = Assertion.objects.get(record_id=record.pk)
    assert (said.rank, said.values) == (1, {"title": {"title": "New"}})
    change = Change.objects.filter(record_id=record.pk, kind="contracts.contract").latest("version")
    assert change.role == "Editor at Camden"
    assert (change.before["title"], change.after["title"]) == ("Old", "New")
    assert change.before.keys() <= {"title", "origins"}


def test_saving_a_form_as_it_stands_changes_nothing(
    camden: Borough, signed_in: Callable[..., Client]
) -> None:
    record = factories.contract(
        "Everything",
        buyer=camden,
        suppliers=[factories.supplier("Acme Ltd")],
        sme=True,
        products=[factories.product("Homes")],
        functions=[factories.function()],
        extensions=[12, 24],
        start_date=datetime.date(2024, 7, 1),
        start_precision="quarter",
        end_date=datetime.date(2027, 12, 31),
        end_precision="year",
        value="99.50",
        notice_months=3,
        review_state="none",
        route_state="withheld",
    )
    changes = Change.objects.count()
    assert "is saved" in sent(signed_in(), at(record))
    assert Change.objects.count() == changes
    assert ContractSupplier.objects.get().sme_at_award is True


def test_a_name_that_nobody_knows_is_asked_about_before_it_is_added(
    signed_in: Callable[..., Client],
) -> None:
    client = signed_in()
    given = {"title": "Housing", "kind": "contract", "suppliers": "Newcomer Ltd"}
    html = sent(client, **given)
    assert "We know no supplier called “Newcomer Ltd”." in html
    assert not Supplier.objects.exists()
    assert not Contract.objects.exists()
    sent(client, **given, new_suppliers=["Newcomer Ltd"])
    made = Supplier.objects.get(name="Newcomer Ltd")
    assert list(Contract.objects.get().suppliers.all()) == [made]
    assert Change.objects.get(kind="suppliers.supplier").role == "Editor at Camden"


def test_known_names_that_are_like_are_offered(camden: Borough, signed_in: Callable[..., Client]) -> None:
    factories.contract(buyer=camden, suppliers=[factories.supplier("Northgate Public Services Limited")])
    html = sent(signed_in(), title="Housing", kind="contract", suppliers="Northgate Public Servces Limited")
    assert "Do you mean “Northgate Public Services Limited”?" in html


def test_a_supplier_that_another_authority_keeps_to_itself_is_not_offered(
    signed_in: Callable[..., Client],
) -> None:
    hidden = factories.supplier("Northgate Public Services Limited")
    factories.contract(
        buyer=factories.borough("Hackney"),
        suppliers=[hidden],
        visibility={"supplier": {"audience": "own", "reason": "secret"}},
    )
    html = sent(signed_in(), title="Housing", kind="contract", suppliers="Northgate Public Servces Limited")
    assert "We know no supplier called" in html
    assert "Northgate Public Services Limited" not in html


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ({"title": ""}, "Enter title"),
        ({"start": "soon"}, "is not a date that we can read"),
        ({"review_date": "March 2027"}, "Write a day, such as 31 March 2027."),
        ({"end_kind": "fixed"}, "Enter the day on which it ends"),
        ({"end_kind": "rolling", "end": "2027"}, "Take the date out"),
        ({"start": "2027", "end": "2026"}, "The end date must be the same as or after the start date."),
        ({"value": "-5"}, "greater than or equal to 0"),
        ({"value": "5", "value_without": "none"}, "You gave the value and chose “There is none”."),
        ({"value_without": "withheld"}, "Say why you withhold the value."),
        ({"supplier_without": "withheld"}, "Say why you withhold the suppliers."),
        ({"links": "javascript:alert(1)"}, "is not a web address"),
        ({"kind": "spend"}, "Select a valid choice"),
        ({"option-0-decide_by": "1 May 2027"}, "Enter how many months the option is for."),
        ({"option-0-months": "6", "extensions_without": "none"}, "You gave the options to extend"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_saved(
    signed_in: Callable[..., Client], given: dict[str, str], problem: str
) -> None:
    html = sent(signed_in(), **({"title": "Housing", "kind": "contract"} | given))
    assert problem in html
    assert "<title>Error: " in html
    assert not Contract.objects.exists()


def test_the_four_states_are_kept_apart(signed_in: Callable[..., Client]) -> None:
    sent(
        signed_in(),
        title="Housing",
        kind="contract",
        supplier_without="withheld",
        supplier_reason="commercial",
        notice_without="none",
        value="10",
    )
    made = Contract.objects.get()
    assert (made.supplier_state, made.supplier_reason) == ("withheld", "commercial")
    assert (made.notice_state, made.value_state, made.end_state) == ("none", "known", "unknown")


def test_the_second_of_two_editors_is_told_and_loses_nothing(
    camden: Borough, signed_in: Callable[..., Client]
) -> None:
    record = factories.contract("Opened", buyer=camden, reference="R1")
    client = signed_in()
    form = blank(client, at(record))
    factories.change(record, title="Held now")
    html = client.post(
        at(record), form | {"reference": "R2", "suppliers": "New", "new_suppliers": ["New"]}
    ).text
    assert "Somebody changed this since you opened it." in html
    assert "Held now" in html
    again = form_of(html, "record")
    assert (again["title"], again["reference"]) == ("Opened", "R2")
    assert not Supplier.objects.exists()
    client.post(at(record), again | {"title": "Held now"})
    record.refresh_from_db()
    assert (record.title, record.reference) == ("Held now", "R2")


def test_records_are_found_by_words_of_their_names(camden: Borough, signed_in: Callable[..., Client]) -> None:
    for title in ("Housing rents", "Housing repairs", "Payroll"):
        factories.contract(title, buyer=camden)
    factories.contract("Housing rents elsewhere", buyer=factories.borough("Barnet"))
    client = signed_in()
    found = client.get(LIST, {"q": "RENTS  hous"}).text
    assert "Housing rents" in found
    assert "1 is found, by name." in found
    assert not any(other in found for other in ("Housing repairs", "Payroll", "elsewhere"))
    assert "is called “zzz”" in client.get(LIST, {"q": "zzz"}).text
    assert "3 are held, by name." in client.get(LIST, {"q": "\0"}).text


def test_readers_are_refused_and_others_find_nothing(
    camden: Borough, signed_in: Callable[..., Client]
) -> None:
    record = factories.contract("Own", buyer=camden)
    hackney = factories.borough("Hackney")
    theirs = factories.contract("Theirs", buyer=hackney)
    reader, other, editor = signed_in("reader"), signed_in("lead", hackney), signed_in()
    assert reader.get(LIST).status_code == 200
    assert other.get(LIST).status_code == 404
    places = [
        ADD,
        *(at(record) + end for end in ("", "visibility/", "visibility/value/", "as-public/")),
    ]
    for place in places:
        assert reader.get(place).status_code == 403
        assert other.get(place).status_code == 404
        assert editor.get(place).status_code == 200
    form = blank(editor, at(record))
    assert reader.post(at(record), form | {"title": "x"}).status_code == 403
    assert other.post(at(record), form | {"title": "x"}).status_code == 404
    assert editor.get(at(theirs)).status_code == 404
    assert editor.get(f"/account/authority/hackney/records/contracts/{theirs.key}/").status_code == 404
    assert editor.get("/account/authority/camden/records/other/").status_code == 404
    assert Contract.objects.filter(title="x").count() == 0


def test_the_way_in_stands_on_the_records_page_for_those_who_may(
    camden: Borough, signed_in: Callable[..., Client]
) -> None:
    record = factories.contract("Own", buyer=camden)
    page = record.get_absolute_url()
    editor = signed_in()
    assert at(record) in editor.get(page).text
    assert at(record) in editor.get(LIST).text
    for client in (Client(), signed_in("reader"), signed_in("lead", factories.borough("Hackney"))):
        assert "/records/contracts/" not in client.get(page).text


@pytest.mark.parametrize(
    ("field", "text", "told"),
    [
        ("title", "x" * 501, "no more than 500 characters"),
        ("title", "\u200b\u202e", "Enter something that can be read"),
        ("title", "Support, ask jane.smith@camden.example", "seems to hold an e-mail address"),
        ("description", "x" * 10_001, "no more than 10,000 characters"),
        ("notes", "Ring 020 7946 0018", "seems to hold a telephone number"),
        ("notice_months", "1000000000000000", "less than or equal to 120"),
    ],
)
def test_what_would_not_be_taken_from_a_register_is_not_taken_from_a_form(
    signed_in: Callable[..., Client], field: str, text: str, told: str
) -> None:
    assert told in sent(signed_in(), **{"title": "Housing", field: text})
    assert not Contract.objects.exists()


def test_signs_that_nobody_sees_are_taken_out(signed_in: Callable[..., Client]) -> None:
    sent(signed_in(), title="Hous\u202eing \u200b", description="One\r\ntwo")
    made = Contract.objects.get()
    assert (made.title, made.description) == ("Housing", "One\ntwo")


def test_what_stood_there_before_does_not_stop_an_edit(
    camden: Borough, signed_in: Callable[..., Client]
) -> None:
    record = factories.contract("Housing", buyer=camden, notes="Ring 020 7946 0018")
    assert "is saved" in sent(signed_in(), at(record), title="Housing system")


def test_a_version_that_is_still_to_come_was_never_seen(
    camden: Borough, signed_in: Callable[..., Client]
) -> None:
    record = factories.contract("Housing", buyer=camden)
    html = sent(signed_in(), at(record), title="Mine", seen_version="999999")
    assert "Somebody changed this since you opened it" in html
    record.refresh_from_db()
    assert record.title == "Housing"


def test_what_became_untrue_while_a_form_was_kept_is_told(
    signed_in: Callable[..., Client], camden: Borough, monkeypatch: pytest.MonkeyPatch
) -> None:
    contract = factories.contract("Housing system", buyer=camden)

    def meanwhile(**given: Any) -> None:
        raise NotAFramework(STAYS_ONE)

    monkeypatch.setattr("contracts.keeping.contract_form.keep_contract", meanwhile)
    assert STAYS_ONE in sent(signed_in(), at(contract), title="Housing")
    contract.refresh_from_db()
    assert contract.title == "Housing system"


def test_what_was_removed_while_its_form_was_sent_does_not_come_back(
    signed_in: Callable[..., Client], camden: Borough, monkeypatch: pytest.MonkeyPatch
) -> None:
    contract = factories.contract("Housing system", buyer=camden)

    def removed_meanwhile(**given: Any) -> Contract:
        remove(Contract.objects.get(pk=contract.pk))
        return keep_contract(**given)

    monkeypatch.setattr("contracts.keeping.contract_form.keep_contract", removed_meanwhile)
    html = sent(signed_in(), at(contract), title="Written at length")
    assert "Somebody removed this since you opened it. Nothing is saved." in html
    assert form_of(html, "record")["title"] == "Written at length"
    assert not Contract.objects.exists()
