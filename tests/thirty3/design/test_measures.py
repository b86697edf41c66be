"""Shades for per cent, months and pounds: not knowing is not nothing, and a shade agrees with its legend."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thirty3.design.measures import graded, months_and_years, months_since
from thirty3.design.tiles import LegendEntry

VALUES = st.dictionaries(st.text(max_size=3), st.one_of(st.none(), st.integers(0, 10**9)), max_size=33)


def per_cent(value: int) -> str:
    return f"{value}%"


def test_not_knowing_and_nothing_are_told_apart() -> None:
    levels, legend = graded({"a": None, "b": 0, "c": 20, "d": 95}, per_cent)
    assert levels == {"a": None, "b": 0, "c": 1, "d": 4}
    assert legend == [
        LegendEntry(None, "Not known"),
        LegendEntry(0, "0%"),
        LegendEntry(1, "1% to 25%"),
        LegendEntry(2, "26% to 50%"),
        LegendEntry(3, "51% to 75%"),
        LegendEntry(4, "76% to 95%"),
    ]


def test_without_zeros_all_five_shades_are_for_values() -> None:
    _, legend = graded({"a": 3, "b": 97}, per_cent)
    assert [entry.label for entry in legend] == [
        "1% to 20%",
        "21% to 40%",
        "41% to 60%",
        "61% to 80%",
        "81% to 97%",
    ]


def test_the_shades_are_used_as_far_as_round_numbers_allow() -> None:
    levels, _ = graded({"a": 12, "b": 147}, str)
    assert levels == {"a": 0, "b": 4}


def test_months_are_counted_in_parts_of_years() -> None:
    levels, legend = graded(
        {"a": 3, "b": 40, "c": None}, "{} months".format, unknown="No date", steps=months_and_years()
    )
    assert levels == {"a": 0, "b": 3, "c": None}
    assert legend[:3] == [
        LegendEntry(None, "No date"),
        LegendEntry(0, "1 months to 12 months"),
        LegendEntry(1, "13 months to 24 months"),
    ]


def test_months_have_steps_however_long_ago_somebody_says_it_was() -> None:
    levels, _ = graded({"a": 1, "b": 1_800 * 12}, str, steps=months_and_years())
    assert levels["a"] == 0
    assert levels["b"] is not None
    assert 0 < levels["b"] <= 4


def test_one_value_is_one_step_and_none_is_no_step() -> None:
    assert graded({"a": 7}, str) == ({"a": 0}, [LegendEntry(0, "7")])
    assert graded({"a": None}, str) == ({"a": None}, [LegendEntry(None, "Not known")])
    assert graded({}, str) == ({}, [])


@given(VALUES)
def test_a_level_is_a_place_in_the_legend_and_grows_with_the_value(values: dict[str, int | None]) -> None:
    levels, legend = graded(values, str)
    shown = [entry.level for entry in legend if entry.level is not None]
    assert shown == list(range(len(shown)))
    assert len(shown) <= 5
    assert {level for level in levels.values() if level is not None} <= set(shown)
    assert {slug for slug, level in levels.items() if level is None} == {
        slug for slug, value in values.items() if value is None
    }
    known = sorted((value, levels[slug] or 0) for slug, value in values.items() if value is not None)
    for (value, level), (greater, its_level) in pairwise(known):
        assert level <= its_level
        assert value == 0 or greater > 0
        if value == 0 < greater:
            assert level < its_level


@given(VALUES)
def test_a_value_lies_in_the_stretch_that_its_legend_names(values: dict[str, int | None]) -> None:
    levels, legend = graded(values, str)
    stretch = {
        entry.level: list(map(int, entry.label.split(" to "))) for entry in legend if entry.level is not None
    }
    for slug, value in values.items():
        if value is not None:
            ends = stretch[levels[slug]]
            assert ends[0] <= value <= ends[-1]


@pytest.mark.parametrize(
    ("day", "months"),
    [
        (date(2026, 11, 23), 0),
        (date(2026, 10, 24), 0),
        (date(2026, 10, 23), 1),
        (date(2025, 11, 23), 12),
        (date(2027, 5, 1), 0),
    ],
)
def test_only_whole_months_have_passed(day: date, months: int) -> None:
    assert months_since(day, date(2026, 11, 23)) == months
