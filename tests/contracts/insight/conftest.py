"""A London of random agreements and systems: shared, protective, closed, undated, of every kind."""

import datetime
import random
from collections.abc import Iterator
from decimal import Decimal

import pytest
from pytest_django.plugin import DjangoDbBlocker

from boroughs.models import Borough
from contracts.models import Contract, SystemInUse
from tests import factories
from tests.forgetting import forgotten_afterwards
from thirty3.history.services import recording

DAY = datetime.date(2026, 11, 23)
BOROUGHS = ("Barnet", "Bexley", "Brent", "Camden", "Hackney", "Merton", "Sutton")
KINDS = ("contract", "contract", "call-off", "framework", "purchase-order", "spend")


class London:
    """The random world, and the slugs by which its figures may be narrowed."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)
        self.boroughs = [factories.borough(name) for name in BOROUGHS]
        self.body = factories.borough("Greater London Authority", slug="gla")
        with recording(self.body):
            self.body.kind = Borough.Kind.PUBLIC_BODY
            self.body.save()
        people, safety = factories.area("People", "corporate"), factories.area("Security", "corporate")
        self.functions = [
            factories.function("Housing management"),
            factories.function("Repairs"),
            factories.function("Payroll", of=people),
            factories.function("Identity", of=safety, protective=True),
        ]
        self.suppliers = [factories.supplier(f"Seller {number}") for number in range(18)]
        makers = [*self.suppliers[:13], None, None]
        self.products = [factories.product(f"Product {n}", maker=self.rng.choice(makers)) for n in range(16)]
        contracts = [self.contract(number) for number in range(110)]
        for number in range(60):
            self.system(number, contracts)

    def closed(self, *facts: str) -> dict[str, dict[str, str]]:
        if self.rng.random() > 0.3:
            return {}
        audience = self.rng.choice(["boroughs", "own"])
        return {self.rng.choice(facts): {"audience": audience, "reason": "s43"}}

    def contract(self, number: int) -> Contract:
        rng = self.rng
        facts: dict[str, object] = {"kind": rng.choice(KINDS)}
        if rng.random() < 0.7:
            facts["end_date"] = DAY + datetime.timedelta(
                days=rng.choice([-900, -1, 0, 1, 37, 38, 365, 700, 2000])
            )
        else:
            facts |= rng.choice(
                [
                    {"end_kind": "rolling", "end_state": "known"},
                    {"end_state": "withheld"},
                    {"end_state": "none"},
                    {},
                ]
            )
        if rng.random() < 0.7:
            facts |= {
                "value": Decimal(rng.choice(["0", "100.10", "2500", "99999.99"])),
                "value_kind": rng.choice(["awarded", "awarded", "not-stated", "ceiling", "tender"]),
                "value_span": rng.choice(["annual", "whole-life", "not-stated"]),
            }
        else:
            facts["value_state"] = rng.choice(["unknown", "withheld"])
        sellers = rng.sample(self.suppliers, rng.choice([0, 1, 1, 1, 2, 3]))
        if not sellers:
            facts["supplier_state"] = rng.choice(["unknown", "withheld", "none"])
        return factories.contract(
            f"Agreement {number}",
            buyer=rng.choice([*self.boroughs, self.body]),
            participants=rng.sample(self.boroughs, rng.choice([0, 0, 1, 2])),
            suppliers=sellers,
            products=rng.sample(self.products, rng.choice([0, 1])),
            functions=rng.sample(self.functions, rng.choice([0, 1, 2])),
            visibility=self.closed("value", "end", "supplier", "functions", "participants", "record"),
            demonstration=rng.random() < 0.2,
            **facts,
        )

    def system(self, number: int, contracts: list[Contract]) -> SystemInUse:
        rng = self.rng
        record = factories.system(
            rng.choice(self.products),
            buyer=rng.choice(self.boroughs),
            functions=rng.sample(self.functions, rng.choice([0, 1, 1, 2])),
            supplier=rng.choice([None, *self.suppliers]),
            contract=rng.choice([None, *contracts]),
            status=rng.choice(["", "pilot", "live", "live", "replacing", "retired"]),
            visibility=self.closed("product", "supplier", "functions", "contract", "status", "record"),
            demonstration=rng.random() < 0.2,
        )
        if rng.random() < 0.7:
            as_at = DAY - datetime.timedelta(days=rng.choice([0, 100, 365, 366, 900]))
            factories.assertion(record, factories.source(), won=["product"], as_at=as_at)
        return record


@pytest.fixture(scope="module")
def london(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[London]:
    """Made once for a module's tests, each of which is rolled back to it."""
    with django_db_blocker.unblock(), forgotten_afterwards():
        yield London(seed=33)
