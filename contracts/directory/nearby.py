"""What is near where a list finds nothing: fewer filters, and functions that the words may mean."""

from dataclasses import dataclass, fields, replace
from typing import Any, Final

from boroughs.searching import functions
from contracts.listing.describing import address
from contracts.listing.selection import Selection
from thirty3.search.everything import Asked

MOST: Final = 4


@dataclass(frozen=True)
class Fewer:
    """The list without one of its filters: what that is called, and how many it then finds."""

    label: str
    href: str
    count: int


@dataclass(frozen=True)
class Related:
    """A function that the words may mean, and the list of it alone."""

    name: str
    href: str


def nearby(path: str, selection: Selection) -> dict[str, Any]:
    """Ways out of an empty list, those that find most first."""
    return {"fewer": _fewer(path, selection), "related": _related(path, selection)}


def _fewer(path: str, selection: Selection) -> list[Fewer]:
    found = []
    for name in selection.parts:
        others = selection.without(name)
        if count := len(others):
            emptied: dict[str, Any] = {
                field.name: field.default
                for field in fields(selection.chosen)
                if field.name in PARTS.get(name, (name,))
            }
            label = LABELS.get(name) or f"the filter by {name.replace('_', ' ')}"
            found.append(Fewer(label, address(path, replace(selection.chosen, page=1, **emptied)), count))
    return sorted(found, key=lambda fewer: -fewer.count)[:MOST]


# Parts of a selection that are several parameters, and what they are called.
PARTS: Final = {"ranges": ("ends_after", "ends_before", "value_min", "value_max")}
LABELS: Final = {
    "q": "the words",
    "ranges": "the dates and sums",
    "told_after": "the age of the source",
    "borough": "the authority",
    "area": "the service area",
}


def _related(path: str, selection: Selection) -> list[Related]:
    if not selection.chosen.q:
        return []
    # What the words are also called was looked up when nothing was found.
    index = functions(Asked(selection.chosen.q, selection.audience)).index
    _, found = index.find(selection.chosen.q, selection.thesaurus)
    kind = type(selection.chosen)
    return [
        Related(function.name, address(path, kind(function=(function.slug,)))) for function in found[:MOST]
    ]
