"""The benchmark's world: contracts and systems of 33 authorities with invented names, as many as asked for.

Base rows go in by the thousand, without a change log; list rows, text indexes and facets are then
made by the product's own projection.
"""

import datetime
import random
from collections.abc import Iterable, Iterator
from itertools import batched
from typing import Any, Final

from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection, models, transaction

from boroughs.models import Borough, Function
from contracts.models import Assertion, Contract, ContractSupplier, ExtensionOption, Rank, Source, SystemInUse
from contracts.services.groups import SYSTEM
from suppliers.models import Product, Supplier
from tests.benchmarks.agreements import Agreements, Rows, weighted
from tests.benchmarks.market import Offer, Skewed, add_products, add_suppliers
from thirty3.keys import new_key
from thirty3.loading import load

SEED: Final = 33
CHUNK: Final = 5000
CONTRACTS_FOR_A_SYSTEM: Final = 5
STATUSES: Final = {"live": 70, "": 12, "replacing": 8, "pilot": 5, "retired": 5}
HOSTINGS: Final = {"saas": 45, "": 30, "data-centre": 10, "cloud": 8, "hosted": 5, "shared": 2}
NUMBERED: Final = (Supplier, Product, Contract, SystemInUse)
PARTS: Final = (
    Contract.participants.through,
    Contract.products.through,
    Contract.functions.through,
    ContractSupplier,
    ExtensionOption,
    Assertion,
)


def make_world(contracts: int, *, today: datetime.date) -> None:
    """Fill an empty database that holds the reference data, and make its list rows."""
    chance = random.Random(SEED)
    with transaction.atomic():
        suppliers = add_suppliers(max(40, contracts // 50), chance)
        functions = list(Function.objects.order_by("slug"))
        chance.shuffle(functions)
        offers = add_products(max(30, contracts * 15 // 1000), suppliers, functions, chance)
    boroughs = list(Borough.objects.authorities())
    agreements = Agreements(
        today=today,
        chance=chance,
        buyers=Skewed(boroughs, steepness=0.4),
        offers=Skewed(offers, steepness=0.8),
        resellers=Skewed(chance.sample(suppliers, len(suppliers)), steepness=0.9),
        registers={borough.pk: _register(borough) for borough in boroughs},
        notices=_source("invented-notices", "Invented notices", Rank.NOTICE, published=True),
    )
    for numbers in batched(range(1, contracts + 1), CHUNK, strict=False):
        rows = Rows()
        for pk in numbers:
            agreements.add(pk, rows)
        with transaction.atomic():
            load(Contract, rows.contracts)
            for model in PARTS:
                load(model, rows.of(model))
    for uses in batched(
        _uses(agreements, boroughs, contracts // CONTRACTS_FOR_A_SYSTEM), CHUNK, strict=False
    ):
        _load_systems(uses)
    _continue_numbering()
    call_command("rebuild_search", verbosity=0)


def _register(borough: Borough) -> Source:
    return _source(f"invented-register-{borough.slug}", f"Invented register of {borough.name}", Rank.REGISTER)


def _source(slug: str, name: str, rank: Rank, *, published: bool = False) -> Source:
    return Source.objects.create(slug=slug, name=name, rank=rank, published=published)


def _uses(agreements: Agreements, boroughs: list[Borough], number: int) -> Iterator[tuple[Any, ...]]:
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


def _load_systems(uses: Iterable[tuple[Any, ...]]) -> None:
    rows = [row for use in uses for row in use]
    with transaction.atomic():
        for model in (SystemInUse, SystemInUse.functions.through, Assertion):
            load(model, [row for row in rows if type(row) is model])


def _continue_numbering() -> None:
    """Let the next record take the next id: PostgreSQL does not notice ids that were given."""
    numbered: list[type[models.Model]] = list(NUMBERED)
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), numbered):
            cursor.execute(statement)
        if connection.vendor == "postgresql":
            cursor.execute("ANALYZE")
