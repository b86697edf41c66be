"""A file's rows as they were read, with what became of each and every problem in words, as a workbook."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Any, Final

from contracts.models import ImportBatch, ImportRow
from thirty3.spreadsheets.writing import Sheet, Value, write_workbook

SUMMARY: Final = "Summary"
LONGEST_NAME: Final = 31
BEFORE_CELLS: Final = ("Row", "Status", "Problems")
WIDTHS_BEFORE: Final = (8.0, 14.0, 60.0)
WIDTH: Final = 24.0
# What the name of a sheet may not hold.
NO_NAME: Final = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
ROWS_AT_ONCE: Final = 1000
# Room below what Excel lets a cell hold.
LONGEST_CELL: Final = 32_000
SUMMARY_HEADINGS: Final = ("What", "Where", "Says", "Rows", "First rows", "Example")


def write_annotated(batch: ImportBatch, target: Path | IO[bytes]) -> None:
    """A summary, then a sheet for each sheet of the file, a bounded number of rows in memory."""
    write_workbook(target, _sheets(batch))


def _sheets(batch: ImportBatch) -> Iterator[Sheet]:
    yield Sheet(SUMMARY, SUMMARY_HEADINGS, _summary(batch), (22, 34, 70, 10, 30, 30))
    taken = {SUMMARY.casefold()}
    names = dict.fromkeys(batch.rows.order_by("position").values_list("sheet", flat=True))
    for name in names:
        headings = _headings(batch, name)
        widths = (*WIDTHS_BEFORE, *(WIDTH for _ in headings))
        rows = _rows(batch, name, headings)
        yield Sheet(_sheet_name(name, taken), (*BEFORE_CELLS, *headings), rows, widths)


def _sheet_name(name: str, taken: set[str]) -> str:
    """The sheet's own name as far as a workbook can have it, once."""
    base = name.translate(NO_NAME).strip(" '") or "Rows"
    free = base[:LONGEST_NAME]
    number = 2
    while free.casefold() in taken:
        ending = f" ({number})"
        free, number = base[: LONGEST_NAME - len(ending)] + ending, number + 1
    taken.add(free.casefold())
    return free


def _headings(batch: ImportBatch, name: str) -> list[str]:
    """The headings of the sheet's tables in order, then those that its rows alone have."""
    tables = [sheet for sheet in batch.sheets if sheet["sheet"] == name and sheet.get("columns")]
    known = dict.fromkeys(
        heading for table in tables for heading, field in table["columns"].items() if field is not None
    )
    rows = batch.rows.filter(sheet=name).order_by("position").values_list("cells", flat=True)
    for cells in rows.iterator(chunk_size=ROWS_AT_ONCE):
        known.update(dict.fromkeys(cells))
    return list(known)


def _rows(batch: ImportBatch, name: str, headings: list[str]) -> Iterator[list[Value]]:
    rows = batch.rows.filter(sheet=name).order_by("row_number", "position")
    for row in rows.iterator(chunk_size=ROWS_AT_ONCE):
        yield [
            row.row_number,
            str(ImportRow.Outcome(row.outcome).label),
            "\n".join(map(_told, row.problems))[:LONGEST_CELL],
            *(_cell(row.cells.get(heading)) for heading in headings),
        ]


def _cell(text: Any) -> Value:
    return str(text)[:LONGEST_CELL] if text not in (None, "") else None


def _told(problem: dict[str, Any]) -> str:
    """A problem in words, with the column where it stands."""
    return f"{problem['column']}: {problem['message']}" if problem["column"] else str(problem["message"])


def _summary(batch: ImportBatch) -> Iterable[list[Value]]:
    yield ["File", None, batch.file_name, batch.rows_read]
    for outcome in ImportRow.Outcome:
        yield [str(outcome.label), None, None, batch.counts.get(outcome.value, 0)]
    for sheet in batch.sheets:
        yield from _columns(sheet)
    for group in batch.problem_groups:
        yield [
            f"Problem: {group['code']}",
            group["column"],
            group["message"][:LONGEST_CELL],
            group["count"],
            "; ".join(group["rows"]),
            "; ".join(group["values"])[:LONGEST_CELL],
        ]


def _columns(sheet: dict[str, Any]) -> Iterator[list[Value]]:
    """What each heading of a table was read as, and which columns were left out."""
    name = str(sheet["sheet"])
    if not sheet.get("target"):
        yield ["Sheet left alone", name, str(sheet.get("why", ""))]
        return
    people = {str(one["heading"] if isinstance(one, dict) else one) for one in sheet.get("left_out", ())}
    for heading, field in sheet.get("columns", {}).items():
        if heading in people:
            yield ["Left out", f"{name}: {heading}", "It names or reaches people."]
        elif field is None:
            yield ["Not read", f"{name}: {heading}", sheet.get("questions", {}).get(heading)]
        else:
            yield ["Read", f"{name}: {heading}", str(field).replace("_", " ")]
