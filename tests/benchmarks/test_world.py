"""The world that benchmarks measure: it can be made, and looks like London's market."""

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from contracts.models import Assertion, Contract, Listing, SystemInUse
from suppliers.models import Product, Supplier
from tests import factories
from tests.benchmarks.world import make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> None:
    call_command("load_reference", verbosity=0)
    make_world(300, today=timezone.localdate())


@pytest.mark.usefixtures("world")
def test_a_world_has_as_many_contracts_as_asked_for_and_every_row_is_listed() -> None:
    assert Contract.objects.count() == 300
    assert SystemInUse.objects.count() == 60
    assert Assertion.objects.count() == 360
    public = Listing.objects.filter(audience="public")
    assert (public.filter(kind="contract").count(), public.filter(kind="system").count()) == (300, 60)
    assert Contract.objects.values("lead_buyer").distinct().count() == 33
    assert not Contract.objects.filter(demonstration=True).exists()


@pytest.mark.usefixtures("world")
def test_every_name_says_that_it_is_invented() -> None:
    for model in (Supplier, Product):
        names = model.objects.values_list("name", flat=True)
        assert all(name.endswith("(invented)") for name in names)


@pytest.mark.usefixtures("world")
def test_every_state_occurs_and_some_have_several_buyers_and_suppliers() -> None:
    assert set(Contract.objects.values_list("value_state", flat=True)) == {
        "known",
        "unknown",
        "withheld",
        "none",
    }
    assert set(Contract.objects.values_list("end_kind", flat=True)) == {
        "fixed",
        "",
        "rolling",
        "until-terminated",
    }
    assert Contract.objects.filter(participants__isnull=False).exists()
    assert Contract.objects.filter(called_off_from__isnull=False).exists()
    links = list(Contract.suppliers.through.objects.values_list("contract", flat=True))
    assert len(links) > len(set(links))


@pytest.mark.usefixtures("world")
def test_its_pages_answer_and_records_can_be_added(client: Client) -> None:
    for address in ("/", "/contracts/", "/contracts/?q=housing", "/boroughs/camden/"):
        assert client.get(address).status_code == 200
    assert factories.contract().pk == 301
