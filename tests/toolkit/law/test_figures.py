"""The figures of law: each stands with its days and its source, and holds on the right side of its limit."""

import datetime
from decimal import Decimal
from itertools import pairwise

import pytest

from toolkit.law.figures import UnknownFigure, figure, figures, notices, sources

TODAY = datetime.date(2026, 12, 1)


@pytest.mark.parametrize(
    ("key", "day", "pounds"),
    [
        ("threshold-goods-services", datetime.date(2025, 12, 31), 214_904),
        ("threshold-goods-services", datetime.date(2026, 1, 1), 207_720),
        ("threshold-works", datetime.date(2026, 1, 1), 5_193_000),
        ("threshold-light-touch", datetime.date(2026, 1, 1), 663_540),
        ("notifiable", TODAY, 30_000),
    ],
)
def test_a_sum_depends_on_the_day(key: str, day: datetime.date, pounds: int) -> None:
    assert figure(key, day).number == pounds


def test_a_threshold_is_reached_at_the_sum_itself_and_a_copy_is_owed_above_it() -> None:
    assert figure("threshold-goods-services", TODAY).met_by(Decimal("207720.00"))
    assert not figure("threshold-goods-services", TODAY).met_by(Decimal("207719.99"))
    assert not figure("contract-copy-value", TODAY).met_by(Decimal(5_000_000))
    assert figure("contract-copy-value", TODAY).met_by(Decimal("5000000.01"))


def test_nothing_holds_before_the_law_did() -> None:
    with pytest.raises(UnknownFigure, match="payment-notice-value"):
        figure("payment-notice-value", datetime.date(2026, 3, 31))
    with pytest.raises(UnknownFigure):
        figure("no-such-figure", TODAY)


def test_the_days_of_a_figure_neither_overlap_nor_leave_a_gap() -> None:
    for held in figures().values():
        for earlier, later in pairwise(held):
            assert earlier.to_date is not None
            assert later.from_date - earlier.to_date == datetime.timedelta(days=1), later.key


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("threshold-goods-services", "£207,720"),
        ("pipeline-authority-spend", "£100 million"),
        ("standstill-working-days", "8 working days"),
        ("transparency-code-months", "1 month"),
        ("change-cap-percent", "50%"),
        ("kpi-count", "3"),
        ("act-in-force", "24 February 2025"),
    ],
)
def test_a_figure_is_said_as_in_a_sentence(key: str, said: str) -> None:
    assert figure(key, TODAY).said == said


def test_every_notice_stands_with_its_source() -> None:
    assert list(notices()) == [f"UK{number}" for number in range(1, 18)]
    assert all(one.section.url.startswith("https://www.legislation.gov.uk/") for one in notices().values())


def test_every_source_but_our_own_leads_somewhere() -> None:
    assert {key for key, one in sources().items() if not one.url} == {"own", "example"}
