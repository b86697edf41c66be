"""Staff bring back what somebody removed, of every kind: whole, under its old address, with its lists."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from boroughs.models import Function
from contracts.models import Assertion, Contract, Listing, SystemInUse
from tests import factories
from tests.architecture.records import MADE
from tests.logged import as_it_was, unlogged
from tests.pages.reading import faults
from tests.pages.worlds import OWN
from tests.signing_in import sign_in, staff_member
from thirty3.history.models import Change, Tombstone
from thirty3.history.records import Recorded
from thirty3.history.services import remove

pytestmark = pytest.mark.django_db(databases="__all__")
KINDS = pytest.mark.parametrize("model", MADE, ids=lambda model: model._meta.label)


@pytest.fixture
def staff(client: Client) -> Client:
    sign_in(client, staff_member())
    return client


def address(model: type[Recorded], pk: int) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_bring_back", args=[pk])


def facts_of(model: type[Recorded], pk: int) -> dict[str, Any]:
    """What the log tells; nothing said of a fact is the same as no word of it."""
    told = as_it_was(model.record_kind(), pk, 99)
    return {name: value for name, value in told.items() if value is not None}


@KINDS
def test_a_record_of_every_kind_comes_back_whole(model: type[Recorded], staff: Client) -> None:
    record = MADE[model]()
    pk, before = record.pk, facts_of(model, record.pk)
    staff.post(reverse(f"admin:{model._meta.label_lower.replace('.', '_')}_delete", args=[pk]), {"post": "y"})
    assert not model._default_manager.filter(pk=pk).exists()
    html = staff.get(address(model, pk)).text
    assert faults(html, staff_site=True) == []
    assert not model._default_manager.filter(pk=pk).exists(), "Looking brings nothing back."
    assert "is back, under its old address" in staff.post(address(model, pk), follow=True).text
    assert facts_of(model, pk) == before
    assert unlogged() == []
    last = Change.objects.of(model.record_kind(), pk)[0]
    assert (last.action, last.role) == ("created", "LOTI staff")
    assert staff.get(address(model, pk)).status_code == 404, "What is held cannot be brought back again."


def test_its_page_says_gone_no_more_and_lists_have_it_again(staff: Client) -> None:
    record = factories.contract("Parking")
    remove(record)
    assert Client().get(record.get_absolute_url()).status_code == 410
    staff.post(address(Contract, record.pk))
    assert Client().get(record.get_absolute_url()).status_code == 200
    assert "Parking" in Client().get("/contracts/?q=parking").text
    assert not Tombstone.objects.exists()


def test_what_was_closed_comes_back_closed(staff: Client) -> None:
    record = factories.contract("Parking", visibility={"record": OWN})
    remove(record)
    staff.post(address(Contract, record.pk))
    assert Contract.objects.get().visibility == {"record": OWN}
    assert not Listing.objects.exists()


def test_a_record_whose_sources_were_taken_back_stays_removed(staff: Client) -> None:
    """They alone say that nobody else may see what they told."""
    record = factories.contract("Parking")
    factories.assertion(record, factories.source(), won=["title"], own=True)
    remove(record)
    Assertion.objects.all().delete()
    assert "What sources said of it was taken back" in staff.post(address(Contract, record.pk)).text
    assert not Contract.objects.exists()


def test_what_it_cannot_be_without_is_named(staff: Client) -> None:
    system = factories.system()
    product = system.product
    remove(system)
    remove(product)
    assert (
        "It cannot be without what is held no more: product."
        in staff.post(address(SystemInUse, system.pk)).text
    )


def test_what_it_can_be_without_is_left_out_and_said(staff: Client) -> None:
    served = factories.function("Payroll")
    record = factories.contract("Parking", functions=[served])
    remove(record)
    remove(Function.objects.get(pk=served.pk))
    assert "cannot come back: Functions" in staff.get(address(Contract, record.pk)).text
    staff.post(address(Contract, record.pk))
    assert Contract.objects.get().functions.count() == 0


def test_what_an_import_took_away_is_no_persons_to_bring_back(staff: Client) -> None:
    record = factories.contract("Parking")
    remove(record, batch="undo-1")
    assert staff.get(address(Contract, record.pk)).status_code == 404


def test_the_log_leads_from_a_removal_to_the_way_back(staff: Client) -> None:
    record = factories.contract("Parking")
    remove(record)
    log = staff.get(reverse("admin:history_change_changelist"), {"action__exact": "removed"}).text
    assert address(Contract, record.pk) in log
