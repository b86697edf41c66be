"""The benchmark's registers: contracts of one authority with invented names, as long as asked for."""

import csv
import datetime
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from openpyxl import Workbook

from contracts.demonstration.scale.market import FIRST, SECOND, THIRD, Skewed

SEED: Final = 34
HEADINGS: Final = (
    "Reference",
    "Title",
    "Supplier",
    "Company number",
    "System",
    "Function",
    "Start date",
    "End date",
    "Extension options",
    "Value",
    "Route to market",
    "SME",
    "Notes",
)
SUPPLIERS: Final = 2_000
SYSTEMS: Final = 1_500
EXTENSIONS: Final = ("", "", "None", "1 x 12 months", "2 x 12 months", "24 months")
ROUTES: Final = ("", "Open competition", "Direct award", "Call-off from a framework", "Quotations")
FORMS: Final = ("{system} licences and support", "{function} system", "{system} for {function}: hosting")
NOTES: Final = (
    "Annual review with the service in March.",
    "Price linked to CPI; see the schedule of rates for the day rate of consultants.",
    "Call-off {reference} replaces an earlier agreement for {function}.",
)


def register(rows: int, functions: list[str], today: datetime.date) -> Iterator[tuple[Any, ...]]:
    """The rows below the headings, the same every time but for the day."""
    chance = random.Random(SEED)
    sellers = [
        (f"{chance.choice(FIRST)} {chance.choice(SECOND)} {n} (invented) Limited", f"{n + 1_000_000:08}")
        for n in range(SUPPLIERS)
    ]
    makes = [f"{chance.choice(FIRST)}{chance.choice(THIRD)} {n} (invented)" for n in range(SYSTEMS)]
    suppliers, systems = Skewed(sellers, steepness=0.8), Skewed(makes, steepness=0.8)
    served = Skewed(chance.sample(functions, len(functions)), steepness=0.6)
    for number in range(1, rows + 1):
        supplier, company_number = suppliers.one(chance)
        system, function = systems.one(chance), served.one(chance)
        said = {"system": system, "function": function, "reference": f"CON-{number:06}"}
        start = today - datetime.timedelta(days=chance.randint(0, 10 * 365))
        end = start + datetime.timedelta(days=365 * chance.choice((1, 2, 3, 4, 5)))
        yield (
            said["reference"],
            chance.choice(FORMS).format(**said),
            supplier,
            company_number if chance.random() < 0.8 else None,
            system if chance.random() < 0.9 else None,
            function,
            start,
            end if chance.random() < 0.9 else None,
            chance.choice(EXTENSIONS) or None,
            round(chance.lognormvariate(10.7, 1.6), 2) if chance.random() < 0.85 else None,
            chance.choice(ROUTES) or None,
            chance.choice(("Yes", "No", None)),
            chance.choice(NOTES).format(**said) if chance.random() < 0.3 else None,
        )


def write_csv(path: Path, rows: Iterator[tuple[Any, ...]]) -> Path:
    """As an authority saves it: days and sums in the country's own way."""
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(HEADINGS)
        writer.writerows([_typed(cell) for cell in row] for row in rows)
    return path


def _typed(cell: Any) -> str:
    if isinstance(cell, datetime.date):
        return f"{cell:%d/%m/%Y}"
    return f"£{cell:,.2f}" if isinstance(cell, float) else cell or ""


def write_xlsx(path: Path, rows: Iterator[tuple[Any, ...]]) -> Path:
    """The same as a workbook, with days and sums as Excel keeps them."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Register")
    sheet.append(HEADINGS)
    for row in rows:
        sheet.append(row)
    book.save(path)
    return path
