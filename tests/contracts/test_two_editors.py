"""Two editors on one record: the second is told, sees both versions, and loses nothing."""

import re
from typing import Any

import pytest
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from contracts.models import ContractSupplier
from contracts.services.editing import editing
from tests import factories
from tests.pages.reading import faults, form_of
from tests.signing_in import sign_in, staff_member
from thirty3.history.models import Change
from thirty3.history.services import recording
from thirty3.history.versions import ChangedSince, side_by_side

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def staff(client: Client) -> Client:
    sign_in(client, staff_member())
    return client


def address(record: Model) -> str:
    return reverse(f"admin:{record._meta.app_label}_{record._meta.model_name}_change", args=[record.pk])


def opened(staff: Client, record: Model) -> dict[str, Any]:
    """What the form would send as it stands."""
    return form_of(staff.get(address(record)).content.decode(), f"{record._meta.model_name}_form")


def faults_of(html: str) -> set[str]:
    """What is wrong with a page, whichever row of it has it. Django's own date fields have something."""
    return {re.sub(r"\d+|__prefix__", "", fault) for fault in faults(html, staff_site=True)}


def told(staff: Client, record: Model, sent: dict[str, Any]) -> str:
    """The page that tells of the other editor."""
    form, response = staff.get(address(record)), staff.post(address(record), sent)
    assert response.status_code == 200
    html = response.content.decode()
    assert faults_of(html) <= faults_of(form.content.decode())
    assert "Somebody changed this since you opened it." in html
    return html


def save(record: Any, seen: int) -> None:
    """What a form does with what was entered."""
    with editing(record, seen=seen):
        record.save()


def test_the_service_refuses_with_all_three_versions() -> None:
    record = factories.contract("Opened")
    seen = record.version
    factories.change(record, title="Held now")
    record.title = "Given"
    with pytest.raises(ChangedSince) as refused:
        save(record, seen)
    changed = refused.value
    assert (changed.opened["title"], changed.now["title"], changed.given["title"]) == (
        "Opened",
        "Held now",
        "Given",
    )
    (version,) = side_by_side(changed)
    assert (version.label, version.opened, version.now, version.given) == (
        "Title",
        "Opened",
        "Held now",
        "Given",
    )
    record.refresh_from_db()
    assert record.title == "Held now"
    assert Change.objects.filter(kind="contracts.contract", record_id=record.pk).count() == 2


def test_a_change_of_what_no_form_asks_for_is_no_reason_to_refuse() -> None:
    record = factories.contract("One")
    seen = record.version
    factories.change(record, origins={"title": "somewhere:else"})
    with recording(record, seen=seen):
        record.title = "Two"
        record.save()
    assert record.title == "Two"


def test_what_was_changed_and_changed_back_is_no_reason_to_refuse() -> None:
    record = factories.contract("One")
    seen = record.version
    factories.change(record, title="Two")
    factories.change(record, title="One")
    with recording(record, seen=seen):
        record.title = "Three"
        record.save()
    assert record.title == "Three"


def test_the_second_editor_sees_both_versions_and_keeps_what_was_entered(staff: Client) -> None:
    record = factories.contract("Opened", value="100", reference="R1")
    form = opened(staff, record)
    factories.change(record, value="200")
    html = told(staff, record, form | {"reference": "R2"})
    assert '<th scope="row">Value in pounds</th><td>100.00</td><td>200.00</td>' in html
    assert '<th scope="row">Reference</th><td>R1</td><td>R1</td><td><strong>R2</strong></td>' in html
    assert form_of(html, "contract_form")["reference"] == "R2"
    record.refresh_from_db()
    assert record.reference == "R1"
    assert record.value == 200


def test_saving_again_is_saving_in_the_knowledge_of_it(staff: Client) -> None:
    record = factories.contract("Opened", value="100", reference="R1")
    form = opened(staff, record)
    factories.change(record, value="200")
    again = form_of(told(staff, record, form | {"reference": "R2"}), "contract_form")
    assert staff.post(address(record), again | {"value": "300"}).status_code == 302
    record.refresh_from_db()
    assert (record.reference, record.value) == ("R2", 300)


def test_a_third_editor_in_between_is_told_of_too(staff: Client) -> None:
    record = factories.contract("Opened")
    form = opened(staff, record)
    factories.change(record, title="Second")
    again = form_of(told(staff, record, form | {"title": "Mine"}), "contract_form")
    factories.change(record, title="Third")
    assert "<td>Second</td><td>Third</td>" in told(staff, record, again)


def test_sets_and_rows_stand_side_by_side_too(staff: Client) -> None:
    record = factories.contract("One", suppliers=[factories.supplier("First Ltd")])
    form = opened(staff, record)
    with recording(record):
        ContractSupplier.objects.create(contract=record, supplier=factories.supplier("Second Ltd"))
        record.functions.set([factories.function("Payroll")])
    html = told(staff, record, form | {"title": "Two"})
    assert "First Ltd; Second Ltd" in html
    assert "Payroll" in html


def test_a_row_that_somebody_took_away_is_told_of_and_kept_in_the_form(staff: Client) -> None:
    first, second = factories.supplier("First Ltd"), factories.supplier("Second Ltd")
    record = factories.contract("One", suppliers=[first, second], extensions=[12])
    form = opened(staff, record)
    with recording(record):
        record.supplier_links.filter(supplier=first).delete()
    html = told(staff, record, form | {"title": "Two"})
    assert "<td>First Ltd; Second Ltd</td><td>Second Ltd</td>" in html
    again = form_of(html, "contract_form")
    assert staff.post(address(record), again).status_code == 302
    record.refresh_from_db()
    assert record.title == "Two"
    assert {link.supplier for link in record.supplier_links.all()} == {first, second}
    assert record.extension_options.get().months == 12


def test_a_row_that_both_took_away_is_gone(staff: Client) -> None:
    record = factories.contract("One", extensions=[12, 6])
    form = opened(staff, record)
    with recording(record):
        record.extension_options.filter(position=1).delete()
    again = form_of(
        told(staff, record, form | {"title": "Two", "extension_options-0-DELETE": "on"}), "contract_form"
    )
    assert staff.post(address(record), again).status_code == 302
    assert [option.months for option in record.extension_options.all()] == [6]


def test_nobody_is_told_of_their_own_last_save(staff: Client) -> None:
    record = factories.contract("One")
    for title in ("Two", "Three"):
        form = opened(staff, record)
        assert staff.post(address(record), form | {"title": title}).status_code == 302
    record.refresh_from_db()
    assert record.title == "Three"


@pytest.mark.parametrize(
    ("made", "fact"),
    [("system", "reference"), ("supplier", "name"), ("product", "name"), ("borough", "formal_name")],
)
def test_every_form_for_a_record_tells_of_the_other_editor(staff: Client, made: str, fact: str) -> None:
    record = getattr(factories, made)()
    form = opened(staff, record)
    factories.change(record, **{fact: "Theirs"})
    html = told(staff, record, form | {fact: "Mine"})
    assert "<td>Theirs</td><td><strong>Mine</strong></td>" in html
    again = form_of(html, f"{record._meta.model_name}_form")
    assert staff.post(address(record), again).status_code == 302
    record.refresh_from_db()
    assert getattr(record, fact) == "Mine"
