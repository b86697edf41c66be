"""The states that no constraint can hold: of facts that stand in rows of their own."""

from collections.abc import Mapping
from typing import Any, Final

from contracts.models import State
from thirty3.history.facts import Facts

# Fact of a contract -> the child rows that hold it.
ROWS: Final[Mapping[str, str]] = {"supplier": "supplier_links", "extensions": "extension_options"}
IN_WORDS: Final[Mapping[str, str]] = {"supplier": "suppliers", "extensions": "extension options"}


class OutOfStep(ValueError):
    """A state says one thing of a contract and its rows another."""


def problem_of(fact: str, state: Any, rows: int) -> str:
    """What is wrong between a state and so many rows, in a sentence; nothing where they agree."""
    if (state == State.KNOWN) is (rows > 0):
        return ""
    return f"Give the {IN_WORDS[fact]} exactly when their state is “Known”, and leave them out otherwise."


def hold(facts: Facts) -> None:
    """Refuse facts of a contract of which a state and its rows disagree."""
    for fact, rows in ROWS.items():
        if problem := problem_of(fact, facts[f"{fact}_state"], len(facts[rows])):
            raise OutOfStep(problem)
