"""Reading a spreadsheet that nobody vouches for, in a child process with bounds.

    for event in read_sheets(path):
        match event:
            case SheetStart(name=name, hidden=True): ...
            case Row(number=number, cells=cells): ...
            case Document(number=number, value=value): ...

Whatever the bytes are, the answer is these events or one `UnreadableSpreadsheet`.
"""

import json
import logging
import os
import signal
import struct
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from select import POLLIN, poll
from time import monotonic
from typing import IO, Any

from thirty3.spreadsheets.cells import Cell, from_wire
from thirty3.spreadsheets.limits import MAX_BYTES, MAX_FRAME_BYTES, MAX_ROWS, WAIT_SECONDS
from thirty3.spreadsheets.problems import UnreadableSpreadsheet, megabytes, unreadable

logger = logging.getLogger(__name__)

_PROJECT = Path(__file__).resolve().parents[2]
# Isolated mode (-I) takes nothing from the environment or the working directory, so the path is given.
_CHILD = f"""
import sys
sys.path.insert(0, {str(_PROJECT)!r})
from thirty3.spreadsheets.child.main import main
main()
"""


@dataclass(frozen=True, slots=True)
class SheetStart:
    """A sheet begins. A hidden one is reported with no rows, unless it was asked for by name."""

    name: str
    hidden: bool
    index: int


@dataclass(frozen=True, slots=True)
class Row:
    """A row that is not blank: its number as the spreadsheet shows it, its cells from column A on.

    Blank cells are None; those after the last filled one are left out.
    """

    number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class SheetEnd:
    """The sheet is over: so many rows were given."""

    rows: int


@dataclass(frozen=True, slots=True)
class Document:
    """One of the documents that a JSON file holds: its place among them, and what it says."""

    number: int
    value: Any


type Event = SheetStart | Row | SheetEnd | Document


def read_sheets(
    path: Path,
    *,
    max_bytes: int = MAX_BYTES,
    max_rows: int = MAX_ROWS,
    name: str | None = None,
    wait_seconds: float = WAIT_SECONDS,
) -> Iterator[Event]:
    """The sheets of the file in their order, row by row; with a name, that sheet alone.

    A text file is one sheet without a name, whichever was asked for; all its cells are text. A JSON
    file has documents in place of sheets.
    `max_rows` bounds the rows below each sheet's first, over all sheets. Close the iterator to stop
    early: the child is then killed.
    """
    with path.open("rb") as file:
        size = os.fstat(file.fileno()).st_size
        if size == 0:
            raise unreadable("empty")
        if size > max_bytes:
            raise unreadable("too-large", limit=megabytes(max_bytes))
        options = json.dumps({"max_rows": max_rows, "name": name})
        with _started(file, options) as child:
            try:
                yield from _events(child, wait_seconds)
            finally:
                # Leaving the block waits for the child, so none is left as a zombie.
                child.kill()


def _started(file: IO[bytes], options: str) -> subprocess.Popen[bytes]:
    """The child, with the file as its input and none of this process's secrets in its environment."""
    try:
        return subprocess.Popen(  # noqa: S603 (our own interpreter, our own module)
            [sys.executable, "-I", "-c", _CHILD, options],
            stdin=file,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={key: value for key, value in os.environ.items() if key == "LD_LIBRARY_PATH"},
        )
    except OSError:
        logger.exception("The spreadsheet reader could not be started")
        raise unreadable("not-available") from None


def _events(child: subprocess.Popen[bytes], wait_seconds: float) -> Iterator[Event]:
    for frame in _frames(child, wait_seconds):
        try:
            match json.loads(frame):
                case ["rows", rows]:
                    yield from [Row(number, from_wire(cells)) for number, *cells in rows]
                case ["documents", documents]:
                    yield from [Document(int(number), value) for number, value in documents]
                case ["sheet", int(index), str(name), bool(hidden)]:
                    yield SheetStart(name, hidden, index)
                case ["end", int(rows)]:
                    yield SheetEnd(rows)
                case ["problem", str(code), str(message), cause]:
                    logger.info("A spreadsheet could not be read: %s, %s", code, cause)
                    raise UnreadableSpreadsheet(code, message)
                case ["done"]:
                    return
                case _:
                    raise unreadable("damaged")
        except (ValueError, TypeError, LookupError, RecursionError, OverflowError):
            raise unreadable("damaged") from None
    try:
        raise _post_mortem(child.wait(timeout=wait_seconds))
    except subprocess.TimeoutExpired:
        raise unreadable("took-too-long") from None


def _frames(child: subprocess.Popen[bytes], wait_seconds: float) -> Iterator[bytes]:
    """The messages of the child, until it closes its end."""
    assert child.stdout is not None  # noqa: S101 (it was started with a pipe)
    pipe = _Pipe(child.stdout.fileno(), wait_seconds)
    while header := pipe.read(4):
        (length,) = struct.unpack("<I", header)
        if length > MAX_FRAME_BYTES:
            raise unreadable("damaged")
        frame = pipe.read(length)
        if not frame:
            return
        yield frame


class _Pipe:
    """Whole messages from a pipe, with a bound on the time spent waiting for them."""

    def __init__(self, descriptor: int, wait_seconds: float) -> None:
        self._descriptor = descriptor
        self._left = wait_seconds
        self._poll = poll()
        self._poll.register(descriptor, POLLIN)

    def read(self, length: int) -> bytes:
        """So many bytes, or none at all where the other end was closed before."""
        parts: list[bytes] = []
        while length:
            began = monotonic()
            ready = self._poll.poll(max(self._left, 0) * 1000)
            self._left -= monotonic() - began
            if not ready:
                raise unreadable("took-too-long")
            part = os.read(self._descriptor, length)
            if not part:
                return b""
            parts.append(part)
            length -= len(part)
        return b"".join(parts)


def _post_mortem(status: int) -> UnreadableSpreadsheet:
    """What the child died of, for the person who sent the file."""
    match -status:
        case signal.SIGABRT | signal.SIGKILL:
            # Rust aborts where an allocation fails; the kernel kills where memory runs out.
            return unreadable("too-much-memory")
        case signal.SIGXCPU:
            return unreadable("took-too-long")
        case signal.SIGSEGV | signal.SIGBUS | signal.SIGILL:
            return unreadable("damaged")
    logger.error("The spreadsheet reader ended with status %s", status)
    return unreadable("not-available")
