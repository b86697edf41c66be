"""A table as the readers of the child process give it."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple


class Table(NamedTuple):
    """One sheet and its rows that are not blank, each with the number shown beside it."""

    name: str
    hidden: bool
    position: int
    rows: Iterator[tuple[int, Sequence[object]]]
