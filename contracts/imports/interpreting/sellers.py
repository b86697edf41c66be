"""Who sells under a contract, as its row says it: names, numbers, and their size at award."""

from contracts.imports.cells import NamedSupplier
from contracts.imports.interpreting.cells import RowCells
from contracts.imports.interpreting.names import Names
from contracts.models import State
from thirty3.history.facts import Facts


def add_suppliers(
    cells: RowCells, names: Names, values: dict[str, Facts], needs: set[tuple[str, int]]
) -> None:
    """The suppliers that the row names, each with what it says of that one or of the row's only one."""
    said = cells.parsed("supplier")
    if said.state == State.UNKNOWN:
        return
    links: dict[int, Facts] = {}
    named: tuple[NamedSupplier, ...] = said.value or ()
    of_the_row = cells.value("registration_number") if len(named) == 1 else None
    both = cells.value("sme_or_vcse")
    for one in named:
        number = one.number or of_the_row
        if doubt := names.doubt_about_supplier(one.name, number.company if number else ""):
            cells.complain(doubt, "supplier")
        pk = names.supplier(one.name, number.company if number else "", one.aliases)
        needs.add(("suppliers.supplier", pk))
        links.setdefault(
            pk,
            {
                "supplier_id": pk,
                "name_as_given": one.as_given,
                "sme_at_award": _first_answer(one.sme, cells.value("sme"), both.sme if both else None),
                "vcse_at_award": _first_answer(one.vcse, cells.value("vcse"), both.vcse if both else None),
                "registration_number": number.as_given if number else "",
            },
        )
    values["supplier"] = {
        "supplier_links": list(links.values()),
        "supplier_state": said.state.value,
        "supplier_reason": said.reason,
    }


def _first_answer(*answers: bool | None) -> bool | None:
    """The first that says yes or no."""
    return next((answer for answer in answers if answer is not None), None)
