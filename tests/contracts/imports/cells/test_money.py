"""Sums in the ways in which people type them, and what stands beside them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.imports.cells.money import money, spending, vat_sum
from contracts.imports.cells.value_words import read_note, vat
from contracts.models import State
from thirty3.design.formatting import money as in_words


@pytest.mark.parametrize(
    ("cell", "amount"),
    [
        ("£1,234.50", "1234.50"),
        ("1234.5", "1234.50"),
        (1234.5, "1234.50"),
        (12345.678, "12345.68"),
        (50000, "50000"),
        ("1.5m", "1500000"),
        ("£1.6 million", "1600000"),
        ("£5,043k", "5043000"),
        ("£1.96 billion", "1960000000"),
        ("GBP 3000", "3000"),
        ("PS21,000", "21000"),
        ("£ 3,000", "3000"),
        ("1 234 567.89", "1234567.89"),
    ],
)
def test_a_plain_sum_is_read_without_remark(cell, amount):
    found = money(cell)

    assert (found.value.amount, found.state, found.problems) == (Decimal(amount), State.KNOWN, ())


@pytest.mark.parametrize(
    ("cell", "amount", "vat_basis", "span", "kind"),
    [
        ("£142,294.24 p.a.", "142294.24", "", "annual", ""),
        ("£12,000 per annum (ex VAT)", "12000", "excluding", "annual", ""),
        ("£50,000 + VAT", "50000", "excluding", "", ""),
        ("£50,000 inc VAT", "50000", "including", "", ""),
        ("£120,000 for 3 years", "120000", "", "whole-life", ""),
        ("up to £130,000 over 12 months", "130000", "", "whole-life", "ceiling"),
        ("£10k-£20k", "20000", "", "", "ceiling"),
        ("10-20k", "20000", "", "", "ceiling"),
        ("39000-78000", "78000", "", "", "ceiling"),
        ("between £10,000 and £20,000", "20000", "", "", "ceiling"),
    ],
)
def test_what_a_cell_says_of_its_sum_is_read_and_kept(cell, amount, vat_basis, span, kind):
    found = money(cell)

    assert found.value.amount == Decimal(amount)
    assert (found.value.vat, found.value.span, found.value.kind) == (vat_basis, span, kind)
    assert found.note == cell


@pytest.mark.parametrize("cell", ["c. 40k", "approx £40,000", "~40000", "circa £40k"])
def test_a_sum_that_is_not_exact_says_so(cell):
    found = money(cell)

    assert found.value.amount == 40000
    assert [(p.code, p.severity) for p in found.problems] == [("money-approximate", "note")]


@pytest.mark.parametrize("cell", ["0", 0, 1, "£0.00", "£1", 0.01])
def test_nought_and_one_are_placeholders(cell):
    found = money(cell)

    assert (found.value, found.state) == (None, State.UNKNOWN)
    assert [(p.code, p.severity) for p in found.problems] == [("money-placeholder", "note")]


@pytest.mark.parametrize("cell", [-5, "-£5", "(1,234.50)", "- £50", "−5"])
def test_a_contract_is_never_negative_but_a_line_of_spending_may_be(cell):
    assert [(p.code, p.severity) for p in money(cell).problems] == [("money-negative", "error")]
    assert spending(cell).value.amount < 0


@pytest.mark.parametrize(
    ("cell", "code", "severity"),
    [
        ("see schedule", "money-elsewhere", "note"),
        ("various", "money-elsewhere", "note"),
        ("£500 per month", "money-rate", "doubt"),
        ("£450 per day", "money-rate", "doubt"),
        ("€500", "money-currency", "doubt"),
        ("500 USD", "money-currency", "doubt"),
        ("10,50", "money-unclear", "doubt"),
        ("£1,23,456", "money-unclear", "doubt"),
        ("12O,000", "money-unreadable", "doubt"),
        ("1.234,56", "money-unreadable", "doubt"),
        ("20k-10k", "money-unreadable", "doubt"),
        (1e300, "money-too-large", "doubt"),
        (True, "money-unreadable", "doubt"),
    ],
)
def test_a_cell_without_a_plain_sum_gives_none(cell, code, severity):
    found = money(cell)

    assert found.value is None
    assert [(p.code, p.severity) for p in found.problems] == [(code, severity)]


def test_a_withheld_sum_keeps_its_reason():
    assert money("Commercially sensitive").state == State.WITHHELD
    assert money("Commercially sensitive").reason == "Commercially sensitive"
    assert money("exempt s43").reason == "exempt s43"
    assert money("Withheld: until the award of lot 2").reason == "until the award of lot 2"
    assert money("withheld").reason == ""


def test_vat_that_cannot_be_recovered_may_be_nought():
    assert vat_sum(0).value.amount == 0
    assert vat_sum("N/A").state == State.NONE
    assert [p.severity for p in vat_sum(-1).problems] == ["doubt"]


@given(st.decimals(min_value=2, max_value=10**12, places=2))
def test_a_sum_written_by_us_comes_back(amount):
    assert money(in_words(amount)).value.amount == amount
    assert money(str(amount)).value.amount == amount


@pytest.mark.parametrize(
    ("amount", "note", "basis", "span", "kind"),
    [
        ("78000", "tender value, upper of the published range 39000-78000", "", "", "tender"),
        ("391084", "value for the initial 24 months only", "", "", ""),
        ("300984", "maximum spend over three years", "", "whole-life", "ceiling"),
        ("63000", "PS21,000 per annum / PS63,000 over 3 years (notice description)", "", "whole-life", ""),
        ("21000", "PS21,000 per annum / PS63,000 over 3 years (notice description)", "", "annual", ""),
        ("569176.97", "overall value over 48 months; £142,294.24 p.a.", "", "whole-life", ""),
        ("410218", "total value for the two-year period", "", "whole-life", ""),
        ("1688800", "three-year cost; £2,803,800 aggregate estimate for five years", "", "whole-life", ""),
        ("24154", "cost of the 12-month extension", "", "", ""),
        ("50000", "contract value", "", "", "awarded"),
        ("1601359", "total; £736,466 ex VAT for Sutton", "", "whole-life", ""),
        ("5", "excluding VAT", "excluding", "", ""),
        ("5", "incl. VAT, a year", "including", "annual", ""),
    ],
)
def test_a_note_is_read_where_it_speaks_of_the_sum(amount, note, basis, span, kind):
    read = read_note(note, Decimal(amount))

    assert (read.text, read.vat, read.span, read.kind) == (note, basis, span, kind)


@pytest.mark.parametrize(
    ("cell", "basis"),
    [
        ("Excluding VAT", "excluding"),
        ("ex VAT", "excluding"),
        ("net", "excluding"),
        ("including VAT (per notice, for the maximum potential of 84 months)", "including"),
        ("Yes", "including"),
        ("Not stated", None),
        ("", None),
    ],
)
def test_the_vat_column_is_read(cell, basis):
    assert vat(cell).value == basis
