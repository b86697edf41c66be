"""An authority's records as a workbook: what is changed in it comes back, and nothing else does."""

import datetime

import pytest
from django.db import transaction
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from contracts.imports.receiving import apply
from contracts.imports.round_trip.writing import write_records
from contracts.models import Assertion, Contract, Rank, SystemInUse
from contracts.services.editing import editing
from tests import factories
from tests.importing import CONTRACT, counted, csv_file, imported, problems, staged
from tests.signing_in import sign_in, staff_member

pytestmark = pytest.mark.django_db(databases="__all__")

words = st.text("abc =+-@'\"\n£;é_x0041", min_size=1, max_size=12).filter(lambda text: text.strip())
days = st.dates(datetime.date(1990, 1, 1), datetime.date(2060, 1, 1))
states = st.sampled_from(["unknown", "none", "withheld"])


def downloaded(path, **kinds):
    """The workbook of all contracts and systems, or of those given."""
    write_records(
        path,
        contracts=kinds.get("contracts", list(Contract.objects.order_by("pk").values_list("pk", flat=True))),
        systems=kinds.get("systems", list(SystemInUse.objects.order_by("pk").values_list("pk", flat=True))),
    )
    return path


def edit(path, sheet, row, **cells):
    """Type into cells of a row by their headings, with blanks for spaces in names."""
    book = load_workbook(path)
    headings = [cell.value for cell in book[sheet][1]]
    for heading, value in cells.items():
        book[sheet].cell(row, headings.index(heading.replace("_", " ")) + 1).value = value
    book.save(path)
    return path


@pytest.fixture
def camden():
    return factories.borough("Camden")


@pytest.fixture
def book(tmp_path):
    return tmp_path / "camden.xlsx"


@pytest.fixture
def held(camden):
    return factories.contract(
        buyer=camden,
        reference="CON-1",
        value=1000,
        value_kind="awarded",
        value_vat="excluding",
        end_date=datetime.date(2027, 3, 31),
        route="open",
        route_note="Open procedure (OJEU)",
        suppliers=[factories.supplier("Acme Limited")],
        extensions=[12, 12],
        department="Housing",
    )


def test_records_in_every_state_come_back_unchanged(camden, book):
    facts = ("supplier", "value", "end", "extensions", "notice", "review", "route")
    for state in ("unknown", "none", "withheld"):
        factories.contract(state, buyer=camden, **{f"{fact}_state": state for fact in facts})
        factories.system(buyer=camden, **{f"{fact}_state": state for fact in ("hosting", "users")})
    factories.contract(
        "Rolls",
        buyer=camden,
        end_kind="rolling",
        end_state="known",
        start_precision="month",
        start_date=datetime.date(2024, 4, 1),
    )
    factories.contract("Free", buyer=camden, value=0, description="=1+1\n-x")
    downloaded(book)
    batch = staged(book)
    assert counted(batch) == {"unchanged": 8}
    assert problems(batch) == []
    assert not batch.writes.exists()


contract_facts = st.fixed_dictionaries(
    {"title": words},
    optional={
        "description": words,
        "department": words,
        "notes": words,
        "framework": words,
        "route_note": words,
        "value_note": words,
        "value": st.decimals(0, 10**9, places=2),
        "notice_months": st.integers(1, 40),
        "review_date": days,
        "end_date": days,
        "award_date": days,
        "award_precision": st.sampled_from(["day", "month", "quarter", "year"]),
        "route": st.sampled_from(Contract.Route.values),
        "extensions": st.lists(st.integers(1, 30), max_size=3),
        "supplier_state": states,
        "value_vat": st.sampled_from(Contract.Vat.values),
        "kind": st.sampled_from(["contract", "framework", "call-off", "spend"]),
    },
)


@settings(max_examples=25)
@given(records=st.lists(contract_facts, min_size=1, max_size=3))
def test_whatever_is_held_comes_back_unchanged_changed_or_asking(records, tmp_path_factory):
    path = tmp_path_factory.mktemp("trip") / "records.xlsx"
    with transaction.atomic():
        camden = factories.borough("Camden")
        for facts in records:
            factories.contract(
                buyer=camden,
                department=facts.get("department", "Housing"),
                **{name: value for name, value in facts.items() if name != "department"},
            )
        downloaded(path)
        assert counted(staged(path)) == {"unchanged": len(records)}
        edit(path, "Contracts", 2, Procurement_law="Procurement Act 2023")
        batch = staged(path)
        assert counted(batch).get("changed") == 1
        [write] = batch.writes.all()
        assert set(write.after) == {"regime", "origins"}
        edit(path, "Contracts", 2, Procurement_law=None, Title=None)
        assert counted(staged(path)).get("doubtful") == 1
        transaction.set_rollback(True)


def test_one_changed_cell_changes_one_fact_and_its_origin_alone(held, book):
    register = factories.source("camden-register")
    factories.assertion(
        held,
        register,
        won=["title", "end"],
        values={
            "title": {"title": held.title},
            "end": {
                "end_date": "2027-03-31",
                "end_precision": "day",
                "end_kind": "fixed",
                "end_state": "known",
            },
        },
    )
    edit(downloaded(book), "Contracts", 2, End_date=datetime.date(2028, 3, 31))
    batch = staged(book)
    assert counted(batch) == {"changed": 1}
    [write] = batch.writes.all()
    assert write.after == {"end_date": "2028-03-31", "origins": write.after["origins"]}
    apply(batch=batch)
    held.refresh_from_db()
    assert held.end_date == datetime.date(2028, 3, 31)
    assert held.origins["title"].startswith("camden-register:")
    assert held.origins["end"].startswith("amended-camden:")
    assert batch.source.rank == Rank.REGISTER
    assert batch.source.borough.slug == "camden"


def test_a_later_change_brings_back_nothing_that_gave_way(held, book):
    imported(edit(downloaded(book), "Contracts", 2, Department="Homes"))
    factories.change(held, department="Repairs", origins={**held.origins, "department": "other:1"})
    imported(edit(downloaded(book), "Contracts", 2, Description="Rents"))
    held.refresh_from_db()
    assert (held.department, held.description) == ("Repairs", "Rents")
    assert list(Assertion.objects.get().values) == ["description"]


def test_what_a_cell_cannot_hold_stays(held, book):
    held.extension_options.filter(position=1).update(taken_date="2026-01-01")
    edit(downloaded(book), "Contracts", 2, Value=2000, Extension_options="12 months + 24 months", SME="Yes")
    imported(book)
    held.refresh_from_db()
    assert (str(held.value), held.value_vat, held.value_kind) == ("2000.00", "excluding", "awarded")
    assert held.route_note == "Open procedure (OJEU)"
    options = list(held.extension_options.order_by("position").values_list("months", "taken_date"))
    assert options == [(12, datetime.date(2026, 1, 1)), (24, None)]
    assert held.supplier_links.get().sme_at_award is True


def test_a_row_finds_its_record_whatever_else_changed(held, book):
    imported(edit(downloaded(book), "Contracts", 2, Title="Rents", Reference="CON-2"))
    assert Contract.objects.get().title == "Rents"


@pytest.mark.parametrize(
    ("column", "said"),
    [
        ("Value", "The value was £1,000 and is blank now. Write None, Withheld or the value; a blank never"),
        ("End_date", "The end date was 31 March 2027 and is blank now."),
        ("Department", "The department was Housing and is blank now. Write what it is; a blank never"),
    ],
)
def test_a_cleared_cell_asks(held, book, column, said):
    batch = staged(edit(downloaded(book), "Contracts", 2, **{column: None}))
    assert counted(batch) == {"doubtful": 1}
    [problem] = batch.rows.get().problems
    assert problem["code"] == "cleared"
    assert problem["message"].startswith(said)


def test_a_state_in_words_is_no_cleared_cell(held, book):
    imported(edit(downloaded(book), "Contracts", 2, Value="Withheld: commercial", Extension_options="None"))
    held.refresh_from_db()
    assert (held.value, held.value_state, held.value_reason) == (None, "withheld", "commercial")
    assert (held.extensions_state, held.extension_options.count()) == ("none", 0)


def test_a_removed_row_does_nothing(held, book, camden):
    factories.contract("Another", buyer=camden)
    downloaded(book, contracts=[held.pk])
    assert counted(imported(book)) == {"unchanged": 1}
    assert Contract.objects.count() == 2


def test_keys_of_nobody_of_others_and_said_twice_are_doubtful(held, book, camden):
    other = factories.contract("Theirs", buyer=factories.borough("Islington"))
    twice = factories.contract("Twice", buyer=camden)
    downloaded(book, contracts=[held.pk, other.pk, twice.pk, twice.pk])
    edit(book, "Contracts", 2, Key="bcdfghjkmn")
    batch = staged(book, borough=camden)
    assert counted(batch)["doubtful"] == 3
    assert [code for _, column, code in problems(batch) if column == "Key"] == [
        "key-unknown",
        "key-of-another",
        "key-repeated",
        "key-repeated",
    ]
    assert all(code != "another-authority" or row == 3 for row, _, code in problems(batch))


def test_a_new_row_without_a_key_is_new(held, book):
    edit(downloaded(book), "Contracts", 3, Title="New one", Reference="CON-9", Borough="Camden")
    batch = imported(book)
    assert counted(batch) == {"new": 1, "unchanged": 1}


def test_a_change_that_an_edit_by_hand_keeps_from_showing_asks(held, book):
    with editing(held):
        held.department = "By hand"
        held.save()
    batch = staged(edit(downloaded(book), "Contracts", 2, Department="Homes"))
    assert counted(batch) == {"doubtful": 1}


def test_a_register_of_another_with_a_column_called_key_is_read_as_any(camden, tmp_path):
    rows = [CONTRACT | {"key": number, "reference": f"R{number}"} for number in range(1, 5)]
    batch = staged(csv_file(tmp_path / "register.csv", rows))
    assert counted(batch) == {"new": 4}


def test_systems_come_back_as_well(held, book, camden):
    system = factories.system(
        factories.product("Homes"), buyer=camden, contract=held, users=40, hosting="saas"
    )
    batch = imported(edit(downloaded(book), "Systems", 2, Users_or_licences=50))
    assert counted(batch) == {"changed": 1, "unchanged": 1}
    system.refresh_from_db()
    assert (system.users, system.contract, system.hosting) == (50, held, "saas")


def test_staff_download_what_the_filter_finds_of_one_authority(client, held, book, camden):
    sign_in(client, staff_member())
    factories.contract("Theirs", buyer=factories.borough("Islington"), participants=[camden])
    factories.contract("Cheap", buyer=camden, value=5)
    address = reverse("admin:records-contract")
    answer = client.get(address, {"borough": "camden", "value_min": "100"})
    book.write_bytes(answer.content)
    sheet = load_workbook(book)["Contracts"]
    assert [row[0].value for row in sheet.iter_rows(min_row=2)] == [held.key]
    assert client.get(address).status_code == 400
    assert client.get(address, {"borough": "camden", "value_min": "x"}).status_code == 400
