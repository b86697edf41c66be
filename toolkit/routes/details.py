"""What else matters for a route, or for a change."""

from typing import Final

from toolkit.law.case import BELOW_ONLY, ChangeGround, Route
from toolkit.law.changes import GROUND_NAMES
from toolkit.law.facts import held
from toolkit.law.grounds import GROUNDS
from toolkit.routes.question import NOT_SURE, Kind, Known, Options, Question, Step, day_question, yes_no

GROUND_OPTIONS: Final[Options] = tuple((ground.key, ground.name) for ground in GROUNDS.values())
CHANGE_GROUNDS: Final[Options] = (
    *((ground.value, words) for ground, words in GROUND_NAMES.items() if ground in set(ChangeGround)),
    NOT_SURE,
)


def _may_be_advertised(known: Known) -> bool:
    below = known.more and known.buying and not known.public and not known.case.category.concession
    return below and known.route in (None, *BELOW_ONLY) and known.route is not Route.ADVERTISED_BELOW


def _changing(known: Known) -> bool:
    return known.more and known.route is Route.CHANGE


DETAILS: Final = Step(
    "details",
    "More about the route",
    (
        Question(
            "framework_regime",
            "Under which law was the framework or market set up?",
            Kind.CHOICE,
            "The framework’s own notice or guide says so.",
            (("PA2023", "The Procurement Act 2023"), ("PCR2015", "The law of 2015"), NOT_SURE),
            lambda known: known.buying and known.route in (Route.FRAMEWORK_CALL_OFF, Route.DYNAMIC_MARKET),
        ),
        yes_no(
            "framework_call_off_has_competition_or_objective_mechanism",
            "Will its suppliers compete, or does the framework choose among them objectively?",
            "An objective way is one that the framework itself lays down, with core terms. One supplier "
            "alone on the framework counts too.",
            lambda known: known.more and known.route is Route.FRAMEWORK_CALL_OFF,
        ),
        day_question(
            "framework_commenced_on",
            "When did the framework’s own competition begin?",
            "It matters for publishing payments.",
            lambda known: known.more and known.public and known.route is Route.FRAMEWORK_CALL_OFF,
        ),
        day_question(
            "framework_ends_on", "When does the framework end?", "Its last day for call-offs.",
            lambda known: known.more and known.route is Route.FRAMEWORK_CALL_OFF,
        ),
        Question(
            "direct_ground",
            "On which ground?",
            Kind.CHOICE,
            "A direct award above the threshold needs one.",
            (*GROUND_OPTIONS, NOT_SURE),
            lambda known: known.public and known.route is Route.DIRECT_AWARD,
        ),
        yes_no(
            "authority_spend_over_100m",
            f"Does the council expect to pay more than {held('pipeline-authority-spend').said} under "
            "contracts in the coming financial year?",
            "It then publishes a pipeline notice.",
            lambda known: known.public
            and (known.competed or known.route is Route.DIRECT_AWARD)
            and known.worth("pipeline-contract-value"),
        ),
        yes_no(
            "engaged_market", "Did you talk to the market, or will you?", "Preliminary market engagement.",
            lambda known: known.competed,
        ),
        yes_no(
            "electronic", "Will tenders be sent electronically?", "", lambda known: known.competed,
        ),
        yes_no(
            "all_docs_together", "Do all tender documents come with the tender notice?", "",
            lambda known: known.competed,
        ),
        yes_no(
            "preselected", "Will only suppliers that you choose first be invited to tender?",
            "In a flexible procedure with requests to take part, for example.",
            lambda known: known.competed and known.route is not Route.OPEN,
        ),
        yes_no(
            "period_agreed", "Have all of them agreed a period for tenders?", "",
            lambda known: known.competed and known.route is not Route.OPEN,
        ),
        yes_no(
            "urgent", "Is it so urgent that the usual periods are impractical?", "",
            lambda known: known.competed,
        ),
        yes_no(
            "is_framework", "Is what you let a framework?", "A framework itself, not a purchase from one.",
            lambda known: known.competed,
        ),
        yes_no(
            "advertised", "Will the opportunity be advertised?",
            "Asking suppliers you picked is no advertising.",
            _may_be_advertised,
        ),
        Question(
            "change_value", "By how much does the change raise the value, in pounds, including VAT?",
            Kind.SUM,
            "A minus sign before it lowers the value. Leave it empty if the value stays.", (),
            _changing,
        ),
        Question(
            "term_months", "How long is the longest term of the contract, in months?", Kind.NUMBER,
            "As it was at the award, with every option to extend.", (),
            _changing,
        ),
        Question(
            "change_term_months", "By how many months does the change lengthen it?", Kind.NUMBER,
            "Leave it empty if the term stays.", (),
            _changing,
        ),
        yes_no(
            "new_kind_of_supply", "Does the change bring a kind of supply that is not in the contract?", "",
            _changing,
        ),
        yes_no(
            "favours_supplier", "Does it shift the balance materially to the supplier?", "",
            _changing,
        ),
        Question(
            "already_changed", "What do earlier small changes come to, in pounds?", Kind.SUM,
            "Those that were allowed because they were small.", (),
            _changing,
        ),
        Question(
            "change_ground", "On which ground is the change made?", Kind.CHOICE, "", CHANGE_GROUNDS,
            _changing,
        ),
    ),
)  # fmt: skip
