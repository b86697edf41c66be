""" "Is this you?": suppliers that everyone may know of, by number and by names that are alike.

Only what is public is offered: whoever registers must not learn of a supplier that a hidden record shows.
Staff, who decide, see the others too.
"""

import datetime
from typing import Final

from django.db.models import Max, Q, QuerySet

from suppliers.matching.candidates import Index
from suppliers.models import Claim, Supplier
from thirty3.audiences import Audience
from thirty3.evidence import Seen
from thirty3.search.held import Held

MOST: Final = 5
_held: Held[Index] = Held()


def is_this_you(claim: Claim) -> list[Supplier]:
    """The suppliers that everyone may know of and that a registration may mean: by number, then by name."""
    seen = Seen("supplier", Audience.PUBLIC)
    by_number = [one for one in having_number(claim) if one.slug in seen.slugs and not one.held_from]
    if by_number:
        return by_number[:MOST]
    if not claim.name:
        return []
    likely = _index(seen).likely(claim.name)[:MOST]
    found = Supplier.objects.in_bulk([candidate.pk for candidate in likely])
    return [found[candidate.pk] for candidate in likely if candidate.pk in found]


def having_number(claim: Claim) -> QuerySet[Supplier]:
    """Every supplier, hidden ones too, that has one of the numbers of a registration."""
    same = Q(pk__in=())
    for number in ("company_number", "charity_number", "ppon"):
        if said := getattr(claim, number):
            same |= Q(**{number: said})
    return _real().filter(same).order_by("name", "pk")


def for_staff(claim: Claim) -> list[Supplier]:
    """Every supplier that a registration may mean, hidden ones too."""
    by_number = list(having_number(claim))
    everyone = _held.of("all", (_real().count(), _latest()), lambda: Index(_real().values_list("pk", "name")))
    likely = [candidate.pk for candidate in everyone.likely(claim.name)] if claim.name else []
    found = Supplier.objects.in_bulk(likely)
    return [*by_number, *(found[pk] for pk in likely if found[pk] not in by_number)][:MOST]


def _real() -> QuerySet[Supplier]:
    return Supplier.objects.current().filter(demonstration=False)


def _index(seen: Seen) -> Index:
    """The names of the suppliers that everyone may know of, made anew where one came, went or changed."""
    return _held.of("known", (seen.slugs, _latest()), lambda: _made(seen.slugs))


def _latest() -> datetime.datetime | None:
    latest: datetime.datetime | None = Supplier.objects.aggregate(at=Max("updated_at"))["at"]
    return latest


def _made(slugs: frozenset[str]) -> Index:
    rows = _real().filter(held_from="").values_list("slug", "pk", "name")
    return Index((pk, name) for slug, pk, name in rows.iterator() if slug in slugs)
