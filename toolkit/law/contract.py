"""What a public contract owes once entered into: UK7 and the copy, UK8, UK9, UK11, UK17 (D19 to D26)."""

import datetime

from toolkit.law.before_award import user_choice
from toolkit.law.case import Route
from toolkit.law.days import half_year_end, last_of, quarter_end
from toolkit.law.decision import Duty, Findings, Owed
from toolkit.law.facts import Facts, held, said, source


def contract_details(facts: Facts, found: Findings) -> None:
    """UK7 of a public contract."""
    case = facts.case
    if user_choice(case):
        return
    key = "contract-details-days-light-touch" if facts.light_touch else "contract-details-days"
    days = held(key, case.entered_on)
    kind = "light touch contract" if facts.light_touch else "public contract"
    found.notices.append(
        Owed(
            "UK7", f"within {days.said}, the first being the day on which the contract is entered into",
            f"Every {kind} that is entered into needs a contract details notice.", days.source,
            last_of(case.entered_on, days.number) if case.entered_on else None,
        )
    )  # fmt: skip


def contract_copy(facts: Facts) -> Duty | None:
    """D21."""
    case = facts.case
    if user_choice(case) or not facts.reaches("contract-copy-value"):
        return None
    key = "contract-copy-days-light-touch" if facts.light_touch else "contract-copy-days"
    days, floor = held(key, case.entered_on), held("contract-copy-value")
    return Duty(
        "Publish a copy of the contract",
        f"within {days.said}, the first being the day on which it is entered into",
        f"The contract is worth more than {floor.said}.", days.source,
        last_of(case.entered_on, days.number) if case.entered_on else None,
    )  # fmt: skip


def has_indicators(facts: Facts) -> bool:
    """D20: whether key performance indicators are owed."""
    special = facts.light_touch or facts.concession or facts.case.is_framework
    return facts.public and not special and facts.reaches("kpi-contract-value")


def indicators(facts: Facts) -> Duty | None:
    if not has_indicators(facts):
        return None
    count, published, floor = held("kpi-count"), held("kpi-published-count"), held("kpi-contract-value")
    return Duty(
        f"Set at least {count.said} key performance indicators",
        "before the contract is entered into",
        f"The contract is worth more than {floor.said}. Reasons stand in their place where performance "
        f"cannot be measured so. The contract details notice (UK7) says the {published.said} most material "
        "ones.",
        count.source,
    )


def performance(facts: Facts, found: Findings) -> None:
    """UK9: for indicators, and after a breach."""
    case = facts.case
    if facts.light_touch or not facts.public:
        return
    if has_indicators(facts) and case.route not in (Route.CHANGE, Route.ABANDON):
        months = held("kpi-report-months")
        found.notices.append(
            Owed(
                "UK9", f"at least once in each {months.said}, and when the contract ends",
                "How the supplier does by its key performance indicators is assessed and published.",
                months.source,
            )
        )  # fmt: skip
    if case.breach_on:
        _breach(case.breach_on, case.route is Route.END or case.breach_on == case.ended_on, found)


def _breach(day: datetime.date, ended: bool, found: Findings) -> None:
    """D24."""
    days = held("performance-breach-days")
    if day < days.from_date:
        found.warn(f"The duty to report a breach began on {said(days.from_date)}: this one came before.")
        return
    if ended:
        found.warn(
            "A breach that ends the whole contract goes with its termination notice (UK11). If it led to "
            "damages, to a settlement or to the end of a part before, UK9 is owed for that within "
            f"{days.said}: by {said(last_of(day, days.number))}."
        )
        return
    found.notices.append(
        Owed(
            "UK9", f"within {days.said}, the first being the day of the trigger",
            "A breach led to part of the contract being ended, to damages or to a settlement, or the "
            "supplier did not improve after a proper chance.",
            days.source, last_of(day, days.number),
        )
    )  # fmt: skip


def contract_payment(facts: Facts, found: Findings) -> None:
    """D22: UK8."""
    case, starts = facts.case, held("payments-in-force").day
    if facts.concession or case.is_framework or not _began_under_section_70(facts, found):
        return
    floor, days = held("payment-notice-value"), held("payment-notice-days")
    if case.payment is not None and not floor.met_by(case.payment):
        return
    if case.paid_on and case.paid_on < starts:
        found.warn(f"The payment is dated before {said(starts)}, when section 70 came into force.")
        return
    ends = quarter_end(case.paid_on) if case.paid_on else None
    found.notices.append(
        Owed(
            "UK8", f"within {days.said}, the first being the last day of the quarter of the payment",
            f"Each single payment of more than {floor.said} under a public contract whose procurement began "
            f"on or after {said(starts)} is published.",
            days.source, last_of(ends, days.number) if ends else None,
        )
    )  # fmt: skip


def _began_under_section_70(facts: Facts, found: Findings) -> bool:
    """Whether it is sure that the duty holds; where it is not, a warning says why."""
    case, starts = facts.case, held("payments-in-force").day
    if facts.began.day and facts.began.day < starts:
        return False
    if case.route is Route.FRAMEWORK_CALL_OFF:
        if case.framework_commenced_on and case.framework_commenced_on >= starts and facts.began.day:
            return True
        found.warn(
            "UK8: confirm. Whether payments under call-offs from a framework that was competed before "
            f"{said(starts)} are published is not settled."
        )
        return False
    if not facts.began.known:
        found.warn(
            f"UK8 is owed for payments of more than {held('payment-notice-value').said} if the procurement "
            f"began on or after {said(starts)}. The case does not say when it did."
        )
        return False
    return True


def payments_compliance(facts: Facts, found: Findings) -> None:
    """D23: UK17."""
    case, starts = facts.case, held("compliance-in-force").day
    if facts.concession or case.is_framework:
        return
    days = held("payments-compliance-days")
    ends = half_year_end(case.paid_on) if case.paid_on else None
    if case.paid_on and case.paid_on < starts:
        if ends and ends >= starts:
            found.warn(
                f"Section 69 came into force on {said(starts)}. Whether the first payments compliance notice "
                "(UK17) also covers payments before that day is told differently: take advice."
            )
        return
    found.notices.append(
        Owed(
            "UK17", f"one notice of the authority for the half-year, within {days.said}, the first being "
            "31 March or 30 September",
            "A payment is made or due under a public contract in the half-year.", days.source,
            last_of(ends, days.number) if ends else None,
        )
    )  # fmt: skip


def termination(facts: Facts, found: Findings) -> None:
    """D26: UK11."""
    case = facts.case
    if user_choice(case):
        return
    days = held("termination-days", case.ended_on)
    found.notices.append(
        Owed(
            "UK11", f"within {days.said}, the first being the day on which the contract ends",
            "A public contract that ends for any reason, also by running out, needs a termination notice.",
            days.source, last_of(case.ended_on, days.number) if case.ended_on else None,
        )
    )  # fmt: skip


def say_of_unknown_value(facts: Facts, found: Findings) -> None:
    """A value that cannot be estimated counts as above the threshold, and as nothing more."""
    if facts.case.value is not None or facts.case.route is Route.ABANDON:
        return
    sums = (held("pipeline-contract-value").said, held("kpi-contract-value").said)
    found.warn(
        "The value is not known, so the contract counts as above the threshold. If it may be worth more than "
        f"{sums[0]} it may belong in the pipeline notice (UK1); if more than {sums[1]}, a copy of it is "
        "published and key performance indicators may be owed."
    )


def other_duties(facts: Facts, found: Findings) -> None:
    """What the law implies into every public contract or asks to be kept."""
    days, years = held("payment-days"), held("records-years")
    found.duties += [
        Duty(
            "Supplier registered on the central digital platform", "before the award",
            "The supplier shares its core information through the platform: by the end of tendering in a "
            "competition, before the award otherwise.",
            source("pr24-6"),
        ),
        Duty(
            "Exclusions and the debarment list checked", "before the award",
            "An excluded supplier is left out; an excludable one may be.", source("pa-57"),
        ),
        Duty(
            f"Pay within {days.said}", "from a valid invoice that is not disputed",
            "The law writes this into the contract and its subcontracts.", days.source,
        ),
        Duty(
            "Keep records of decisions and of contact with suppliers", f"for {years.said} from the contract",
            "Material decisions are recorded.", years.source,
        ),
    ]  # fmt: skip
