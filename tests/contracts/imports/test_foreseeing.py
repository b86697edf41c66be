"""What the review says that the public will see is what the public sees once the batch is applied."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from contracts.imports.foreseeing import Extents, foresee
from contracts.imports.receiving import apply
from contracts.listing.telling import told
from contracts.models import Contract, Listing, Rank
from contracts.services.editing import editing
from tests import factories
from tests.importing import AWARDS, CONTRACT, SYSTEMS, csv_file, imported, staged, workbook
from tests.signing_in import sign_in, staff_member

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def camden():
    return factories.borough("Camden")


@pytest.fixture(autouse=True)
def vault(camden):
    factories.function("Housing management")
    return factories.function("Vault", protective=True)


@pytest.fixture
def file(tmp_path):
    def write(*rows):
        return csv_file(tmp_path / "register.csv", [CONTRACT | row for row in rows])

    return write


def foreseen_of(batch):
    """What is foreseen of each record that the batch writes, by its kind and id."""
    writes = list(batch.writes.filter(row__isnull=False).order_by("pk"))
    found = {}
    for write in writes:
        [one] = foresee(batch, [write])[write.row_id]
        found[write.record_kind.rpartition(".")[2], write.record_id] = one
    return found


def shown_in(row):
    """A public list row in the words of the review."""
    facts = {fact: told(fact, value) for fact, value in row.data["facts"].items()}
    return row.title, {"lead": row.data["lead"]["name"], **facts}


def assert_comes_true(batch):
    """Each record shows as foreseen: its title, every fact, and no fact that is said to be hidden."""
    foreseen = foreseen_of(batch)
    assert foreseen
    apply(batch=batch)
    kinds = {"contract": "contract", "systeminuse": "system"}
    for (kind, record_id), one in foreseen.items():
        row = Listing.objects.filter(
            kind=kinds.get(kind, kind), record_id=record_id, audience="public"
        ).first()
        assert (row is None) == (one.extent == "none")
        if row is None:
            assert not one.facts
            continue
        shown = {fact.fact: fact.words for fact in one.facts if fact.shown and fact.words != "Not known"}
        assert (one.title, shown) == shown_in(row)
        hidden = {fact.fact for fact in one.facts if not fact.shown}
        assert not hidden & row.data["facts"].keys()
        assert bool(hidden) == (one.extent == "part")
    return foreseen


def only(foreseen):
    [one] = foreseen.values()
    return one


def words_of(foreseen):
    return {fact.label: fact.words for fact in foreseen.facts}


def test_of_an_ordinary_row_the_public_sees_everything(file):
    one = only(
        assert_comes_true(staged(file({"function": "Housing management", "value_vat": "excluding VAT"})))
    )
    assert one.extent == "whole"
    assert one.why == "The public will see all that is held of this record."
    words = words_of(one)
    assert (words["Title"], words["Authority"], words["Supplier"], words["Products"], words["Ends"]) == (
        *("Housing system", "Camden", "Acme Software Limited", "Homes", "31 March 2027"),
    )
    assert words["Value"] == "£125,000 (excluding VAT, period and kind not stated)"
    assert words["Review"] == "Not known"


def test_of_what_protects_the_public_sees_that_it_exists(file):
    one = only(assert_comes_true(staged(file({"function": "Vault"}))))
    assert (one.extent, one.title) == ("part", "Vault")
    words = words_of(one)
    assert words["Supplier"] == words["Products"] == words["Title"]
    assert words["Supplier"] == (
        "Not shown to the public: it could help someone to attack the authority's systems"
    )
    assert words["Value"].startswith("£125,000")
    assert one.why == (
        "The public will not see: title; reference; supplier; products. Authorities and staff alone will "
        "see it: it could help someone to attack the authority's systems."
    )


def test_of_a_batch_without_the_right_the_public_sees_nothing(file):
    one = only(assert_comes_true(staged(file({}), may_be_published=False)))
    assert (one.extent, one.title, one.facts) == ("none", "", ())
    assert one.why == (
        "The public will not see this record. Its authority and staff alone will see it: "
        "nobody has said that it may be published."
    )


def test_what_a_file_without_the_right_adds_to_a_public_record_is_kept(file, camden):
    imported(file({"department": ""}), source=factories.source("notices"))
    batch = staged(file({"department": "Secret homes"}), borough=camden, may_be_published=False)
    one = only(assert_comes_true(batch))
    assert (one.extent, one.title) == ("part", "Housing system")
    assert words_of(one)["Department"] == "Not shown to the public: nobody has said that it may be published"


def test_a_sum_that_the_file_withholds_is_told_as_withheld(file):
    one = only(assert_comes_true(staged(file({"value": "Withheld: commercially sensitive"}))))
    assert one.extent == "whole"
    assert words_of(one)["Value"].startswith("Withheld")


def test_a_fact_that_the_authority_closed_stays_closed(file):
    imported(file({}))
    contract = Contract.objects.get()
    with editing(contract):
        contract.visibility = {"value": {"audience": "boroughs", "reason": "until the next tender"}}
        contract.save()
    one = only(assert_comes_true(staged(file({"value": 90}))))
    assert words_of(one)["Value"] == "Not shown to the public: until the next tender"


def test_another_sources_value_that_still_shows_is_the_one_foreseen(file, camden):
    imported(file({"value": 100}), borough=camden)
    other = staged(file({"value": 999}), source=factories.source("press", rank=Rank.OTHER))
    one = only(assert_comes_true(other))
    assert words_of(one)["Value"].startswith("£100")


def test_systems_and_their_new_names_are_foreseen_as_well(tmp_path):
    systems = [
        {"borough": "Camden", "system": "Homes", "supplier": "New Firm", "hosting": "Supplier's cloud"},
        {"borough": "Camden", "system": "Wall", "function": "Vault"},
    ]
    foreseen = assert_comes_true(staged(workbook(tmp_path / "w.xlsx", systems=systems)))
    assert {one.title: one.extent for one in foreseen.values()} == {"Homes": "part", "Vault": "part"}
    [homes] = [one for one in foreseen.values() if one.title == "Homes"]
    assert words_of(homes)["Hosting"] == (
        "Not shown to the public: authorities share this only with each other"
    )


def test_skills_are_never_shown_to_the_public(tmp_path):
    skills = [{"borough": "Camden", "skill": "Python", "level": "3"}]
    batch = staged(workbook(tmp_path / "w.xlsx", skills=skills))
    one = only(foreseen_of(batch))
    assert one.extent == "none"
    assert one.why.endswith("alone will see it: authorities share this only with each other.")


@pytest.mark.parametrize("path", [AWARDS, SYSTEMS], ids=["awards", "systems"])
def test_the_files_that_come_with_it_show_as_foreseen(reference, path):
    batch = staged(path)
    writes = list(batch.writes.filter(row__isnull=False).order_by("pk")[:60])
    kept = [write.pk for write in writes]
    batch.writes.filter(row__isnull=False).exclude(pk__in=kept).delete()
    assert_comes_true(batch)


class TestThePage:
    @pytest.fixture
    def staff(self, client):
        sign_in(client, staff_member())
        return client

    def text(self, client, batch):
        answer = client.get(reverse("admin:import-review", args=[batch.key]))
        return re.sub(r"\s+", " ", answer.content.decode())

    def test_it_tells_of_each_row_and_counts_them(self, staff, file):
        batch = staged(
            file(
                {},
                {"reference": "2", "title": "Wall", "function": "Vault"},
                {"reference": "3", "title": "Broken", "borough": "Atlantis"},
            )
        )
        text = self.text(staff, batch)
        assert "the public will see 1 in whole, 1 in part and 0 not at all" in text
        assert "What the public will see: “Housing system”" in text
        assert "What the public will see: a part of “Vault”" in text
        assert "the public will see nothing of it" in text
        assert "<dt>Ends</dt><dd>31 March 2027</dd>" in text
        row = staff.get(reverse("admin:import-row", args=[batch.key, 2])).content.decode()
        assert "What the public will see: a part of “Vault”" in row

    def test_it_says_nothing_once_the_batch_is_applied(self, staff, file):
        batch = imported(file({}))
        assert "the public will see" not in self.text(staff, batch).replace("Who will see it", "")

    def test_an_unchanged_row_changes_nothing_for_the_public(self, staff, file):
        imported(file({}))
        assert "the public sees what it saw before" in self.text(staff, staged(file({})))

    def test_it_asks_the_database_as_often_for_many_rows_as_for_few(self, staff, file):
        numbers = []
        for count in (2, 30):
            rows = [
                {"reference": f"{count}-{n}", "title": f"System {n}", "supplier": f"S {count} {n}"}
                for n in range(count)
            ]
            batch = staged(file(*rows))
            with CaptureQueriesContext(connection) as queries:
                self.text(staff, batch)
            numbers.append(len(queries))
        assert numbers[0] == numbers[1]


def test_a_row_of_several_records_is_seen_in_part_where_they_differ(tmp_path, vault):
    wall = factories.product("Wall")
    factories.change(wall, functions=[vault])
    batch = staged(workbook(tmp_path / "w.xlsx", systems=[{"borough": "Camden", "system": "Homes; Wall"}]))
    found = foresee(batch, list(batch.writes.filter(row__isnull=False)))
    assert [sorted(one.extent for one in row) for row in found.values()] == [["part", "whole"]]
    assert Extents.of(found.values()) == Extents(whole=0, part=1, none=0)
