"""How what a supplier says is known, when two suppliers turn out to be one."""

from dataclasses import dataclass

from suppliers.models import HowKnown, Supplier
from suppliers.profiles.section import SECTIONS, Section
from thirty3.registry import Mover


@dataclass(frozen=True)
class EvidenceMover(Mover):
    """The survivor goes on saying what it said: that it was seen of the other one proves nothing of that."""

    def dropped(self, *, from_id: int, to_id: int) -> set[int]:
        return super().dropped(from_id=from_id, to_id=to_id) | self._of_other_facts(from_id, to_id)

    def _of_other_facts(self, from_id: int, to_id: int) -> set[int]:
        known = dict(HowKnown.objects.filter(supplier=from_id, item="").values_list("pk", "section"))
        if not known:
            return set()
        gone, left = (Supplier.objects.for_profile().get(pk=pk) for pk in (from_id, to_id))
        return {pk for pk, name in known.items() if _differ(SECTIONS[name], gone, left)}


def _differ(section: Section, gone: Supplier, left: Supplier) -> bool:
    """Whether the survivor says something else there. What its page has in its heading is its own anyway."""
    of_gone, of_left = section.read(gone, ""), section.read(left, "")
    return any(
        of_left[fact.name] not in (fact.blank, of_gone[fact.name])
        for fact in section.facts
        if not fact.stands_elsewhere
    )
