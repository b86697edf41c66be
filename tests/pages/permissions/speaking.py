"""What authorities ask a supplier together and where they disagree with it, and what it answers."""

from collections.abc import Callable
from typing import Any, Final

from django.urls import reverse

from tests.pages.permissions.address import Address, Where, at, own
from tests.pages.permissions.place import Place
from tests.pages.permissions.rules import (
    AUTHORITIES,
    EDITORS,
    KEEPERS,
    KEEPERS_ANYWHERE,
    READERS,
    TAKING_PART,
)
from tests.pages.permissions.selling_place import STATEMENT
from tests.pages.worlds import TODAY


def in_group(name: str, *more: Callable[[Place], Any]) -> Where:
    """An address of the group on the supplier."""
    return lambda place: reverse(
        f"contracts:{name}", args=[place.firm.supplier.slug, *(one(place) for one in more)]
    )


def ask_key(place: Place) -> str:
    return place.firm.ask.key


def slug_here(place: Place) -> str:
    return place.borough.slug


def ask_form(place: Place) -> dict[str, Any]:
    return {"borough": place.borough.pk, "title": "One sign-in", "text": "For everyone."}


def answer_form(place: Place) -> dict[str, Any]:
    return {"borough": place.borough.pk, "text": "Yes.", "said_on": str(TODAY), "source": "A letter"}


def disagreement_form(place: Place) -> dict[str, Any]:
    return {"borough": place.borough.pk, "statement": STATEMENT, "text": "There was a fee."}


GROUP: Final = (
    Address("contracts:supplier-group", in_group("supplier-group"), AUTHORITIES),
    Address(
        "contracts:supplier-group-deed",
        in_group("supplier-group-deed", slug_here, lambda place: "leave"),
        None,
        EDITORS,
        deed=True,
    ),
    Address(
        "contracts:new-group-ask", in_group("new-group-ask"), TAKING_PART, TAKING_PART, ask_form, deed=True
    ),
    Address("contracts:group-ask", in_group("group-ask", ask_key), AUTHORITIES),
    # What was not put to the supplier yet is read by those who take part.
    Address(
        "a draft of what authorities ask",
        in_group("group-ask", lambda place: place.firm.draft_ask.key),
        TAKING_PART,
    ),
    Address(
        "contracts:group-ask-deed",
        in_group("group-ask-deed", ask_key, slug_here, lambda place: "publish"),
        None,
        EDITORS,
        deed=True,
    ),
    Address(
        "contracts:note-group-answer",
        in_group("note-group-answer", ask_key),
        TAKING_PART,
        TAKING_PART,
        answer_form,
        deed=True,
    ),
    Address(
        "contracts:answer-group-ask",
        lambda place: reverse("contracts:answer-group-ask", args=[ask_key(place)]),
        KEEPERS,
        KEEPERS,
        lambda place: {"text": "It can."},
        deed=True,
    ),
)
DISAGREEING: Final = (
    Address("contracts:asked", at("contracts:asked"), KEEPERS_ANYWHERE),
    Address(
        "contracts:disagree",
        lambda place: reverse("contracts:disagree", args=[place.firm.rival.slug]),
        TAKING_PART,
        TAKING_PART,
        disagreement_form,
        deed=True,
    ),
    Address(
        "contracts:disagreements",
        own("contracts:disagreements"),
        READERS,
        EDITORS,
        lambda place: {"key": place.firm.disagreement.key},
        deed=True,
    ),
    Address(
        "contracts:answer-disagreement",
        lambda place: reverse("contracts:answer-disagreement", args=[place.firm.disagreement.key]),
        KEEPERS,
        KEEPERS,
        lambda place: {"text": "It was agreed."},
        deed=True,
    ),
)
SPEAKING: Final = (*GROUP, *DISAGREEING)
