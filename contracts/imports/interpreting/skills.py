"""A row of a table of skills."""

from boroughs.models import SkillLevel
from contracts.imports.interpreting.cells import RowCells
from contracts.imports.interpreting.common import (
    add_stated,
    authorities,
    evidence,
    identity,
    require_authority,
)
from contracts.imports.interpreting.names import Names
from contracts.imports.problems import Problem
from contracts.imports.proposals import Proposal, ReadRow
from thirty3.history.facts import Facts, plain

KIND = SkillLevel.record_kind()


def read_skill(cells: RowCells, names: Names) -> ReadRow:
    """How well an authority's people know a discipline."""
    skill, level = str(cells.value("skill", "")), cells.value("level")
    row = ReadRow(cells.raw.sheet, cells.raw.number, KIND, skill, {}, evidence(cells, names))
    if cells.raw.set_aside:
        row.set_aside = cells.raw.set_aside
        return row
    boroughs = authorities(cells, names)
    require_authority(cells, boroughs)
    if (not skill and not cells.is_personal("skill")) or level is None:
        cells.problems.append(
            Problem(
                "no-level",
                "The row does not say both a skill and a level from 0 to 4.",
                cells.heading("level" if skill else "skill"),
                "",
                "error",
            )
        )
    row.cells, row.problems = cells.as_read(), cells.problems
    if row.rejected or not skill:
        return row
    pk = names.skill(skill, str(cells.value("group", "")))
    as_at = cells.value("as_at")
    for borough in boroughs:
        values: dict[str, Facts] = {
            "borough": {"borough_id": borough},
            "skill": {"skill_id": pk},
            "level": {"level": level, "own": row.evidence.own},
        }
        if as_at:
            values["as_at"] = {"as_at_date": plain(as_at.day)}
        add_stated(cells, values, "group")
        row.proposals.append(
            Proposal(
                kind=KIND,
                identity=identity("skill", names.borough_slugs[borough], skill),
                title=f"{skill} at {names.borough_slugs[borough]}",
                values=values,
                needs={("boroughs.skill", pk)},
                record_id=names.skill_levels.get((borough, pk)),
            )
        )
    return row
