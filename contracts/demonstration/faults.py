"""The planted faults: rows as registers have them, each wrong in one way."""

from dataclasses import dataclass
from typing import Final, Literal

from contracts.demonstration.contract_rows import Written


@dataclass(frozen=True, slots=True)
class Fault:
    """One planted row: where it stands, and what the import has to say of it."""

    sheet: Literal["Contracts", "Systems"]
    code: str
    outcome: Literal["rejected", "doubtful", "set-aside", "new"]
    row: Written
    title: str


def _contract(code: str, outcome: Literal["rejected", "doubtful", "set-aside", "new"], **cells: str) -> Fault:
    usual: Written = {
        "borough": "Barnet",
        "department": "Digital Services",
        "supplier": "Ashenfell Digital Delivery Limited",
        "start_date": "01/04/2025",
        "end_date": "31/03/2028",
        "value": "£48,000",
    }
    return Fault("Contracts", code, outcome, {**usual, **cells}, cells.get("title", ""))


def _system(code: str, outcome: Literal["doubtful", "new"], **cells: str) -> Fault:
    usual: Written = {
        "borough": "Harrow",
        "service_area": "Data and mapping",
        "function": "GIS and mapping",
        "supplier": "Commonmap CIC",
        "manufacturer": "Commonmap CIC",
        "status": "Live",
    }
    return Fault("Systems", code, outcome, {**usual, **cells}, cells["system"])


TWICE: Final = {
    "title": "Survey drone and imagery licences",
    "reference": "MAP-0077",
    "supplier": "Commonmap CIC",
    "value": "£9,400",
}
FAULTS: Final = (
    _contract(
        "end-before-start",
        "rejected",
        title="Councillors' tablet leases",
        start_date="01/04/2026",
        end_date="31/03/2025",
    ),
    _contract(
        "date-impossible", "doubtful", title="Archive shelving control software", end_date="31/04/2027"
    ),
    _contract(
        "unknown-authority",
        "rejected",
        title="Coastal flood gauge telemetry",
        borough="Lower Marshwick District Council",
    ),
    _contract("repeated", "doubtful", **TWICE),
    _contract("money-negative", "rejected", title="Credit for unused mapping licences", value="-£18,500"),
    _contract("money-elsewhere", "new", title="Telephone interpreting by the minute", value="see schedule 4"),
    _contract("no-title", "rejected", reference="TBA-31", value="£12,750"),
    _contract(
        "email-address",
        "new",
        title="Ballot box tracking tags",
        description="Tags and readers. Questions to elections.desk@demonstration.example please.",
    ),
    _contract("set-aside", "set-aside", title="Total", supplier="", value="£31,204,118", end_date=""),
    _system(
        "unknown-function", "new", system="Commonmap Drone Viewer", function="Aerial stocktaking of beehives"
    ),
    _system("satisfaction-unreadable", "doubtful", system="Commonmap Sketchpad", satisfaction="7"),
    _system("unknown-contract", "new", system="Commonmap Print Room", contract_reference="MAP-9999"),
)
# The row that one of the faults repeats.
FIRST_OF_TWO: Final = _contract("", "new", **TWICE).row


def with_faults(sheet: str, rows: list[Written]) -> list[Written]:
    """The rows with this sheet's faults among them; a row of totals stays at the foot."""
    mine = [fault for fault in FAULTS if fault.sheet == sheet]
    step = len(rows) // (len(mine) + 1)
    found = list(rows)
    for number, fault in reversed(list(enumerate(mine, 1))):
        place = len(found) if fault.code == "set-aside" else number * step
        found.insert(place, fault.row)
    if sheet == "Contracts":
        found.insert(0, FIRST_OF_TWO)
    return found
