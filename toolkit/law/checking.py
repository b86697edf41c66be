"""What in a case does not fit together, or lies where the law is not sure: said, never guessed away."""

from toolkit.law.case import BELOW_ONLY, Case, Category, FrameworkRegime, Route
from toolkit.law.decision import Findings
from toolkit.law.facts import FROM_FRAMEWORK, THRESHOLDS, Facts, held, in_force, said
from toolkit.law.figures import figures

ORDER = (
    ("uk3_on", "uk4_on"), ("uk4_on", "invited_on"), ("uk4_on", "uk6_on"), ("uk5_on", "uk6_on"),
    ("uk5_on", "entered_on"),
    ("uk6_on", "entered_on"), ("entered_on", "changed_on"), ("entered_on", "paid_on"),
    ("entered_on", "ended_on"),
    ("uk4_on", "entered_on"), ("commenced_on", "uk4_on"), ("commenced_on", "uk6_on"),
    ("commenced_on", "entered_on"),
)  # fmt: skip

MOMENTS = {
    "uk3_on": "The planned procurement notice (UK3)",
    "uk4_on": "The tender notice (UK4)",
    "uk5_on": "The transparency notice (UK5)",
    "invited_on": "The invitation",
    "uk6_on": "The contract award notice (UK6)",
    "entered_on": "The signature",
    "changed_on": "The change",
    "paid_on": "The payment",
    "ended_on": "The end of the contract",
    "commenced_on": "The beginning of the procurement",
}


def say_what_does_not_fit(facts: Facts, found: Findings) -> None:
    _dates(facts.case, found)
    _beginning(facts, found)
    _kinds(facts, found)


def _dates(case: Case, found: Findings) -> None:
    for earlier, later in ORDER:
        one, other = getattr(case, earlier), getattr(case, later)
        if one and other and one > other:
            then = MOMENTS[later][0].lower() + MOMENTS[later][1:]
            found.warn(f"{MOMENTS[earlier]} is dated {said(one)}, after {then} ({said(other)}): check both.")


def _beginning(facts: Facts, found: Findings) -> None:
    case, began = facts.case, facts.began
    if case.old_regime_act_on and case.old_regime_act_on >= in_force():
        found.warn(
            f"What is named as an act of the old law is not before {said(in_force())}, so it does not keep "
            "the contract under that law."
        )
    if case.commenced_on and case.commenced_on < in_force():
        found.warn(
            f"The case is said to have begun before {said(in_force())}, while its notice is one of the "
            "Procurement Act: check that nothing of the old law came first."
        )
    if began.day is None and not case.market_alone:
        newest = figures()[THRESHOLDS[case.category]][-1].from_date
        found.warn(
            f"The case names no date on which the procurement began. The threshold is the one since "
            f"{said(newest)}."
        )
    elif began.day and not began.known and _depends_on_day(facts):
        found.warn(
            "The threshold depends on the day on which the procurement began. The case does not give it, "
            "and the other threshold would decide otherwise: find out the first notice or invitation."
        )
    revision = held("thresholds-next-revision")
    if began.day and began.day >= revision.day:
        found.warn(f"The thresholds are expected to change on {revision.said}: the figures here are older.")


def _depends_on_day(facts: Facts) -> bool:
    """Whether the threshold of another year would make another contract of it."""
    value = facts.case.value
    if value is None:
        return False
    return any(row.met_by(value) != facts.public for row in figures()[THRESHOLDS[facts.case.category]])


def _kinds(facts: Facts, found: Findings) -> None:
    case = facts.case
    if case.framework_regime is FrameworkRegime.PCR2015 and case.route not in FROM_FRAMEWORK:
        found.warn("The law of a framework says nothing of this route: it is not taken into account.")
    if case.direct_ground and case.route not in (Route.DIRECT_AWARD, Route.END):
        found.warn("A ground for direct award says nothing of this route: it is not taken into account.")
    if case.category in (Category.LIGHT_TOUCH, Category.LIGHT_TOUCH_CONCESSION):
        found.warn(
            "Light touch holds only where the contract is wholly or mainly for listed services. The list "
            "names e-learning and training, for example; no software or IT service was seen in the part of "
            "it that was read."
        )
    if case.route in BELOW_ONLY and facts.public:
        found.warn(
            "What is asked for is lawful only below the threshold. The notices are those of a competition."
        )
    if case.mixed and case.route is not Route.FRAMEWORK_CALL_OFF:
        _mixed(facts, found)


def _mixed(facts: Facts, found: Findings) -> None:
    if facts.light_touch or facts.concession:
        found.warn(
            "Mixed contract: if a part could reasonably be bought separately, is not of this special kind, "
            "and reaches its own threshold, the whole loses the special treatment (section 10)."
        )
    if not facts.public:
        found.warn(
            "Mixed contract: if a part could reasonably be bought separately and reaches its own threshold "
            "alone, the whole counts as above the threshold (section 5)."
        )
