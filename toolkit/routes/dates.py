"""The dates that are known or planned."""

from typing import Final

from toolkit.law.case import Route
from toolkit.law.facts import held
from toolkit.routes.question import Known, Step, day_question

NOTICED: Final = (Route.ADVERTISED_BELOW, Route.RESERVED_BELOW, Route.ABANDON)


def _letting(known: Known) -> bool:
    return known.more and known.buying


DATES: Final = Step(
    "dates",
    "The dates",
    (
        day_question(
            "uk3_on", "Planned procurement notice (UK3)", "The day it was or will be published.",
            lambda known: known.competed,
        ),
        day_question(
            "uk4_on", "Tender notice (UK4)", "The day it was or will be published.",
            lambda known: known.more and (known.competed or known.route in NOTICED),
        ),
        day_question(
            "uk5_on", "Transparency notice (UK5)", "The day it was or will be published.",
            lambda known: known.public and known.more and known.route in (Route.DIRECT_AWARD, Route.ABANDON),
        ),
        day_question(
            "uk6_on", "Contract award notice (UK6)", "The standstill is counted from it.",
            lambda known: _letting(known) and known.public,
        ),
        day_question("entered_on", "The contract is entered into", "The day it is signed.", _letting),
        day_question(
            "changed_on", "The change", "The day it is made.",
            lambda known: known.more and known.route is Route.CHANGE,
        ),
        day_question(
            "ended_on", "The end of the contract", "Also where it simply runs out.",
            lambda known: known.more and known.public and known.route is Route.END,
        ),
        day_question(
            "paid_on", "A payment", f"One payment of more than {held('payment-notice-value').said}.",
            lambda known: known.more and known.public and known.route is not Route.ABANDON
            and not known.case.category.concession,
        ),
        day_question(
            "breach_on", "A breach", "The day on which it led to damages, a settlement or the end of a part.",
            lambda known: known.more and known.public and known.route in (Route.CHANGE, Route.END)
            and not known.case.category.light_touch,
        ),
    ),
)  # fmt: skip
