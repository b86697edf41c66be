"""What rows of every kind have: whose they are, for which functions, and what stands behind them."""

import re

from boroughs.names import fold
from contracts.imports.interpreting.cells import RowCells
from contracts.imports.interpreting.names import Names
from contracts.imports.problems import Problem, shortened
from contracts.imports.proposals import Evidence
from contracts.models import Rank
from contracts.services.groups import STATED
from thirty3.history.facts import Facts

PRESS = re.compile(r"\bpress\b|\bnews", re.IGNORECASE)
OFFICIAL = re.compile(r"\bnotice\b|\bdecision\b|\baward", re.IGNORECASE)
TOTAL = re.compile(r"(grand |sub-?)?totals?:?")
LONGEST_IDENTITY = 400


def authorities(cells: RowCells, names: Names, field: str = "borough") -> list[int]:
    """The authorities of a row, the lead first; an error where none is known or it is another's row."""
    found: list[int] = []
    for text in cells.value(field, ()):
        resolution = names.authorities(text)
        found += [pk for pk in resolution.boroughs if pk not in found]
        for unknown in resolution.unknown:
            said = _other_buyer(unknown) if cells.raw.national else _unknown_authority(unknown)
            cells.complain(said, field)
    own = names.batch.borough_id
    if not found and own is not None and not cells.says(field):
        return [own]
    if own is not None and found and own not in found:
        cells.complain(
            Problem(
                "another-authority",
                f"This row is another authority's, and the file was said to be {names.batch.borough}'s.",
                "",
                shortened("; ".join(cells.value(field, ()))),
                "error",
            ),
            field,
        )
    return found


def _unknown_authority(text: str) -> Problem:
    return Problem(
        "unknown-authority",
        "This is no London authority that we know. Use the authority's name, such as Camden.",
        "",
        shortened(text),
        "error",
    )


def _other_buyer(text: str) -> Problem:
    return Problem(
        "other-buyer",
        "Another body buys under it that is no London authority, so the contract is listed without it.",
        "",
        shortened(text),
    )


def bought_elsewhere(cells: RowCells, names: Names) -> str:
    """Why a notice from all over the country is none of ours; blank where an authority of London buys."""
    if not cells.raw.national:
        return ""
    buyers = cells.value("borough", ())
    found = [pk for text in buyers for pk in names.authorities(text).boroughs]
    named = shortened("; ".join(buyers))
    if not buyers:
        return "The notice names no buyer."
    if not found:
        return f"The buyer is no London authority: {named}."
    if names.batch.borough_id not in (None, *found):
        return f"The file was read for {names.batch.borough} alone, and the buyer is {named}."
    return ""


def require_authority(cells: RowCells, found: list[int]) -> None:
    """An error where a row names no authority at all."""
    if not found and not any(problem.code == "unknown-authority" for problem in cells.problems):
        cells.problems.append(
            Problem(
                "no-authority",
                "The row does not say whose it is. Fill in the authority, or say for the whole file.",
                cells.heading("borough") or "Borough",
                "",
                "error",
            )
        )


def functions(cells: RowCells, names: Names) -> list[list[int]]:
    """The functions that each part of the cell means; parts that nobody knows are named."""
    area = next((a for text in cells.value("service_area", ()) if (a := names.area(text))), None)
    found = []
    for text in cells.value("function", ()):
        ids, unknown = names.functions.resolve(text, area)
        found.append(ids)
        if any(names.sounds_protective(part) for part in unknown):
            cells.complain(
                Problem(
                    "perhaps-protective",
                    "This may be a function that protects the authority, whose supplier is not for everyone "
                    "to see. Use the name of a function on the Guide sheet of the template.",
                    "",
                    shortened("; ".join(unknown)),
                    "doubt",
                ),
                "function",
            )
        elif unknown:
            cells.complain(
                Problem(
                    "unknown-function",
                    "We know no function of this name, so the row is listed without it. "
                    "The Guide sheet of the template lists them.",
                    "",
                    shortened("; ".join(unknown)),
                ),
                "function",
            )
    return found


def together(parts: list[list[int]]) -> list[int]:
    """All of them, each once, sorted as the change log keeps sets."""
    return sorted({pk for part in parts for pk in part})


def evidence(cells: RowCells, names: Names) -> Evidence:
    """What stands behind the row: its own address and words where it has them, else its source's."""
    said = str(cells.value("evidence", ""))
    rank = names.source.rank
    if PRESS.search(said):
        rank = Rank.OTHER
    elif OFFICIAL.search(said):
        rank = Rank.NOTICE
    day = cells.value("as_at")
    as_at = day.day if day else names.batch.as_at_date
    url = str(cells.value("source_url", ""))
    published = names.source.published or bool(url)
    return Evidence(
        sheet=cells.raw.sheet,
        row_number=cells.raw.number,
        rank=int(rank),
        published=published,
        as_at=as_at.isoformat() if as_at else None,
        url=url,
        publisher=str(cells.value("publisher", "")),
        evidence=said,
        own=not (published or names.batch.may_be_published),
    )


def identity(*parts: str) -> str:
    """A row's name within its source, from the cells that identify it."""
    return "|".join(fold(part) for part in parts)[:LONGEST_IDENTITY]


def set_aside_as_total(title: str) -> str:
    """Why a row is no record: totals stand at the foot of many registers."""
    if TOTAL.fullmatch(title.strip().casefold()):
        return "This is a row of totals, not a contract."
    return ""


def add_stated(cells: RowCells, values: dict[str, Facts], *fields: str) -> None:
    """What the row says and no fact of the record holds, kept as its source's words."""
    if told := {name: text for name in fields if (text := cells.as_given(name))}:
        values[STATED] = told


def remarks(cells: RowCells, *fields: str) -> list[str]:
    """Words of cells that their values do not carry, each under its column's heading."""
    return [f"{cells.heading(name)}: {note}" for name in fields if (note := cells.parsed(name).note)]


def product_made_by(
    cells: RowCells, names: Names, name: str, served: list[int], needs: set[tuple[str, int]]
) -> int:
    """The product that a row names, with its maker where it names one; what is not sure is asked."""
    makers = cells.value("manufacturer", ())
    maker = makers[0] if len(makers) == 1 else ""
    if doubt := names.doubt_about_product(name):
        cells.complain(doubt, "system")
    if maker and (doubt := names.doubt_about_supplier(maker)):
        cells.complain(doubt, "manufacturer")
    return names.product_made_by(name, maker, served, needs)


def kept_columns(cells: RowCells) -> list[str]:
    """What stands under headings that a person chose to keep as notes."""
    noted = [(name, at.heading) for name, at in cells.raw.cells.items() if at.field.is_note]
    return [f"{heading}: {text}" for name, heading in noted if (text := cells.value(name))]
