"""What agreements are called off from: frameworks alone, so that no sum adds one to its call-offs."""

from contracts.models import Contract
from thirty3.history.facts import Facts

FROM_FRAMEWORKS = "Agreements are called off from frameworks alone. Choose a framework, or leave it blank."
STAYS_ONE = "Agreements are called off from this framework, so it has to stay one."


class NotAFramework(ValueError):
    """Something would be called off from an agreement that is no framework."""


def problem_of(called_off_from: Contract | None) -> str:
    """What is wrong with where an agreement is called off from, in a sentence; nothing where it is right."""
    if called_off_from is not None and called_off_from.kind != Contract.Kind.FRAMEWORK:
        return FROM_FRAMEWORKS
    return ""


def problem_of_kind(contract: Contract, kind: str) -> str:
    """What is wrong with a kind for an agreement that others are called off from: one query, or none."""
    if kind != Contract.Kind.FRAMEWORK and contract.pk and contract.call_offs.exists():
        return STAYS_ONE
    return ""


def hold(contract: Contract, facts: Facts) -> None:
    """Refuse facts by which something would be called off from what is no framework."""
    parent = Contract.objects.filter(pk=facts["called_off_from_id"] or 0).first()
    if problem := problem_of(parent) or problem_of_kind(contract, str(facts["kind"])):
        raise NotAFramework(problem)
