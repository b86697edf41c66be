"""What the public will see of the records that rows write, once they are applied.

It follows from the projection itself, read over what is staged: there is no second rule.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from django.db.models import QuerySet
from django.utils import timezone

from boroughs.models import SkillLevel
from contracts.imports.standing import standing_assertions, subject_after
from contracts.listing.lookups import Lookups, Wanted, lookups_for
from contracts.listing.projection import OWN_REASON, Subject, View
from contracts.listing.subjects import KINDS
from contracts.listing.telling import LABELS, STATED, told
from contracts.listing.words import title_of
from contracts.models import Contract, ImportBatch, ImportWrite
from contracts.models.visibility import RECORD, SHARED_REASON, Rule, Seen
from suppliers.models import Product, Supplier
from thirty3.audiences import Audience
from thirty3.design.formatting import state_words
from thirty3.history.facts import Facts

PUBLIC: Final = Audience.PUBLIC
NOT_SHOWN: Final = "Not shown to the public"
SEEN_BY: Final[Mapping[Seen, str]] = {
    Seen.BOROUGHS: "Authorities and staff alone will see it",
    Seen.OWN: "Its authority and staff alone will see it",
}
# Skills have no public page, whoever they are of.
SKILL: Final = SkillLevel.record_kind()


class Extent(StrEnum):
    """How much of what is held of a record the public will see."""

    WHOLE = "whole"
    PART = "part"
    NONE = "none"


@dataclass(frozen=True)
class Told:
    """One fact, in the words that the public will read, or why it will not."""

    fact: str
    label: str
    words: str
    shown: bool = True


@dataclass(frozen=True)
class Foreseen:
    """What the public will see of one record: its title as lists have it, its facts, and a sentence why."""

    title: str
    extent: Extent
    why: str
    facts: tuple[Told, ...] = ()


@dataclass(frozen=True)
class Extents:
    """Of some rows that would be applied, how many the public will see in whole, in part, or not at all."""

    whole: int
    part: int
    none: int

    @classmethod
    def of(cls, rows: Iterable[Sequence[Foreseen]]) -> "Extents":
        found = [extent for row in rows if (extent := extent_of(row)) is not None]
        return cls(*(found.count(extent) for extent in Extent))

    @property
    def rows(self) -> int:
        return self.whole + self.part + self.none


def extent_of(row: Sequence[Foreseen]) -> Extent | None:
    """How much of a row the public will see: all of it only where it sees all of each of its records."""
    extents = {foreseen.extent for foreseen in row}
    return Extent.PART if len(extents) > 1 else next(iter(extents), None)


def foresee(batch: ImportBatch, writes: Sequence[ImportWrite]) -> dict[int, list[Foreseen]]:
    """What the public will see of these writes, by row, in a fixed number of queries."""
    subjects = {write.pk: subject for write, subject in _subjects(writes)}
    lookups = _lookups(batch, list(subjects.values()))
    found: dict[int, list[Foreseen]] = {}
    for write in writes:
        if write.pk in subjects:
            kind, subject = KINDS[write.record_kind], subjects[write.pk]
            view = View(kind, subject.facts or {}, subject.assertions, lookups)
            found.setdefault(write.row_id or 0, []).append(foreseen_of(view))
        elif write.record_kind == SKILL:
            found.setdefault(write.row_id or 0, []).append(_skill(write))
    return found


def foreseen_of(view: View) -> Foreseen:
    """What the public sees of a record that stands so."""
    data = view.data(PUBLIC)
    if data is None:
        closed = view.decision.rules[RECORD]
        return Foreseen("", Extent.NONE, f"The public will not see this record. {_because(closed)}")
    facts = tuple(_facts(view, data))
    hidden = [fact for fact in view.found if fact not in data["facts"]]
    extent = Extent.PART if hidden else Extent.WHOLE
    return Foreseen(title_of(view.kind, data), extent, " ".join(_why(view, hidden)), facts)


def _facts(view: View, data: Mapping[str, Any]) -> Iterator[Told]:
    """The authority, every fact that something is held of, and those whose state is always told."""
    visible, rules = view.decision.visible[PUBLIC], view.decision.rules
    yield Told("lead", LABELS["lead"], data["lead"]["name"])
    for fact in view.table.columns:
        if fact in visible and (fact in view.found or fact in STATED[view.kind]):
            words = told(fact, data["facts"].get(fact)) or state_words("unknown")
            yield Told(fact, LABELS[fact], words)
        elif fact in view.found:
            yield Told(fact, LABELS[fact], f"{NOT_SHOWN}: {rules[fact].reason}", shown=False)


def _why(view: View, hidden: Iterable[str]) -> Iterator[str]:
    """One sentence for all that is hidden for the same reason."""
    by_rule: dict[Rule, list[str]] = {}
    for fact in hidden:
        by_rule.setdefault(view.decision.rules[fact], []).append(LABELS[fact].lower())
    if not by_rule:
        yield "The public will see all that is held of this record."
    for rule, labels in by_rule.items():
        yield f"The public will not see: {'; '.join(labels)}. {_because(rule)}"


def _because(rule: Rule) -> str:
    return f"{SEEN_BY[rule.seen]}{f': {rule.reason}' if rule.reason else ''}."


def _skill(write: ImportWrite) -> Foreseen:
    own = bool((write.record or {}).get("own"))
    rule = Rule(Seen.OWN, OWN_REASON) if own else Rule(Seen.BOROUGHS, SHARED_REASON)
    return Foreseen("", Extent.NONE, f"The public will not see this record. {_because(rule)}")


def _subjects(writes: Sequence[ImportWrite]) -> Iterator[tuple[ImportWrite, Subject]]:
    """The listed records among these writes, as they will stand; what is removed is no more."""
    at = timezone.now()
    for kind in KINDS:
        mine = [write for write in writes if write.record_kind == kind and write.record]
        held = [write.record_id for write in mine if write.action != ImportWrite.Action.NEW]
        standing = standing_assertions(kind, held)
        for write in mine:
            yield (
                write,
                subject_after(
                    record_id=write.record_id,
                    key=write.key,
                    facts=write.record,
                    assertion=write.assertion,
                    assertion_before=write.assertion_before,
                    standing=standing.get(write.record_id, []),
                    at=at,
                ),
            )


def _lookups(batch: ImportBatch, subjects: Sequence[Subject]) -> Lookups:
    """The names that these records refer to, those included that the batch itself brings or changes."""
    told_of = [subject.facts or {} for subject in subjects]
    told_of += [
        facts for subject in subjects for said in subject.assertions for facts in said.values.values()
    ]
    wanted = Wanted()
    for facts in told_of:
        wanted.add(facts)
    products = _staged(batch, Product.record_kind(), wanted.products)
    makers = {maker for facts in products.values() if (maker := facts.get("maker_id"))}
    suppliers = _staged(batch, Supplier.record_kind(), wanted.suppliers | makers)
    lookups = lookups_for([*told_of, *({"supplier_id": maker} for maker in makers)], suppliers | products)
    contracts = _writes(batch, Contract.record_kind(), wanted.contracts)
    lookups.contracts.update(contracts.values_list("record_id", "key"))
    return lookups


def _staged(batch: ImportBatch, kind: str, ids: set[int]) -> dict[tuple[str, int], Facts]:
    writes = _writes(batch, kind, ids).values_list("record_id", "record")
    return {(kind, record_id): facts for record_id, facts in writes if facts is not None}


def _writes(batch: ImportBatch, kind: str, ids: set[int]) -> QuerySet[ImportWrite]:
    return ImportWrite.objects.filter(batch=batch, record_kind=kind, record_id__in=ids)
