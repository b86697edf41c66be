"""A decision as a mapping that JSON can hold: the eight answers first, and then what goes with them."""

import dataclasses
import datetime
from decimal import Decimal
from enum import Enum
from typing import Any

from toolkit.law.case import Case
from toolkit.law.decision import Decision, Duty, Owed
from toolkit.law.facts import held
from toolkit.law.figures import Source


def decision_as_json(decision: Decision) -> dict[str, Any]:
    threshold = decision.threshold
    return {
        "regime": decision.regime.value,
        "public_contract": decision.public_contract,
        "threshold": threshold.number if threshold else None,
        "notices": [_plain(notice) for notice in decision.notices],
        "standstill": _plain(decision.standstill),
        "earliest_signature": _plain(decision.earliest_signature),
        "warnings": list(decision.warnings),
        "reason": decision.reason,
        "source": _plain(decision.source),
        "standstill_reason": decision.standstill_reason,
        "tender_deadline": _plain(decision.tender_deadline),
        "participation_deadline": _plain(decision.participation_deadline),
        "contract_copy": _plain(decision.contract_copy),
        "kpis": _plain(decision.kpis),
        "change": _plain(decision.change),
        "duties": [_plain(duty) for duty in decision.duties],
        "routes": [_plain(way) for way in decision.routes],
        "old_notices": [_plain(duty) for duty in decision.old_notices],
        "commenced_on": _plain(decision.commenced_on),
        "value": _plain(decision.value),
        "advice": (
            f"This is not legal advice. The Act is told as it stood on {held('act-as-read').said}: what "
            "changed since is not confirmed. The council’s contract standing orders may ask for more."
        ),
    }


def case_as_json(case: Case) -> dict[str, Any]:
    """The inputs that differ from what is taken where nothing is said."""
    said = {}
    for field in dataclasses.fields(case):
        value = getattr(case, field.name)
        if value is not None and value != field.default:
            said[field.name] = _plain(value)
    return said


def _plain(value: Any) -> Any:
    """Any part of a decision in the types of JSON; a source as one line, a sum as text to the penny."""
    match value:
        case Source():
            return f"{value.title}, {value.url}".removesuffix(", ")
        case Owed() | Duty():
            first = "code" if isinstance(value, Owed) else "what"
            return {key: _plain(getattr(value, key)) for key in (first, "when", "due", "reason", "source")}
        case Enum():
            return value.value
        case datetime.date():
            return value.isoformat()
        case Decimal():
            return f"{value:.2f}"
        case tuple():
            return [_plain(one) for one in value]
        case _ if dataclasses.is_dataclass(value):
            return {field.name: _plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    return value
