"""Cases that the Public Contracts Regulations 2015 still govern, and cases that no procurement law does."""

from toolkit.law.case import Case, Route
from toolkit.law.decision import Decision, Duty, Findings, Regime
from toolkit.law.facts import from_old_framework, held, in_force, old_act, said, source
from toolkit.law.transparency import code_row

WHY_EXEMPT = {
    "controlled_company": "a company that public authorities control",
    "horizontal": "an arrangement between authorities for aims they share",
    "land": "a contract about an interest in land",
    "public_comms": "a contract whose main purpose is to give the public a communications network or service",
    "r_and_d": "research and development services for public benefit",
    "city_private": "supply to the Common Council outside its local authority, police and port health work",
    "national_security": "national security",
    "other": "another exemption of Schedule 2",
}


def exempt(case: Case) -> Decision:
    """D1: the Act does not apply, and no notice is owed."""
    reason = f"The contract is exempt: {WHY_EXEMPT[case.exempt]}. The Procurement Act does not apply to it."
    found = Findings()
    found.duties.append(
        Duty(
            "Record why the contract is exempt", "before the award",
            "Whoever relies on an exemption has to be able to show that each of its conditions is met.",
            source("pa-sch-2"),
        )
    )  # fmt: skip
    code_row(case, found)
    if case.exempt in ("horizontal", "controlled_company"):
        found.warn(
            "What the supplying side buys from the market for this is not exempt with it: judge each of "
            "those purchases on its own."
        )
    return Decision(
        Regime.EXEMPT, False, None, reason, source("pa-sch-2"), standstill_reason=reason,
        duties=tuple(found.duties), warnings=tuple(found.warnings), value=case.value,
    )  # fmt: skip


def under_old_law(case: Case) -> Decision:
    """D2: the old law governs it, with its own notices."""
    found = Findings()
    _say_what_is_unsure(case, found)
    code_row(case, found)
    found.warn(
        "Statistics of payments under regulation 113 of the old law go on, now for each half-year to "
        "30 September and 31 March."
    )
    return Decision(
        Regime.PCR2015, None, None, _why_old(case), source("si-2024-716"),
        standstill_reason="The old law has its own standstill; the one of the Procurement Act does not "
            "apply.",
        warnings=tuple(found.warnings), duties=tuple(found.duties), old_notices=tuple(_old_notices(case)),
        value=case.value,
    )  # fmt: skip


def _why_old(case: Case) -> str:
    act = old_act(case)
    if act:
        return (
            f"Something that started or made this contract happened on {said(act)}, before "
            f"{said(in_force())}: the Public Contracts Regulations 2015 govern it for its whole life."
        )
    return (
        "The framework or purchasing system was set up under the Public Contracts Regulations 2015, so what "
        "is bought from it stays under them."
    )


def _say_what_is_unsure(case: Case, found: Findings) -> None:
    found.warn("None of the notices UK1 to UK17 is owed. The old law has notices of its own.")
    found.warn(
        "Law firms report that the 2026 regulations replace the duty to publish on Contracts Finder. Scope "
        "and date are not confirmed: check before you rely on either."
    )
    act = old_act(case)
    if act and not from_old_framework(case) and case.old_regime_act_on is None:
        found.warn(
            "The old law holds only if an award, a contract notice, a voluntary transparency notice, an "
            "entry on Contracts Finder, or contact for a negotiated procedure without notice came before "
            f"{said(in_force())}. Check which of them did."
        )
    end = held("old-markets-end")
    latest = max((day for day in (case.commenced_on, case.entered_on) if day), default=None)
    if from_old_framework(case) and latest and latest > end.day:
        found.warn(
            f"Dynamic purchasing systems of the old law end by {end.said}: check that this one is live."
        )


def _old_notices(case: Case) -> list[Duty]:
    if case.route is Route.CHANGE:
        return [
            Duty(
                "Modification notice of the old law, where regulation 72 asks for one", "after the change",
                "Regulation 72 of the Public Contracts Regulations 2015 governs changes. A change that it "
                "does not allow is a new procurement under the Procurement Act.",
                source("changes-brabners"),
            )
        ]  # fmt: skip
    if case.after_award:
        return []
    award = Duty(
        "Contract award notice of the old law, on Find a Tender", "after the award",
        "Owed above the threshold of the old law.", source("si-2024-716"),
    )  # fmt: skip
    floor = held("contracts-finder-awards")
    finder = Duty(
        "Award information on Contracts Finder", "after the award",
        f"Owed by councils from {floor.said}, including VAT.", floor.source,
    )  # fmt: skip
    if case.value is None or floor.met_by(case.value):
        return [award, finder]
    return []
