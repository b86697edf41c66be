"""Systems in use of the world: which authority runs which product, since when, and what is said of it."""

import datetime
from collections.abc import Iterator
from typing import Any, Final

from boroughs.models import Borough
from contracts.demonstration.scale.agreements import Agreements, weighted
from contracts.demonstration.scale.market import Offer
from contracts.models import Assertion, SystemInUse
from contracts.services.groups import SYSTEM
from thirty3.keys import new_key

STATUSES: Final = {"live": 70, "": 12, "replacing": 8, "pilot": 5, "retired": 5}
HOSTINGS: Final = {"saas": 45, "": 30, "data-centre": 10, "cloud": 8, "hosted": 5, "shared": 2}


def uses(agreements: Agreements, boroughs: list[Borough], number: int) -> Iterator[tuple[Any, ...]]:
    """Systems with their functions and what is said of them; an authority runs a product once."""
    seen: set[tuple[int, int]] = set()
    while len(seen) < min(number, len(boroughs) * len(agreements.offers.things) // 2):
        offer, borough = agreements.offers.one(agreements.chance), agreements.buyers.one(agreements.chance)
        pair = borough.pk, offer.product.pk
        if pair not in seen:
            seen.add(pair)
            yield tuple(_system(len(seen), borough, offer, agreements))


def _system(pk: int, borough: Borough, offer: Offer, agreements: Agreements) -> Iterator[Any]:
    chance, source = agreements.chance, agreements.registers[borough.pk]
    hosting, users = weighted(chance, HOSTINGS), chance.choice((None, round(chance.lognormvariate(5, 1.2))))
    satisfaction, replace = chance.choice((None, 2, 3, 4, 5)), chance.random() < 0.15
    yield SystemInUse(
        pk=pk,
        key=new_key(),
        version=1,
        demonstration=True,
        borough=borough,
        product=offer.product,
        supplier=chance.choice((offer.maker, offer.maker, None, agreements.resellers.one(chance))),
        status=weighted(chance, STATUSES),
        since_date=agreements.today - datetime.timedelta(days=chance.randint(30, 15 * 365)),
        since_precision="year",
        hosting=hosting,
        hosting_state="known" if hosting else "unknown",
        users=users,
        users_state="known" if users is not None else "unknown",
        satisfaction=satisfaction,
        satisfaction_state="known" if satisfaction else "unknown",
        plan_to_replace=replace or chance.choice((None, False)),
        replace_by_date=agreements.today + datetime.timedelta(days=chance.randint(60, 1500))
        if replace
        else None,
        contract_id=agreements.bought.get((borough.pk, offer.product.pk)),
        origins=dict.fromkeys(SYSTEM, f"{source.slug}:system-{pk}"),
    )
    for served in offer.functions:
        yield SystemInUse.functions.through(systeminuse_id=pk, function_id=served.pk)
    yield Assertion(
        source=source,
        source_record_id=f"system-{pk}",
        record_kind=SystemInUse.record_kind(),
        record_id=pk,
        rank=source.rank,
        as_at_date=agreements.today - datetime.timedelta(days=chance.randint(0, 900)),
    )
