"""G-Cloud sales as the Crown Commercial Service published them: lines of invoices, evidence of spend.

Lines of one authority, one supplier and one text are one purchase. Dates in figures and numbers of
invoices are left out of the text first: they differ from line to line of one purchase. So are signs:
"Project & architecture support" is "Project architecture support". A month in words stays, since it
may be what was bought ("November 2013 to February 2014"). Read so, the lines of 2012 to 2014 make
118 purchases of London authorities, 56 of them Hounslow's.
"""

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, Final, Self

from boroughs.models import Borough
from boroughs.names import BoroughNames
from boroughs.names import fold as fold_words
from contracts.imports.fields import FIELDS, Field
from contracts.imports.formats.format import Format
from contracts.imports.tables import CellAt, RawRow
from contracts.models import Contract, Rank
from suppliers.names import ProductNames, fold
from thirty3.spreadsheets.cells import Cell

KNOWN: Final = {field.name: field for field in FIELDS["contract"]}
BUYER, SUPPLIER, TITLE, SPENT = (KNOWN[name] for name in ("borough", "supplier", "title", "value"))
LOT: Final = Field("g_cloud_lot", "contract", "Lot", "line", in_workbook=False)
MONTH: Final = Field("g_cloud_month", "contract", "Month of invoice", "line", in_workbook=False)
COLUMNS: Final = {
    "id": Field("g_cloud_id", "contract", "ID", "code", in_workbook=False),
    "framework": KNOWN["framework"],
    "lotdescription": LOT,
    "suppliername": SUPPLIER,
    "customername": BUYER,
    # A month of invoices is the start of nothing, and its first day is no date.
    "returnmonth": MONTH,
    "projectnameanddescription": TITLE,
    "evidencedspend": SPENT,
    "smeorlarge": KNOWN["sme"],
}
SIZES: Final = {"sme": "Yes", "large": "No"}
INVOICE: Final = re.compile(r"\bSIN ?\d+\b", re.IGNORECASE)
DATE: Final = re.compile(r"\b\d{1,2}[./]\d{1,2}[./](\d{4}|\d{2})\b")
LOOSE_ENDS: Final = re.compile(r"^[\s:;,–-]+|([\s:;,(–-]|\bfor\s*$)+$")
STAFF: Final = re.compile(r"consultants?", re.IGNORECASE)
LONGEST_PRODUCT: Final = 5


def reshape(rows: Iterable[RawRow]) -> Iterator[RawRow]:
    """The first line of a purchase carries it; every other line says where it went."""
    buyers, products = BoroughNames.load(), ProductNames.load(demonstration=False)
    lines = [_Line.of(row, buyers) for row in rows]
    purchases: dict[tuple[int, str, str], list[_Line]] = {}
    for line in lines:
        if line.purchase is not None:
            purchases.setdefault(line.purchase, []).append(line)
    for line in lines:
        if line.row.set_aside:
            yield line.row
        elif line.buyer is None and line.says(BUYER):
            yield _set_aside(line, f"“{line.says(BUYER)}” is no London authority.")
        elif line.purchase is None:
            yield line.row
        elif (several := purchases[line.purchase])[0] is not line:
            yield _set_aside(line, f"Counted into the purchase of row {several[0].row.number}.")
        else:
            yield _joined(several, products)


@dataclass(frozen=True)
class _Line:
    """A line with the authority and the sum that it names, where it names one."""

    row: RawRow
    buyer: int | None
    amount: Decimal | None

    @classmethod
    def of(cls, row: RawRow, buyers: BoroughNames) -> Self:
        line = cls(row, None, None)
        return cls(row, buyers.find(line.says(BUYER)), _amount(line.says(SPENT)))

    def says(self, field: Field) -> str:
        found = self.row.cells.get(field.name)
        return "" if found is None or found.cell is None else str(found.cell).strip()

    @property
    def text(self) -> str:
        """What was bought, without what differs between the lines of one purchase."""
        return LOOSE_ENDS.sub("", DATE.sub("", INVOICE.sub("", self.says(TITLE))))

    @property
    def purchase(self) -> tuple[int, str, str] | None:
        """Whose purchase it is, from whom, of what; nothing for a line that cannot be added up."""
        if self.buyer is None or self.amount is None or self.row.set_aside:
            return None
        return self.buyer, fold(self.says(SUPPLIER)), fold_words(self.text.replace("&", " "))

    @property
    def month(self) -> datetime.date | None:
        try:
            return datetime.date.fromisoformat(self.says(MONTH)[:10])
        except ValueError:
            return None


def _amount(text: str) -> Decimal | None:
    try:
        amount = Decimal(text.replace(",", "").replace("£", ""))
    except InvalidOperation:
        return None
    return amount if amount.is_finite() else None


def _set_aside(line: _Line, why: str) -> RawRow:
    return replace(line.row, set_aside=why)


def _joined(lines: list[_Line], products: ProductNames) -> RawRow:
    """A purchase, as its first line carries it."""
    first = lines[0]
    spent = sum((line.amount for line in lines if line.amount is not None), Decimal())
    if spent <= 0:
        return _set_aside(first, f"{_these(lines)} to £{spent:,.2f}: nothing was spent.".replace("£-", "-£"))
    staff = STAFF.fullmatch(first.text) is not None
    months = sorted(month for line in lines if (month := line.month) is not None)
    told = {
        "title": _title(first),
        "value": str(spent),
        "value_kind": Contract.ValueKind.SPEND.label,
        # The page that published the lines gives their total without VAT.
        "value_vat": Contract.Vat.EXCLUDING.label,
        "agreement_kind": Contract.Kind.SPEND.label,
        "framework": ", lot ".join(filter(None, (first.says(KNOWN["framework"]), first.says(LOT)))),
        "sme": SIZES.get(first.says(KNOWN["sme"]).casefold()),
        "notes": _notes(months, len(lines), staff),
        "system": None if staff else _product(first.text, products),
    }
    return replace(first.row, cells=first.row.cells | _cells(first.row, told))


def _cells(row: RawRow, told: Mapping[str, Cell]) -> dict[str, CellAt]:
    """What is told of a purchase, under the file's own headings where it has them."""
    return {
        name: CellAt(KNOWN[name], row.cells[name].heading if name in row.cells else KNOWN[name].heading, cell)
        for name, cell in told.items()
    }


def _these(lines: list[_Line]) -> str:
    """This line, with those beside it."""
    if len(lines) == 1:
        return "This line is all that there is of the purchase, and it comes"
    others = ", ".join(str(line.row.number) for line in lines[1:])
    return f"This line and row{'s' if len(lines) > 2 else ''} {others} come together"


def _title(line: _Line) -> str:
    """What the line says was bought; some say nothing, or "NULL"."""
    if fold_words(line.text) == "null":
        return f"G-Cloud purchase described as “{line.text}” ({line.says(SUPPLIER)})"
    return line.text or f"G-Cloud purchase without a description ({line.says(SUPPLIER)})"


def _notes(months: list[datetime.date], lines: int, staff: bool) -> str:
    told = []
    if months and months[0] == months[-1]:
        told.append(f"Invoiced in {months[0]:%B %Y}")
    elif months:
        told.append(f"Invoiced from {months[0]:%B %Y} to {months[-1]:%B %Y}")
    if lines > 1:
        told.append(f"{lines} lines")
    by_the_day = "\nConsultants paid by the day: no system in use." if staff else ""
    return f"{', in '.join(told)}.{by_the_day}" if told else by_the_day.strip()


def _product(text: str, products: ProductNames) -> str | None:
    """The product that a text plainly names: one that is known, written with a capital letter."""
    words = text.split()
    for length in range(min(LONGEST_PRODUCT, len(words)), 0, -1):
        for at in range(len(words) - length + 1):
            run = " ".join(words[at : at + length])
            if run[:1].isupper() and products.find(run) is not None:
                return run
    return None


def _source(path: Path, borough: Borough | None, demonstration: bool) -> dict[str, Any]:
    """One source for all authorities; `fixtures/sources.csv` describes the same."""
    return {
        "slug": "demonstration-g-cloud-sales" if demonstration else "g-cloud-sales",
        "name": "Demonstration G-Cloud sales" if demonstration else "G-Cloud sales",
        "rank": Rank.OTHER,
        "publisher": "Crown Commercial Service",
        "licence": "Open Government Licence v3.0",
        "attribution": "Contains public sector information licensed under the Open Government Licence v3.0",
        "url": "https://digitalmarketplace.blog.gov.uk/sales-accreditation-information/",
        "published": True,
    }


G_CLOUD = Format(
    name="g-cloud",
    label="G-Cloud sales",
    source=_source,
    headings=frozenset({"customername", "suppliername", "projectnameanddescription", "evidencedspend"}),
    columns=COLUMNS,
    reshape=reshape,
    technology=True,
)
