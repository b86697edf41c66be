"""The way from the page of a record to its form, for those who keep it."""

from functools import partial
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from boroughs.permissions import Act, authorities_for, is_staff
from contracts.keeping.kinds import KEPT, Kept
from thirty3.registry import RECORD_ACTIONS, RecordAction


def may_edit(request: HttpRequest, row: Any) -> bool:
    """Whether whoever asks keeps the records of the row's authority."""
    person: Any = getattr(request, "user", None)
    if person is None or not person.is_authenticated:
        return False
    if is_staff(person):
        return True
    return authorities_for(person, Act.EDIT).filter(slug=row.data["lead"]["slug"]).exists()


def _address(kept: Kept, row: Any) -> str:
    return reverse("contracts:edit-record", args=[row.data["lead"]["slug"], kept.slug, row.key])


def register() -> None:
    """Put the link beside the heading of each; called when the app is ready."""
    for kept in KEPT.values():
        RECORD_ACTIONS.register(
            RecordAction(
                f"edit {kept.kind}",
                kept.kind,
                "Edit",
                partial(_address, kept),
                order=5,
                shown_to=may_edit,
            )
        )
