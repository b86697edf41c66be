"""The world put into a database: base rows by the thousand, without a change log.

List rows, text indexes and facets are then made by the product's own projection.
"""

import datetime
import random
from itertools import batched
from typing import Any, Final

from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection, models, transaction

from boroughs.models import Borough, Function
from contracts.demonstration.scale.agreements import Agreements, Rows
from contracts.demonstration.scale.market import Skewed, add_products, add_suppliers
from contracts.demonstration.scale.scratch import INVENTED
from contracts.demonstration.scale.uses import uses
from contracts.models import Assertion, Contract, ContractSupplier, ExtensionOption, Rank, Source, SystemInUse
from suppliers.models import Product, Supplier
from thirty3.loading import load, seldom_collecting

SEED: Final = 33
CHUNK: Final = 5000
SUPPLIERS: Final = 1000
PRODUCTS: Final = 1200
FUNCTIONS: Final = 60
CONTRACTS_FOR_A_SYSTEM: Final = 5
NUMBERED: Final = (Supplier, Product, Contract, SystemInUse)
PARTS: Final = (
    Contract.participants.through,
    Contract.products.through,
    Contract.functions.through,
    ContractSupplier,
    ExtensionOption,
    Assertion,
)
PARTS_OF_SYSTEM: Final = (SystemInUse, SystemInUse.functions.through, Assertion)


def make_world(contracts: int, *, today: datetime.date) -> None:
    """Fill an empty database that holds the reference data, and make its list rows."""
    with seldom_collecting():
        agreements = _start(today)
        _add_contracts(agreements, contracts)
        _add_systems(agreements, contracts // CONTRACTS_FOR_A_SYSTEM)
    _continue_numbering()
    call_command("rebuild_search", verbosity=0)
    _tell_the_planner()


def _start(today: datetime.date) -> Agreements:
    """The market and the sources, in which agreements are made."""
    # Invented data needs no secrecy, and a seeded generator is the point.
    chance = random.Random(SEED)  # noqa: S311
    functions = chance.sample(list(Function.objects.order_by("slug")), FUNCTIONS)
    with transaction.atomic():
        suppliers = add_suppliers(SUPPLIERS, chance)
        offers = add_products(PRODUCTS, suppliers, functions, chance)
    boroughs = list(Borough.objects.authorities())
    return Agreements(
        today=today,
        chance=chance,
        buyers=Skewed(boroughs, steepness=0.4),
        offers=Skewed(offers, steepness=0.8),
        resellers=Skewed(chance.sample(suppliers, len(suppliers)), steepness=0.9),
        registers={borough.pk: _register(borough) for borough in boroughs},
        notices=_source("notices", "Invented notices", Rank.NOTICE, published=True),
    )


def _register(borough: Borough) -> Source:
    return _source(f"register-{borough.slug}", f"Invented register of {borough.name}", Rank.REGISTER)


def _source(slug: str, name: str, rank: Rank, *, published: bool = False) -> Source:
    return Source.objects.create(
        slug=f"{INVENTED}{slug}", name=name, rank=rank, published=published, demonstration=True
    )


def _add_contracts(agreements: Agreements, number: int) -> None:
    for numbers in batched(range(1, number + 1), CHUNK, strict=False):
        rows = Rows()
        for pk in numbers:
            agreements.add(pk, rows)
        with transaction.atomic():
            load(Contract, rows.contracts)
            for model in PARTS:
                load(model, rows.of(model))


def _add_systems(agreements: Agreements, number: int) -> None:
    boroughs = agreements.buyers.things
    for some in batched(uses(agreements, list(boroughs), number), CHUNK, strict=False):
        rows: list[Any] = [row for use in some for row in use]
        with transaction.atomic():
            for model in PARTS_OF_SYSTEM:
                load(model, [row for row in rows if type(row) is model])


def _continue_numbering() -> None:
    """Let the next record take the next id: PostgreSQL does not notice ids that were given."""
    numbered: list[type[models.Model]] = list(NUMBERED)
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), numbered):
            cursor.execute(statement)
    _tell_the_planner()


def _tell_the_planner() -> None:
    """How much there is now in every table: a server that runs for a day would have found out by itself."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE" if connection.vendor == "postgresql" else "PRAGMA optimize")
