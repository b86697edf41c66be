"""Contracts of the world: every state, several buyers and suppliers, ends over fifteen years."""

import datetime
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Final

from boroughs.models import Borough
from contracts.demonstration.scale.market import Offer, Skewed
from contracts.demonstration.scale.wording import description
from contracts.models import Assertion, Contract, ContractSupplier, ExtensionOption, Source
from contracts.services.groups import CONTRACT
from suppliers.models import Supplier
from thirty3.keys import new_key

KINDS: Final = {"contract": 60, "call-off": 20, "purchase-order": 8, "spend": 8, "framework": 4}
STATES: Final = {"known": 82, "unknown": 10, "withheld": 5, "none": 3}
ENDS: Final = {"fixed": 82, "": 11, "rolling": 5, "until-terminated": 2}
DEPARTMENTS: Final = ("", "", "Housing", "Finance", "Adults", "Children", "Digital", "Environment")
FORMS: Final = (
    "{function}: {product} licences and support",
    "{product} for {function}",
    "{function} system",
    "Hosting and support of {product}",
    "Provision of {function}",
)


def weighted[T](chance: random.Random, weights: dict[T, int]) -> T:
    return chance.choices(list(weights), weights=list(weights.values()))[0]


@dataclass
class Rows:
    """Rows of many tables that are loaded together."""

    contracts: list[Contract] = field(default_factory=list)
    parts: list[Any] = field(default_factory=list)

    def of(self, model: type[Any]) -> list[Any]:
        return [row for row in self.parts if type(row) is model]


@dataclass
class Agreements:
    """Writes one agreement after the other; what was bought and by whom stays for the systems in use."""

    today: datetime.date
    chance: random.Random
    buyers: Skewed[Borough]
    offers: Skewed[Offer]
    resellers: Skewed[Supplier]
    registers: dict[int, Source]
    notices: Source
    frameworks: list[int] = field(default_factory=list)
    # Authority and product -> the agreement that pays for it.
    bought: dict[tuple[int, int], int] = field(default_factory=dict)

    def add(self, pk: int, rows: Rows) -> None:
        chance, offer, buyer = self.chance, self.offers.one(self.chance), self.buyers.one(self.chance)
        kind = weighted(chance, KINDS)
        source = self.notices if chance.random() < 0.3 else self.registers[buyer.pk]
        seller = offer.maker if chance.random() < 0.6 else self.resellers.one(chance)
        contract = Contract(
            pk=pk,
            key=new_key(),
            version=1,
            demonstration=True,
            kind=kind,
            reference=f"INV-{pk}",
            lead_buyer=buyer,
            department=chance.choice(DEPARTMENTS),
            regime=chance.choice(("", "2015", "2023")),
            cpv=[chance.choice(("48000000", "72000000", "72260000", "48450000"))],
            origins=dict.fromkeys(CONTRACT, f"{source.slug}:{pk}"),
            **self._named(offer, seller),
            **self._dates(),
            **self._money(kind),
            **self._terms(),
        )
        contract.updated_at = self._moment()
        if kind == "call-off" and self.frameworks and chance.random() < 0.3:
            contract.called_off_from_id = chance.choice(self.frameworks)
        if kind == "framework":
            self.frameworks.append(pk)
        rows.contracts.append(contract)
        rows.parts += self._parts(contract, offer, seller)
        rows.parts.append(self._said(contract, source))
        self.bought[buyer.pk, offer.product.pk] = pk

    def _named(self, offer: Offer, seller: Supplier) -> dict[str, str]:
        names = {
            "function": self.chance.choice(offer.functions).name,
            "product": offer.product.name,
            "supplier": seller.name,
        }
        title = self.chance.choice(FORMS).format(**names)
        return {"title": title, "description": description(self.chance, **names)}

    def _dates(self) -> dict[str, Any]:
        """Starts over the last twelve years; ends from long ago to eight years on, some without a date."""
        start = self.today - datetime.timedelta(days=self.chance.randint(-180, 12 * 365))
        months = self.chance.choice((12, 24, 36, 36, 48, 48, 60, 84, 120))
        end_kind = weighted(self.chance, ENDS)
        unsaid = "withheld" if self.chance.random() < 0.1 else "unknown"
        end = start + datetime.timedelta(days=months * 30 + self.chance.randint(0, 30))
        return {
            "start_date": start,
            "award_date": start - datetime.timedelta(days=30) if self.chance.random() < 0.5 else None,
            "end_kind": end_kind,
            "end_state": "known" if end_kind else unsaid,
            "end_date": end if end_kind == "fixed" else None,
            "end_precision": self.chance.choice(("day", "day", "month", "year")),
        }

    def _money(self, kind: str) -> dict[str, Any]:
        state = "known" if kind == "spend" else weighted(self.chance, STATES)
        if state != "known":
            return {"value_state": state}
        amount = Decimal(round(self.chance.lognormvariate(10.7, 1.6), 2))
        kinds = {"spend": "spend", "framework": "ceiling"}
        return {
            "value_state": state,
            "value": amount.quantize(Decimal("0.01")),
            "value_kind": kinds.get(kind)
            or self.chance.choice(("awarded", "awarded", "tender", "not-stated")),
            "value_span": self.chance.choice(("whole-life", "whole-life", "annual", "not-stated")),
            "value_vat": self.chance.choice(("excluding", "excluding", "including", "not-stated")),
        }

    def _terms(self) -> dict[str, Any]:
        chance = self.chance
        route = chance.choice(["", *Contract.Route.values])
        notice = chance.choice((None, None, None, 1, 3, 6, 12))
        review = self.today + datetime.timedelta(days=chance.randint(-300, 900))
        reviewed = chance.random() < 0.2
        return {
            "route": route,
            "route_state": "known" if route else "unknown",
            "notice_months": notice,
            "notice_state": "known" if notice else "unknown",
            "review_date": review if reviewed else None,
            "review_state": "known" if reviewed else "unknown",
            "supplier_state": "known" if chance.random() < 0.92 else chance.choice(("withheld", "unknown")),
            "extensions_state": "known" if chance.random() < 0.3 else "unknown",
        }

    def _parts(self, contract: Contract, offer: Offer, seller: Supplier) -> Iterator[Any]:
        """Its suppliers, products, functions, other buyers and extension options."""
        chance = self.chance
        yield Contract.products.through(contract_id=contract.pk, product_id=offer.product.pk)
        for served in offer.functions:
            yield Contract.functions.through(contract_id=contract.pk, function_id=served.pk)
        if contract.supplier_state == "known":
            more = self.resellers.several(chance, 3) if chance.random() < 0.06 else []
            for one in dict.fromkeys([seller, *more]):
                yield ContractSupplier(contract=contract, supplier=one, sme_at_award=one.is_sme)
        if chance.random() < 0.05:
            for other in self.buyers.several(chance, chance.randint(1, 5)):
                if other.pk != contract.lead_buyer_id:
                    yield Contract.participants.through(contract_id=contract.pk, borough_id=other.pk)
        if contract.extensions_state == "known":
            for position in range(1, chance.choice((2, 3))):
                yield ExtensionOption(contract=contract, position=position, months=12)

    def _said(self, contract: Contract, source: Source) -> Assertion:
        return Assertion(
            source=source,
            source_record_id=str(contract.pk),
            record_kind=Contract.record_kind(),
            record_id=contract.pk,
            rank=source.rank,
            published=source.published,
            as_at_date=self._moment().date(),
        )

    def _moment(self) -> datetime.datetime:
        """Some time in the last two years."""
        noon = datetime.datetime.combine(self.today, datetime.time(12), datetime.UTC)
        return noon - datetime.timedelta(minutes=self.chance.randint(0, 2 * 365 * 24 * 60))
