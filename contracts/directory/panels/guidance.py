"""The guidance that fits a contract's moment: so many months to go, just awarded, or in life."""

import datetime
from typing import Any, Final

from contracts.listing.statuses import months_after
from thirty3.audiences import Audience
from toolkit.guidance.fitting import fitting

SHOWN: Final = 5
# Our own rule: so long a contract counts as just awarded, unless it ends within half a year.
JUST_AWARDED_MONTHS: Final = 3
SOONEST: Final = "6"
MONTHS_TO_GO: Final = (SOONEST, "12", "18", "24")
AWARDED, IN_LIFE = "awarded", "in-life"


def guidance_for(row: Any, audience: Audience, day: datetime.date) -> dict[str, Any] | None:
    """The pages that fit, by nothing but the dates that this audience sees of the contract."""
    moment = moment_of(row, day)
    pages = fitting(moment) if moment else []
    if not pages:
        return None
    return {
        "moment": moment,
        "months": moment if moment in MONTHS_TO_GO else "",
        "pages": pages[:SHOWN],
        "demonstration": row.demonstration,
    }


def moment_of(row: Any, day: datetime.date) -> str:
    """Where a contract stands on a day; blank where it has ended, or no date tells."""
    if row.ends is not None and row.ends < day:
        return ""
    to_go = _months_to_go(row.ends, day)
    made = _made_on(row)
    if to_go != SOONEST and made is not None and made > months_after(day, -JUST_AWARDED_MONTHS):
        return AWARDED
    if to_go:
        return to_go
    # One of which the end is not known may have ended long ago.
    return IN_LIFE if row.ends is not None or row.open_ended else ""


def _months_to_go(ends: datetime.date | None, day: datetime.date) -> str:
    if ends is None:
        return ""
    return next((months for months in MONTHS_TO_GO if ends <= months_after(day, int(months))), "")


def _made_on(row: Any) -> datetime.date | None:
    """The day of the award or, where that is not shown, the first day."""
    award = (row.data["facts"].get("award") or {}).get("date")
    return datetime.date.fromisoformat(award) if award else row.starts
