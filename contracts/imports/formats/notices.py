"""What every format of public notices shares: its columns, its licence, and what is no agreement."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from contracts.imports.fields import FIELDS, Field
from contracts.imports.tables import CellAt, RawRow
from contracts.models import Rank
from thirty3.spreadsheets.cells import Cell

_KNOWN: Final = {field.name: field for field in FIELDS["contract"]}
# Notices name each buyer and each supplier whole; a comma or a "+" is part of the name.
COLUMNS: Final[Mapping[str, Field]] = {
    **_KNOWN,
    "borough": replace(_KNOWN["borough"], heading="Buyer", kind="names"),
    "reference": replace(_KNOWN["reference"], heading="Notice", kind="code"),
    "supplier": replace(_KNOWN["supplier"], kind="supplier_list"),
    # The publisher's own name of an award, by which it is known again whatever else is corrected.
    "source_record": Field("source_record", "contract", "Award", "code"),
    # Whether its notice tells of no other agreement.
    "only_award": Field("only_award", "contract", "Only agreement of its notice", "yes_no"),
}
SET_ASIDE: Final = ("reference", "title", "borough")

OPEN_GOVERNMENT_LICENCE: Final[Mapping[str, Any]] = {
    "rank": Rank.NOTICE,
    "licence": "Open Government Licence v3.0",
    "attribution": "Contains public sector information licensed under the Open Government Licence v3.0",
    "published": True,
}
WITHDRAWN: Final = "The notice was withdrawn or cancelled, so there is no agreement."
UNSUCCESSFUL: Final = "The procurement ended without an award, so there is no agreement."
PLANNED: Final = "The notice tells of a plan, not of an agreement."
TENDERED: Final = "The notice tells of an opportunity to tender, not of an agreement."

# How far notices tell of the agreement; a reviewer reads it beside the record.
AWARDED: Final = "award notice"
# The same words as in other lists of notices: there was an award, and its sum is still the tender's.
AWARD_NOT_READ: Final = "notice status complete; award details not read"

CALL_OFF_ROUTE: Final = re.compile(r"\bcall[- ]?off\b", re.IGNORECASE)
FRAMEWORK_TITLE: Final = re.compile(r"\bframework agreement\b", re.IGNORECASE)


def row(
    number: int,
    said: Mapping[str, Cell],
    *,
    sheet: str = "",
    headings: Mapping[str, str] | None = None,
    set_aside: str = "",
) -> RawRow:
    """A row of the import, from what a notice says by field. Of one set aside only its name is kept."""
    called = headings or {}
    cells = {
        name: CellAt(COLUMNS[name], called.get(name) or COLUMNS[name].heading, cell)
        for name, cell in said.items()
        if cell not in (None, "") and (not set_aside or name in SET_ASIDE)
    }
    return RawRow(sheet, number, cells, set_aside=set_aside, national=True)


def day_of(moment: str) -> str:
    """The day of a moment as its publisher counts days: 2025-03-31T23:59:59+01:00 is 31 March."""
    return moment[:10] if re.match(r"\d{4}-\d\d-\d\dT", moment) else moment


def in_words(name: str) -> str:
    """A code's words apart: "CallOffFromFrameworkAgreement", "OpenOJEU"."""
    return " ".join(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).split())


def kind_of_agreement(*, route: str, framework: bool) -> str:
    """A framework, or a call-off from one, by how the supplier was chosen."""
    if CALL_OFF_ROUTE.search(route):
        return "call-off"
    return "framework" if framework else ""


def is_placeholder(amount: str) -> bool:
    """Whether a sum is one that is typed where none is known: 0, or 1."""
    try:
        return 0 <= float(amount.replace(",", "").lstrip("£")) <= 1
    except ValueError:
        return False
