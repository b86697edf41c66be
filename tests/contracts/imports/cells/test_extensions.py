"""Options to extend, from the shortest to the longest way of stating them."""

import pytest

from contracts.imports.cells.extensions import extensions
from contracts.models import State


@pytest.mark.parametrize(
    ("cell", "months"),
    [
        ("2 x 12 months", (12, 12)),
        ("2x1 year", (12, 12)),
        ("1 year", (12,)),
        ("24 months", (24,)),
        ("12 months + 12 months", (12, 12)),
    ],
)
def test_plain_options_are_read_without_remark(cell, months):
    found = extensions(cell)

    assert (found.value.months, found.state, found.problems) == (months, State.KNOWN, ())


@pytest.mark.parametrize(
    ("cell", "months"),
    [
        ("1+1", (12, 12)),
        ("+1+1", (12, 12)),
        ("12+12", (12, 12)),
        ("2 years (1+1)", (12, 12)),
        ("Option to extend by 24 months (12+12)", (12, 12)),
        ("24 months (12 + 6)", (24,)),
        ("3+2", (24,)),
        ("2+1+1", (12, 12)),
        ("2+1+1 term, extension at the discretion of the Council", (12, 12)),
        ("3+1 term, extension at the discretion of the Council", (12,)),
        (12, (12,)),
        (2, (24,)),
        ("option to extend by 12 months", (12,)),
        ("two further one year extensions", (12, 12)),
        ("two additional extensions each for a period of 12 months", (12, 12)),
        ("option to extend for a further 3 years", (36,)),
        ("extend by up to 24 further months on a year by year basis; maximum 48 months", (12, 12)),
        (
            "60 months, extend by up to 60 further months on a year by year basis; maximum 120 months",
            (12, 12, 12, 12, 12),
        ),
        ("initial five year term with the option to extend for two years (seven years in total)", (24,)),
        ("initial two year term with a single one year extension option (2+1)", (12,)),
        ("36 months with options to extend for 12 months + 12 months", (12, 12)),
        ("1 year extension, PS21,000 if utilised", (12,)),
        ("potential renewal for an additional twelve months until 2029", (12,)),
        ("a further two-year period, RPI uplifts in years four and five", (24,)),
        ("option to extend for a further six months until 30 September 2025", (6,)),
        ("Optional 12 month extension period", (12,)),
        ("two years with an option to extend for one further", (12,)),
        ("option of a two-year extension at a further estimated value of £884,556", (24,)),
    ],
)
def test_options_in_prose_are_read_and_the_prose_is_kept(cell, months):
    found = extensions(cell)

    assert (found.value.months, found.state, found.note) == (months, State.KNOWN, str(cell))
    assert [(p.code, p.severity) for p in found.problems] == [("extensions-read-so", "note")]


@pytest.mark.parametrize(
    "cell",
    [
        "yes",
        "provision to extend to 29 February 2028",
        "contract term of 10 years with breaks in years 3, 6 and 8",
        "initial seven years with options to extend up to a total of twelve years",
        "IT, customer services, revenues and benefits for an additional two and a half years",
        "99999999999999 years",
        "21 x 12 months",
    ],
)
def test_options_that_are_not_clear_stay_unknown_and_keep_their_words(cell):
    found = extensions(cell)

    assert (found.value, found.state, found.note) == (None, State.UNKNOWN, cell)
    assert [(p.code, p.severity) for p in found.problems] == [("extensions-unclear", "note")]


@pytest.mark.parametrize("cell", ["none", "No", "n/a", 0, "no extension options", "Nil"])
def test_no_option_is_none_and_not_unknown(cell):
    assert extensions(cell).state == State.NONE


def test_a_blank_is_unknown():
    assert extensions(None).state == State.UNKNOWN
    assert extensions("commercially sensitive").state == State.WITHHELD
