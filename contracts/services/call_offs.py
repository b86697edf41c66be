"""What agreements are called off from: frameworks alone, so that no sum adds one to its call-offs."""

from typing import Final

from contracts.models import Contract
from thirty3.history.facts import Facts

FROM_FRAMEWORKS = "Agreements are called off from frameworks alone. Choose a framework, or leave it blank."
NO_CALL_OFF = "Only a call-off, a purchase order or spend evidence is called off from a framework."
STAYS_ONE = "Agreements are called off from this framework, so it has to stay one."
CALLED_OFF: Final = frozenset({Contract.Kind.CALL_OFF, Contract.Kind.PURCHASE_ORDER, Contract.Kind.SPEND})


class NotAFramework(ValueError):
    """Something would be called off that cannot be, or from what is no framework."""


def problem_of(kind: str, called_off_from: Contract | None) -> str:
    """What is wrong with where an agreement is called off from, in a sentence; nothing where it is right."""
    if called_off_from is None:
        return ""
    if called_off_from.kind != Contract.Kind.FRAMEWORK:
        return FROM_FRAMEWORKS
    return "" if kind in CALLED_OFF else NO_CALL_OFF


def problem_of_kind(contract: Contract, kind: str) -> str:
    """What is wrong with a kind for an agreement that others are called off from: one query, or none."""
    if kind != Contract.Kind.FRAMEWORK and contract.pk and contract.call_offs.exists():
        return STAYS_ONE
    return ""


def hold(contract: Contract, facts: Facts) -> None:
    """Refuse facts by which something would be called off from what is no framework."""
    parent = Contract.objects.filter(pk=facts["called_off_from_id"] or 0).first()
    if problem := problem_of(str(facts["kind"]), parent) or problem_of_kind(contract, str(facts["kind"])):
        raise NotAFramework(problem)
