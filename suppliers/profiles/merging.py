"""What a supplier says and how it is known, when two suppliers turn out to be one.

The survivor goes on saying what it said. Where staff chose what the other one says, all that this rests on
goes with it: the figures of a size, and who has seen them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from suppliers.models import HowKnown, Supplier
from suppliers.profiles.section import SECTIONS, Fact, Section
from suppliers.profiles.sections.size import SIZE
from thirty3.registry import NOTHING_SETTLED, Mover

LOSER: Final = "loser"
# The test has two outcomes, and one may differ alone.
OUTCOMES: Final = ("size", "is_sme")
# What is told with an outcome, and not chosen by itself.
GOES_WITH_SIZE: Final = frozenset(fact.name for fact in SIZE.facts) - {*OUTCOMES}


def deciding(right: Mapping[str, str]) -> str:
    """The outcome that says whose test of size is right: the first of which somebody had to."""
    return next((name for name in OUTCOMES if name in right), OUTCOMES[0])


def _whose_size(right: Mapping[str, str]) -> str:
    """Whose test of size is right; blank where nobody had to say so."""
    return right.get(deciding(right), "")


@dataclass(frozen=True)
class FiguresMover(Mover):
    """Figures prove one size: where the two had different ones, the figures of the wrong one go."""

    def dropped(self, *, from_id: int, to_id: int, right: Mapping[str, str] = NOTHING_SETTLED) -> set[int]:
        if not (whose := _whose_size(right)):
            return self.twice(from_id=from_id, to_id=to_id)
        wrong = to_id if whose == LOSER else from_id
        return set(self.referring(wrong).values_list("pk", flat=True))


@dataclass(frozen=True)
class EvidenceMover(Mover):
    """That something was seen of the one proves nothing of what the other says."""

    def dropped(self, *, from_id: int, to_id: int, right: Mapping[str, str] = NOTHING_SETTLED) -> set[int]:
        found = self.twice(from_id=from_id, to_id=to_id)
        of_gone, of_left = self._by_section(from_id, to_id)
        if not of_gone and not (of_left and LOSER in right.values()):
            return found
        gone, left = (Supplier.objects.for_profile().get(pk=pk) for pk in (from_id, to_id))
        for name in {*of_gone, *of_left}:
            told = Told(SECTIONS[name], gone, left, right)
            if name in of_left and told.other_was_right:
                found = found - {of_gone.get(name)} | {of_left[name]}
            if name in of_gone and not told.is_as_the_other_said:
                found = found | {of_gone[name]}
        return found

    def _by_section(self, *supplier_ids: int) -> list[dict[str, int]]:
        """How whole sections of each are known: one query."""
        rows = HowKnown.objects.filter(supplier__in=supplier_ids, item="")
        known = list(rows.values_list("supplier", "section", "pk"))
        return [{section: pk for held, section, pk in known if held == one} for one in supplier_ids]


class Told:
    """A section as two suppliers say it, and as the survivor will."""

    def __init__(self, section: Section, gone: Supplier, left: Supplier, right: Mapping[str, str]) -> None:
        # What its page has in its heading is the survivor's own anyway.
        self._facts = [fact for fact in section.facts if not fact.stands_elsewhere]
        self._gone, self._left, self._right = section.read(gone, ""), section.read(left, ""), right

    @property
    def is_as_the_other_said(self) -> bool:
        return all(self._becomes(fact) == self._gone[fact.name] for fact in self._facts)

    @property
    def other_was_right(self) -> bool:
        """Whether staff said so of anything here."""
        named = [fact.name for fact in self._facts if self._whose(fact.name) == LOSER]
        return any(self._gone[name] != self._left[name] for name in named)

    def _becomes(self, fact: Fact) -> Any:
        """What somebody chose; else what the survivor says, or the other one where it says nothing."""
        whose, said = self._whose(fact.name), self._left[fact.name]
        return self._gone[fact.name] if whose == LOSER or (not whose and said == fact.blank) else said

    def _whose(self, name: str) -> str:
        return _whose_size(self._right) if name in GOES_WITH_SIZE else self._right.get(name, "")
