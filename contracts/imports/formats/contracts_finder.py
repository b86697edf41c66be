"""Contracts Finder's exports: 43 columns with the award, 15 from its search page without.

What the two have in common tells them; the fifteen are those that the site's own "download as CSV"
gave in August 2026.
"""

import html
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from boroughs.models import Borough
from contracts.imports.cells.supplier_lists import supplier_line
from contracts.imports.fields import Field
from contracts.imports.formats.format import Format
from contracts.imports.formats.notices import (
    AWARD_NOT_READ,
    AWARDED,
    COLUMNS,
    FRAMEWORK_TITLE,
    OPEN_GOVERNMENT_LICENCE,
    PLANNED,
    TENDERED,
    UNSUCCESSFUL,
    WITHDRAWN,
    day_of,
    in_words,
    is_placeholder,
    kind_of_agreement,
    row,
)
from contracts.imports.tables import RawRow
from thirty3.spreadsheets.cells import Cell


def _word(name: str) -> Field:
    """A column that is read for what it says of others."""
    return Field(name, "contract", name, "line", in_workbook=False)


def _person(heading: str) -> tuple[str, Field]:
    return heading, Field("person", "contract", heading, "text", personal=True, in_workbook=False)


HEADINGS: Final[Mapping[str, Field]] = {
    "notice identifier": COLUMNS["reference"],
    "notice type": _word("notice_type"),
    "organisation name": COLUMNS["borough"],
    "status": _word("notice_status"),
    "published date": COLUMNS["as_at"],
    "title": COLUMNS["title"],
    "description": COLUMNS["description"],
    "cpv codes": COLUMNS["cpv"],
    "start date": _word("planned_start"),
    "end date": _word("planned_end"),
    "value low": _word("value_low"),
    "value high": _word("value_high"),
    "awarded date": COLUMNS["award_date"],
    "awarded value": COLUMNS["value"],
    "supplier name address ref type ref number is sme is vcse": COLUMNS["supplier"],
    "contract start date": COLUMNS["start_date"],
    "contract end date": COLUMNS["end_date"],
    "ojeu procedure type": COLUMNS["route"],
    **dict(
        _person(heading)
        for heading in (
            "contact name",
            "contact email",
            "contact address 1",
            "contact address 2",
            "contact town",
            "contact postcode",
            "contact country",
            "contact telephone",
            "contact website",
            "supplier s contact name",
        )
    ),
}
# In both exports, and together in no authority's register.
CERTAIN: Final = frozenset(
    ("notice identifier", "notice type", "organisation name", "published date", "cpv codes", "value low")
)
ENDED: Final = {
    "withdrawn": WITHDRAWN,
    "cancelled": WITHDRAWN,
    "unsuccessful": UNSUCCESSFUL,
    "notawarded": UNSUCCESSFUL,
}
SAYS_NOTHING: Final = frozenset(("not specified", "not applicable"))
ANSWERS: Final = {"yes": True, "no": False}


def reshape(rows: Iterable[RawRow]) -> Iterator[RawRow]:
    """One agreement of each award notice; what is none is set aside."""
    for raw in rows:
        yield _reshaped(raw)


def _reshaped(raw: RawRow) -> RawRow:
    said: dict[str, Cell] = {name: _unescaped(at.cell) for name, at in raw.cells.items()}
    why = raw.set_aside or _no_agreement(_text(said, "notice_type"), _text(said, "notice_status"))
    has_award = any(_text(said, name) for name in ("supplier", "award_date", "value"))
    route = in_words(_text(said, "route")).removeprefix("Other ")
    kind = kind_of_agreement(route=route, framework=bool(FRAMEWORK_TITLE.search(_text(said, "title"))))
    cells: dict[str, Cell] = {
        **{name: said.get(name) for name in ("reference", "borough", "title", "description", "cpv")},
        "as_at": day_of(_text(said, "as_at")),
        "award_date": said.get("award_date"),
        "start_date": said.get("start_date") or said.get("planned_start"),
        "end_date": said.get("end_date") or said.get("planned_end"),
        "route": "" if route.casefold() in SAYS_NOTHING else route,
        "agreement_kind": kind,
        "supplier": suppliers_of(_text(said, "supplier")),
        "only_award": "Yes",
        "evidence": AWARDED if has_award else AWARD_NOT_READ,
        **_value(said, kind),
    }
    headings = {name: at.heading for name, at in raw.cells.items()}
    return row(raw.number, cells, sheet=raw.sheet, headings=headings, set_aside=why)


def _unescaped(cell: Cell) -> Cell:
    return html.unescape(cell) if isinstance(cell, str) and "&" in cell else cell


def _text(said: Mapping[str, Cell], name: str) -> str:
    cell = said.get(name)
    return "" if cell is None else str(cell).strip()


def _no_agreement(kind: str, status: str) -> str:
    """Why a notice tells of no agreement; blank where it tells of one."""
    folded = re.sub(r"[^a-z]", "", status.casefold())
    if folded in ENDED:
        return ENDED[folded]
    if folded == "awarded":
        return ""
    return TENDERED if kind.casefold() in ("", "contract") else PLANNED


def _value(said: Mapping[str, Cell], kind: str) -> dict[str, Cell]:
    """The awarded sum, else what the tender expected: 0 and 1 stand for a sum that was not given.

    Nothing that Contracts Finder publishes says whether its sums hold VAT, so that stays not stated.
    """
    awarded, low, high = (_text(said, name) for name in ("value", "value_low", "value_high"))
    if awarded and not is_placeholder(awarded):
        return {"value": awarded, "value_kind": "ceiling" if kind == "framework" else "awarded"}
    expected = [sum_ for sum_ in (low, high) if sum_ and not is_placeholder(sum_)]
    if expected:
        return {"value": " to ".join(dict.fromkeys(expected)), "value_kind": "tender"}
    return {"value": awarded or low}


def suppliers_of(cell: str) -> str:
    """The suppliers in a cell of blocks, `[name|address|type|number|SME|VCSE]`, one to a line.

    An address may hold bars of its own, so the last four parts are counted from the end, and
    brackets, so a block goes on until it has its parts. The address itself is left behind.
    """
    lines, block = [], ""
    for piece in re.split(r"\]\s{0,50}\[", cell.removeprefix("[").removesuffix("]")):
        block = f"{block}] [{piece}" if block else piece
        parts = [" ".join(part.split()) for part in block.split("|")]
        if len(parts) >= 6:
            lines.append(_supplier(parts[0], *parts[-4:]))
            block = ""
    if block:
        lines.append(supplier_line(block.split("|")[0]))
    return "\n".join(dict.fromkeys(filter(None, lines)))


def _supplier(name: str, of: str, number: str, sme: str, vcse: str) -> str:
    given = number if number.strip("0 ") else ""
    return supplier_line(
        name,
        company=given if of == "COMPANIES_HOUSE" else "",
        other=given if of == "CHARITY_COMMISSION" else "",
        sme=ANSWERS.get(sme.casefold()),
        vcse=ANSWERS.get(vcse.casefold()),
    )


def _source(path: Path, borough: Borough | None, demonstration: bool) -> dict[str, Any]:
    return {
        "slug": "demonstration-contracts-finder" if demonstration else "contracts-finder",
        "name": "Contracts Finder",
        "publisher": "Contracts Finder, Cabinet Office",
        "url": "https://www.contractsfinder.service.gov.uk/Search",
        **OPEN_GOVERNMENT_LICENCE,
    }


CONTRACTS_FINDER = Format(
    name="contracts-finder",
    label="Contracts Finder export",
    source=_source,
    headings=CERTAIN,
    columns=HEADINGS,
    reshape=reshape,
)
