"""A decision as a page tells it."""

import datetime
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.urls import reverse

from toolkit.law.changes import GROUND_NAMES
from toolkit.law.decision import Decision, Owed, Regime
from toolkit.law.figures import Notice, notices
from toolkit.routes.answers import Answers
from toolkit.routes.question import Kind, Question

HEADINGS = {
    Regime.EXEMPT: "The Procurement Act does not apply",
    Regime.PCR2015: "The law of 2015 still governs this",
}


@dataclass(frozen=True)
class Told:
    """A notice with its name and what it is."""

    owed: Owed
    notice: Notice


def heading_of(decision: Decision) -> str:
    if decision.regime in HEADINGS:
        return HEADINGS[decision.regime]
    return "This is a public contract" if decision.public_contract else "This is below the threshold"


def told_notices(decision: Decision) -> list[Told]:
    return [Told(owed, notices()[owed.code]) for owed in decision.notices]


def grounds_of(decision: Decision) -> list[str]:
    """The grounds on which a change is allowed, in words."""
    grounds = decision.change.grounds if decision.change else ()
    return [GROUND_NAMES[ground] for ground in GROUND_NAMES if ground in grounds]


def answer_lines(answers: Answers) -> list[dict[str, Any]]:
    """Every question that matters with what was answered, and the page on which it is changed."""
    lines = []
    for step, questions in answers.asked():
        address = f"{reverse('toolkit:which-procedure-step', args=[step.slug])}?{answers.query}"
        for question in questions:
            action = {"text": "Change", "href": address, "visually_hidden_text": question.label}
            lines.append({"key": question.label, "value": _said(question, answers), "actions": [action]})
    return lines


def _said(question: Question, answers: Answers) -> str:
    value = answers.given.get(question.key, "")
    if question.kind is Kind.DAY and value:
        return f"{datetime.date.fromisoformat(value):%-d %B %Y}"
    if question.kind is Kind.SUM and value:
        return f"£{Decimal(value):,}".replace("£-", "-£")
    options = dict(question.options_for(answers.known))
    return options.get(value, value).split(". ")[0] or "Not answered"
