"""Finding the record that a row speaks of: the one that the same source spoke of before.

First by the row's own identity within its source. A row whose identity is new may still be an old
one with a single cell corrected (a title, say): it is taken for that one where everything else is
equal and only one old row fits.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator

from contracts.imports.proposals import Proposal
from contracts.models import Assertion, Source
from thirty3.history.facts import Facts

# The contract that pays for a system is looked up among its authority's own.
FOLLOWING = {"borough": "contract"}


def _signature(values: dict[str, Facts], without: str) -> str:
    left_out = {without, FOLLOWING.get(without)}
    return json.dumps({g: f for g, f in values.items() if g not in left_out}, sort_keys=True)


def signatures(values: dict[str, Facts]) -> Iterator[str]:
    """A row's contents with each group left out in turn, and whole."""
    for group in ("", *values):
        yield f"{group}|{_signature(values, group)}"


class Finder:
    """Knows which rows a source gave before, and which of them this file has claimed again."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.known: dict[str, int] = dict(source.assertions.values_list("source_record_id", "pk"))
        self.claimed: set[str] = set()
        # Records of which this source has a row already: another of its rows means another record.
        self.spoken: set[tuple[str, int]] = set(source.assertions.values_list("record_kind", "record_id"))

    def claim(self, identity: str) -> int | None:
        """The assertion that this row gave before, if any; each can be claimed once."""
        if identity in self.claimed:
            return None
        self.claimed.add(identity)
        return self.known.get(identity)

    def corrected(self, leftovers: Iterable[Proposal]) -> dict[str, int]:
        """For rows with a new identity: the old row that differs in one group alone, if only one does."""
        wanted = list(leftovers)
        unclaimed = [pk for identity, pk in self.known.items() if identity not in self.claimed]
        if not wanted or not unclaimed:
            return {}
        by_signature = self._by_signature(unclaimed)
        found: dict[str, int] = {}
        taken: set[int] = set()
        for proposal in wanted:
            fits = {
                pk
                for mark in signatures(proposal.values)
                for pk in by_signature.get((proposal.kind, mark), ())
            } - taken
            if len(fits) == 1:
                found[proposal.identity] = fits.pop()
                taken.add(found[proposal.identity])
        return found

    def _by_signature(self, assertion_ids: list[int]) -> dict[tuple[str, str], set[int]]:
        by_signature: dict[tuple[str, str], set[int]] = defaultdict(set)
        for start in range(0, len(assertion_ids), 5000):
            chunk = Assertion.objects.filter(pk__in=assertion_ids[start : start + 5000])
            for pk, kind, values in chunk.values_list("pk", "record_kind", "values"):
                for mark in signatures(values):
                    by_signature[kind, mark].add(pk)
        return by_signature
