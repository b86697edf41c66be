"""Why a record was found: its title with the words marked, and where it has those that the title lacks."""

from collections.abc import Sequence
from dataclasses import dataclass

from contracts.listing.words import labelled_texts
from contracts.models import Listing
from thirty3.search.everything import Line
from thirty3.search.marking import Part, holds, marked, snippet
from thirty3.search.query import Query, Term


@dataclass(frozen=True)
class Why:
    """What of a record a search asked for."""

    title: Sequence[Part]
    lines: Sequence[Line]


def why_found(row: Listing, query: Query) -> Why:
    """The title, and for each wanted term that it lacks the other text that has most of it."""
    (_, title), *others = labelled_texts(row.kind, row.data)
    lacking = [term for term in query.wanted if not holds(title, term)]
    lines: dict[tuple[str, str], Line] = {}
    for term in lacking:
        # What stands in the title is told there; of texts that say as much the first one is enough.
        told = [(label, text) for label, text in others if text != title and snippet(text, [term])]
        if told:
            label, text = max(told, key=lambda one: (holds(one[1], term), _said(one[1], term)))
            # One text is told once, with all the words that it has.
            lines.setdefault((label, text), Line(label, snippet(text, lacking)))
    return Why(marked(row.title, query), list(lines.values()))


def _said(text: str, term: Term) -> int:
    """How many different words of a term a text says."""
    return len({part.text.casefold() for part in snippet(text, [term]) if part.marked})
