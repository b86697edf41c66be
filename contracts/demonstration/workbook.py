"""Putting the workbook together: every row of its three sheets."""

from dataclasses import dataclass, field
from typing import Final

from boroughs.models import SkillLevel
from contracts.demonstration import agreements as made
from contracts.demonstration.chances import Chances
from contracts.demonstration.contract_rows import Written, contract_row
from contracts.demonstration.faults import with_faults
from contracts.demonstration.habits import Habits
from contracts.demonstration.market import Use, suppliers_of, uses
from contracts.demonstration.system_rows import Crowd, system_row
from contracts.demonstration.tables import Authority, Tables

SEED: Final = 12
SKILLS_EACH: Final = (18, 22)
LEVELS: Final = (
    (SkillLevel.Level.NONE, 0.12),
    (SkillLevel.Level.LEARNING, 0.25),
    (SkillLevel.Level.WORKING, 0.33),
    (SkillLevel.Level.STRONG, 0.2),
    (SkillLevel.Level.CAN_TEACH, 0.1),
)


@dataclass
class Rows:
    """The rows of the three sheets, by field name."""

    systems: list[Written] = field(default_factory=list)
    contracts: list[Written] = field(default_factory=list)
    skills: list[Written] = field(default_factory=list)


def generate(seed: int = SEED) -> Rows:
    """All rows, the planted faults among them."""
    tables = Tables.load()
    in_use = uses(tables, seed)
    crowds = _crowds(in_use)
    rows = Rows()
    for authority in tables.authorities:
        habits = Habits(seed, authority)
        own = [use for use in in_use if use.authority is authority]
        _add_authority(rows, tables, habits, own, crowds[authority.slug], seed)
        rows.skills += _skills(tables, authority, habits, seed)
    rows.systems = with_faults("Systems", rows.systems)
    rows.contracts = with_faults("Contracts", rows.contracts)
    return rows


def _add_authority(
    rows: Rows, tables: Tables, habits: Habits, own: list[Use], crowd: Crowd, seed: int
) -> None:
    titles: set[str] = set()
    for use in own:
        agreements = made.behind(use, seed)
        written = [contract_row(one, habits, tables, seed, titles) for one in agreements]
        paying = str(written[0].get("reference", "")) if written else ""
        rows.contracts += written
        rows.systems.append(system_row(use, habits, crowd, agreements, paying, seed))
    for service in made.around(tables, habits.authority, own, seed):
        rows.contracts.append(contract_row(service, habits, tables, seed, titles))


def _crowds(in_use: list[Use]) -> dict[str, Crowd]:
    numbers = suppliers_of(in_use)
    least, most = min(numbers.values()), max(numbers.values())
    return {slug: Crowd(number, least, most) for slug, number in numbers.items()}


def _skills(tables: Tables, authority: Authority, habits: Habits, seed: int) -> list[Written]:
    """About 20 disciplines, in the order of the survey."""
    chances = Chances(seed, "skills", authority.slug)
    asked = sorted(chances.shuffled(range(len(tables.skills)))[: chances.whole(*SKILLS_EACH)])
    day = f"{chances.whole(1, 28):02}/{chances.whole(6, 10):02}/2026"
    return [
        {
            "borough": habits.name,
            "skill": tables.skills[number][0],
            "group": tables.skills[number][1],
            "level": str(chances.weighted(*LEVELS).label),
            "as_at": day,
        }
        for number in asked
    ]
