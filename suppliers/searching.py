"""Suppliers and technologies, for searches: by name, and by aliases as far as an audience may know them."""

import datetime
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, Final

from django.urls import reverse

from suppliers.directory.filters import SupplierFilter
from suppliers.models import Product, ProductAlias, Supplier, SupplierAlias
from suppliers.names import fold, fold_product
from thirty3.audiences import Audience
from thirty3.evidence import Seen, known_slugs
from thirty3.registry import FINDABLE, OTHER_NAMES, SEARCHABLE, Findable, NamesSource
from thirty3.search.everything import Asked, Group, Names
from thirty3.search.index import TextIndex
from thirty3.search.names import Named
from thirty3.search.query import Query
from thirty3.search.understanding import phrase_of

FEWEST_INITIALS: Final = 3


def names_of_suppliers(phrases: set[str], audience: Audience) -> dict[str, list[str]]:
    """The suppliers that these phrases are aliases of, by name."""
    rows = SupplierAlias.objects.filter(supplier__merged_into=None)
    return _named(phrases, fold, rows, "supplier", "supplier", audience)


def names_of_products(phrases: set[str], audience: Audience) -> dict[str, list[str]]:
    """The products that these phrases are aliases of, by name."""
    return _named(phrases, fold_product, ProductAlias.objects.all(), "product", "technology", audience)


def _named(
    phrases: set[str], fold: Callable[[str], str], aliases: Any, owner: str, page: str, audience: Audience
) -> dict[str, list[str]]:
    """Names by alias: one query, and some more where it finds any."""
    folded = {phrase: fold(phrase) for phrase in phrases}
    rows = aliases.filter(folded__in=set(folded.values())).order_by(f"{owner}__name")
    held = list(rows.values_list("folded", f"{owner}__slug", f"{owner}__name"))
    known = known_slugs(page, audience) if held else frozenset()
    by_alias: dict[str, list[str]] = {}
    for alias, slug, name in held:
        if slug in known and (audience == Audience.BOROUGHS or _is_said(alias, audience)):
            by_alias.setdefault(alias, []).append(name)
    return {phrase: by_alias[alias] for phrase, alias in folded.items() if alias in by_alias}


def _is_said(alias: str, audience: Audience) -> bool:
    """Whether a record that the audience sees says it: a spelling may come from one that is hidden."""
    said = Query(((phrase_of(alias),),))
    return any(TextIndex(kind.name, audience).matches(said) for kind in SEARCHABLE)


def known_suppliers(asked: Asked) -> Names:
    """Every supplier that an audience may know of, by name and company number."""
    return _names("supplier", "Suppliers", ("supplier", "suppliers"), "supplier", asked, _suppliers)


def known_technologies(asked: Asked) -> Names:
    """Every technology that an audience may know of, by its name and its maker's."""
    noun = ("technology", "technologies")
    return _names("product", "Technologies", noun, "technology", asked, _technologies)


def _names(
    kind: str,
    label: str,
    noun: tuple[str, str],
    page: str,
    asked: Asked,
    entries: Callable[[Seen], Iterator[Named]],
) -> Names:
    seen = Seen(page, asked.audience)
    moment = (asked.moment, *(held.stamp for held in seen.facets.values()))
    return Names(kind, label, noun, asked, moment, partial(entries, seen))


def _told(seen: Seen, slug: str) -> int:
    return sum(counted.count for counted in seen.counts(slug))


def _suppliers(seen: Seen) -> Iterator[Named]:
    rows = Supplier.objects.current().order_by("pk")
    for slug, name, number, invented in rows.values_list("slug", "name", "company_number", "demonstration"):
        if slug in seen.slugs:
            page = reverse("suppliers:supplier", args=[slug])
            numbers = (number,) if number else ()
            yield Named(
                slug, name, page, numbers, initials(name), demonstration=invented, weight=_told(seen, slug)
            )


def _technologies(seen: Seen) -> Iterator[Named]:
    makers = known_slugs("supplier", seen.audience)
    rows = (
        Product.objects.current()
        .order_by("pk")
        .values_list("slug", "name", "maker__slug", "maker__name", "demonstration")
    )
    for slug, name, maker, made_by, invented in rows:
        if slug in seen.slugs:
            page = reverse("suppliers:technology", args=[slug])
            beside = (made_by,) if maker in makers else ()
            note = f"Made by {made_by}" if beside else ""
            yield Named(slug, name, page, initials(name), beside, invented, note, _told(seen, slug))


def initials(name: str) -> tuple[str, ...]:
    """What a name of three words or more is shortened to: "AWS" for Amazon Web Services Ltd."""
    words = fold(name).split()
    return ("".join(word[0] for word in words),) if len(words) >= FEWEST_INITIALS else ()


def _find_suppliers(asked: Asked, day: datetime.date, shown: int) -> Group:
    address = SupplierFilter(q=asked.text).at(reverse("suppliers:suppliers"))
    return known_suppliers(asked).group(shown, address)


def _find_technologies(asked: Asked, day: datetime.date, shown: int) -> Group:
    return known_technologies(asked).group(shown)


def register() -> None:
    """Have searches widen by aliases, and find what bears a name; called when the app is ready."""
    OTHER_NAMES.register(NamesSource("suppliers", names_of_suppliers, order=2))
    OTHER_NAMES.register(NamesSource("products", names_of_products, order=3))
    FINDABLE.register(Findable("product", _find_technologies, order=20))
    FINDABLE.register(Findable("supplier", _find_suppliers, order=30))
