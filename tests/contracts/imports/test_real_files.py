"""The real agreements and systems of London come in whole, and a second time nothing moves."""

import csv

import pytest

from contracts.imports.answers import choose_name
from contracts.imports.deciding import open_names
from contracts.imports.interpreting.alike import NEW
from contracts.imports.receiving import apply, read
from contracts.models import Assertion, Contract, Listing, State, SystemInUse
from contracts.services.sources import load_sources
from tests.importing import AWARDS, OF_THE_BATCH, SYSTEMS, counted, database, differences, imported, staged

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]


@pytest.fixture
def both():
    load_sources()
    return imported(AWARDS), decided(SYSTEMS)


def decided(path):
    """The file applied once somebody said that a maker who is like a known supplier is another firm."""
    batch = staged(path)
    [oracle] = open_names(batch)
    assert (oracle.name, oracle.rows) == ("Oracle", 1)
    choose_name(batch=batch, kind=oracle.kind, folded=oracle.folded, answer=NEW)
    return apply(batch=read(batch=batch))


def rows_of(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_agreement_and_every_row_of_systems_is_new(both):
    awards, systems = both
    assert counted(awards) == {"new": 83}
    assert counted(systems) == {"new": 33}
    assert Contract.objects.count() == 83
    assert Listing.objects.filter(kind="contract", audience="public").count() == 83


def test_a_row_may_name_several_systems(both):
    _, systems = both
    per_row = [row.writes.filter(record_kind="contracts.systeminuse").count() for row in systems.rows.all()]
    assert min(per_row) == 1
    assert max(per_row) > 1
    assert SystemInUse.objects.count() == sum(per_row)


def test_the_same_files_again_write_nothing_but_the_batch_and_its_rows(both):
    before = database(without=OF_THE_BATCH)
    awards, systems = imported(AWARDS), imported(SYSTEMS)
    assert counted(awards) == {"unchanged": 83}
    assert counted(systems) == {"unchanged": 33}
    assert awards.writes.count() == systems.writes.count() == 0
    assert differences(before, database(without=OF_THE_BATCH)) == {}


def test_reading_without_applying_changes_no_record():
    load_sources()
    before = database(without=OF_THE_BATCH)
    staged(AWARDS)
    assert differences(before, database(without=OF_THE_BATCH)) == {}


def test_an_anonymised_supplier_is_withheld_and_a_blank_one_unknown(both):
    states = dict(Contract.objects.values_list("title", "supplier_state"))
    for row in rows_of(AWARDS):
        if not row["supplier"]:
            assert states[row["title"]] == State.UNKNOWN
        elif "anonymised" in row["supplier"]:
            assert states[row["title"]] == State.WITHHELD


def test_a_notice_whose_award_was_not_read_gives_the_tenders_value_and_no_supplier(both):
    unread = [row for row in rows_of(AWARDS) if row["award_evidence"].startswith("notice status complete")]
    assert unread
    for row in unread:
        for contract in Contract.objects.filter(title=row["title"]):
            assert contract.supplier_state == (State.KNOWN if row["supplier"] else State.UNKNOWN)
            assert contract.value_kind == ("tender" if contract.value is not None else "not-stated")


def test_every_agreement_keeps_its_evidence_and_the_link_to_its_source(both):
    told = {a.source_record_id: a for a in Assertion.objects.filter(record_kind="contracts.contract")}
    assert len(told) == 83
    links = {row["source_url"] for row in rows_of(AWARDS)}
    assert {a.url for a in told.values()} == links
    assert {a.evidence for a in told.values()} == {row["award_evidence"] for row in rows_of(AWARDS)}
    assert all(a.publisher for a in told.values())


def test_agreements_of_several_buyers_are_shared(both):
    several = [row for row in rows_of(AWARDS) if ";" in row["authority_slug"]]
    assert several
    for row in several:
        lead, *others = [slug.strip() for slug in row["authority_slug"].split(";")]
        contract = Contract.objects.get(title=row["title"], lead_buyer__slug=lead)
        assert {b.slug for b in contract.participants.all()} == set(others)
