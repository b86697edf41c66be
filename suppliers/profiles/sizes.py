"""Whether a supplier is small or medium in law: dated limits, each with the law that says so."""

import csv
import datetime
import functools
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from django.conf import settings

from suppliers.models import Supplier

LIMITS: Final[Path] = settings.BASE_DIR / "fixtures" / "reference" / "sme-limits.csv"
Size = Supplier.Size
# The bands below medium are no law: they only say roughly how many people work there.
BANDS: Final = ((10, Size.MICRO), (50, Size.SMALL))


@dataclass(frozen=True)
class Limit:
    """What is small or medium from a day on."""

    from_date: datetime.date
    staff_fewer_than: int
    turnover_gbp_at_most: int
    balance_sheet_gbp_at_most: int
    source: str
    source_url: str


@functools.cache
def limits() -> tuple[Limit, ...]:
    """Every limit, the newest first."""
    with LIMITS.open(encoding="utf-8", newline="") as file:
        found = [
            Limit(
                from_date=datetime.date.fromisoformat(row["from"]),
                staff_fewer_than=int(row["staff_fewer_than"]),
                turnover_gbp_at_most=int(row["turnover_gbp_at_most"]),
                balance_sheet_gbp_at_most=int(row["balance_sheet_gbp_at_most"]),
                source=row["source"],
                source_url=row["source_url"],
            )
            for row in csv.DictReader(file)
        ]
    return tuple(sorted(found, key=lambda limit: limit.from_date, reverse=True))


def limit_on(day: datetime.date) -> Limit:
    """What holds on a day; before the first of them the first."""
    return next((limit for limit in limits() if limit.from_date <= day), limits()[-1])


def band(staff: int, limit: Limit) -> Size:
    """How many people work there, roughly."""
    bands = (*BANDS, (limit.staff_fewer_than, Size.MEDIUM))
    return next((size for below, size in bands if staff < below), Size.LARGE)


def is_sme(staff: int, turnover: int | None, balance_sheet: int | None, limit: Limit) -> bool | None:
    """Whether it is small or medium: few enough people, and one of two sums low enough.

    None where the sums that were given do not decide it.
    """
    if staff >= limit.staff_fewer_than:
        return False
    sums = ((turnover, limit.turnover_gbp_at_most), (balance_sheet, limit.balance_sheet_gbp_at_most))
    if any(value is not None and value <= most for value, most in sums):
        return True
    return None if any(value is None for value, _ in sums) else False
