"""A search that says when: "camden housing ending march 2027" as words and the days between which it ends."""

import datetime
import re
from calendar import monthrange
from dataclasses import dataclass
from typing import Final, Self

from contracts.listing.filters import ContractFilter
from thirty3.design.formatting import MONTHS

_MONTH: Final = "|".join(f"{month.lower()}|{month[:3].lower()}" for month in MONTHS) + "|sept"
_ASKED: Final = re.compile(
    r"\b(?:(?:that|which) )?(?P<verb>end(?:s|ing)?|expir(?:e|es|ing|y)|due|up) (?:for renewal )?"
    r"(?:(?P<edge>in|during|by|before|after|from|since) )?"
    rf"(?:(?P<month>{_MONTH})(?: (?P<of>20\d\d))?|(?P<year>20\d\d)|"
    r"(?P<near>this|next) (?P<span>month|year))\b",
    re.IGNORECASE,
)
# Said of all that are listed, and so no word to look for.
_CONTRACTS: Final = re.compile(r"\bcontracts?$", re.IGNORECASE)


@dataclass(frozen=True)
class Ending:
    """The words that remain, and the first and the last day on which what they find may end."""

    words: str
    after: datetime.date | None
    before: datetime.date | None

    @classmethod
    def asked_in(cls, text: str, today: datetime.date) -> Self | None:
        """What a text says of an end; None where it says nothing, or where quotes ask for just its words."""
        text = " ".join(text.split())
        found = _ASKED.search(text)
        if found is None or '"' in text:
            return None
        first, last = _period(found, today)
        rest = _CONTRACTS.sub("", text[: found.start()].strip()) + text[found.end() :]
        day = datetime.timedelta(days=1)
        after, before = {
            "by": (None, last),
            "before": (None, first - day),
            "after": (last + day, None),
            "from": (first, None),
            "since": (first, None),
        }.get((found["edge"] or "in").lower(), (first, last))
        return cls(" ".join(rest.split()), after, before)

    @property
    def filter(self) -> ContractFilter:
        """Contracts that end so."""
        return ContractFilter(q=self.words, ends_after=self.after, ends_before=self.before)


def _period(found: re.Match[str], today: datetime.date) -> tuple[datetime.date, datetime.date]:
    """The first and the last day of a month or a year; of a month without a year the next one."""
    if found["month"]:
        at = [month[:3] for month in MONTHS].index(found["month"][:3].title()) + 1
        return _month(int(found["of"] or today.year + (at < today.month)), at)
    if found["year"]:
        return _year(int(found["year"]))
    later = found["near"].lower() == "next"
    if found["span"].lower() == "year":
        return _year(today.year + later)
    after = today.year * 12 + today.month - 1 + later
    return _month(after // 12, after % 12 + 1)


def _month(year: int, month: int) -> tuple[datetime.date, datetime.date]:
    return datetime.date(year, month, 1), datetime.date(year, month, monthrange(year, month)[1])


def _year(year: int) -> tuple[datetime.date, datetime.date]:
    return datetime.date(year, 1, 1), datetime.date(year, 12, 31)
