"""The world that benchmarks measure: it can be made in a scratch database, and looks like London's market."""

import re
from collections import Counter

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.utils import timezone

from contracts.demonstration.scale.scratch import in_use_for
from contracts.demonstration.scale.wording import BROAD_WORDS
from contracts.demonstration.scale.world import make_world
from contracts.models import Assertion, Contract, ImportBatch, Listing, SystemInUse
from suppliers.models import Product, Supplier
from tests import factories
from thirty3.search.models import FacetBits

pytestmark = pytest.mark.django_db
NUMBER = 300


@pytest.fixture
def world() -> None:
    call_command("load_reference", verbosity=0)
    make_world(NUMBER, today=timezone.localdate())


@pytest.mark.usefixtures("world")
def test_a_world_has_as_many_contracts_as_asked_for_and_every_row_is_listed() -> None:
    assert Contract.objects.count() == NUMBER
    assert SystemInUse.objects.count() == NUMBER // 5
    assert Assertion.objects.count() == NUMBER + NUMBER // 5
    public = Listing.objects.filter(audience="public")
    assert (public.filter(kind="contract").count(), public.filter(kind="system").count()) == (NUMBER, 60)
    assert Contract.objects.values("lead_buyer").distinct().count() == 33


@pytest.mark.usefixtures("world")
def test_everything_is_marked_as_demonstration_and_named_as_invented() -> None:
    for model in (Contract, SystemInUse, Supplier, Product):
        assert not model.objects.filter(demonstration=False).exists()
    assert not Listing.objects.filter(demonstration=False).exists()
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
def test_forty_words_are_each_in_about_half_to_four_fifths_of_the_texts() -> None:
    texts = [set(re.findall(r"\w+", text)) for text in Contract.objects.values_list("description", flat=True)]
    shares = Counter(word for text in texts for word in text)
    assert len(BROAD_WORDS) == 40
    assert all(0.4 < shares[word] / NUMBER < 0.9 for word in BROAD_WORDS)
    assert 40 < sum(map(len, texts)) / NUMBER < 60


@pytest.mark.usefixtures("world")
def test_making_the_lists_anew_changes_nothing() -> None:
    def held() -> tuple[object, ...]:
        rows = Listing.objects.order_by("pk").values_list("pk", "digest", "updated_at")
        return list(rows), list(FacetBits.objects.order_by("pk").values_list("pk", "bits"))

    before = held()
    call_command("rebuild_search", verbosity=0)
    assert held() == before


@pytest.mark.usefixtures("world")
def test_its_pages_answer_and_records_can_be_added(client: Client) -> None:
    contract = Contract.objects.get(pk=7)
    addresses = ["/", "/contracts/", "/contracts/?q=training", "/boroughs/camden/"]
    for address in (*addresses, contract.get_absolute_url()):
        assert client.get(address).status_code == 200
    assert factories.contract().pk == NUMBER + 1


def as_if_committed() -> None:
    """PostgreSQL empties no table of which a foreign key is still to be checked when the test ends."""
    connection.check_constraints()


def test_what_an_earlier_run_made_is_replaced() -> None:
    call_command("make_benchmark_data", 40)
    as_if_committed()
    call_command("make_benchmark_data", 20)
    assert Contract.objects.count() == 20
    assert Listing.objects.filter(kind="contract", audience="public").count() == 20


def test_a_database_that_holds_a_real_record_is_left_alone_unless_that_is_asked_for() -> None:
    real = factories.contract()
    with pytest.raises(CommandError, match="contracts"):
        call_command("make_benchmark_data", 20)
    assert list(Contract.objects.all()) == [real]
    as_if_committed()
    call_command("make_benchmark_data", 20, erase_everything=True)
    assert Contract.objects.count() == 20


def test_accounts_and_imports_are_missed_too() -> None:
    get_user_model()._default_manager.create(email="someone@example.org")
    assert in_use_for() == ["accounts"]


def test_nonsense_is_refused() -> None:
    with pytest.raises(CommandError, match="at least one"):
        call_command("make_benchmark_data", 0)
    assert not ImportBatch.objects.exists()
