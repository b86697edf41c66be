"""The decision table of procurement law: what a case is, which notices it owes, and when it may be signed.

Pure: the same case always gives the same decision. The rules stand in the modules beside this one, by the
moment of a contract’s life, under their numbers (D1 to D27); here is their order.
"""

from typing import Final

from toolkit.law.afterwards import afterwards
from toolkit.law.below import say_of_reservation
from toolkit.law.case import Case, Exemption, MarketStep, Route
from toolkit.law.changes import change_of
from toolkit.law.checking import say_what_does_not_fit
from toolkit.law.decision import Change, Decision, Duty, Findings, Owed, Regime
from toolkit.law.facts import Facts, facts_of, from_old_framework, old_act, source
from toolkit.law.letting import letting_of
from toolkit.law.old_law import exempt, under_old_law
from toolkit.law.transparency import code_row
from toolkit.law.ways import say_of_closed_route, say_of_framework, ways_of

MARKET_NOTICES: Final = {
    MarketStep.INTENDED: ("UK13", "before the dynamic market is set up", "A dynamic market is to be set up."),
    MarketStep.ESTABLISHED: ("UK14", "as soon as reasonably practicable", "A dynamic market was set up."),
    MarketStep.CHANGED: (
        "UK15", "as soon as reasonably practicable", "A dynamic market changed, or members came or left.",
    ),
    MarketStep.ENDED: ("UK16", "as soon as reasonably practicable", "A dynamic market stopped."),
}  # fmt: skip


def decide(case: Case) -> Decision:
    """What the law asks of a case."""
    if case.exempt is not Exemption.NONE:
        return exempt(case)
    if not under_the_act(case):
        return under_old_law(case)
    return _by_the_act(facts_of(case))


def under_the_act(case: Case) -> bool:
    """Whether the Procurement Act 2023 governs a case."""
    old = old_act(case) or from_old_framework(case)
    return case.exempt is Exemption.NONE and not old


def _by_the_act(facts: Facts) -> Decision:
    case, found = facts.case, Findings()
    say_what_does_not_fit(facts, found)
    say_of_reservation(facts, found)
    say_of_framework(facts, found)
    if case.market_step:
        code, when, reason = MARKET_NOTICES[case.market_step]
        found.notices.append(Owed(code, when, reason, source("pa-39")))
    ways = ways_of(facts)
    say_of_closed_route(facts, ways, found)
    letting = letting_of(facts, found)
    change, copy_of_change = _changed(facts, found)
    afterwards(facts, found)
    code_row(case, found)
    return Decision(
        regime=Regime.PA2023,
        public_contract=facts.public,
        threshold=facts.threshold,
        reason=_size(facts),
        source=facts.threshold.source,
        notices=tuple(sorted(found.notices, key=lambda one: int(one.code.removeprefix("UK")))),
        standstill=letting.standstill,
        standstill_reason=letting.standstill_reason,
        earliest_signature=letting.earliest_signature,
        warnings=tuple(found.warnings),
        tender_deadline=letting.tenders,
        participation_deadline=letting.requests,
        contract_copy=letting.copy or copy_of_change,
        kpis=letting.kpis,
        change=change,
        duties=tuple(found.duties),
        routes=ways,
        commenced_on=facts.began.day,
        value=case.value,
    )


def _changed(facts: Facts, found: Findings) -> tuple[Change | None, Duty | None]:
    """D25, where the case speaks of a change."""
    case = facts.case
    told = (case.changed_on, case.change_value, case.change_term_months, case.change_ground)
    if case.route is Route.CHANGE or any(one is not None for one in told):
        return change_of(facts, found)
    return None, None


def _size(facts: Facts) -> str:
    """How the value lies to the threshold, in words."""
    limit = f"the threshold of {facts.threshold.said}, including VAT"
    if facts.case.market_alone:
        return "A step in a dynamic market’s own life: no contract is let by it."
    if facts.case.value is None:
        return f"The value cannot be estimated, so the contract counts as being at or above {limit}."
    if facts.public:
        return f"The contract is a public contract: its value reaches {limit}."
    if facts.concession:
        return f"The concession stays below {limit}: no notice of the Procurement Act is owed."
    if facts.notifiable:
        return f"The contract stays below {limit}, but is large enough to owe notices."
    return f"The contract stays below {limit}, and is too small to owe a notice of the Procurement Act."
