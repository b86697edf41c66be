"""What the records of every app share."""

from collections.abc import Callable
from typing import Any

from django.db.models import Model

from thirty3.history.records import Recorded
from thirty3.history.services import recording

type Made = dict[type[Recorded], Callable[[], Recorded]]
# One fact of each that a form may change, and what it becomes.
type Changed = dict[type[Recorded], tuple[str, Any]]
# Parts of a record with a page of their own: the link to it, how it is made, its list of them.
type Parts = dict[type[Model], tuple[str, Callable[[], Recorded], str]]
# A table with one row that changes the record that `MADE` made, and one that adds another.
type Tables = dict[type[Model], str]


def written[R: Recorded](record: R, fill: Callable[[R], object] = lambda record: None) -> R:
    with recording(record):
        record.save()
        fill(record)
    return record
