"""The agreements behind the systems, past, present and to come, and those for services around them."""

from dataclasses import dataclass, field
from typing import Literal

from contracts.demonstration import terms, wording
from contracts.demonstration.chances import Chances
from contracts.demonstration.market import Use
from contracts.demonstration.tables import ANCHOR, Authority, Function, Product, Supplier, Tables
from contracts.demonstration.terms import Term

Age = Literal["past", "present", "to come"]


@dataclass(slots=True)
class Agreement:
    """One agreement, as it is, before an authority writes it down."""

    authority: Authority
    functions: tuple[Function, ...]
    title: str
    description: str
    seller: Supplier
    term: Term
    age: Age
    annual: float
    product: Product | None = None
    partners: list[Authority] = field(default_factory=list)


def behind(use: Use, seed: int) -> list[Agreement]:
    """The agreements that an authority reports for one of its systems, the present one first."""
    if use.led_by is not None:
        return []
    chances = Chances(seed, "agreements", use.authority.slug, use.need.slug)
    if not use.partners and not chances.happens(0.78 + 0.2 * use.authority.completeness):
        return []
    now = terms.current(chances, housing=use.need.area == "housing")
    annual = use.need.annual * chances.spread()
    found = [_agreement(chances, use, now, "present" if now.end >= ANCHOR else "past", annual)]
    for term in terms.earlier(chances, now, 0.08 + 0.5 * use.authority.completeness):
        annual *= chances.between(0.82, 1)
        found.append(_agreement(chances, use, term, "past", annual))
    if 0 <= now.last_month - terms.NOW <= 10 and now.exact in ("day", "month") and chances.happens(0.4):
        following = now.after(chances.weighted(*terms.LENGTHS[1:]))
        found.append(_agreement(chances, use, following, "to come", found[0].annual * 1.1))
    return found


def _agreement(chances: Chances, use: Use, term: Term, age: Age, annual: float) -> Agreement:
    product, seller = use.product, use.seller
    if age == "past" and chances.happens(0.12):
        product = chances.weighted(*((other, other.weight) for other in use.need.products))
        seller = chances.one_of(product.sellers)
    return Agreement(
        use.authority,
        use.need.functions,
        wording.title(chances, use.need, product, term, age),
        wording.description(chances, use.need, product),
        seller,
        term,
        age,
        annual,
        product,
        list(use.partners) if age != "past" else [],
    )


def around(tables: Tables, authority: Authority, own: list[Use], seed: int) -> list[Agreement]:
    """Services that an authority buys around its systems."""
    found = []
    for service in tables.services:
        chances = Chances(seed, "services", authority.slug, service.title)
        if not chances.happens(service.adoption / 100 * (0.15 + authority.completeness)):
            continue
        month = terms.NOW + chances.whole(-40, service.years * 12 + 2)
        term = Term(month, service.years * 12, chances.whole(0, 27))
        subject = wording.within(chances.one_of(chances.one_of(own).need.subjects))
        found.append(
            Agreement(
                authority,
                (service.function,),
                f"{service.title.format(subject=subject)} {wording.period(term)}",
                f"{service.title.format(subject=subject)}: {service.does}.",
                chances.one_of(service.sellers),
                term,
                "past" if term.end < ANCHOR else "present" if term.start <= ANCHOR else "to come",
                service.cost / service.years * chances.spread(),
            )
        )
    return found
