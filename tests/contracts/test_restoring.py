"""Staff put back how a record once was: previewed, through the services, with lists and history following."""

import datetime
from typing import Any

import pytest
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from contracts.models import Assertion, Contract, ContractSupplier, ExtensionOption, Listing
from suppliers.models import SupplierAlias
from suppliers.names import fold
from tests import factories
from tests.pages.reading import faults
from tests.signing_in import sign_in, staff_member
from thirty3.history.facts import facts_by_id
from thirty3.history.models import Change
from thirty3.history.services import recording, remove

pytestmark = pytest.mark.django_db(databases="__all__")
DAY = datetime.date(2027, 3, 31)


@pytest.fixture
def staff(client: Client) -> Client:
    sign_in(client, staff_member())
    return client


def address(record: Model, page: str, *args: Any) -> str:
    return reverse(
        f"admin:{record._meta.app_label}_{record._meta.model_name}_{page}", args=[record.pk, *args]
    )


def preview(staff: Client, record: Any, version: int) -> str:
    response = staff.get(address(record, "restore", version))
    assert response.status_code == 200
    html = response.content.decode()
    assert faults(html, staff_site=True) == []
    return html


def put_back(staff: Client, record: Any, version: int, seen: int | None = None) -> str:
    """The page on which staff find themselves."""
    seen = type(record)._default_manager.get(pk=record.pk).version if seen is None else seen
    sent = staff.post(address(record, "restore", version), {"seen": seen}, follow=True)
    return str(sent.content.decode())


def much_changed() -> Contract:
    """A contract of which every kind of fact was changed after its first version."""
    record = factories.contract(
        "Old title",
        suppliers=[factories.supplier("First Ltd"), factories.supplier("Other Ltd")],
        participants=[factories.borough("Hackney")],
        functions=[factories.function("Payroll")],
        products=[factories.product("Gateway")],
        extensions=[12, 6],
        value="100.50",
        start_date=datetime.date(2024, 4, 1),
        end_date=DAY,
    )
    with recording(record):
        record.title, record.value, record.start_date = "New title", 200, None  # type: ignore[assignment]
        record.end_date, record.end_kind = None, "rolling"
        record.save()
        record.participants.clear()
        record.functions.set([factories.function("Housing")])
        record.products.clear()
        ContractSupplier.objects.filter(contract=record, supplier__name="First Ltd").delete()
        ContractSupplier.objects.create(contract=record, supplier=factories.supplier("Second Ltd"))
        ExtensionOption.objects.filter(contract=record, position=1).update(months=24)
    return record


def test_the_history_lists_every_change_with_names_and_a_way_to_each_state(staff: Client) -> None:
    record = much_changed()
    html = staff.get(address(record, "history")).content.decode()
    assert faults(html, staff_site=True) == []
    assert "Title: <del>Old title</del> <ins>New title</ins>" in html
    assert "First Ltd" in html
    assert address(record, "restore", 1) in html
    assert address(record, "restore", 2) not in html


def test_the_preview_shows_old_beside_new_and_changes_nothing(staff: Client) -> None:
    record = much_changed()
    before = facts_by_id(Contract, [record.pk])
    html = preview(staff, record, 1)
    assert "<td>New title</td><td>Old title</td>" in html
    assert "Payroll" in html
    assert "31 March 2027" in html
    assert facts_by_id(Contract, [record.pk]) == before


def test_columns_sets_and_rows_come_back_and_so_do_the_lists(staff: Client) -> None:
    record = much_changed()
    first = Change.objects.get(kind="contracts.contract", record_id=record.pk, version=1).after
    assert "Restored the state of" in put_back(staff, record, 1)
    now = facts_by_id(Contract, [record.pk])[record.pk]

    def told(facts: dict[str, Any]) -> dict[str, Any]:
        """Rows are the same whatever their order; where values come from is said anew."""
        sets = ("supplier_links", "extension_options")
        rows = {name: sorted(str(sorted(row.items())) for row in facts[name]) for name in sets}
        return {name: value for name, value in (facts | rows).items() if value is not None} | {"origins": {}}

    assert told(now) == told(first)
    row = Listing.objects.get(record_id=record.pk, kind="contract", audience="public")
    assert row.title == "Old title"
    assert row.ends == DAY
    assert [one["name"] for one in row.data["facts"]["supplier"]["entries"]] == ["First Ltd", "Other Ltd"]


def test_what_was_put_back_is_in_the_history_and_said_by_hand(staff: Client) -> None:
    record = much_changed()
    put_back(staff, record, 1)
    change = Change.objects.get(kind="contracts.contract", record_id=record.pk, version=3)
    assert change.why.startswith("Restored the state of")
    assert change.role == "LOTI staff"
    said = Assertion.objects.get(record_id=record.pk, source__slug="edited-by-hand")
    assert said.values["title"] == {"title": "Old title"}
    assert "Restored the state of" in staff.get(address(record, "history")).content.decode()


def test_the_public_reads_that_a_state_was_restored_without_its_day(staff: Client, client: Client) -> None:
    record = much_changed()
    put_back(staff, record, 1)
    html = Client().get(f"/contracts/{record.key}/history/").content.decode()
    assert "Restored an earlier state" in html
    assert "Restored the state of" not in html


def test_what_was_closed_since_stays_closed(staff: Client) -> None:
    record = factories.contract("One", value="100")
    factories.change(record, value="200", visibility={"value": {"audience": "own", "reason": "s43"}})
    put_back(staff, record, 1)
    record.refresh_from_db()
    assert record.value == 100
    assert record.visibility["value"]["audience"] == "own"
    assert "£100" not in Client().get(record.get_absolute_url()).content.decode()


def test_what_is_held_no_more_is_named_and_left_out(staff: Client) -> None:
    payroll = factories.function("Payroll")
    record = factories.contract("One", functions=[payroll, factories.function("Housing")])
    factories.change(record, title="Two", functions=[])
    remove(payroll)
    assert "cannot be put back: Functions" in preview(staff, record, 1)
    put_back(staff, record, 1)
    assert [served.name for served in record.functions.all()] == ["Housing"]


def test_a_supplier_that_was_merged_since_stands_as_what_it_became(staff: Client) -> None:
    old, new = factories.supplier("Old Ltd"), factories.supplier("New Ltd")
    record = factories.contract("One", suppliers=[old])
    with recording(record):
        record.supplier_links.all().delete()
        record.supplier_state = "unknown"
        record.save()
    factories.change(old, merged_into=new)
    put_back(staff, record, 1)
    assert [link.supplier for link in record.supplier_links.all()] == [new]


def test_facts_that_cannot_be_true_together_are_refused_with_a_reason(staff: Client) -> None:
    """Its only supplier is held no more: then the suppliers would be known without one."""
    gone = factories.supplier("Gone Ltd")
    record = factories.contract("One", suppliers=[gone])
    with recording(record):
        record.supplier_links.all().delete()
        record.supplier_state = "unknown"
        record.save()
    remove(gone)
    html = put_back(staff, record, 1)
    assert "Nothing was changed. Give the suppliers exactly when" in html
    assert Change.objects.filter(kind="contracts.contract", record_id=record.pk).count() == 2


def test_a_name_that_another_record_has_now_is_refused_with_a_reason(staff: Client) -> None:
    record = factories.supplier("One Ltd", company_number="01234567")
    factories.change(record, company_number="")
    factories.supplier("Other Ltd", company_number="01234567")
    assert "Another supplier has this company number." in put_back(staff, record, 1)


def test_rows_of_a_supplier_come_back(staff: Client) -> None:
    record = factories.supplier("One Ltd")
    with recording(record):
        SupplierAlias.objects.create(supplier=record, spelling="Uno", folded=fold("Uno"))
    with recording(record):
        record.aliases.all().delete()
    assert "Uno" in preview(staff, record, 2)
    put_back(staff, record, 2)
    assert [alias.spelling for alias in record.aliases.all()] == ["Uno"]


def test_whoever_looked_at_an_older_preview_looks_again(staff: Client) -> None:
    record = much_changed()
    factories.change(record, title="Third title")
    html = put_back(staff, record, 1, seen=2)
    assert "somebody changed this record since you opened the page" in html
    assert "<td>Third title</td><td>Old title</td>" in html
    record.refresh_from_db()
    assert record.title == "Third title"


@pytest.mark.parametrize("version", [0, 99])
def test_there_is_no_state_of_a_version_that_never_was(staff: Client, version: int) -> None:
    assert staff.get(address(factories.contract(), "restore", version)).status_code == 404


def test_putting_back_what_is_so_already_writes_nothing(staff: Client) -> None:
    record = factories.contract()
    put_back(staff, record, 1)
    assert Change.objects.filter(kind="contracts.contract", record_id=record.pk).count() == 1


def test_the_state_of_today_has_nothing_to_put_back(staff: Client) -> None:
    assert "there is nothing to put back" in preview(staff, factories.contract(), 1)


@pytest.mark.parametrize("made", ["system", "supplier", "product", "borough", "function"])
def test_every_kind_of_record_can_be_put_back(staff: Client, made: str) -> None:
    record = getattr(factories, made)()
    fact = {"system": "reference", "function": "name", "product": "name"}.get(made, "website")
    old = getattr(record, fact)
    factories.change(record, **{fact: "https://example.org/"})
    assert "Restored the state of" in put_back(staff, record, 1)
    record.refresh_from_db()
    assert getattr(record, fact) == old
