"""The four states of a fact, and the constraints that keep a state and its value in step."""

from typing import Any

from django.db import models
from django.db.models import Q


class State(models.TextChoices):
    """Known, not said, said to be none, or withheld: four different things everywhere."""

    KNOWN = "known", "Known"
    UNKNOWN = "unknown", "Not known"
    NONE = "none", "None"
    WITHHELD = "withheld", "Withheld"


def state_field() -> Any:
    """The state of a fact; unknown until somebody says."""
    return models.TextField(choices=State, default=State.UNKNOWN)


def state_is_one_of_four(model: str, *facts: str) -> list[models.CheckConstraint]:
    """One constraint for each fact: its state is one of the four."""
    return [
        models.CheckConstraint(
            condition=Q(**{f"{fact}_state__in": State.values}), name=f"{model}_{fact}_state_is_one_of_four"
        )
        for fact in facts
    ]


def value_exactly_when_known(model: str, fact: str, column: str, blank: Any = None) -> models.CheckConstraint:
    """A value stands in the column exactly when the state is known. `blank` is how it says nothing."""
    empty = Q(**{f"{column}__isnull": True}) if blank is None else Q(**{column: blank})
    return models.CheckConstraint(
        condition=(Q(**{f"{fact}_state": State.KNOWN}) & ~empty)
        | (~Q(**{f"{fact}_state": State.KNOWN}) & empty),
        name=f"{model}_{fact}_value_exactly_when_known",
        violation_error_message=(
            f"Give the {fact.replace('_', ' ')} exactly when its state is “Known”, "
            "and leave it blank otherwise."
        ),
    )
