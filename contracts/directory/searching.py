"""Contracts and systems in use in the search for everything."""

import datetime
from collections.abc import Callable
from typing import Final

from django.urls import reverse

from contracts.listing.choices import Names
from contracts.listing.describing import list_of, narrowed
from contracts.listing.ending import Ending
from contracts.listing.filters import ContractFilter, ContractFilterSet, ListingFilter, SystemFilter
from contracts.listing.ordering import best_of
from contracts.listing.rows import Listing
from contracts.listing.selection import Selection
from contracts.listing.why import why_found
from thirty3.registry import FINDABLE, Findable
from thirty3.search.everything import Asked, Group, Hit

LABELS: Final = {"contract": "Contracts", "system": "Systems in use"}
NOUNS: Final = {"contract": ("contract", "contracts"), "system": ("system in use", "systems in use")}


type Finder = Callable[[Asked, datetime.date, int], Group]


def _find(kind: type[ListingFilter], address: Callable[[Listing], str]) -> Finder:
    """How records of a kind are found by words."""

    def find(asked: Asked, day: datetime.date, shown: int) -> Group:
        chosen, said = _chosen(kind, asked.text, day)
        selection = Selection(chosen, asked.audience, day, thesaurus=asked.thesaurus)
        understood = selection.understood
        return Group(
            kind.KIND,
            LABELS[kind.KIND],
            NOUNS[kind.KIND],
            understood,
            len(selection.ids),
            [_hit(row, selection, address) for row in best_of(selection, shown)],
            list_of(chosen),
            said=said,
        )

    return find


def _chosen(kind: type[ListingFilter], text: str, day: datetime.date) -> tuple[ListingFilter, str]:
    """The filter that a text is, and what it says of when contracts end."""
    if kind is ContractFilter and (ending := Ending.asked_in(text, day)):
        return ending.filter, narrowed(ending.filter, Names({}), ContractFilterSet).strip()
    return kind(q=text), ""


def _hit(row: Listing, selection: Selection, address: Callable[[Listing], str]) -> Hit:
    why = why_found(row, selection.understood.query)
    authority = row.data["lead"]["name"]
    return Hit(row.key, row.title, address(row), why.title, why.lines, authority, row.demonstration)


def _page(row: Listing) -> str:
    return reverse("contracts:contract", args=[row.key])


def _run_by(row: Listing) -> str:
    """The list of an authority's uses of a technology: a system has no page of its own."""
    products = row.data["facts"].get("product", {}).get("entries", ())
    return list_of(
        SystemFilter(
            borough=(row.data["lead"]["slug"],), product=tuple(product["slug"] for product in products)
        )
    )


def register() -> None:
    """Have the search for everything look through contracts and systems; called when the app is ready."""
    FINDABLE.register(Findable("contract", _find(ContractFilter, _page), order=0))
    FINDABLE.register(Findable("system", _find(SystemFilter, _run_by), order=10))
