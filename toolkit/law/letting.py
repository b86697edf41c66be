"""Letting a contract: notices up to its details notice, deadlines, standstill and signature."""

import datetime
from dataclasses import dataclass

from toolkit.law.before_award import notices_before_award, user_choice
from toolkit.law.below import below_threshold
from toolkit.law.contract import (
    contract_copy,
    contract_details,
    indicators,
    other_duties,
    say_of_unknown_value,
)
from toolkit.law.decision import Deadline, Duty, Findings, Standstill
from toolkit.law.facts import Facts, said
from toolkit.law.periods import deadlines_of
from toolkit.law.standstill import standstill_of


@dataclass(frozen=True)
class Letting:
    """What is found of the letting itself; nothing of it where a contract is changed, ends or is given up."""

    standstill: Standstill | None = None
    standstill_reason: str = "No contract is being let."
    earliest_signature: datetime.date | None = None
    tenders: Deadline | None = None
    requests: Deadline | None = None
    copy: Duty | None = None
    kpis: Duty | None = None


def letting_of(facts: Facts, found: Findings) -> Letting:
    if facts.case.after_award:
        return Letting()
    if not facts.public:
        below_threshold(facts, found)
        standstill, why, earliest = standstill_of(facts, found)
        return Letting(standstill, why, earliest)
    say_of_unknown_value(facts, found)
    notices_before_award(facts, found)
    contract_details(facts, found)
    other_duties(facts, found)
    standstill, why, earliest = standstill_of(facts, found)
    _say_of_signature(facts, earliest, standstill, found)
    tenders, requests = deadlines_of(facts, found)
    return Letting(standstill, why, earliest, tenders, requests, contract_copy(facts), indicators(facts))


def _say_of_signature(
    facts: Facts, earliest: datetime.date | None, standstill: Standstill | None, found: Findings
) -> None:
    case = facts.case
    if case.entered_on is None or user_choice(case):
        return
    if case.uk6_on is None:
        found.warn(
            "The contract award notice (UK6) comes before the contract is entered into: say when it did."
        )
    elif standstill and earliest and case.entered_on < earliest:
        found.warn(
            f"The contract is entered into on {said(case.entered_on)}, before the standstill has ended: it "
            f"may be signed from {said(earliest)}."
        )
