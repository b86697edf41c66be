"""Every cell of the real agreements and systems is understood."""

import csv
from collections import Counter

import pytest
from django.conf import settings

from contracts.imports.cells import parse
from contracts.imports.fields import recognise, target_of
from contracts.models import State


def read(name):
    """Each cell of a file as (row number, field, parsed)."""
    with (settings.BASE_DIR / "fixtures" / "london" / name).open(encoding="utf-8-sig", newline="") as file:
        headings, *rows = csv.reader(file)
    target = target_of(headings)
    assert target is not None
    fields = recognise(target, headings)
    assert None not in fields.values()
    return [
        (number, fields[i], parse(fields[i], cell, headings[i]))
        for number, row in enumerate(rows, 2)
        for i, cell in enumerate(row)
    ]


@pytest.mark.parametrize("name", ["awards-2021-2026.csv", "systems-in-use.csv"])
def test_no_row_is_rejected_or_doubtful(name):
    blocking = [
        (number, p) for number, _, found in read(name) for p in found.problems if p.severity != "note"
    ]

    assert blocking == []


def test_the_notes_on_the_agreements_are_these():
    codes = Counter(p.code for _, _, found in read("awards-2021-2026.csv") for p in found.problems)

    assert codes == {
        "extensions-read-so": 17,
        "extensions-unclear": 4,
        "supplier-through": 2,
        "more-than-named": 1,
    }


def test_the_states_of_the_agreements_are_as_the_file_has_them():
    states = Counter(
        (field.name, found.state)
        for _, field, found in read("awards-2021-2026.csv")
        if field.name in ("supplier", "value", "route", "end_date")
    )

    assert states[("supplier", State.WITHHELD)] == 2
    assert states[("supplier", State.UNKNOWN)] == 47
    assert states[("supplier", State.KNOWN)] == 34
    assert states[("value", State.KNOWN)] == 64
    assert states[("route", State.KNOWN)] == 64
    assert states[("end_date", State.KNOWN)] == 48


def test_rows_that_name_several_systems_give_several():
    several = [found.value for _, field, found in read("systems-in-use.csv") if field.name == "system"]

    assert Counter(len(names) for names in several) == {1: 30, 2: 1, 3: 2}
