"""Cells that name suppliers: trading names, former names, resellers, and names that were withheld."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from contracts.imports.cells.identifiers import RegistrationNumber
from contracts.imports.cells.names import LONGEST_NAME, names, split_outside_brackets
from contracts.imports.cells.parsed import Parsed, doubt, known, problem
from contracts.imports.cells.people import initials, perhaps_person, titled_name
from contracts.imports.cells.plain import lines
from contracts.imports.cells.words import state_from_words
from contracts.imports.problems import Problem
from contracts.models import State
from suppliers.names import normal_company_number
from thirty3.spreadsheets.cells import Cell

HIDDEN: Final = re.compile(
    r".*\b(?:anonymi[sz]ed|name (?:withheld|redacted)|identity withheld|supplier withheld|redacted)\b.*|"
    r"(?:supplier|bidder|tenderer|contractor|company|provider) (?:[a-z]|\d{1,2})",
    re.IGNORECASE | re.DOTALL,
)
SEVERAL_UNNAMED: Final = re.compile(
    r"(?:various|multiple|several|many|numerous|different)(?: suppliers| providers| contractors)?|"
    r"(?:various|multiple|several|many|numerous|different)(?: suppliers| providers| contractors)?"
    r"[\s,:(–-]+(?:see|refer to|as per|as listed|on the|under the|via the)\b[^;]*|"
    r"see (?:below|list|notes?)|multi[- ]supplier(?: framework)?",
    re.IGNORECASE,
)
OWN: Final = re.compile(
    r"in[- ]house(?: (?:built|developed|development|database|system))?|internal(?:ly developed)?|"
    r"own(?: development)?|no supplier|not awarded",
    re.IGNORECASE,
)
FORMERLY: Final = r"formerly(?: known as)?|previously(?: known as)?|f/?k/?a"
TRADING_AS: Final = r"t/a|trading as|d\.?b\.?a\.?"
BRACKETS: Final = re.compile(r"^(?P<name>.+?)\s*[(\[](?P<inside>[^()\[\]]+)[)\]]\.?$", re.DOTALL)
OTHER_NAME: Final = re.compile(
    rf"^(?P<name>.+?)[,\s]+(?:{TRADING_AS}|{FORMERLY}|now part of)[:\s]+(?P<alias>.+)$", re.IGNORECASE
)
INSIDE: Final = re.compile(
    rf"^(?:{TRADING_AS}|{FORMERLY}|also known as|a/?k/?a)[:\s]+(?P<alias>.+)$", re.IGNORECASE
)
# Long enough to be no year and no lot: seven or eight figures, or letters before six.
NUMBER_INSIDE: Final = re.compile(
    r"(?:(?:uk |registered )?(?:company|co\.?|companies house|crn|reg(?:istration|istered|\.)?)?"
    r"(?: ?(?:company|reg(?:istration|\.)?))?(?: ?(?:no\.?|number|num))?[:.\s]*)?"
    r"(?P<number>\d{7,8}|[a-z]{2}\d{6})",
    re.IGNORECASE,
)
THROUGH: Final = re.compile(r"^(?:via|through|supplied by|reseller:?)\s+(?P<via>.+)$", re.IGNORECASE)


# "Supplier name and details": an address follows the legal form that ends a company's name.
_FORM: Final = r"(?:ltd|limited|plc|llp|lp|cic|inc)\b\.?"
WITH_ADDRESS: Final = re.compile(
    rf"^(?P<name>.+? {_FORM})\s?,\s*(?!.*\b{_FORM}|.*\b(?:{TRADING_AS}|{FORMERLY})\b).+$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class NamedSupplier:
    """A supplier as a cell names it: its name, other names given with it, and whom it is bought through.

    A cell may also say its own number and size of each (`supplier_lists`).
    """

    name: str
    as_given: str
    aliases: tuple[str, ...] = ()
    via: str = ""
    number: RegistrationNumber | None = None
    sme: bool | None = None
    vcse: bool | None = None


def suppliers(cell: Cell) -> Parsed[tuple[NamedSupplier, ...]]:
    """The suppliers that a cell names, with a semicolon or a line break between two."""
    text = lines(cell)
    if (said := unnamed(text)) is not None:
        return said
    parts = split_outside_brackets(text, ";\n|")
    if not any(any(sign.isalnum() for sign in part) for part in parts):
        return doubt("supplier-unreadable", f"“{text[:80]}” is not a name. Name the supplier.", text)
    found = tuple(one_supplier(part) for part in parts if any(sign.isalnum() for sign in part))
    return known(found, *remarks(found, text))


def unnamed(text: str) -> Parsed[tuple[NamedSupplier, ...]] | None:
    """What words say that stand in place of a supplier's name; None where they are a name."""
    said: Parsed[tuple[NamedSupplier, ...]] | None = state_from_words(text)
    if said:
        return said
    if HIDDEN.fullmatch(text):
        return Parsed(state=State.WITHHELD, reason=text[:LONGEST_NAME])
    if OWN.fullmatch(text):
        return Parsed(state=State.NONE, note=text)
    if SEVERAL_UNNAMED.fullmatch(text):
        message = f"“{text}” names no supplier, so it was read as not known. Name each of them."
        return Parsed(note=text, problems=(problem("supplier-not-named", message, text),))
    return None


def firms(cell: Cell) -> Parsed[tuple[NamedSupplier, ...]]:
    """The suppliers that a cell names, unless one of them looks like a person."""
    found = suppliers(cell)
    named = [name for one in found.value or () for name in (one.as_given, one.name, one.via, *one.aliases)]
    return without_people(found, named, lines(cell))


def makers(cell: Cell) -> Parsed[tuple[str, ...]]:
    """Who makes a system: names as of suppliers, for they are listed with these."""
    found = names(cell)
    return without_people(found, found.value or (), lines(cell))


def without_people[T](found: Parsed[T], named: Iterable[str], text: str) -> Parsed[T]:
    """What a cell says, or nothing of it but initials where a name in it looks like a person's."""
    person = next((name for name in named if name and perhaps_person(name)), "")
    if not person and not titled_name(text):
        return found
    return doubt(
        "supplier-perhaps-person",
        "This looks like a person's name, so it is not shown and the row waits. If it is a firm's, give its "
        "company number in the file or add the firm to the suppliers here, then compare again. "
        "If it is a person's, take it out of the file.",
        f"(perhaps a person: {initials(person)})" if person else "(perhaps a person)",
    )


def remarks(found: tuple[NamedSupplier, ...], text: str) -> list[Problem]:
    """What a reviewer should know of how names were read."""
    told = []
    for supplier in found:
        if supplier.via:
            message = f"{supplier.name} was read as the supplier, bought through {supplier.via}."
            told.append(problem("supplier-through", message, text))
        if len(supplier.as_given) > LONGEST_NAME:
            message = f"The name is too long: its first {LONGEST_NAME} signs were kept."
            told.append(problem("text-too-long", message, text))
    return told


def one_supplier(text: str) -> NamedSupplier:
    """A name apart from what stands with it: "Mastek (formerly Evosys)" is Mastek, also named Evosys."""
    given = " ".join(text.split())
    if (match := OTHER_NAME.match(given)) and "(" not in match["name"].rpartition(")")[2]:
        return _named(match["name"], given, match["alias"])
    if match := BRACKETS.match(given):
        name, inside = match["name"], match["inside"].strip()
        if alias := INSIDE.match(inside):
            return _named(name, given, alias["alias"])
        if through := THROUGH.match(inside):
            return NamedSupplier(name[:LONGEST_NAME], given, via=through["via"][:LONGEST_NAME])
        if number := _number(inside):
            return NamedSupplier(name.strip(" ,;-")[:LONGEST_NAME], given, number=number)
        if inside == _initials(name):
            return _named(name, given, inside)
    if match := WITH_ADDRESS.match(given):
        return NamedSupplier(match["name"][:LONGEST_NAME], given)
    return NamedSupplier(given[:LONGEST_NAME], given)


def _number(inside: str) -> RegistrationNumber | None:
    """A company's number, as it stands in brackets behind the name."""
    match = NUMBER_INSIDE.fullmatch(inside)
    company = normal_company_number(match["number"]) if match else None
    return RegistrationNumber(match["number"], company) if match and company else None


def _named(name: str, given: str, alias: str) -> NamedSupplier:
    tidy = name.strip(" ,;-")
    return NamedSupplier(tidy[:LONGEST_NAME], given, (alias.strip(" ,;.")[:LONGEST_NAME],))


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split() if word[0].isupper())
