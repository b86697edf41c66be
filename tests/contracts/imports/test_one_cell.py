"""One cell of a City Tools workbook changed: one changed row, with the old value beside the new."""

import pytest

from boroughs.models import SkillLevel
from contracts.imports.receiving import apply
from contracts.imports.review import reviewed
from contracts.imports.workbook import columns
from contracts.models import Assertion, Contract, SystemInUse
from tests.importing import counted, imported, staged, workbook

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]

# Column -> the first file's cell, the second file's, and how the review shows each.
CONTRACT = {
    "borough": ("Camden", "Hackney", "Camden", "Hackney"),
    "shared_with": ("Islington", "Lewisham", "Islington", "Lewisham"),
    "department": ("Homes department", "Estates", "Homes department", "Estates"),
    "reference": ("CON-1", "CON-9", "CON-1", "CON-9"),
    "title": ("Housing system", "Homes platform", "Housing system", "Homes platform"),
    "description": ("Licences", "Licences and support", "Licences", "Licences and support"),
    "service_area": ("Housing", "Finance", "Housing", "Finance"),
    "function": ("Housing repairs", "Homelessness", "Housing repairs", "Homelessness"),
    "system": ("Homes", "Rents", "Homes", "Rents (new)"),
    "manufacturer": ("Maker Ltd", "Quillbrook Ltd", "Maker Ltd", "Quillbrook Ltd"),
    "cpv": ("48000000", "72260000", "48000000", "72260000"),
    "ocid": ("ocds-h6vhtk-0a1b2c", "ocds-h6vhtk-9z9z9z", "ocds-h6vhtk-0a1b2c", "ocds-h6vhtk-9z9z9z"),
    "agreement_kind": ("Contract", "Framework", "contract", "framework"),
    "supplier": ("Acme Software Limited", "Beta Systems Ltd", "Acme Software Limited", "Beta Systems Ltd"),
    "registration_number": ("01234567", "07654321", "number 01234567", "number 07654321"),
    "sme": ("Yes", "No", "SME: yes", "SME: no"),
    "vcse": ("No", "Yes", "VCSE: no", "VCSE: yes"),
    "route": ("Direct award", "Open competition", "direct", "open"),
    "framework": ("G-Cloud 13", "G-Cloud 14", "G-Cloud 13", "G-Cloud 14"),
    "competition": ("Invitation to quote", "Neither", "quote", "neither"),
    "regime": ("Procurement Act 2023", "Public Contracts Regulations 2015", "2023", "2015"),
    "award_date": ("12/02/2025", "13/02/2025", "2025-02-12", "2025-02-13"),
    "start_date": ("01/04/2025", "02/04/2025", "2025-04-01", "2025-04-02"),
    "end_date": ("31/03/2028", "31/03/2029", "2028-03-31", "2029-03-31"),
    "extensions": ("2 x 12 months", "12 months", "12 months, 12 months", "12 months"),
    "notice_period": ("3 months", "6 months", "3", "6"),
    "review_date": ("30/09/2027", "31/10/2027", "2027-09-30", "2027-10-31"),
    "value": (125000, 130000, "125000.00", "130000.00"),
    "value_vat": ("Excluding VAT", "Including VAT", "excluding", "including"),
    "value_covers": ("Whole life", "A year", "whole-life", "annual"),
    "value_kind": ("Awarded value", "Most that may be spent", "awarded", "ceiling"),
    "value_note": ("Without extensions", "Without any options", "Without extensions", "Without any options"),
    "irrecoverable_vat": (10, 20, "10.00", "20.00"),
    "links": ("https://a.example/1", "https://a.example/2", "https://a.example/1", "https://a.example/2"),
    "notes": ("Moves in 2027", "Stays", "Moves in 2027", "Stays"),
    "as_at": ("30/09/2026", "31/10/2026", "2026-09-30", "2026-10-31"),
}
SYSTEM = {
    "borough": ("Camden", "Hackney", "Camden", "Hackney"),
    "service_area": ("Housing", "Finance", "Housing", "Finance"),
    "function": ("Housing repairs", "Homelessness", "Housing repairs", "Homelessness"),
    "side": ("Frontline", "Corporate", "Frontline", "Corporate"),
    "system": ("Homes", "Rents", "Homes", "Rents (new)"),
    "manufacturer": ("Maker Ltd", "Quillbrook Ltd", "Maker Ltd", "Quillbrook Ltd"),
    "supplier": (
        "Acme Software Limited",
        "Beta Systems Ltd",
        "Acme Software Limited",
        "Beta Systems Ltd (new)",
    ),
    "contract_reference": ("CON-1", "CON-2", "First", "Second"),
    "status": ("Live", "Retired", "live", "retired"),
    "since": ("2019", "2020", "2019-01-01", "2020-01-01"),
    "hosting": ("Supplier's cloud service", "Hosted by the supplier", "saas", "hosted"),
    "users": (450, 460, "450", "460"),
    "satisfaction": (4, 2, "4", "2"),
    "plan_to_replace": ("Yes", "No", "yes", "no"),
    "replace_by": ("March 2028", "March 2029", "2028-03-31", "2029-03-31"),
    "reference": ("SYS-17", "SYS-18", "SYS-17", "SYS-18"),
    "notes": ("Shared", "Not shared", "Shared", "Not shared"),
    "as_at": ("30/09/2026", "31/10/2026", "2026-09-30", "2026-10-31"),
}
SKILL = {
    "borough": ("Camden", "Hackney", "Camden", "Hackney"),
    "skill": ("Service design", "Content design", "Service design", "Content design"),
    "group": ("Design", "Research", "Design", "Research"),
    "level": ("Strong", "Learning", "3", "1"),
    "as_at": ("30/09/2026", "31/10/2026", "2026-09-30", "2026-10-31"),
}
TABLES = {"contract": CONTRACT, "system": SYSTEM, "skill": SKILL}
TWO_CONTRACTS = [
    {"borough": "Camden", "title": "First", "reference": "CON-1"},
    {"borough": "Camden", "title": "Second", "reference": "CON-2"},
]


def row(target, changed=""):
    return {name: cells[name == changed] for name, cells in TABLES[target].items()}


def file(tmp_path, target, changed=""):
    """Two rows of the target, of which one cell of the first may differ."""
    rows = [row(target, changed), row(target) | OTHERS[target]]
    sheets = {f"{target}s": rows}
    if target == "system":
        sheets["contracts"] = TWO_CONTRACTS
    return workbook(tmp_path / "workbook.xlsx", **sheets)


OTHERS = {
    "contract": {"title": "Another", "reference": "CON-2", "department": "Elsewhere", "ocid": None},
    "system": {"system": "Parking", "reference": "SYS-99", "notes": "Elsewhere"},
    "skill": {"skill": "User research", "level": "Working knowledge"},
}


@pytest.mark.parametrize("target", TABLES)
def test_every_column_of_the_workbook_is_tried(target):
    assert list(TABLES[target]) == [column.name for column in columns(target)]


def test_a_later_day_says_nothing_new_and_is_kept(tmp_path):
    imported(file(tmp_path, "contract"))
    second = imported(file(tmp_path, "contract", "as_at"))
    assert counted(second) == {"unchanged": second.rows_read}
    days = Assertion.objects.filter(record_kind="contracts.contract").values_list("as_at_date", flat=True)
    assert sorted(map(str, days)) == ["2026-09-30", "2026-10-31"]


@pytest.mark.parametrize(
    ("target", "column"),
    [
        (target, column)
        for target, table in TABLES.items()
        for column in table
        # A contract or system is as it was, only later: see above.
        if column != "as_at" or target == "skill"
    ],
)
def test_a_changed_cell_is_one_changed_row_with_both_values(tmp_path, target, column):
    first = imported(file(tmp_path, target))
    assert counted(first).keys() == {"new"}
    second = staged(file(tmp_path, target, column))
    assert counted(second) == {"changed": 1, "unchanged": second.rows_read - 1}
    changed = second.rows.get(outcome="changed")
    assert changed.row_number == 2
    [shown] = reviewed(second, [changed])
    old, new = TABLES[target][column][2:]
    told = [(d.before, d.after) for d in shown.differences]
    assert any(old in before and new in after for before, after in told), told
    records = Contract.objects.count(), SystemInUse.objects.count(), SkillLevel.objects.count()
    apply(batch=second)
    assert (Contract.objects.count(), SystemInUse.objects.count(), SkillLevel.objects.count()) == records
