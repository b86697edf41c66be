"""Suppliers that may be one: found, ranked by confidence, and decided by staff."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import batched, combinations
from typing import Any, Final
from urllib.parse import urlsplit

from django.db import transaction
from django.utils import timezone

from suppliers.matching.candidates import Index
from suppliers.matching.likeness import LIKELY
from suppliers.models import LikelyDuplicate, Supplier, SupplierAlias
from suppliers.names import fold

type Pair = tuple[int, int]
SAME_NAME, SAME_VAT, SAME_CHARITY, SAME_PPON, SAME_DOMAIN, TWO_NUMBERS = (
    "the same name",
    "the same VAT number",
    "the same charity number",
    "the same PPON",
    "the same website",
    "different company numbers",
)
# What a number or a website that both have leaves of the doubt that their names leave.
DOUBT_LEFT: Final = {SAME_NAME: 0.1, SAME_VAT: 0.1, SAME_CHARITY: 0.1, SAME_PPON: 0.05, SAME_DOMAIN: 0.5}
# Of names that are not alike at all.
UNLIKE: Final = 0.3
# Two company numbers are two legal persons, unless one was mistyped.
OF_TWO_NUMBERS: Final = 0.65
LEAST: Final = 0.6
# A website that more have is a marketplace's or a group's.
MOST_AT_A_DOMAIN: Final = 4
CANDIDATES: Final = 6
LATER: Final = datetime.timedelta(days=30)
# How many pairs wait at most: the likeliest.
MOST: Final = 5000


@dataclass(frozen=True, slots=True)
class Firm:
    """What is compared of a supplier."""

    pk: int
    name: str
    company_number: str
    charity_number: str
    ppon: str
    vat_number: str
    website: str
    demonstration: bool

    @property
    def domain(self) -> str:
        host = (urlsplit(self.website).hostname or "").lower()
        return host.removeprefix("www.")


@dataclass
class Likely:
    """How likely two suppliers are one, by the signs that speak for it."""

    likeness: float = UNLIKE
    why: list[str] = field(default_factory=list)

    def confidence(self, one: Firm, other: Firm) -> tuple[int, list[str]]:
        """In hundredths, and why in words."""
        doubt, why = 1 - self.likeness, list(dict.fromkeys(self.why))
        for sign in why:
            doubt *= DOUBT_LEFT.get(sign, 1)
        sure = 1 - doubt
        if one.company_number and other.company_number and one.company_number != other.company_number:
            sure, why = sure * OF_TWO_NUMBERS, [*why, TWO_NUMBERS]
        return round(min(sure, 0.99) * 100), why


def find_duplicates() -> int:
    """Look for suppliers that may be one and keep the pairs; returns how many wait to be decided.

    Nothing that staff decided is asked again, of these two or of what they became.
    """
    found: dict[Pair, tuple[int, list[str]]] = {}
    for demonstration in (False, True):
        firms = _firms(demonstration)
        for pair, likely in _likely(firms, demonstration).items():
            confidence, why = likely.confidence(firms[pair[0]], firms[pair[1]])
            if confidence >= LEAST * 100:
                found[pair] = confidence, why
    asked_no_more = _decided()
    kept = sorted(
        (pair for pair in found if pair not in asked_no_more), key=lambda pair: (-found[pair][0], pair)
    )[:MOST]
    _keep({pair: found[pair] for pair in kept})
    return len(kept)


def _firms(demonstration: bool) -> dict[int, Firm]:
    columns = list(Firm.__dataclass_fields__)
    rows = Supplier.objects.current().filter(demonstration=demonstration, held_from="")
    return {row[0]: Firm(*row) for row in rows.values_list(*columns).iterator()}


def _likely(firms: dict[int, Firm], demonstration: bool) -> dict[Pair, Likely]:
    found: dict[Pair, Likely] = defaultdict(Likely)
    names = [(firm.pk, firm.name) for firm in firms.values()]
    aliases = SupplierAlias.objects.filter(demonstration=demonstration)
    names += [row for row in aliases.values_list("supplier_id", "spelling") if row[0] in firms]
    for pair, score, why in _alike(dict.fromkeys(names)):
        if score > found[pair].likeness:
            found[pair].likeness, found[pair].why = score, [why]
    for sign, groups in _shared(firms):
        for pks in groups:
            for pair in combinations(sorted(pks), 2):
                found[pair].why.append(sign)
    return found


def _alike(names: Iterable[tuple[int, str]]) -> Iterator[tuple[Pair, float, str]]:
    """Pairs with names that are like enough for a person to look; each name is asked once."""
    known = list(names)
    index = Index()
    for pk, name in known:
        index.offer(pk, name)
    for pk, name in known:
        for one in index.candidates(name, CANDIDATES):
            if one.pk != pk and one.score >= LIKELY:
                yield _pair(pk, one.pk), one.score, one.why


def _shared(firms: dict[int, Firm]) -> Iterator[tuple[str, list[list[int]]]]:
    """The suppliers that have something alike that one supplier has, by what it is."""
    for sign, told in (
        (SAME_NAME, lambda firm: fold(firm.name)),
        (SAME_VAT, lambda firm: firm.vat_number.upper().replace(" ", "").removeprefix("GB")),
        (SAME_CHARITY, lambda firm: firm.charity_number.strip()),
        (SAME_PPON, lambda firm: firm.ppon.upper().strip()),
        (SAME_DOMAIN, lambda firm: firm.domain),
    ):
        by_value: dict[str, list[int]] = defaultdict(list)
        for firm in firms.values():
            if value := told(firm):
                by_value[value].append(firm.pk)
        yield sign, [pks for pks in by_value.values() if 1 < len(pks) <= MOST_AT_A_DOMAIN]


def _pair(one: int, other: int) -> Pair:
    return (one, other) if one < other else (other, one)


def _decided() -> set[Pair]:
    """Pairs that staff said are not the same, as what they are today."""
    merged = Supplier.objects.filter(merged_into__isnull=False).values_list("pk", "merged_into")
    now = {pk: into for pk, into in merged if into is not None}
    told = LikelyDuplicate.objects.filter(decision=LikelyDuplicate.Decision.DIFFERENT)
    pairs = told.values_list("first_id", "second_id")
    return {_pair(now.get(one, one), now.get(other, other)) for one, other in pairs}


@transaction.atomic
def _keep(found: dict[Pair, tuple[int, list[str]]]) -> None:
    """Have the pairs that wait be these; what was put off stays put off."""
    held = {
        (one.first_id, one.second_id): one
        for one in LikelyDuplicate.objects.exclude(decision=LikelyDuplicate.Decision.DIFFERENT)
    }
    gone = [one.pk for pair, one in held.items() if pair not in found]
    for some in batched(gone, 500, strict=False):
        LikelyDuplicate.objects.filter(pk__in=some).delete()
    for pair, one in held.items():
        if pair in found:
            one.confidence, one.why = found[pair]
    still = [one for pair, one in held.items() if pair in found]
    LikelyDuplicate.objects.bulk_update(still, ["confidence", "why"], batch_size=500)
    LikelyDuplicate.objects.bulk_create(
        [
            LikelyDuplicate(first_id=pair[0], second_id=pair[1], confidence=confidence, why=why)
            for pair, (confidence, why) in found.items()
            if pair not in held
        ],
        batch_size=500,
    )


@transaction.atomic
def say_different(*, pair: LikelyDuplicate, reason: str, actor: Any = None) -> None:
    """Staff say that two are not the same: nobody is asked again."""
    _decide(pair, LikelyDuplicate.Decision.DIFFERENT, reason, actor, None)


@transaction.atomic
def put_off(*, pair: LikelyDuplicate, actor: Any = None) -> None:
    """Ask again in a month."""
    _decide(pair, LikelyDuplicate.Decision.LATER, "", actor, timezone.localdate() + LATER)


@transaction.atomic
def ask_again(*, pair: LikelyDuplicate, actor: Any = None) -> None:
    """Take a decision back."""
    _decide(pair, LikelyDuplicate.Decision.NONE, "", actor, None)


def _decide(
    pair: LikelyDuplicate, decision: str, reason: str, actor: Any, again: datetime.date | None
) -> None:
    held = LikelyDuplicate.objects.select_for_update().get(pk=pair.pk)
    held.decision, held.reason, held.again_date = decision, reason, again
    held.decided_at = timezone.now() if decision else None
    held.decided_by = actor if decision and getattr(actor, "pk", None) else None
    held.save()


def counted(day: datetime.date) -> tuple[int, int]:
    """How many pairs wait, and that none of them is ever late: one query."""
    return LikelyDuplicate.objects.waiting(day).order_by().count(), 0
