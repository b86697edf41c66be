"""Opening a file: finding its tables and their header rows, and giving their rows by field."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings

from contracts.imports.fields import TARGETS, Target, fold_heading, questions, recognise, target_of
from contracts.imports.formats import FORMATS, Format
from contracts.imports.tables import RawRow, Table
from thirty3.spreadsheets.problems import UnreadableSpreadsheet, unreadable
from thirty3.spreadsheets.reading import Document, Event, Row, SheetStart, read_sheets

# Titles and explanations stand above the header of many registers, never a page of them.
HEADER_WITHIN = 30
# Rows that are no data: titles, headings, a guide. Data rows are counted apart from them.
OTHER_ROWS = 1_000
MARK_OF_DEMONSTRATION = "demonstration"


@dataclass
class OpenedFile:
    """A file whose tables are known. It was read once from end to end, so its bounds hold."""

    path: Path
    format: Format
    tables: dict[str, Table] = field(default_factory=dict)
    passed_over: list[dict[str, Any]] = field(default_factory=list)

    @property
    def demonstration(self) -> bool:
        return any(table.marked for table in self.tables.values())

    @property
    def targets(self) -> list[Target]:
        """What the file speaks of; contracts first, since systems refer to them."""
        present = {table.target for table in self.tables.values()}
        return [target for target in TARGETS if target in present]

    def rows(self, target: Target) -> Iterator[RawRow]:
        """The rows of every table of this target, as the format means them."""
        events = read_sheets(self.path, max_rows=settings.MAX_UPLOAD_ROWS + OTHER_ROWS)
        if self.format.documents is not None:
            yield from self.format.documents(event for event in events if isinstance(event, Document))
        else:
            yield from self.format.reshape(self._rows(events, target))

    def _rows(self, events: Iterable[Event], target: Target) -> Iterator[RawRow]:
        table: Table | None = None
        for event in events:
            if isinstance(event, SheetStart):
                table = self.tables.get(event.name)
            elif (
                isinstance(event, Row)
                and table
                and table.target == target
                and event.number > table.header_row
            ):
                yield table.raw(event)

    def sheets_found(self) -> list[dict[str, Any]]:
        """What the review page and the report say of each sheet."""
        found: list[dict[str, Any]] = [
            {
                "sheet": table.sheet,
                "target": table.target,
                "header_row": table.header_row,
                "rows": table.rows,
                "columns": {
                    heading: column.name if column and not column.personal else None
                    for heading, column in zip(table.headings, table.columns.values(), strict=True)
                    if heading
                },
                "left_out": [
                    heading
                    for heading, column in zip(table.headings, table.columns.values(), strict=True)
                    if column is not None and column.personal
                ],
                "questions": {
                    table.headings[i]: question
                    for i, question in questions(table.target, table.headings).items()
                },
            }
            for table in self.tables.values()
        ]
        return found + self.passed_over


def open_file(path: Path, *, stated_format: str = "") -> OpenedFile:
    """Find the tables of a file. Raises UnreadableSpreadsheet with a sentence for its sender."""
    tables: dict[str, Table] = {}
    passed_over: list[dict[str, Any]] = []
    seen: list[str] = []
    sheet, table, above = "", None, 0
    most = settings.MAX_UPLOAD_ROWS
    for event in read_sheets(path, max_bytes=settings.MAX_UPLOAD_BYTES, max_rows=most + OTHER_ROWS):
        if isinstance(event, SheetStart):
            _note_if_unread(passed_over, sheet, table)
            sheet, table, above = event.name, None, 0
            if event.hidden:
                passed_over.append({"sheet": event.name, "target": None, "why": "hidden"})
                sheet = ""
        elif isinstance(event, Document):
            table = tables.setdefault("", Table("", 0, "contract", [], {}))
            table.rows += 1
        elif isinstance(event, Row):
            if table is not None:
                table.rows += 1
                table.marked += table.is_marked(event)
            elif above < HEADER_WITHIN:
                above += 1
                headings = headings_of(event)
                seen = seen or headings
                if table := table_at(sheet, event.number, headings):
                    tables[sheet] = table
    _note_if_unread(passed_over, sheet, table)
    _check(tables, seen)
    chosen = the_format(tables, stated_format)
    return OpenedFile(path, chosen, tables, passed_over)


def _check(tables: dict[str, Table], seen: list[str]) -> None:
    """Refuse a file without a table, without rows, or with too many."""
    if not tables:
        raise missing_headings(seen)
    rows = sum(table.rows for table in tables.values())
    if not rows:
        raise UnreadableSpreadsheet(
            "no-rows",
            "This file has headings and no rows below them. Fill in at least one row and try again.",
        )
    if rows > settings.MAX_UPLOAD_ROWS:
        raise unreadable("too-many-rows", limit=settings.MAX_UPLOAD_ROWS)


def headings_of(row: Row) -> list[str]:
    return ["" if cell is None else str(cell).strip() for cell in row.cells]


def table_at(sheet: str, number: int, headings: Sequence[str]) -> Table | None:
    """The table whose header row this is, if it is one."""
    folded = [fold_heading(heading) for heading in headings]
    for known in FORMATS.values():
        if known.columns is not None and known.headings <= set(folded):
            columns = {index: known.columns.get(heading) for index, heading in enumerate(folded)}
            return Table(sheet, number, "contract", list(headings), columns)
    target = target_of(headings)
    if target is None:
        return None
    mark = next((i for i, heading in enumerate(folded) if heading == MARK_OF_DEMONSTRATION), None)
    return Table(sheet, number, target, list(headings), recognise(target, headings), mark)


def the_format(tables: dict[str, Table], stated: str) -> Format:
    """The format that was stated, else the first that knows these tables."""
    if stated and not _is(FORMATS[stated], tables):
        raise UnreadableSpreadsheet(
            "wrong-format",
            f"This file is not a {FORMATS[stated].label}: its sheets or headings are not those of one. "
            "Leave the format to be recognised, or choose the right file.",
        )
    if stated:
        return FORMATS[stated]
    return next(known for known in FORMATS.values() if _is(known, tables))


def _is(known: Format, tables: dict[str, Table]) -> bool:
    if (known.documents is not None) != all(table.header_row == 0 for table in tables.values()):
        return False
    return known.sheets <= set(tables) and any(
        known.headings <= set(map(fold_heading, table.headings)) for table in tables.values()
    )


def _note_if_unread(passed_over: list[dict[str, Any]], sheet: str, table: Table | None) -> None:
    if sheet and table is None:
        passed_over.append({"sheet": sheet, "target": None, "why": "no known headings"})


def missing_headings(seen: Sequence[str]) -> UnreadableSpreadsheet:
    """No table was found: say what was seen and what is needed."""
    found = ", ".join(f"“{heading[:40]}”" for heading in seen[:8] if heading) or "nothing"
    return UnreadableSpreadsheet(
        "missing-headings",
        f"We could not find a row of headings that we know. The first row says {found}. A table of "
        "contracts needs at least a title and two more columns, such as the supplier and the end date; "
        "a table of systems needs a system. Use the headings of the template and upload the file again.",
    )
