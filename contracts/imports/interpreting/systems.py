"""A row of a table of systems: it may name several, and stand for several authorities."""

from contracts.imports.interpreting.cells import RowCells
from contracts.imports.interpreting.common import (
    add_stated,
    authorities,
    evidence,
    functions,
    identity,
    kept_columns,
    product_made_by,
    remarks,
    require_authority,
    together,
)
from contracts.imports.interpreting.names import Names
from contracts.imports.problems import Problem
from contracts.imports.proposals import Proposal, ReadRow
from contracts.models import State, SystemInUse
from suppliers.names import fold_product
from thirty3.history.facts import Facts, plain

KIND = SystemInUse.record_kind()
WITH_STATES = ("hosting", "users", "satisfaction")


def read_system(cells: RowCells, names: Names) -> ReadRow:
    """What the row says of each system that it names, at each authority that it names."""
    systems = list(cells.value("system", ()))
    row = ReadRow(cells.raw.sheet, cells.raw.number, KIND, "; ".join(systems), {}, evidence(cells, names))
    if cells.raw.set_aside:
        row.set_aside = cells.raw.set_aside
        return row
    boroughs = authorities(cells, names)
    require_authority(cells, boroughs)
    if not systems and not cells.is_personal("system"):
        cells.problems.append(
            Problem(
                "no-system",
                "The row names no system. Every row needs one.",
                cells.heading("system"),
                "",
                "error",
            )
        )
    served = functions(cells, names)
    needs: set[tuple[str, int]] = set()
    shared = _values(cells, names, needs)
    for position, name in enumerate(systems):
        # As many functions as systems: the first is the first one's, and so on.
        mine = [served[position]] if len(served) == len(systems) > 1 else served
        product = product_made_by(cells, names, name, together(mine), needs)
        for borough in boroughs:
            values = (
                shared
                | _own(cells, names, borough)
                | {
                    "borough": {"borough_id": borough},
                    "product": {"product_id": product},
                }
            )
            if mine and together(mine):
                values["functions"] = {"functions": together(mine)}
            row.proposals.append(_proposal(cells, names, borough, name, values, needs))
    row.cells, row.problems = cells.as_read(), cells.problems
    return row


def _proposal(
    cells: RowCells,
    names: Names,
    borough: int,
    name: str,
    values: dict[str, Facts],
    needs: set[tuple[str, int]],
) -> Proposal:
    whose = names.borough_slugs[borough]
    used_for = " ".join(cells.value("function", ()))
    reference = str(cells.value("reference", ""))
    return Proposal(
        kind=KIND,
        identity=identity("system", whose, fold_product(name), used_for, reference),
        title=f"{name} at {whose}",
        values=values,
        needs=set(needs),
        record_id=names.system_held(
            borough,
            values["product"]["product_id"],
            values.get("functions", {}).get("functions", ()),
        ),
    )


def _values(cells: RowCells, names: Names, needs: set[tuple[str, int]]) -> dict[str, Facts]:
    values: dict[str, Facts] = {}
    for name in ("reference", "status"):
        if said := cells.value(name):
            values[name] = {name: said}
    sellers = cells.value("supplier", ())
    if sellers:
        if doubt := names.doubt_about_supplier(sellers[0].name):
            cells.complain(doubt, "supplier")
        pk = names.supplier(sellers[0].name, "", sellers[0].aliases)
        needs.add(("suppliers.supplier", pk))
        values["supplier"] = {"supplier_id": pk}
    if since := cells.value("since"):
        values["since"] = {"since_date": plain(since.day), "since_precision": since.precision.value}
    for name in WITH_STATES:
        parsed = cells.parsed(name)
        if parsed.state != State.UNKNOWN:
            blank = "" if name == "hosting" else None
            value = blank if parsed.value is None else parsed.value
            values[name] = {name: value, f"{name}_state": parsed.state.value}
    _add_replacement(cells, values)
    _add_notes(cells, values)
    add_stated(cells, values, "service_area", "side", "manufacturer")
    return values


def _add_replacement(cells: RowCells, values: dict[str, Facts]) -> None:
    plan, by = cells.value("plan_to_replace"), cells.value("replace_by")
    if plan is not None or by is not None:
        values["replacement"] = {
            "plan_to_replace": plan if plan is not None else True,
            "replace_by_date": plain(by.day) if by else None,
        }


def _add_notes(cells: RowCells, values: dict[str, Facts]) -> None:
    others = [one.as_given for one in cells.value("supplier", ())[1:]]
    told = [
        str(cells.value("notes", "")),
        *kept_columns(cells),
        *remarks(cells, "since", "plan_to_replace", "replace_by", "supplier", "system"),
        *([f"Also supplied by: {'; '.join(others)}"] if others else []),
    ]
    if text := "\n".join(filter(None, told)):
        values["notes"] = {"notes": text}


def _own(cells: RowCells, names: Names, borough: int) -> dict[str, Facts]:
    """The contract that pays for it at this authority, or what the source says of one."""
    reference = str(cells.value("contract_reference", ""))
    stated = [
        f"{cells.heading(name)}: {text}"
        for name in ("contract_start", "contract_end", "annual_cost")
        if (text := cells.value(name))
    ]
    found = names.contracts.get((borough, reference)) if reference else None
    if reference and found is None:
        stated.append(f"{cells.heading('contract_reference')}: {reference}")
        cells.complain(
            Problem(
                "unknown-contract",
                "No contract of this authority has this reference, so the system is listed without one.",
                "",
                reference,
            ),
            "contract_reference",
        )
    if found is None and not stated:
        return {}
    return {"contract": {"contract_id": found, "contract_as_stated": "; ".join(stated)}}
