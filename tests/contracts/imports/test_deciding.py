"""What a reviewer decides is heeded whenever the file is read, and remembered where it should be."""

from decimal import Decimal

import pytest

from contracts.imports.answers import OTHER, TECHNOLOGY, Verdict, choose_columns, correct_cells, decide_rows
from contracts.imports.receiving import apply, read
from contracts.models import Contract, ImportAnswer, ImportBatch, Listing
from tests import factories
from tests.importing import CONTRACT, csv_file, imported, staged

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def camden():
    return factories.borough("Camden")


@pytest.fixture
def file(tmp_path):
    def write(*rows, name="register.csv"):
        return csv_file(tmp_path / name, [CONTRACT | row for row in rows])

    return write


def again(batch):
    return read(batch=ImportBatch.objects.get(pk=batch.pk))


def only(batch):
    return batch.rows.get()


def codes(row):
    return [(problem["code"], problem["severity"]) for problem in row.problems]


def test_a_column_that_nobody_knew_is_read_as_it_was_said_to_be(file):
    batch = staged(file({"Path taken": "Direct award", "end_date": ""}))
    assert batch.sheets[0]["columns"]["Path taken"] is None

    choose_columns(batch=batch, choices={"Path taken": "route"})
    apply(batch=again(batch))

    assert Contract.objects.get().route == "direct"


def test_a_column_is_kept_as_a_note_or_left_out(file):
    batch = staged(file({"Colour": "Green", "Shape": "Round"}))

    choose_columns(batch=batch, choices={"Colour": "note", "Shape": "ignore"})
    apply(batch=again(batch))

    assert Contract.objects.get().notes == "Colour: Green"


def test_an_authoritys_choice_counts_for_its_next_file_and_for_nobody_elses(file, camden):
    first = staged(file({"Kit": "Homes", "system": ""}), borough=camden)
    choose_columns(batch=first, choices={"Kit": "system"})

    next_one = staged(file({"Kit": "Homes", "system": ""}), borough=camden)
    somebody_elses = staged(file({"Kit": "Homes", "system": ""}))

    assert next_one.sheets[0]["columns"]["Kit"] == "system"
    assert somebody_elses.sheets[0]["columns"]["Kit"] is None


def test_nobody_can_choose_to_keep_a_column_of_people(file):
    batch = staged(file({"Contract manager": "Ada Example"}))

    choose_columns(batch=batch, choices={"Contract manager": "note"})
    batch = again(batch)

    assert batch.sheets[0]["left_out"] == [{"heading": "Contract manager", "cells": 1}]
    assert "Ada" not in str(list(batch.rows.values()) + list(batch.writes.values()))


def test_a_cell_is_corrected_in_place(file):
    batch = staged(file({"value": "lots of money", "end_date": "31/04/2027"}))
    assert only(batch).outcome == "doubtful"

    correct_cells(batch=batch, row=only(batch), cells={"value": "£5,000", "end_date": "30/04/2027"})
    apply(batch=again(batch))

    contract = Contract.objects.get()
    assert (contract.value, str(contract.end_date)) == (Decimal(5000), "2027-04-30")


def test_a_doubtful_row_is_accepted_with_its_doubts_as_notes(file):
    batch = staged(file({"end_date": "31/04/2027"}))

    decide_rows(batch=batch, rows=batch.rows.all(), verdict=Verdict.ACCEPT)
    batch = again(batch)

    assert only(batch).outcome == "new"
    assert ("date-impossible", "note") in codes(only(batch))


def test_a_refused_row_is_rejected_and_writes_nothing(file):
    batch = staged(file({}, {"reference": "2", "title": "Payroll system"}))

    decide_rows(batch=batch, rows=batch.rows.filter(row_number=3), verdict=Verdict.REFUSE)
    batch = apply(batch=again(batch))

    assert batch.counts["new"] == batch.counts["rejected"] == 1
    assert Contract.objects.get().title == CONTRACT["title"]


def test_an_end_before_the_start_cannot_be_accepted(file):
    imported(file({"start_date": "2024-04-01", "end_date": ""}), source=factories.source("a"))
    batch = staged(file({"start_date": "", "end_date": "2020-01-01"}), source=factories.source("b"))
    assert only(batch).outcome == "doubtful"

    decide_rows(batch=batch, rows=batch.rows.all(), verdict=Verdict.ACCEPT)

    assert only(again(batch)).outcome == "doubtful"


def test_somebody_overrules_what_is_technology(file):
    rows = [{"system": None, "title": "Grounds maintenance"}, {"system": None, "title": "Payroll software"}]
    batch = staged(file(*[{k: v for k, v in (CONTRACT | row).items() if v is not None} for row in rows]))
    grounds, payroll = batch.rows.order_by("position")
    decide_rows(batch=batch, rows=[grounds], verdict=TECHNOLOGY)
    decide_rows(batch=batch, rows=[payroll], verdict=OTHER)

    batch = again(batch)

    assert batch.answers.count() == 2
    outcomes = dict(batch.rows.values_list("title", "outcome"))
    assert outcomes["Payroll software"] == "set-aside" or batch.sheets[0]["columns"].get("system")
    assert outcomes["Grounds maintenance"] == "new"


def test_a_later_answer_takes_the_place_of_an_earlier_one(file):
    batch = staged(file({"end_date": "31/04/2027"}))
    for verdict in (Verdict.ACCEPT, Verdict.REFUSE):
        decide_rows(batch=batch, rows=batch.rows.all(), verdict=verdict)

    assert ImportAnswer.objects.get().answer == "refuse"
    assert only(again(batch)).outcome == "rejected"


def test_a_row_under_a_reference_that_is_taken_waits_and_is_a_lot_once_accepted(file, camden):
    two = [{"title": "Housing system"}, {"title": "Housing system support"}]
    batch = staged(file(*two), borough=camden)
    assert [row.outcome for row in batch.rows.order_by("position")] == ["new", "doubtful"]

    decide_rows(batch=batch, rows=batch.rows.all(), verdict=Verdict.ACCEPT)
    apply(batch=again(batch))

    assert Contract.objects.count() == 2
    assert staged(file(*two), borough=camden).counts["unchanged"] == 2


def test_two_rows_alike_that_were_accepted_are_found_again_as_two(file, camden):
    two = [{"value": 100}, {"value": 200}]
    batch = staged(file(*two), borough=camden)
    decide_rows(batch=batch, rows=batch.rows.all(), verdict=Verdict.ACCEPT)
    apply(batch=again(batch))

    assert sorted(Contract.objects.values_list("value", flat=True)) == [100, 200]
    assert staged(file(*two), borough=camden).counts["unchanged"] == 2


def test_one_wrong_heading_is_one_message(file):
    rows = [{"reference": str(number), "review_date": "soonish"} for number in range(1, 9)]
    batch = staged(file(*[row | {"title": f"System {row['reference']}"} for row in rows]))

    [group] = [group for group in batch.problem_groups if group["column"] == "review_date"]

    assert (group["count"], group["values"]) == (8, ["soonish"])
    assert len(group["rows"]) == 5


def test_a_message_says_where_other_rows_have_other_words(tmp_path):
    titles = ("Grass cutting", "Agency workers", "Total")
    rows = [{"borough": "Camden", "title": title, "supplier": "Acme Ltd"} for title in titles]
    batch = staged(csv_file(tmp_path / "register.csv", rows))

    groups = {group["code"]: group for group in batch.problem_groups}

    assert (groups["not-technology"]["count"], groups["not-technology"]["differs"]) == (2, True)
    assert (groups["set-aside"]["count"], groups["set-aside"]["differs"]) == (1, False)


def test_rows_stand_in_the_order_of_the_file_whatever_is_known_of_them(file):
    kept, new = {"reference": "1", "title": "Payroll system"}, {"reference": "2", "title": "Planning system"}
    source = imported(file(kept)).source

    batch = staged(file(new, kept, {"reference": "3", "title": "Grass cutting"}), source=source)

    assert list(batch.rows.order_by("position").values_list("row_number", flat=True)) == [2, 3, 4]


def test_what_vanished_from_a_register_is_told_and_stays(file, camden):
    kept = {"reference": "1", "title": "Payroll system"}
    ended = {"reference": "2", "title": "Old system", "end_date": "2020-03-31", "start_date": "2018-04-01"}
    left_out = {"reference": "3", "title": "Planning system"}
    imported(file(kept, ended, left_out), borough=camden)

    batch = staged(file(kept), borough=camden)

    assert [(one["title"], one["why"]) for one in batch.vanished] == [
        ("Planning system", "it has not ended, so it may have been left out by mistake"),
        ("Old system", "it ended on 31 March 2020"),
    ]
    apply(batch=batch)
    assert Contract.objects.count() == 3


class TestTheRightToPublish:
    def test_without_it_a_record_is_its_authoritys_own(self, file):
        imported(file({}), may_be_published=False)

        assert Contract.objects.count() == 1
        assert not Listing.objects.exists()

    def test_once_it_is_stated_the_record_shows(self, file):
        imported(file({}), may_be_published=False)
        imported(file({}), may_be_published=True)

        assert Listing.objects.filter(audience="public").count() == 1

    def test_what_may_not_be_published_never_takes_the_place_of_what_may(self, file, camden):
        imported(file({"value": 100}), source=factories.source("notices"))
        imported(file({"value": "98765.43"}), borough=camden, may_be_published=False)

        contract = Contract.objects.get()
        assert contract.value == 100
        assert "98765.43" not in str(list(Listing.objects.values()))

    def test_what_only_such_a_file_says_is_closed(self, file, camden):
        imported(file({"value": "", "department": ""}), source=factories.source("notices"))
        imported(file({"value": "", "department": "Secret housing"}), borough=camden, may_be_published=False)

        assert Contract.objects.get().department == "Secret housing"
        assert Listing.objects.filter(audience="public").count() == 1
        assert "Secret housing" not in str(list(Listing.objects.values()))
