"""A row of a table of contracts."""

from contracts.imports.interpreting.cells import RowCells
from contracts.imports.interpreting.common import (
    add_stated,
    authorities,
    bought_elsewhere,
    evidence,
    functions,
    identity,
    kept_columns,
    product_made_by,
    remarks,
    require_authority,
    set_aside_as_total,
    together,
)
from contracts.imports.interpreting.names import Names
from contracts.imports.interpreting.sellers import add_suppliers
from contracts.imports.interpreting.spend import sellers_of_spend
from contracts.imports.interpreting.subject import doubt_about, set_aside_as_other, subject
from contracts.imports.interpreting.terms import add_dates, add_extensions, add_route, add_value, check_dates
from contracts.imports.problems import Problem
from contracts.imports.proposals import Proposal, ReadRow
from contracts.models import Contract
from thirty3.history.facts import Facts

KIND = Contract.record_kind()
# Columns whose cells may say more than their values carry.
REMARKED = ("award_date", "start_date", "end_date", "review_date", "notice_period", "supplier", "system")
# Cells that say something about a supplier or a sum; without one, they are kept as they stand.
BESIDE = {
    "supplier": ("registration_number", "sme", "vcse", "sme_or_vcse"),
    "value": ("value_kind", "value_covers", "value_vat", "value_note"),
}
# What is kept as its source's words: it is no fact of a contract, or was not clear enough to be one.
LEFT_OVER = ("category", "maximum_end_date")
TEXTS = ("title", "reference", "description", "department", "framework", "competition", "regime")


def read_contract(cells: RowCells, names: Names) -> ReadRow:
    """What the row says of an agreement, with every problem found in it."""
    title = str(cells.value("title", ""))
    row = ReadRow(cells.raw.sheet, cells.raw.number, KIND, title, {}, evidence(cells, names))
    judged = subject(cells, names, title)
    row.set_aside = (
        cells.raw.set_aside
        or set_aside_as_total(title)
        or bought_elsewhere(cells, names)
        or set_aside_as_other(judged)
    )
    if row.set_aside:
        return row
    cells.problems += doubt_about(cells, judged) if title else []
    buyers = authorities(cells, names)
    require_authority(cells, buyers)
    needs: set[tuple[str, int]] = set()
    values = _values(cells, names, buyers, needs)
    if not title and not cells.is_personal("title"):
        cells.problems.append(
            Problem(
                "no-title",
                "The row has no title. Every contract needs one."
                if "title" in cells.raw.cells
                else "No column of this file is known as the title. Say which one it is.",
                cells.heading("title"),
                severity="error",
            )
        )
    check_dates(cells, values)
    row.cells, row.problems = cells.as_read(), cells.problems
    if buyers and title:
        row.proposals.append(_proposal(cells, names, buyers, title, values, needs))
    return row


def _proposal(
    cells: RowCells,
    names: Names,
    buyers: list[int],
    title: str,
    values: dict[str, Facts],
    needs: set[tuple[str, int]],
) -> Proposal:
    ocid = values.get("ocid", {}).get("ocid", "")
    reference = values.get("reference", {}).get("reference", "")
    whose = " ".join(names.borough_slugs[pk] for pk in buyers)
    own_name = str(cells.value("source_record", ""))
    notice = cells.value("notice_id")
    numbers = (ocid, reference, notice.reference if notice else "")
    only = bool(cells.value("only_award", False))
    return Proposal(
        kind=KIND,
        identity=identity("notice", own_name)
        if own_name
        else identity("contract", whose, reference or ocid or sellers_of_spend(values), title),
        title=title,
        values=values,
        needs=needs,
        record_id=names.contract_held(buyers[0], numbers, title, only=only),
    )


def _values(
    cells: RowCells, names: Names, buyers: list[int], needs: set[tuple[str, int]]
) -> dict[str, Facts]:
    values: dict[str, Facts] = {name: {name: text} for name in TEXTS if (text := cells.value(name))}
    if buyers:
        others = {*buyers[1:], *authorities_besides(cells, names)} - {buyers[0]}
        values["buyers"] = {"lead_buyer_id": buyers[0], "participants": sorted(others)}
    if kind := cells.value("agreement_kind"):
        values["kind"] = {"kind": kind}
    served = together(functions(cells, names))
    if served:
        values["functions"] = {"functions": served}
    if codes := cells.value("cpv"):
        values["cpv"] = {"cpv": list(codes)}
    if addresses := cells.value("links"):
        values["links"] = {"links": list(addresses)}
    _add_notice(cells, values)
    add_suppliers(cells, names, values, needs)
    _add_products(cells, names, values, needs, served)
    add_route(cells, values)
    add_dates(cells, values)
    add_extensions(cells, values)
    add_value(cells, values)
    _add_notes(cells, values)
    beside = [name for group, cells_ in BESIDE.items() if group not in values for name in cells_]
    add_stated(
        cells, values, "buyer_named", "service_area", "manufacturer", "category", "maximum_end_date", *beside
    )
    return values


def authorities_besides(cells: RowCells, names: Names) -> list[int]:
    """Those that buy under it without leading."""
    found: list[int] = []
    for text in cells.value("shared_with", ()):
        resolution = names.authorities(text)
        found += resolution.boroughs
        for unknown in resolution.unknown:
            cells.complain(
                Problem(
                    "unknown-partner",
                    "This is no London authority that we know, so the contract is listed without it.",
                    "",
                    unknown,
                ),
                "shared_with",
            )
    return found


def _add_notice(cells: RowCells, values: dict[str, Facts]) -> None:
    notice = cells.value("notice_id")
    ocid = cells.value("ocid") or (notice.ocid if notice else "")
    if ocid:
        values["ocid"] = {"ocid": ocid}
    if notice and notice.reference and "reference" not in values:
        values["reference"] = {"reference": notice.reference}


def _add_products(
    cells: RowCells,
    names: Names,
    values: dict[str, Facts],
    needs: set[tuple[str, int]],
    served: list[int],
) -> None:
    products = [product_made_by(cells, names, name, served, needs) for name in cells.value("system", ())]
    if products:
        values["products"] = {"products": sorted(set(products))}


def _add_notes(cells: RowCells, values: dict[str, Facts]) -> None:
    kept = remarks(cells, *REMARKED)
    told = [str(cells.value("notes", "")), *kept, *kept_columns(cells)]
    if text := "\n".join(filter(None, told)):
        values["notes"] = {"notes": text}
