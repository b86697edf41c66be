"""The Systems sheet: what each authority runs, and how satisfied it is."""

import datetime as dt
from dataclasses import dataclass
from typing import Final

from contracts.demonstration.agreements import Agreement
from contracts.demonstration.chances import Chances
from contracts.demonstration.contract_rows import Written
from contracts.demonstration.habits import MONTHS, Habits
from contracts.demonstration.market import Use
from contracts.demonstration.tables import ANCHOR
from contracts.models import SystemInUse

Hosting = SystemInUse.Hosting
Status = SystemInUse.Status
# Satisfaction of an authority with the fewest suppliers, and by how much less with the most.
HIGHEST, DROP = 4.5, 1.9
NEVER_BLANK: Final = ("borough", "service_area", "function", "system", "contract_reference", "satisfaction")


@dataclass(frozen=True, slots=True)
class Crowd:
    """How many suppliers an authority deals with, and how many the least and the most do."""

    suppliers: int
    least: int
    most: int

    @property
    def satisfaction(self) -> float:
        """The more suppliers, the less satisfied, as the City Tools report found."""
        return HIGHEST - DROP * (self.suppliers - self.least) / max(self.most - self.least, 1)


def system_row(
    use: Use, habits: Habits, crowd: Crowd, agreements: list[Agreement], reference: str, seed: int
) -> Written:
    """One row. `reference` is that of the contract that pays for it, where its authority gave one."""
    chances = Chances(seed, "system", use.authority.slug, use.need.slug)
    function = use.need.functions[0]
    status = _status(chances, agreements)
    row: Written = {
        "borough": habits.name,
        "service_area": function.area_name,
        "function": "; ".join(one.name for one in use.need.functions),
        "side": function.side,
        "system": use.product.name,
        "manufacturer": use.product.maker.name,
        "supplier": habits.supplier(use.seller),
        "contract_reference": reference or None,
        "status": str(status.label),
        "since": _since(chances, habits, agreements),
        "hosting": _hosting(chances, use),
        "users": _users(chances, use, habits),
        "satisfaction": _score(chances, crowd, habits) if chances.happens(0.4 + habits.filled / 2) else None,
        **_plan(chances, status, agreements),
        "reference": f"SYS-{chances.whole(1000, 9999)}" if chances.happens(0.3) else None,
        "as_at": habits.as_at,
    }
    if use.led_by is not None:
        row["notes"] = f"Bought under an agreement that {use.led_by.name} leads."
    kept = (*NEVER_BLANK, "notes", "as_at")
    return {
        name: value for name, value in row.items() if name in kept or chances.happens(habits.filled + 0.1)
    }


def _status(chances: Chances, agreements: list[Agreement]) -> SystemInUse.Status:
    if any(agreement.age == "to come" for agreement in agreements):
        return chances.weighted((Status.REPLACING, 0.6), (Status.LIVE, 0.4))
    if agreements and agreements[0].age == "past":
        return chances.weighted((Status.REPLACING, 0.4), (Status.RETIRED, 0.4), (Status.LIVE, 0.2))
    return chances.weighted((Status.LIVE, 0.9), (Status.PILOT, 0.05), (Status.REPLACING, 0.05))


def _since(chances: Chances, habits: Habits, agreements: list[Agreement]) -> str:
    first = min((a.term.start for a in agreements), default=ANCHOR - dt.timedelta(chances.whole(300, 4000)))
    day = min(first, ANCHOR - dt.timedelta(30))
    year = day.year - chances.weighted((0, 0.6), (1, 0.1), (3, 0.2), (7, 0.1))
    return str(year) if chances.happens(0.7) else f"{MONTHS[day.month - 1]} {year}"


def _hosting(chances: Chances, use: Use) -> str:
    if use.need.protective and chances.happens(0.3):
        return "Withheld: security (FOI section 31)"
    return str(
        chances.weighted(
            (Hosting.SAAS, 0.55),
            (Hosting.HOSTED, 0.16),
            (Hosting.CLOUD, 0.14),
            (Hosting.DATA_CENTRE, 0.12),
            (Hosting.SHARED, 0.2 if use.led_by or use.partners else 0.01),
        ).label
    )


def _users(chances: Chances, use: Use, habits: Habits) -> int:
    number = use.need.users * habits.scale * chances.spread()
    return max(round(number), 2) if number < 200 else round(number / 10) * 10


def _score(chances: Chances, crowd: Crowd, habits: Habits) -> int:
    return min(5, max(1, round(crowd.satisfaction + habits.mood + chances.between(-1.1, 1.1))))


def _plan(chances: Chances, status: SystemInUse.Status, agreements: list[Agreement]) -> Written:
    if status != Status.REPLACING:
        return {"plan_to_replace": "Yes" if chances.happens(0.06) else "No"}
    ends = agreements[0].term.end if agreements else ANCHOR
    by = max(ends, ANCHOR) + dt.timedelta(chances.whole(20, 400))
    return {"plan_to_replace": "Yes", "replace_by": f"{MONTHS[by.month - 1]} {by.year}"}
