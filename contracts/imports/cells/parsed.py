"""What a cell was read as."""

from typing import NamedTuple

from contracts.imports.problems import Problem, Severity, shortened
from contracts.models import State


class Parsed[T](NamedTuple):
    """A cell's value with its state, and every problem found in it.

    There is a value exactly when the state is known. `reason` says why one is withheld. `note`
    holds words of the cell that the value alone does not carry and that are worth keeping.
    """

    value: T | None = None
    state: State = State.UNKNOWN
    reason: str = ""
    note: str = ""
    problems: tuple[Problem, ...] = ()


def known[T](value: T, *problems: Problem, note: str = "") -> Parsed[T]:
    """A cell that says a value."""
    return Parsed(value, State.KNOWN, note=note, problems=problems)


def problem(code: str, message: str, value: str, severity: Severity = "note") -> Problem:
    """A problem of this cell, with its text cut to what can be shown."""
    return Problem(code, message, "", shortened(value), severity)


def doubt[T](code: str, message: str, value: str, note: str = "") -> Parsed[T]:
    """A cell that cannot be read without a person: no value is taken from it."""
    return Parsed(note=note, problems=(problem(code, message, value, "doubt"),))
