"""Builders of records for tests: each writes through the change log, and says nothing it is not told."""

import datetime
import itertools
from collections.abc import Iterable
from typing import Any

from boroughs.models import Borough, Function, ServiceArea
from contracts.models import Assertion, Contract, ContractSupplier, ExtensionOption, Rank, Source, SystemInUse
from suppliers.models import Product, Supplier
from thirty3.history.services import recording, refresh_lists

_numbers = itertools.count(1)


def borough(name: str = "Camden", **facts: Any) -> Borough:
    slug = facts.pop("slug", name.lower().replace(" ", "-"))
    if (known := Borough.objects.filter(slug=slug).first()) is not None:
        return known
    facts = {"formal_name": f"London Borough of {name}", "kind": Borough.Kind.AUTHORITY} | facts
    record = Borough(slug=slug, name=name, **facts)
    with recording(record):
        record.save()
    return record


def area(name: str = "Housing", side: str = "frontline") -> ServiceArea:
    slug = name.lower().replace(" ", "-")
    if (known := ServiceArea.objects.filter(slug=slug).first()) is not None:
        return known
    record = ServiceArea(slug=slug, name=name, side=side)
    with recording(record):
        record.save()
    return record


def function(name: str = "Housing management", *, of: ServiceArea | None = None, **facts: Any) -> Function:
    slug = name.lower().replace(" ", "-")
    if (known := Function.objects.filter(slug=slug).first()) is not None:
        return known
    record = Function(slug=slug, name=name, area=of or area(), **facts)
    with recording(record):
        record.save()
    return record


def supplier(name: str = "", **facts: Any) -> Supplier:
    number = next(_numbers)
    name = name or f"Supplier {number}"
    slug = facts.pop("slug", f"{name.lower().replace(' ', '-')}-{number}")
    record = Supplier(slug=slug, name=name, **facts)
    with recording(record):
        record.save()
    return record


def product(name: str = "", **facts: Any) -> Product:
    number = next(_numbers)
    name = name or f"Product {number}"
    record = Product(slug=f"{name.lower().replace(' ', '-')}-{number}", name=name, **facts)
    with recording(record):
        record.save()
    return record


def contract(
    title: str = "Housing system",
    *,
    buyer: Borough | None = None,
    participants: Iterable[Borough] = (),
    suppliers: Iterable[Supplier] = (),
    sme: bool | None = None,
    products: Iterable[Product] = (),
    functions: Iterable[Function] = (),
    extensions: Iterable[int] = (),
    actor: Any = None,
    **facts: Any,
) -> Contract:
    """A contract with what is named. States follow from the values given, unless they are given too."""
    sellers, lengths = list(suppliers), list(extensions)
    if sellers:
        facts.setdefault("supplier_state", "known")
    if lengths:
        facts.setdefault("extensions_state", "known")
    if "end_date" in facts:
        facts = {"end_kind": "fixed", "end_state": "known", **facts}
    for fact, column in (
        ("value", "value"),
        ("route", "route"),
        ("notice", "notice_months"),
        ("review", "review_date"),
    ):
        if facts.get(column) not in (None, ""):
            facts.setdefault(f"{fact}_state", "known")
    record = Contract(title=title, lead_buyer=buyer or borough(), **facts)
    with recording(record, actor=actor):
        record.save()
        record.participants.add(*participants)
        record.products.add(*products)
        record.functions.add(*functions)
        for seller in sellers:
            ContractSupplier.objects.create(contract=record, supplier=seller, sme_at_award=sme)
        for position, months in enumerate(lengths, 1):
            ExtensionOption.objects.create(contract=record, position=position, months=months)
    return record


def change(record: Any, *, actor: Any = None, why: str = "", **facts: Any) -> None:
    """Change columns of a record, or its sets, as a service would."""
    with recording(record, actor=actor, why=why):
        sets = {name for name in facts if record._meta.get_field(name).many_to_many}
        for name in facts.keys() - sets:
            setattr(record, name, facts[name])
        record.save()
        for name in sets:
            getattr(record, name).set(facts[name])


def system(
    of: Product | None = None,
    *,
    buyer: Borough | None = None,
    functions: Iterable[Function] = (),
    **facts: Any,
) -> SystemInUse:
    for fact in ("hosting", "users", "satisfaction"):
        if facts.get(fact) not in (None, ""):
            facts.setdefault(f"{fact}_state", "known")
    record = SystemInUse(product=of or product(), borough=buyer or borough(), **facts)
    with recording(record):
        record.save()
        record.functions.add(*functions)
    return record


def source(slug: str = "camden-register", *, published: bool = False, **facts: Any) -> Source:
    defaults = {"name": slug.replace("-", " ").capitalize(), "rank": Rank.REGISTER, "published": published}
    return Source.objects.get_or_create(slug=slug, defaults={**defaults, **facts})[0]


def assertion(
    of: Contract | SystemInUse,
    origin: Source,
    *,
    won: Iterable[str] = (),
    as_at: datetime.date = datetime.date(2026, 1, 31),
    values: dict[str, Any] | None = None,
    **facts: Any,
) -> Assertion:
    """What a source says of a record; `won` names the groups of facts in which its values show."""
    identity = f"row-{next(_numbers)}"
    record = Assertion.objects.create(
        source=origin,
        source_record_id=identity,
        record_kind=of.record_kind(),
        record_id=of.pk,
        rank=origin.rank,
        published=facts.pop("published", origin.published),
        as_at_date=as_at,
        values=values or {},
        **facts,
    )
    change(of, origins={**of.origins, **dict.fromkeys(won, f"{origin.slug}:{identity}")})
    refresh_lists(of)
    return record
