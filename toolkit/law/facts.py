"""What follows at once from a case: the law it falls under, when it began, its threshold, its size."""

import datetime
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from toolkit.law.case import COMPETED, Case, Category, FrameworkRegime, Route
from toolkit.law.figures import Figure, Source, figure, figures, sources

THRESHOLDS: Final = {
    Category.GOODS_SERVICES: "threshold-goods-services",
    Category.WORKS: "threshold-works",
    Category.LIGHT_TOUCH: "threshold-light-touch",
    Category.CONCESSION: "threshold-concession",
    Category.LIGHT_TOUCH_CONCESSION: "threshold-light-touch-concession",
}
FROM_FRAMEWORK: Final = frozenset(
    {Route.FRAMEWORK_CALL_OFF, Route.DYNAMIC_MARKET, Route.CHANGE, Route.END, Route.ABANDON}
)


def held(key: str, day: datetime.date | None = None) -> Figure:
    """A figure as it stands on a day; the newest without one, the oldest for a day before there was any."""
    rows = figures()[key]
    if day is None:
        return rows[-1]
    return rows[0] if day < rows[0].from_date else figure(key, day)


def source(key: str) -> Source:
    return sources()[key]


def said(day: datetime.date) -> str:
    """A day as in a sentence."""
    return f"{day.day} {day:%B %Y}"


def in_force() -> datetime.date:
    """When the Procurement Act 2023 came into force."""
    return held("act-in-force").day


@dataclass(frozen=True)
class Beginning:
    """When the procurement began, and whether that is known or only taken from a later date."""

    day: datetime.date | None
    known: bool


def beginning(case: Case) -> Beginning:
    """The first act that starts a procurement: a tender or transparency notice, or what the case says.

    An invitation is one too where no tender notice of the Act has to come before it.
    """
    first = (case.uk4_on, case.uk5_on, case.commenced_on, None if case.route in COMPETED else case.invited_on)
    acts = [day for day in first if day and day >= in_force()]
    if acts:
        return Beginning(min(acts), True)
    later = [day for day in (case.invited_on, case.uk6_on, case.entered_on) if day and day >= in_force()]
    return Beginning(min(later) if later else None, False)


def old_act(case: Case) -> datetime.date | None:
    """The day of something that keeps the case under the old law, or None."""
    named = [
        case.old_regime_act_on, case.uk4_on, case.uk5_on, case.uk6_on, case.entered_on, case.changed_on,
        case.ended_on, case.paid_on,
    ]  # fmt: skip
    if not (case.uk4_on or case.uk5_on):
        named.append(case.commenced_on)
    before = [day for day in named if day and day < in_force()]
    return min(before) if before else None


def from_old_framework(case: Case) -> bool:
    """Whether the contract hangs on a framework or purchasing system of the old law."""
    by_nature = case.route is None or case.route in FROM_FRAMEWORK
    return by_nature and case.framework_regime is FrameworkRegime.PCR2015


@dataclass(frozen=True)
class Facts:
    """A case under the Procurement Act with what follows from it."""

    case: Case
    began: Beginning
    threshold: Figure
    public: bool

    @property
    def light_touch(self) -> bool:
        return self.case.category.light_touch

    @property
    def concession(self) -> bool:
        return self.case.category.concession

    @property
    def notifiable(self) -> bool:
        """Below the threshold, inside Part 6, and not below the floor of the notices."""
        return self.regulated_below and self.reaches("notifiable")

    @property
    def regulated_below(self) -> bool:
        return not self.public and not self.concession

    def reaches(self, key: str, amount: Decimal | None = None) -> bool:
        """Whether the value (or another sum) is on the side of a figure on which its rule holds."""
        sum_ = self.case.value if amount is None else amount
        return sum_ is not None and held(key, self.began.day).met_by(sum_)


def facts_of(case: Case) -> Facts:
    began = beginning(case)
    threshold = held(THRESHOLDS[case.category], began.day)
    public = case.value is None or threshold.met_by(case.value)
    return Facts(case, began, threshold, public and not case.market_alone)
