"""Who runs what: which needs an authority reports, which product serves each, and who sells it there."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Final

from contracts.demonstration.chances import Chances, quotas
from contracts.demonstration.tables import Authority, Need, Product, Supplier, Tables

# What neighbours buy together now and then.
SHARED_AREAS: Final = frozenset(
    ("adult-social-care", "regulatory-and-community-safety", "leisure-libraries-and-culture",
     "legal-governance-and-information", "people", "ict", "transport-and-highways")
)  # fmt: skip


@dataclass(slots=True)
class Use:
    """One authority runs one product for one need; under a shared agreement, perhaps another leads."""

    authority: Authority
    need: Need
    product: Product
    seller: Supplier
    partners: list[Authority] = field(default_factory=list)
    led_by: Authority | None = None


def uses(tables: Tables, seed: int) -> list[Use]:
    """Every system in use, by authority."""
    reported = {authority.slug: _reported(tables, seed, authority) for authority in tables.authorities}
    found: list[Use] = []
    for need in tables.needs:
        chances = Chances(seed, "market", need.slug)
        users = [a for a in tables.authorities if need.slug in reported[a.slug]]
        found += _shared_out(chances, need, chances.shuffled(users))
    place = {authority.slug: i for i, authority in enumerate(tables.authorities)}
    found.sort(key=lambda use: place[use.authority.slug])
    _join_neighbours(tables, seed, found)
    return found


def _reported(tables: Tables, seed: int, authority: Authority) -> set[str]:
    """What an authority reports on: as much as its completeness asks for, common needs first."""
    chances = Chances(seed, "reported", authority.slug)
    ranked = sorted((chances.between(0, 110 - need.adoption), need.slug) for need in tables.needs)
    return {slug for _, slug in ranked[: round(authority.completeness * tables.systems_of_all)]}


def _shared_out(chances: Chances, need: Need, users: list[Authority]) -> list[Use]:
    """Products by their weights, and each product's sellers in turn."""
    found: list[Use] = []
    waiting = iter(users)
    for product, number in zip(
        need.products, quotas([p.weight for p in need.products], len(users)), strict=True
    ):
        turn = chances.whole(0, len(product.sellers) - 1)
        for i in range(number):
            seller = product.sellers[(turn + i) % len(product.sellers)]
            found.append(Use(next(waiting), need, product, seller))
    return found


def _join_neighbours(tables: Tables, seed: int, found: list[Use]) -> None:
    """Let some neighbours with the same product and seller hold one agreement; the first leads."""
    chances = Chances(seed, "shared")
    for lead in found:
        if lead.led_by or lead.partners or lead.need.area not in SHARED_AREAS:
            continue
        for other in found:
            if len(lead.partners) < 2 and _could_join(tables, lead, other) and chances.happens(0.35):
                lead.partners.append(other.authority)
                other.led_by = lead.authority


def _could_join(tables: Tables, lead: Use, other: Use) -> bool:
    return (
        other.need is lead.need
        and other.product is lead.product
        and other.seller is lead.seller
        and not other.partners
        and other.led_by is None
        and (lead.authority.slug, other.authority.slug) in tables.neighbours
    )


def suppliers_of(found: list[Use]) -> Counter[str]:
    """How many suppliers each authority deals with."""
    pairs = {(use.authority.slug, use.seller.name) for use in found}
    return Counter(authority for authority, _ in pairs)
