"""What an authority's own people write: their contracts and systems, and who may see what of them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db import transaction

from boroughs.models import Function
from boroughs.permissions import Act, capacity, demand
from contracts.models import Contract, ContractSupplier, ExtensionOption, State, SystemInUse
from contracts.models.visibility import kept
from contracts.services.confirming import owner_of
from contracts.services.editing import editing
from suppliers.adding import add_product, add_supplier
from suppliers.models import Product, Supplier
from thirty3.history.services import recording

BY_FORM: Final = "Entered by the authority"
OF_VISIBILITY: Final = "Who may see it"

type Choices = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class Named:
    """A supplier or a technology by its name; one that has no number yet is to be added."""

    name: str
    pk: int | None = None


@dataclass(frozen=True)
class Option:
    """One option to extend."""

    months: int
    decide_by: date | None = None
    taken: date | None = None


@dataclass(frozen=True)
class Writer:
    """Who writes, in which role, and for real records or invented ones."""

    actor: Any
    role: str
    demonstration: bool

    def supplier(self, named: Named) -> int:
        return named.pk if named.pk is not None else self._added(add_supplier, named)

    def product(self, named: Named) -> int:
        return named.pk if named.pk is not None else self._added(add_product, named)

    def _added(self, add: Callable[..., Supplier | Product], named: Named) -> int:
        made = add(
            name=named.name,
            demonstration=self.demonstration,
            actor=self.actor,
            role=self.role,
            why=BY_FORM,
        )
        return made.pk


@transaction.atomic
def keep_contract(
    *,
    contract: Contract,
    suppliers: Sequence[Named],
    products: Sequence[Named],
    functions: Iterable[Function],
    options: Sequence[Option],
    actor: Any,
    seen: int | None = None,
) -> Contract:
    """Write a contract as an officer entered it; what its columns say stands on it already."""
    demand(actor, Act.EDIT, contract.lead_buyer)
    role = capacity(actor, contract.lead_buyer)
    writer = Writer(actor, role, contract.demonstration)
    sellers = {writer.supplier(named): named.name for named in suppliers}
    bought = [writer.product(named) for named in products]
    with editing(contract, actor=actor, role=role, why=BY_FORM, seen=seen):
        contract.save()
        contract.products.set(bought)
        contract.functions.set(functions)
        _set_suppliers(contract, sellers)
        _set_options(contract, options)
    return contract


@dataclass(frozen=True)
class Together:
    """What several contracts are to say alike; what is None stays as each has it."""

    functions: Sequence[Function] | None = None
    end: tuple[date, str] | None = None
    review: date | None = None


@transaction.atomic
def change_several(*, contracts: Iterable[Contract], together: Together, actor: Any) -> None:
    """Change several contracts at once: all of them, as they were shown, or none."""
    for contract in contracts:
        demand(actor, Act.EDIT, contract.lead_buyer)
        role = capacity(actor, contract.lead_buyer)
        with editing(contract, actor=actor, role=role, why=BY_FORM, seen=contract.version):
            if together.end is not None:
                contract.end_date, contract.end_precision = together.end
                contract.end_kind, contract.end_state = Contract.EndKind.FIXED, State.KNOWN
            if together.review is not None:
                contract.review_date, contract.review_state = together.review, State.KNOWN
            contract.save()
            if together.functions is not None:
                contract.functions.set(together.functions)


@dataclass(frozen=True)
class SystemsTogether:
    """What several systems are to say alike; what is blank stays as each has it."""

    functions: Sequence[Function] | None = None
    status: str = ""
    hosting: str = ""
    replace_by: date | None = None


@transaction.atomic
def change_several_systems(*, systems: Iterable[SystemInUse], together: SystemsTogether, actor: Any) -> None:
    """Change several systems at once: all of them, as they were shown, or none."""
    for system in systems:
        demand(actor, Act.EDIT, system.borough)
        role = capacity(actor, system.borough)
        with editing(system, actor=actor, role=role, why=BY_FORM, seen=system.version):
            if together.status:
                system.status = together.status
            if together.hosting:
                system.hosting, system.hosting_state = together.hosting, State.KNOWN
            if together.replace_by is not None:
                system.plan_to_replace, system.replace_by_date = True, together.replace_by
            system.save()
            if together.functions is not None:
                system.functions.set(together.functions)


def _set_suppliers(contract: Contract, sellers: Mapping[int, str]) -> None:
    """Those that stay keep what the buyer said of them at award."""
    contract.supplier_links.exclude(supplier__in=sellers).delete()
    held = set(contract.supplier_links.values_list("supplier_id", flat=True))
    for pk, name in sellers.items():
        if pk not in held:
            ContractSupplier.objects.create(contract=contract, supplier_id=pk, name_as_given=name)


def _set_options(contract: Contract, options: Sequence[Option]) -> None:
    held = contract.extension_options.order_by("position")
    now = [Option(one.months, one.decide_by_date, one.taken_date) for one in held]
    if now == list(options):
        return
    contract.extension_options.all().delete()
    for position, option in enumerate(options, 1):
        ExtensionOption.objects.create(
            contract=contract,
            position=position,
            months=option.months,
            decide_by_date=option.decide_by,
            taken_date=option.taken,
        )


@transaction.atomic
def keep_system(
    *,
    system: SystemInUse,
    product: Named,
    supplier: Named | None,
    functions: Iterable[Function],
    actor: Any,
    seen: int | None = None,
) -> SystemInUse:
    """Write a system in use as an officer entered it; what its columns say stands on it already."""
    demand(actor, Act.EDIT, system.borough)
    role = capacity(actor, system.borough)
    writer = Writer(actor, role, system.demonstration)
    system.product_id = writer.product(product)
    system.supplier_id = writer.supplier(supplier) if supplier else None
    with editing(system, actor=actor, role=role, why=BY_FORM, seen=seen):
        system.save()
        system.functions.set(functions)
    return system


@transaction.atomic
def set_visibility(
    *, record: Contract | SystemInUse, choices: Choices, actor: Any, seen: int | None = None
) -> None:
    """Say who may see which fact of a record; what is not named follows the rule for its kind."""
    borough = owner_of(record)
    demand(actor, Act.SET_VISIBILITY, borough)
    role = capacity(actor, borough)
    with recording(record, actor=actor, role=role, why=OF_VISIBILITY, seen=seen):
        record.visibility = {
            fact: kept(choice["audience"], choice.get("reason", "")) for fact, choice in choices.items()
        }
        record.save(update_fields=["visibility"])
