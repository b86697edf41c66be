"""Finding the record that a row speaks of: the one that the same source spoke of before.

First by the row's own identity within its source. A row whose identity is new may still be an old
one with a single cell corrected (a title, say): it is taken for that one where everything else is
equal and only one old row fits.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from contracts.imports.proposals import AMENDED, Proposal
from contracts.models import Assertion, Source
from thirty3.history.facts import Facts

# The contract that pays for a system is looked up among its authority's own.
FOLLOWING = {"borough": "contract"}


def _signature(values: dict[str, Facts], without: str) -> str:
    left_out = {without, FOLLOWING.get(without)}
    return json.dumps({g: f for g, f in values.items() if g not in left_out}, sort_keys=True)


def signatures(values: dict[str, Facts]) -> Iterator[str]:
    """A row's contents whole, and with each group left out in turn.

    What is left says which group it was, so a group that only one of two rows has may be the one.
    """
    for group in ("", *values):
        yield _signature(values, group)


def own_number(values: dict[str, Facts]) -> str:
    """Whose row it is and the number that they gave it, if they did."""
    reference = values.get("reference", {}).get("reference")
    whose = values.get("buyers", {}).get("lead_buyer_id") or values.get("borough", {}).get("borough_id")
    return f"{whose}|{reference}" if reference and whose else ""


class Finder:
    """Knows which rows a source gave before, and which of them this file has claimed again."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.known: dict[str, int] = dict(source.assertions.values_list("source_record_id", "pk"))
        self.claimed: set[str] = set()
        # Records of which this source has a row already: another of its rows means another record.
        self.spoken: set[tuple[str, int]] = set(
            source.assertions.exclude(source_record_id__startswith=AMENDED).values_list(
                "record_kind", "record_id"
            )
        )

    def claim(self, identity: str) -> int | None:
        """The assertion that this row gave before, if any; each can be claimed once."""
        if identity in self.claimed:
            return None
        self.claimed.add(identity)
        return self.known.get(identity)

    def corrected(self, leftovers: Iterable[Proposal]) -> dict[str, int]:
        """For rows with a new identity: the old row that differs in one group alone, if only one does.

        Of those that fit none, one that bears the number of a single old row is that row, with more
        than one cell corrected. Lots and call-offs may share a number: then nothing is taken for sure.
        """
        wanted = list(leftovers)
        unclaimed = [pk for identity, pk in self.known.items() if identity not in self.claimed]
        if not wanted or not unclaimed:
            return {}
        by_signature, by_number = self._marks(unclaimed)
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
        numbers = Counter((p.kind, own_number(p.values)) for p in wanted)
        for proposal in wanted:
            number = (proposal.kind, own_number(proposal.values))
            fits = by_number.get(number, set())
            if (
                proposal.identity not in found
                and numbers[number] == 1
                and len(fits) == 1
                and not fits & taken
            ):
                found[proposal.identity] = next(iter(fits))
                taken |= fits
        return found

    def _marks(
        self, assertion_ids: list[int]
    ) -> tuple[dict[tuple[str, str], set[int]], dict[tuple[str, str], set[int]]]:
        """The old rows by what stands in them, and by their authority and number."""
        by_signature: dict[tuple[str, str], set[int]] = defaultdict(set)
        by_number: dict[tuple[str, str], set[int]] = defaultdict(set)
        for start in range(0, len(assertion_ids), 5000):
            chunk = Assertion.objects.filter(pk__in=assertion_ids[start : start + 5000])
            for pk, kind, values in chunk.values_list("pk", "record_kind", "values"):
                for mark in signatures(values):
                    by_signature[kind, mark].add(pk)
                if number := own_number(values):
                    by_number[kind, number].add(pk)
        return by_signature, by_number
