"""Any cell whatever gives a value or a problem, never an exception."""

import datetime as dt

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from contracts.imports.cells import PARSERS, parse
from contracts.imports.fields import FIELDS, Field
from contracts.models import State
from thirty3.spreadsheets.cells import ErrorValue, RoundedNumber

WORDS = """
    1 12 31/12/2026 2+1 x months year £ , . ( ) ; - to £10k m bn p.a. VAT withheld none n/a Ltd t/a via + /
    @ a.b 0 020 7946 0123 ocds-h6vhtk- https:// rolling until TBC option extend further total c. up each of
"""
PIECES = st.sampled_from(WORDS.split())
CELLS = st.one_of(
    st.text(max_size=60),
    st.lists(PIECES, max_size=8).map(" ".join),
    st.lists(PIECES, max_size=8).map("".join),
    st.integers(),
    st.floats(),
    st.booleans(),
    st.none(),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.timedeltas(),
    st.text(max_size=20).map(ErrorValue),
    st.text("0123456789", min_size=1, max_size=40).map(RoundedNumber),
)


@pytest.mark.parametrize("kind", sorted(PARSERS))
@given(cell=CELLS)
@example(cell="٣١/٠٣/٢٠٢٧")
@example(cell="²+²")
@example(cell=10**5000)
@example(cell=dt.datetime.max)
def test_a_value_stands_exactly_where_the_state_is_known(kind, cell):
    found = parse(Field("any", "contract", "Any", kind), cell)

    assert (found.value is not None) == (found.state == State.KNOWN)
    assert not found.reason or found.state == State.WITHHELD
    for problem in found.problems:
        assert problem.code
        assert problem.message.endswith(".")
        assert problem.column == "Any"
        problem.message.encode()
        problem.value.encode()


def test_every_field_has_a_parser():
    kinds = {field.kind for fields in FIELDS.values() for field in fields}
    kinds |= {r.kind for fields in FIELDS.values() for f in fields for r in f.readings if r.kind}

    assert kinds <= set(PARSERS)


def test_a_failed_formula_is_left_out_and_said():
    found = parse(FIELDS["contract"][0], ErrorValue("#REF!"))

    assert [(p.code, p.severity) for p in found.problems] == [("formula-error", "note")]


def test_a_cell_too_long_to_be_an_answer_is_not_read():
    for kind in sorted(PARSERS):
        found = parse(Field("any", "contract", "Any", kind), "1 + (" * 6_000)
        assert found.problems or kind in ("text", "url", "urls"), kind
