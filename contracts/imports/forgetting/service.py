"""Forgetting an alias, and giving back every record that it decided, in one transaction.

Each goes to what a fresh import of its name would make of it: the supplier or product that is known
by just that name or, where nobody bears it, a new one. What was said by hand of a record stays.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import batched
from typing import Any, Final

from django.apps import apps
from django.db import transaction
from django.db.models import QuerySet, TextField
from django.db.models.functions import Cast

from boroughs.models import Borough
from contracts.imports.comparing import said_by
from contracts.imports.forgetting.decided import (
    CONTRACT,
    SYSTEM,
    Decided,
    decided_by,
    links_of,
    names_supplier,
)
from contracts.imports.forgetting.meanings import Alias, Named, meanings_of
from contracts.imports.interpreting.alike import NEW
from contracts.imports.receiving import READABLE, ask_again
from contracts.models import (
    Assertion,
    Contract,
    ContractSupplier,
    ImportAnswer,
    ImportBatch,
    ImportWrite,
    SystemInUse,
)
from contracts.services.precedence import Said, winner
from suppliers.models import Product, Supplier, SupplierAlias
from thirty3.history.facts import Facts
from thirty3.history.many import recording_table
from thirty3.history.services import recording, role_of
from thirty3.registry import PROJECTIONS

type Record = Contract | SystemInUse
CHUNK = 500
COUNTED: Final = {CONTRACT: "contracts", SYSTEM: "systems"}


class NoLongerKnown(Exception):
    """Somebody else has just forgotten the alias."""


@dataclass
class Forgotten:
    """What was done: how many records moved, who is new, and which files have to be read again."""

    contracts: int = 0
    systems: int = 0
    made: list[str] = field(default_factory=list)
    read_again: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Preview:
    """What forgetting would do: the records that move, by authority, and to whom."""

    moving: list[tuple[Borough, list[Record]]]
    # Names of those who are known, and of those who would be new.
    known: list[str]
    new: list[str]


def owner_of(alias: Alias) -> Supplier | Product:
    """The record that the alias means."""
    return alias.supplier if isinstance(alias, SupplierAlias) else alias.product


def preview(alias: Alias) -> Preview:
    """What forgetting the alias would do."""
    meanings = meanings_of(alias)
    found = decided_by(alias, meanings)
    meant = {named.name: meanings.otherwise(named) for one in found for named in one.named}
    known = type(owner_of(alias))._default_manager.filter(pk__in=filter(None, meant.values()))
    return Preview(
        _by_authority(found),
        list(known.order_by("name").values_list("name", flat=True)) if any(meant.values()) else [],
        sorted(name for name, pk in meant.items() if pk is None),
    )


def _by_authority(found: list[Decided]) -> list[tuple[Borough, list[Record]]]:
    ids: dict[str, set[int]] = {CONTRACT: set(), SYSTEM: set()}
    for one in found:
        ids[one.assertion.record_kind].add(one.assertion.record_id)
    contracts = Contract.objects.filter(pk__in=ids[CONTRACT]).select_related("lead_buyer")
    systems = SystemInUse.objects.filter(pk__in=ids[SYSTEM]).select_related("borough", "product")
    of: dict[Borough, list[Record]] = defaultdict(list)
    for contract in contracts.order_by("title", "pk"):
        of[contract.lead_buyer].append(contract)
    for system in systems.order_by("product__name", "pk"):
        of[system.borough].append(system)
    return sorted(of.items(), key=lambda item: item[0].name)


@transaction.atomic
def forget_alias(*, alias: Alias, actor: Any = None, why: str = "") -> Forgotten:
    """Remove the alias, move what it decided, and take back the answers that would teach it again."""
    held: Any = type(alias)._default_manager.select_for_update().filter(pk=alias.pk).first()
    if held is None:
        raise NoLongerKnown
    owner, done = owner_of(held), Forgotten()
    why = why or f"“{held.spelling}” no longer means {owner}"
    meanings = meanings_of(held)
    found = decided_by(held, meanings)
    with recording(owner, actor=actor, why=why):
        held.delete()

    def meant(named: Named) -> int:
        known = meanings.otherwise(named)
        if known is not None:
            return known
        done.made.append(named.name)
        return meanings.make(named, actor=actor, why=why)

    for kind in (CONTRACT, SYSTEM):
        by_record: dict[int, list[Decided]] = defaultdict(list)
        for one in found:
            if one.assertion.record_kind == kind:
                by_record[one.assertion.record_id].append(one)
        for ids in batched(sorted(by_record), CHUNK, strict=False):
            said = {pk: by_record[pk] for pk in ids}
            _move(kind, said, lambda one: _otherwise(one, owner.pk, meant), actor=actor, why=why)
        setattr(done, COUNTED[kind], len(by_record))
    done.read_again = _unlearn(held, owner)
    return done


def _move(
    kind: str,
    decided: dict[int, list[Decided]],
    otherwise: Callable[[Decided], Facts],
    *,
    actor: Any,
    why: str,
) -> None:
    """Let sources say of records what they would have said without the alias, and show what counts."""
    model = apps.get_model(kind)
    records = model._default_manager.select_for_update().filter(pk__in=decided).in_bulk()
    with recording_table(model, only=decided, actor=actor, role=role_of(actor), why=why):
        for one in (one for said in decided.values() for one in said):
            one.assertion.values = one.assertion.values | {one.group: otherwise(one)}
            one.assertion.save(update_fields=["values"])
        everyone = Assertion.objects.filter(record_kind=kind, record_id__in=decided).select_related("source")
        told: dict[int, list[Said]] = defaultdict(list)
        for assertion in everyone:
            told[assertion.record_id].append(said_by(assertion))
        for pk, record in records.items():
            group = decided[pk][0].group
            if (best := winner(kind, group, told[pk])) is not None:
                _show(record, group, best.values[group])
    # What sources say shows beside the value, also where another source's value stays.
    PROJECTIONS[kind].refresh(set(decided))


def _otherwise(one: Decided, owner: int, meant: Callable[[Named], int]) -> Facts:
    """A group of facts as its source would have given it without the alias."""
    facts: Facts = one.assertion.values[one.group]
    if one.group == "products":
        others = set(facts["products"]) - (set() if one.stays else {owner})
        return {"products": sorted(others | {meant(named) for named in one.named})}
    if "supplier_links" not in facts:
        [fact] = facts
        return {fact: meant(one.named[0])}
    links: dict[int, Facts] = {}
    for link, named in links_of(facts):
        wrong = link["supplier_id"] == owner and named in one.named
        pk = meant(named) if wrong and named else link["supplier_id"]
        links.setdefault(pk, link | {"supplier_id": pk})
    return facts | {"supplier_links": list(links.values())}


def _show(record: Record, group: str, facts: Facts) -> None:
    if isinstance(record, SystemInUse):
        for fact, value in facts.items():
            setattr(record, fact, value)
        record.save(update_fields=list(facts))
    elif group == "products":
        record.products.set(facts["products"])
    else:
        record.supplier_links.all().delete()
        ContractSupplier.objects.bulk_create(
            ContractSupplier(contract=record, **link) for link in facts["supplier_links"]
        )


def _unlearn(alias: Alias, owner: Supplier | Product) -> list[str]:
    """Take back answers about files that still wait; those files that relied on the alias are read again."""
    kind = ImportAnswer.Kind.SUPPLIER if isinstance(alias, SupplierAlias) else ImportAnswer.Kind.PRODUCT
    waiting = ImportBatch.objects.filter(status__in=READABLE, undoes=None, demonstration=alias.demonstration)
    answers = ImportAnswer.objects.filter(batch__in=waiting, kind=kind, subject=alias.folded)
    taught = answers.exclude(answer=NEW)
    stale = set(taught.values_list("batch", flat=True))
    taught.delete()
    writes = ImportWrite.objects.filter(batch__in=waiting, record_kind__in=[CONTRACT, SYSTEM])
    stale |= _naming(writes, owner)
    batches = list(ImportBatch.objects.filter(pk__in=stale).order_by("pk"))
    for batch in batches:
        ask_again(batch=batch)
    return [batch.key for batch in batches]


def _naming(writes: QuerySet[ImportWrite], owner: Supplier | Product) -> set[int]:
    """The batches that would write the owner's number into a record."""
    if isinstance(owner, Supplier):
        naming = writes.annotate(text=Cast("record", TextField())).filter(names_supplier(owner.pk))
        return set(naming.values_list("batch", flat=True))
    bought = writes.filter(record_kind=CONTRACT).values_list("batch", "record__products")
    return {
        *writes.filter(record__product_id=owner.pk).values_list("batch", flat=True),
        *(batch for batch, products in bought.iterator() if owner.pk in (products or ())),
    }
