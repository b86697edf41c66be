"""Which certificates are in force: by the day on which somebody looks, and nothing that is stored."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.text import slugify

from suppliers.models import Certification

LONGEST_SLUG: Final = 120


@dataclass(frozen=True)
class Certificate:
    """A certificate of a supplier, as far as its dates are known."""

    scheme: str
    issued: datetime.date | None
    expires: datetime.date | None

    @property
    def slug(self) -> str:
        """The scheme as an address names it, however its name is written."""
        return slugify(self.scheme)[:LONGEST_SLUG].strip("-")

    def lapsed_on(self, day: datetime.date) -> bool:
        """It is good on its last day."""
        return self.expires is not None and self.expires < day

    def in_force_on(self, day: datetime.date) -> bool:
        return not self.lapsed_on(day) and (self.issued is None or self.issued <= day)


def schemes_in_force(day: datetime.date) -> dict[str, dict[str, str]]:
    """Slug of a supplier -> the schemes of which it holds a certificate on a day, by their slugs: one query.

    What a withdrawn profile said counts no more.
    """
    rows = Certification.objects.filter(
        supplier__merged_into=None, supplier__withdrawn_on=None, supplier__held_from=""
    )
    found: dict[str, dict[str, str]] = {}
    columns = ("supplier__slug", "scheme", "issued_date", "expires_date")
    for supplier, scheme, issued, expires in rows.order_by("scheme", "pk").values_list(*columns):
        held = Certificate(scheme, issued, expires)
        if held.slug and held.in_force_on(day):
            found.setdefault(supplier, {}).setdefault(held.slug, held.scheme)
    return found


def names_of_schemes(held: Iterable[Mapping[str, str]]) -> dict[str, str]:
    """Slug -> name of every scheme, as it is written first by the alphabet."""
    names: dict[str, str] = {}
    for schemes in held:
        for slug, scheme in schemes.items():
            names[slug] = min(names.get(slug, scheme), scheme)
    return names
