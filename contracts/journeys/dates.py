"""When each task of a journey is due: worked back from the end, and before the contract's own limits."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from contracts.journeys.tasks import Task
from contracts.listing.statuses import months_after
from contracts.models import Contract, ExtensionOption
from thirty3.design.formatting import fact_date, months_words
from thirty3.precision import Precision

MONTHS_OF: Final = {Precision.MONTH: 1, Precision.QUARTER: 3, Precision.YEAR: 12}


@dataclass(frozen=True)
class Anchor:
    """The day that dates are worked back from, and what it is in words."""

    day: datetime.date
    words: str


@dataclass(frozen=True)
class Limit:
    """A day by which the contract itself asks for a decision."""

    day: datetime.date
    words: str


def anchor_of(contract: Contract | None, target: datetime.date | None) -> Anchor | None:
    """The date that somebody set, or else the contract's end; none where neither is known."""
    if target is not None:
        return Anchor(target, "the date that was set for this journey")
    if contract is None:
        return None
    end = first_end(contract)
    if end is None:
        return None
    if contract.terminated_date == end:
        return Anchor(end, "the day on which the contract was ended early")
    if contract.end_precision != Precision.DAY:
        known = fact_date(contract.end_date, contract.end_precision)
        return Anchor(end, f"the first day on which the contract may end: its end is known as {known}")
    return Anchor(end, "the end of the contract")


def first_end(contract: Contract) -> datetime.date | None:
    """The first day on which a contract may end, as far as its end is known: planning errs on that side."""
    end = contract.end_date
    if end is not None and contract.end_precision != Precision.DAY:
        # What is stored is the last possible day, the last of its month.
        end = months_after(end.replace(day=1), 1 - MONTHS_OF[Precision(contract.end_precision)])
    days = [day for day in (end, contract.terminated_date) if day is not None]
    return min(days, default=None)


def limits_of(contract: Contract, options: Iterable[ExtensionOption]) -> list[Limit]:
    """Until when options that nobody took up must be taken, and until when notice is given; soonest first."""
    found = [
        Limit(option.decide_by_date, f"Decide whether to extend by {months_words(option.months)}")
        for option in options
        if option.decide_by_date is not None and option.taken_date is None
    ]
    end = first_end(contract)
    if end is not None and contract.notice_months:
        words = f"Give notice: the contract asks for {months_words(contract.notice_months)}"
        found.append(Limit(months_after(end, -contract.notice_months), words))
    return sorted(found, key=lambda limit: (limit.day, limit.words))


def due_day(
    task: Task, anchor: Anchor | None, limits: Iterable[Limit], today: datetime.date
) -> datetime.date | None:
    """The day by which a task should be done: so many weeks before the end and, where it decides, before
    the first limit that is still to come.
    """
    days = [] if anchor is None else [_before(anchor.day, task.weeks)]
    if task.decides:
        days += [limit.day for limit in limits if limit.day >= today]
    return min(days, default=None)


def _before(day: datetime.date, weeks: int) -> datetime.date:
    """So many weeks before a day. Registers say 31 December 9999 of what never ends."""
    try:
        return day - datetime.timedelta(weeks=weeks)
    except OverflowError:
        return day
