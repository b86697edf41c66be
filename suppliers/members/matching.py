""" "Is this you?": suppliers that everyone may know of, by number and by names that are alike.

Only what is public is offered: whoever registers must not learn of a supplier that a hidden record shows.
Staff, who decide, see the others too.
"""

from typing import Final

from django.db.models import Q, QuerySet

from suppliers.identity.candidates import find_candidates
from suppliers.matching.likeness import LIKELY
from suppliers.models import Claim, Supplier
from thirty3.audiences import Audience
from thirty3.evidence import Seen

MOST: Final = 5


def is_this_you(claim: Claim) -> list[Supplier]:
    """The suppliers that everyone may know of and that a registration may mean: by number, then by name."""
    known = Seen("supplier", Audience.PUBLIC).slugs
    by_number = [one for one in having_number(claim) if one.slug in known and not one.held_from]
    return by_number[:MOST] or _alike(claim.name, known=known)


def having_number(claim: Claim) -> QuerySet[Supplier]:
    """Every supplier, hidden ones too, that has one of the numbers of a registration."""
    same = Q(pk__in=())
    for number in ("company_number", "charity_number", "ppon"):
        if said := getattr(claim, number):
            same |= Q(**{number: said})
    return Supplier.objects.current().filter(same, demonstration=False).order_by("name", "pk")


def for_staff(claim: Claim) -> list[Supplier]:
    """Every supplier that a registration may mean, hidden ones and those on hold too."""
    by_number = list(having_number(claim))
    return [*by_number, *(one for one in _alike(claim.name, held=True) if one not in by_number)][:MOST]


def _alike(name: str, *, known: frozenset[str] | None = None, held: bool = False) -> list[Supplier]:
    """Those with a name so much like it that a person should look, the likeliest first."""
    found = find_candidates(name, limit=MOST, known=known, held=held) if name else []
    likely = [one.pk for one in found if one.score >= LIKELY]
    suppliers = Supplier.objects.in_bulk(likely)
    return [suppliers[pk] for pk in likely if pk in suppliers]
