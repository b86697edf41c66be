"""Whether a supplier was small or medium when it won, as the buyers said then: apart from what it is now."""

import datetime
from dataclasses import dataclass
from typing import Any, Final

from pyroaring import AbstractBitMap

from boroughs.models import Borough
from contracts.directory.panels.subjects import Asked
from contracts.directory.worlds import worlds_of
from contracts.listing.describing import list_of
from contracts.listing.selection import CONTRACT, Selection
from suppliers.models import Supplier
from thirty3.audiences import Audience

# What a buyer may have said of the only supplier of a contract.
SAID: Final = {"yes": "An SME", "no": "Not an SME", "unknown": "Did not say"}
# Of several suppliers a list cannot tell which of them was meant.
SHARED: Final = "Several suppliers, each with its own answer"
NAMED: Final = 5


@dataclass(frozen=True)
class Answer:
    """What buyers said: of how many contracts, the list of these, and which authorities they were."""

    label: str
    count: int
    address: str
    authorities: list[Borough]
    more: int


@dataclass(frozen=True)
class Part:
    """The answers about real contracts, or about invented ones."""

    invented: bool
    answers: list[Answer]


def size_at_award(subject: Supplier, audience: Audience, day: datetime.date) -> dict[str, Any] | None:
    """Of how many contracts buyers said that a supplier was an SME, that it was none, or nothing; and who."""
    selection = Selection(Asked("supplier", subject).filter(CONTRACT), audience, day)
    if not selection.ids or not selection.counts("sme").keys() - {"unknown"}:
        return None
    boroughs = list(Borough.objects.by_name())
    parts = [Part(world.invented, _answers(world.selection, boroughs)) for world in worlds_of(selection)]
    return {"parts": parts, "demonstration": any(part.invented for part in parts)}


def _answers(selection: Selection, boroughs: list[Borough]) -> list[Answer]:
    asked = {
        label: selection.beside(selection.chosen.narrowed(sme=(value,), suppliers=("one",)))
        for value, label in SAID.items()
    }
    asked[SHARED] = selection.beside(selection.chosen.narrowed(suppliers=("several",)))
    return [_answer(label, found, boroughs) for label, found in asked.items() if found.ids]


def _answer(label: str, found: Selection, boroughs: list[Borough]) -> Answer:
    whose = [one for one in boroughs if _shares(found, one, found.ids)]
    return Answer(label, len(found.ids), list_of(found.chosen), whose[:NAMED], len(whose[NAMED:]))


def _shares(found: Selection, borough: Borough, ids: AbstractBitMap) -> bool:
    return not found.facets.any_of("borough", [borough.slug]).isdisjoint(ids)
