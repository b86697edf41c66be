"""Cells of suppliers as notices tell of them: one a line, each with its own number and size.

    Acme Software Limited [company 01234567; SME yes; VCSE no]
    Help for All [number 1122334; SME yes; VCSE yes]

A format writes such cells of what its files say (`supplier_line`), so that a reviewer reads what the
import reads, without the addresses and names of people that stand beside suppliers in notices.
"""

import re
from typing import Final

from contracts.imports.cells.identifiers import RegistrationNumber
from contracts.imports.cells.parsed import Parsed, known
from contracts.imports.cells.plain import lines
from contracts.imports.cells.suppliers import NamedSupplier, one_supplier, remarks, unnamed, without_people
from suppliers.names import normal_company_number
from thirty3.spreadsheets.cells import Cell

FACTS: Final = re.compile(r"\[([^\[\]]*)\]$")
ANSWERS: Final = {"yes": True, "no": False}


def supplier_line(
    name: str, *, company: str = "", other: str = "", sme: bool | None = None, vcse: bool | None = None
) -> str:
    """One supplier as a line of such a cell, with its number at Companies House or in another register."""
    number = normal_company_number(company)
    stated = company or other
    said = [f"company {number}" if number else f"number {stated}" if stated else ""]
    said += [
        f"{what} {'yes' if answer else 'no'}"
        for what, answer in (("SME", sme), ("VCSE", vcse))
        if answer is not None
    ]
    facts = "; ".join(filter(None, (re.sub(r"[\[\];\s]+", " ", one) for one in said)))
    tidy = " ".join(name.split()).strip(" ,;")
    return f"{tidy} [{facts}]" if facts else tidy


def supplier_list(cell: Cell) -> Parsed[tuple[NamedSupplier, ...]]:
    """The suppliers of such a cell; lines that name nobody count only where no line does."""
    found: list[NamedSupplier] = []
    nobody: list[Parsed[tuple[NamedSupplier, ...]]] = []
    text = lines(cell)
    for line in text.split("\n"):
        name = FACTS.sub("", line).strip()
        if (said := unnamed(name)) is not None:
            nobody.append(said)
        else:
            found.append(_with_facts(name, line))
    if found:
        named = tuple(found)
        read = known(named, *remarks(named, text), *(p for said in nobody for p in said.problems))
        return without_people(read, [one.name for one in named if not _is_company(one)], "")
    return nobody[0] if nobody else Parsed()


def _is_company(one: NamedSupplier) -> bool:
    return one.number is not None and bool(one.number.company)


def _with_facts(name: str, line: str) -> NamedSupplier:
    supplier = one_supplier(name)
    match = FACTS.search(line)
    facts = dict(part.split(" ", 1) for part in match[1].split("; ") if " " in part) if match else {}
    number = facts.get("company") or facts.get("number")
    return NamedSupplier(
        supplier.name,
        supplier.as_given,
        supplier.aliases,
        supplier.via,
        number=RegistrationNumber(number, facts.get("company", "")) if number else None,
        sme=ANSWERS.get(facts.get("SME", "")),
        vcse=ANSWERS.get(facts.get("VCSE", "")),
    )
