"""What a public contract owes in its life and at its end; and a procurement that is given up (D22 to D27)."""

from toolkit.law.case import Route
from toolkit.law.contract import contract_payment, payments_compliance, performance, termination
from toolkit.law.decision import Findings, Owed
from toolkit.law.facts import Facts, source


def afterwards(facts: Facts, found: Findings) -> None:
    case = facts.case
    if not facts.public:
        return
    if case.route is Route.ABANDON:
        _given_up(facts, found)
        return
    performance(facts, found)
    if case.paid_on or not case.after_award:
        contract_payment(facts, found)
        payments_compliance(facts, found)
    if case.ended_on or case.route is not Route.CHANGE:
        termination(facts, found)


def _given_up(facts: Facts, found: Findings) -> None:
    """D27."""
    case = facts.case
    if case.uk4_on is None and case.uk5_on is None:
        found.warn(
            "UK12 is owed only where a tender notice (UK4) or a transparency notice (UK5) was published."
        )
    if case.entered_on:
        found.warn("The contract was entered into: its end is a termination (UK11), no procurement given up.")
    found.notices.append(
        Owed(
            "UK12", "as soon as reasonably practicable after the decision not to award",
            "A tender or transparency notice was published, and no contract will be awarded.",
            source("pa-55"),
        )
    )  # fmt: skip
