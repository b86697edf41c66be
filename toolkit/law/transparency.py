"""The Local Government Transparency Code: what a council lists whatever the Procurement Act says."""

from toolkit.law.case import Case
from toolkit.law.decision import Duty, Findings
from toolkit.law.facts import held, source


def code_row(case: Case, found: Findings) -> None:
    """D9: a row in the register of contracts."""
    floor = held("transparency-code-contracts", case.entered_on or case.commenced_on)
    if case.after_award or (case.value is not None and not floor.met_by(case.value)):
        return
    found.duties.append(
        Duty(
            "A row in the council’s published register of contracts",
            f"within {held('transparency-code-months').said} of the end of the quarter",
            f"The Transparency Code lists contracts of more than {floor.said}. A council that publishes "
            "them on Find a Tender, and says so on its website, may treat this as met.",
            source("transparency-reconciled"),
        )
    )
