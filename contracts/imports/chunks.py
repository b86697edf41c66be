"""Reading many staging rows a bounded number at a time."""

from collections.abc import Iterator
from typing import Any


def in_chunks(rows: Any, size: int) -> Iterator[list[Any]]:
    """The rows of a queryset in order of id, each chunk read whole before it is given.

    A cursor left open would hold its reader to an old snapshot of an SQLite database, and a write
    that begins in it fails at once where anybody else has written meanwhile (sqlite.org/isolation.html).
    """
    last = 0
    while chunk := list(rows.filter(pk__gt=last).order_by("pk")[:size]):
        yield chunk
        last = chunk[-1].pk
