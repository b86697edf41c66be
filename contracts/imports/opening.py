"""Opening a file: its tables, what their columns are, and the rows of each as its format means them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings

from contracts.imports.fields import NO_CHOICES, TARGETS, Choices, Target, fold_heading
from contracts.imports.formats import FORMATS, Format
from contracts.imports.searching import OTHER_ROWS, Search
from contracts.imports.tables import RawRow, Table
from contracts.imports.tables.columns import guesses
from thirty3.spreadsheets.problems import UnreadableSpreadsheet, unreadable
from thirty3.spreadsheets.reading import Document, Event, Row, SheetStart, read_sheets


@dataclass
class OpenedFile:
    """A file whose tables are known. It was read once from end to end, so its bounds hold."""

    path: Path
    format: Format
    tables: list[Table] = field(default_factory=list)
    passed_over: list[dict[str, Any]] = field(default_factory=list)

    @property
    def demonstration(self) -> bool:
        return any(table.marked for table in self.tables)

    @property
    def targets(self) -> list[Target]:
        """What the file speaks of; contracts first, since systems refer to them."""
        present = {table.target for table in self.tables}
        return [target for target in TARGETS if target in present]

    def rows(self, target: Target) -> Iterator[RawRow]:
        """The rows of every table of this target, as the format means them."""
        events = read_sheets(self.path, max_rows=settings.MAX_UPLOAD_ROWS + OTHER_ROWS)
        if self.format.documents is not None:
            yield from self.format.documents(event for event in events if isinstance(event, Document))
        else:
            yield from self.format.reshape(self._rows(events, target))

    def _rows(self, events: Iterable[Event], target: Target) -> Iterator[RawRow]:
        by_sheet: dict[str, list[Table]] = {}
        for table in self.tables:
            by_sheet.setdefault(table.sheet, []).append(table)
        here: list[Table] = []
        for event in events:
            if isinstance(event, SheetStart):
                here = [] if event.hidden else by_sheet.get(event.name, [])
            elif isinstance(event, Row):
                above = [table for table in here if table.header_row <= event.number]
                if above and above[-1].target == target and event.number > above[-1].header_row:
                    yield above[-1].raw(event)

    def sheets_found(self) -> list[dict[str, Any]]:
        """What the review page and the report say of each table, and of sheets that were not read."""
        return [_told(table) for table in self.tables] + self.passed_over


def _told(table: Table) -> dict[str, Any]:
    columns = {index: table.columns.get(index) for index, heading in enumerate(table.headings) if heading}
    return {
        "sheet": table.sheet,
        "target": table.target,
        "header_row": table.header_row,
        "rows": table.rows,
        "columns": {
            table.headings[index]: column.name if column and not column.personal else None
            for index, column in columns.items()
        },
        "left_out": table.people.told(),
        "questions": {table.headings[index]: question for index, question in table.questions.items()},
        "guesses": {
            table.headings[index]: guesses(table, index)
            for index, column in columns.items()
            if column is None and index in table.samples and index != table.mark
        },
    }


def open_file(path: Path, *, stated_format: str = "", choices: Choices = NO_CHOICES) -> OpenedFile:
    """Find the tables of a file. Raises UnreadableSpreadsheet with a sentence for its sender."""
    search = Search(choices)
    most = settings.MAX_UPLOAD_ROWS
    for event in read_sheets(path, max_bytes=settings.MAX_UPLOAD_BYTES, max_rows=most + OTHER_ROWS):
        search.see(event)
    tables = search.found()
    _check(tables, search.first_headings)
    return OpenedFile(path, the_format(tables, stated_format), tables, search.passed_over)


def _check(tables: Sequence[Table], seen: Sequence[str]) -> None:
    """Refuse a file without a table, without rows, or with too many."""
    if not tables:
        raise missing_headings(seen)
    rows = sum(table.rows for table in tables)
    if not rows:
        raise UnreadableSpreadsheet(
            "no-rows",
            "This file has headings and no rows below them. Fill in at least one row and try again.",
        )
    if rows > settings.MAX_UPLOAD_ROWS:
        raise unreadable("too-many-rows", limit=settings.MAX_UPLOAD_ROWS)


def the_format(tables: Sequence[Table], stated: str) -> Format:
    """The format that was stated, else the first that knows these tables."""
    if stated and not _is(FORMATS[stated], tables):
        raise UnreadableSpreadsheet(
            "wrong-format",
            f"This file cannot be read as “{FORMATS[stated].label}”: its sheets or headings are not those "
            "of one. Leave the format to be recognised, or choose the right file.",
        )
    if stated:
        return FORMATS[stated]
    return next(known for known in FORMATS.values() if _is(known, tables))


def _is(known: Format, tables: Sequence[Table]) -> bool:
    if (known.documents is not None) != all(table.header_row == 0 for table in tables):
        return False
    return known.sheets <= {table.sheet for table in tables} and any(
        known.headings <= set(map(fold_heading, table.headings)) for table in tables
    )


def missing_headings(seen: Sequence[str]) -> UnreadableSpreadsheet:
    """No table was found: say what was seen and what is needed."""
    found = ", ".join(f"“{heading[:40]}”" for heading in seen[:8] if heading) or "nothing"
    return UnreadableSpreadsheet(
        "missing-headings",
        f"We could not find a row of headings that we know. The first row says {found}. A table of "
        "contracts needs at least a title and two more columns, such as the supplier and the end date; "
        "a table of systems needs a system. Use the headings of the template and upload the file again.",
    )
