"""Whatever comes in, in whatever order: nothing crashes, and undoing gives back what was there."""

import datetime

import pytest
from django.db import connection, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from contracts.imports.applying import CannotApply
from contracts.imports.receiving import apply, read, receive_path
from contracts.imports.undoing import undo_batch
from contracts.listing.publishing import rebuild
from contracts.models import Contract, ImportBatch
from contracts.services.editing import editing
from tests import factories
from tests.importing import csv_file, differences, imported, observable
from thirty3.history.models import Change

pytestmark = pytest.mark.django_db
LONG = settings(max_examples=12)

days = st.dates(datetime.date(2015, 1, 1), datetime.date(2035, 1, 1)).map(str)
anything = st.one_of(
    st.sampled_from(["", "None", "Withheld: commercial", "n/a", "tbc", "-1", "1e15", "99999999999999", "0"]),
    st.text(max_size=40),
    st.integers(-(10**14), 10**14).map(str),
    days,
)
names = st.sampled_from(["Acme Ltd", "Acme", "ACME LIMITED; Beta", "Beta", "Gamma t/a Acme", "None", ""])
rows = st.fixed_dictionaries(
    {
        "borough": st.sampled_from(["Camden", "Islington", "Camden; Islington", "Atlantis", ""]),
        "title": st.sampled_from(["A", "B", "C", ""]),
        "reference": st.sampled_from(["1", "2", ""]),
    },
    optional={
        "supplier": names | anything,
        "registration_number": st.sampled_from(["01234567", "07654321", "SC123456", ""]) | anything,
        "system": st.sampled_from(["Homes", "homes; Rents", "Rents", ""]) | anything,
        "manufacturer": names,
        "function": st.sampled_from(["Housing management", "Repairs", "Nothing known"]),
        "shared_with": st.sampled_from(["Islington", "Hackney; Camden"]),
        **dict.fromkeys(
            (
                *(
                    "value",
                    "irrecoverable_vat",
                    "start_date",
                    "end_date",
                    "award_date",
                    "review_date",
                    "route",
                ),
                *("extensions", "notice_period", "ocid", "notes", "links", "cpv", "agreement_kind", "sme"),
                *("value_kind", "value_vat", "value_note", "evidence", "source_url", "as_at", "regime"),
            ),
            anything,
        ),
    },
)
systems = st.fixed_dictionaries(
    {
        "borough": st.sampled_from(["Camden", "Islington; Camden"]),
        "system": st.sampled_from(["Homes", "Homes; Rents", "Rents"]) | anything,
        "supplier": names | anything,
    },
    optional=dict.fromkeys(
        (
            *("hosting", "users", "satisfaction", "since", "replace_by", "plan_to_replace", "status"),
            *("reference", "notes", "contract_reference", "contract_end", "function", "manufacturer"),
        ),
        anything,
    ),
)
skills = st.fixed_dictionaries(
    {
        "borough": st.sampled_from(["Camden", "Islington; Camden"]),
        "skill": st.sampled_from(["Service design", "service design", "Research"]) | anything,
        "level": st.sampled_from(["Strong", "0", "4", "Could teach others"]) | anything,
    },
    optional={"group": anything, "as_at": days | anything},
)


@pytest.fixture(autouse=True)
def world():
    for name in ("Camden", "Islington", "Hackney"):
        factories.borough(name)
    for name in ("Housing management", "Repairs"):
        factories.function(name)


def table(folder, rows, name="register.csv"):
    """At least three columns, which a table needs."""
    return csv_file(folder / name, rows)


@pytest.mark.parametrize("kind", [rows, systems, skills], ids=["contracts", "systems", "skills"])
@LONG
@given(data=st.data())
def test_whatever_the_cells_hold_nothing_is_staged_that_the_database_would_refuse(tmp_path, kind, data):
    with transaction.atomic():
        for given_rows in data.draw(st.lists(st.lists(kind, min_size=1, max_size=5), min_size=1, max_size=2)):
            batch = read(batch=receive_path(table(tmp_path, given_rows), source=factories.source("register")))
            if batch.status == ImportBatch.Status.FAILED:
                # The text of a whole file may be none that we read; its rows never are what stops it.
                assert batch.error_code != "failed"
                continue
            apply(batch=batch)
            log = Change.objects.in_batch(batch.key)
            logged = list(log.values_list("kind", "record_id"))
            written = batch.writes.exclude(action="asserted").values_list("record_kind", "record_id")
            assert sorted(logged) == sorted(written)
            connection.check_constraints()
        transaction.set_rollback(True)


@LONG
@given(
    before=st.lists(rows, min_size=1, max_size=4),
    coming=st.lists(rows, min_size=1, max_size=5),
)
def test_undoing_an_import_is_as_if_it_had_never_been(tmp_path, before, coming):
    with transaction.atomic():
        imported_or_not(tmp_path, before)
        was = observable()
        batch = imported_or_not(tmp_path, coming)
        if batch is not None:
            undo = undo_batch(batch=batch)
            assert undo.counts["doubtful"] == 0
            assert differences(was, observable()) == {}
        transaction.set_rollback(True)


def imported_or_not(folder, given_rows, source="register"):
    try:
        return imported(table(folder, given_rows), source=factories.source(source))
    except AssertionError:
        return None


some_rows = st.lists(rows, min_size=1, max_size=4)
steps = st.lists(
    st.one_of(
        st.tuples(
            st.just("import"), st.sampled_from(["register", "survey"]), st.lists(rows, min_size=1, max_size=4)
        ),
        st.tuples(st.just("edit"), st.integers(0, 5), st.sampled_from(["X", "Y"])),
        st.tuples(st.just("undo"), st.integers(0, 5), st.none()),
    ),
    min_size=2,
    max_size=6,
)


@LONG
@given(steps=steps)
def test_after_any_imports_edits_and_undos_the_lists_are_those_that_a_rebuild_makes(tmp_path, steps):
    with transaction.atomic():
        for what, which, more in steps:
            if what == "import":
                imported_or_not(tmp_path, more, source=which)
            elif what == "edit" and (known := list(Contract.objects.order_by("pk"))):
                record = known[which % len(known)]
                with editing(record):
                    record.department = more
                    record.save()
            elif what == "undo":
                undo_one(which)
        shown = observable()
        for kind in ("contract", "system"):
            rebuild(kind)
        assert differences(shown, observable()) == {}
        transaction.set_rollback(True)


def undo_one(which):
    applied = list(ImportBatch.objects.filter(status="applied", undoes=None).order_by("pk"))
    if applied:
        try:
            undo_batch(batch=applied[which % len(applied)])
        except CannotApply as problem:
            raise AssertionError(str(problem)) from problem
