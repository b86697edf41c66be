"""All demonstration data goes, and nothing real moves by a byte."""

import pytest
from django.apps import apps
from django.core.management import call_command

from contracts.imports.removing import remove_demonstration
from contracts.models import Assertion, Contract, ImportBatch, Source
from contracts.services.editing import editing
from tests import factories
from tests.importing import (
    CONTRACT,
    OF_THE_BATCH,
    csv_file,
    database,
    differences,
    imported,
    staged,
    workbook,
)
from thirty3.accounts.models import User
from thirty3.audiences import Audience
from thirty3.history.models import Change, Tombstone
from thirty3.search.facets import facets
from thirty3.search.index import TextIndex
from thirty3.search.query import parse_query

pytestmark = pytest.mark.django_db
# The log keeps what was there, tombstones answer for it, stamps move, and rows that have no bits stay.
LEFT = OF_THE_BATCH | {
    "history.change",
    "history.tombstone",
    "search.stamp",
    "search.facetbits",
    "contracts.listingdraft",
}


@pytest.fixture(autouse=True)
def allowed(settings):
    settings.ALLOW_DEMONSTRATION = settings.DEMO = True
    factories.borough("Camden")
    factories.function("Housing management")


@pytest.fixture
def real(tmp_path):
    imported(csv_file(tmp_path / "register.csv", [CONTRACT | {"function": "Housing management"}]))
    factories.source("edited-by-hand", rank=1)
    return database(without=LEFT)


@pytest.fixture
def invented(real, tmp_path):
    return workbook(
        tmp_path / "demonstration-w.xlsx",
        contracts=[{"borough": "Camden", "title": "Invented", "reference": "1", "supplier": "Nobody Ltd"}],
        systems=[
            {"borough": "Camden", "system": "Unthing", "contract_reference": "1", "manufacturer": "Maker Ltd"}
        ],
        skills=[{"borough": "Camden", "skill": "Service design", "level": "Strong"}],
        demonstration=True,
    )


def test_everything_invented_goes_and_nothing_real_moves(real, invented, uploads):
    imported(invented)
    waiting = staged(invented)
    User.objects.create_user("staff@thirty3.example", is_demonstration=True)
    with editing(contract := Contract.objects.get(demonstration=True)):
        contract.department = "Nowhere"
        contract.save()
    assert differences(real, database(without=LEFT))
    call_command("remove_demonstration")
    left = differences(real, database(without=LEFT))
    # A skill is a discipline: there is nothing invented about its name.
    left.pop("boroughs_skill", None)
    assert left == {}
    for model in apps.get_models():
        if any(field.name == "demonstration" for field in model._meta.fields):
            assert not model._default_manager.filter(demonstration=True).exists()
    assert not User.objects.filter(is_demonstration=True).exists()
    assert not ImportBatch.objects.filter(pk=waiting.pk).exists()
    assert not list(uploads.iterdir())


def test_no_search_and_no_facet_finds_it(real, invented):
    imported(invented)
    found = {
        (kind, audience): TextIndex(kind, audience).matches(parse_query("invented unthing"))
        for kind in ("contract", "system")
        for audience in Audience
    }
    ids = set().union(*found.values()) | {c.pk for c in Contract.objects.filter(demonstration=True)}
    assert ids
    remove_demonstration()
    for audience in Audience:
        for word in ("invented", "unthing", "nobody", "maker"):
            assert not TextIndex("contract", audience).matches(parse_query(word))
            assert not TextIndex("system", audience).matches(parse_query(word))
        assert set(facets("contract", audience).everything) == {Contract.objects.get().pk}
        assert not facets("system", audience).everything
        assert "demonstration" not in facets("contract", audience).values("source")


def test_what_went_leaves_tombstones_and_a_log(invented):
    imported(invented)
    key = Contract.objects.get(demonstration=True).key
    remove_demonstration()
    assert Tombstone.objects.get(key=key).is_seen_by(Audience.PUBLIC)
    assert Change.objects.filter(key=key, action="removed").count() == 1


def test_what_a_stated_source_said_of_invented_records_goes_too(invented):
    imported(invented, source=factories.source("camden-register"))
    remove_demonstration()
    assert Source.objects.filter(slug="camden-register").exists()
    assert {a.record_id for a in Assertion.objects.all()} == {Contract.objects.get().pk}


def test_it_comes_back_as_if_for_the_first_time(invented):
    imported(invented)
    remove_demonstration()
    assert imported(invented).counts["new"] == 3
    remove_demonstration()
    assert Contract.objects.count() == 1


def test_removing_twice_removes_nothing_more(real, invented):
    imported(invented)
    remove_demonstration()
    before = database(without=LEFT)
    assert not any(remove_demonstration().values())
    assert differences(before, database(without=LEFT)) == {}
