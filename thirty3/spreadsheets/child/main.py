"""The child process: a spreadsheet or JSON on standard input, framed events on standard output."""

import gc
import json
import os
import resource
import struct
import sys
from collections.abc import Iterator
from itertools import batched
from typing import Any

from thirty3.spreadsheets.cells import CellTooLong, Wire, to_wire
from thirty3.spreadsheets.child.delimited import delimited_table
from thirty3.spreadsheets.child.documents import documents
from thirty3.spreadsheets.child.kinds import HEAD_BYTES, Kind, kind_of
from thirty3.spreadsheets.child.packages import check_package
from thirty3.spreadsheets.child.tables import Table
from thirty3.spreadsheets.child.workbooks import check_compound, workbook_tables
from thirty3.spreadsheets.limits import (
    CHILD_CPU_SECONDS,
    CHILD_MEMORY_BYTES,
    CHILD_OPEN_FILES,
    MAX_CELL_CHARACTERS,
    MAX_FRAME_BYTES,
)
from thirty3.spreadsheets.problems import UnreadableSpreadsheet, unreadable

_ROWS_IN_A_FRAME = 200
_DOCUMENTS_IN_A_FRAME = 20


def main() -> None:
    """Read, send, and leave without tidying up: the process is the tidying up."""
    # A process of seconds that makes no cycles: looking for them cost a tenth of its time.
    gc.disable()
    options = json.loads(sys.argv[1])
    _bound()
    try:
        for event in _events(options["max_rows"], options["name"]):
            _send(event)
    except BrokenPipeError:
        os._exit(1)
    except BaseException as error:  # calamine's panics are no Exception
        problem = _problem(error)
        _send(["problem", problem.code, problem.message, repr(error)[:500]])
    sys.stdout.buffer.flush()
    os._exit(0)


def _problem(error: BaseException) -> UnreadableSpreadsheet:
    if isinstance(error, UnreadableSpreadsheet):
        return error
    return unreadable("too-much-memory" if isinstance(error, MemoryError) else "damaged")


def _bound() -> None:
    """Give up what reading does not need, before the first untrusted byte is looked at."""
    bounds = [
        (resource.RLIMIT_NOFILE, CHILD_OPEN_FILES),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ]
    if sys.platform == "linux":
        # macOS counts its shared libraries as address space and refuses any useful bound.
        bounds.append((resource.RLIMIT_AS, CHILD_MEMORY_BYTES))
    for kind, bound in bounds:
        resource.setrlimit(kind, (bound, bound))
    # A second between the two, so that the signal says which bound it was.
    resource.setrlimit(resource.RLIMIT_CPU, (CHILD_CPU_SECONDS, CHILD_CPU_SECONDS + 1))


def _events(max_rows: int, name: str | None) -> Iterator[list[Any]]:
    file = sys.stdin.buffer
    kind = kind_of(file.read(HEAD_BYTES))
    yield from _documents(max_rows) if kind == Kind.DOCUMENTS else _sheets(kind, max_rows, name)
    yield ["done"]


def _documents(most: int) -> Iterator[list[Any]]:
    number = 0
    try:
        numbered = enumerate(documents(sys.stdin.buffer), 1)
        for batch in batched(numbered, _DOCUMENTS_IN_A_FRAME, strict=False):
            number = batch[-1][0]
            if number > most:
                raise unreadable("too-many-documents", limit=most)
            yield ["documents", batch]
    except MemoryError:
        raise unreadable("too-much-json") from None
    if not number:
        raise unreadable("no-documents")


def _sheets(kind: Kind, max_rows: int, name: str | None) -> Iterator[list[Any]]:
    left = max_rows
    found = filled = False
    for table in _tables(kind, name):
        found = True
        yield ["sheet", table.position, table.name, table.hidden]
        rows = 0
        for batch in batched(_wired(table), _ROWS_IN_A_FRAME, strict=False):
            rows += len(batch)
            # Headings are not counted: a sheet's first row is no row of data.
            if rows - 1 > left:
                raise unreadable("too-many-rows", limit=max_rows)
            yield ["rows", batch]
        left -= max(rows - 1, 0)
        filled = filled or rows > 0
        yield ["end", rows]
    if not found and name is not None:
        raise unreadable("no-such-sheet", sheet=name)
    if not filled:
        raise unreadable("empty")


def _wired(table: Table) -> Iterator[list[Wire]]:
    """Each row as it crosses: its number, then its cells up to the last that holds something."""
    for number, row in table.rows:
        try:
            cells = [to_wire(value) for value in row]
        except CellTooLong:
            raise unreadable("cell-too-long", row=number, limit=MAX_CELL_CHARACTERS) from None
        while cells and cells[-1] is None:
            cells.pop()
        if cells:
            yield [number, *cells]


def _tables(kind: Kind, name: str | None) -> Iterator[Table]:
    file = sys.stdin.buffer
    if kind == Kind.DELIMITED:
        yield delimited_table(file)
        return
    faults = check_package(file) if kind == Kind.PACKAGE else {}
    file.seek(0)
    content = file.read()
    if kind == Kind.COMPOUND:
        check_compound(content)
    yield from workbook_tables(content, name, faults)


def _send(event: list[Any]) -> None:
    """One frame: its length in four bytes, then JSON. What makes it too long goes in halves."""
    frame = json.dumps(event).encode()
    if len(frame) <= MAX_FRAME_BYTES:
        sys.stdout.buffer.write(struct.pack("<I", len(frame)) + frame)
        return
    name, parts = event
    if len(parts) == 1:
        raise unreadable("row-too-long" if name == "rows" else "document-too-long", row=parts[0][0])
    _send([name, parts[: len(parts) // 2]])
    _send([name, parts[len(parts) // 2 :]])
