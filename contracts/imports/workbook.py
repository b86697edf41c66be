"""The City Tools workbook: three sheets for an authority to fill in, and a guide to every column."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import IO, Final

from contracts.imports.fields import FIELDS, Field, Target
from thirty3.spreadsheets.writing import Sheet, Value, write_workbook

type Row = Mapping[str, Value]

SHEETS: Final[Mapping[Target, str]] = {"system": "Systems", "contract": "Contracts", "skill": "Skills"}
GUIDE: Final = "Guide"
FILE_NAME: Final = "city-tools-workbook.xlsx"
# The column that says of each row that it is invented.
MARK: Final = "Demonstration"

GUIDE_HEADINGS: Final = (
    "Sheet",
    "Column",
    "What it means",
    "What it may say",
    "Example",
    "Must be filled in",
)
GUIDE_WIDTHS: Final = (12, 26, 60, 60, 36, 18)
IN_ALL_COLUMNS: Final = (
    (
        "Not known",
        "Where nobody knows, leave the cell blank. A blank cell never removes what is held already.",
    ),
    ("None", "Where there is none, write None. No option to extend, for example."),
    ("Withheld", "Where there is a fact and you may not give it, write Withheld and why."),
    (
        "None, withheld",
        "These count for supplier, value, end date, extension options, notice period, review date, route to "
        "market, hosting, users and satisfaction. In any other column they are read as blank.",
    ),
    ("Several", "Where a cell names several, put a semicolon between two."),
    (
        "People",
        "Give no names, telephone numbers or e-mail addresses of people. Cells that hold them are left out.",
    ),
    ("Whose rows", "Leave Borough blank if every row is your own: you say at the upload whose file it is."),
)
EXAMPLES: Final = {
    "None": "None",
    "Withheld": "Withheld: commercially sensitive until March 2027",
    "Several": "Camden; Islington",
}


def columns(target: Target, *, keyed: bool = False) -> tuple[Field, ...]:
    """The columns of a sheet, in order; the key of the record before them all, where it is asked for."""
    keys = tuple(field for field in FIELDS[target] if keyed and field.name == "key")
    return keys + tuple(field for field in FIELDS[target] if field.in_workbook)


def write_template(target: Path | IO[bytes]) -> None:
    """The workbook without rows, the same bytes every time."""
    write_workbook_rows(target)


def write_workbook_rows(
    target: Path | IO[bytes],
    *,
    systems: Iterable[Row] = (),
    contracts: Iterable[Row] = (),
    skills: Iterable[Row] = (),
    demonstration: bool = False,
    keyed: bool = False,
) -> None:
    """The workbook with rows, each a mapping of field names to values. A field left out is blank.

    Invented rows bear a mark each, in a column of its own. Where it is `keyed`, each row of a record that
    is held has its key in the first column.
    """
    rows: Mapping[Target, Iterable[Row]] = {"system": systems, "contract": contracts, "skill": skills}
    guide, offers = _guide(keyed)
    sheets = [_sheet(kind, rows[kind], offers[kind], demonstration, keyed) for kind in SHEETS]
    write_workbook(target, [*sheets, guide])


def _sheet(
    target: Target, rows: Iterable[Row], offers: Mapping[int, str], demonstration: bool, keyed: bool
) -> Sheet:
    fields = columns(target, keyed=keyed)
    headings = [*(field.heading for field in fields), *([MARK] if demonstration else [])]
    mark: list[Value] = ["Yes"] if demonstration else []
    return Sheet(SHEETS[target], headings, (_cells(fields, row) + mark for row in rows), offers=offers)


def _cells(fields: tuple[Field, ...], row: Row) -> list[Value]:
    unknown = row.keys() - {field.name for field in fields}
    if unknown:
        raise ValueError(f"The workbook has no column for {', '.join(sorted(unknown))}.")
    return [row.get(field.name) for field in fields]


def _guide(keyed: bool) -> tuple[Sheet, dict[Target, dict[int, str]]]:
    """The guide, and for each column with a list the cells of the guide that hold its words."""
    rows: list[list[Value]] = [
        ["Every sheet", word, meaning, None, EXAMPLES.get(word), None] for word, meaning in IN_ALL_COLUMNS
    ]
    for target, name in SHEETS.items():
        rows += [
            [name, f.heading, f.meaning, f.allowed, f.example, "Yes" if f.required else None]
            for f in columns(target, keyed=keyed)
        ]
    rows += [[None], ["Lists", None, "The words that a column offers"]]
    offers: dict[Target, dict[int, str]] = {target: {} for target in SHEETS}
    for target, name in SHEETS.items():
        for number, field in enumerate(columns(target, keyed=keyed), 1):
            if not field.choices:
                continue
            # The heading is row 1, so the next row of the sheet is two further than the rows so far.
            first = len(rows) + 2
            rows += [[name, field.heading, None, choice] for choice in field.choices]
            offers[target][number] = f"{GUIDE}!$D${first}:$D${len(rows) + 1}"
    return Sheet(GUIDE, GUIDE_HEADINGS, rows, GUIDE_WIDTHS), offers
