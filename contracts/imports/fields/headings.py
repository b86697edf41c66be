"""Knowing a column by its heading."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from contracts.imports.fields.contract import CONTRACT_FIELDS
from contracts.imports.fields.contract_terms import EXCLUDING, INCLUDING
from contracts.imports.fields.field import TARGETS, Field, Target
from contracts.imports.fields.loose import bare, by_words, written_out
from contracts.imports.fields.people import names_people
from contracts.imports.fields.skill import SKILL_FIELDS
from contracts.imports.fields.system import SYSTEM_FIELDS

FIELDS: Final[Mapping[Target, tuple[Field, ...]]] = {
    "contract": CONTRACT_FIELDS,
    "system": SYSTEM_FIELDS,
    "skill": SKILL_FIELDS,
}

# What a heading may say of its bare numbers, by the kind of its cells.
_LENGTHS: Final = {
    "months": re.compile(r"\bmonths?\b|\bmths?\b", re.IGNORECASE),
    "years": re.compile(r"\byears?\b|\byrs?\b", re.IGNORECASE),
    "weeks": re.compile(r"\bweeks?\b", re.IGNORECASE),
    "days": re.compile(r"\bdays?\b", re.IGNORECASE),
}
_THOUSANDS: Final = {
    "k": re.compile(r"£ ?0{3}'?s?\b|\b0{3}'?s?\b|£ ?k\b|\bthousands?\b|\(k\)", re.IGNORECASE),
    "m": re.compile(r"£ ?m\b|\bmillions?\b|£ ?mn\b", re.IGNORECASE),
}
UNITS: Final[Mapping[str, Mapping[str, re.Pattern[str]]]] = {
    "extensions": _LENGTHS,
    "notice_period": _LENGTHS,
    "money": _THOUSANDS,
    "spending": _THOUSANDS,
    "vat_sum": _THOUSANDS,
}

# Headings whose meaning is open or is near to a known field and not the same: never mapped by
# themselves. The sentence says what the person has to decide.
OPEN_HEADINGS: Final[Mapping[str, str]] = {
    "contract completion date": "It can mean the day the contract was signed or the day it ends.",
    "completion date": "It can mean the day the contract was signed or the day it ends.",
    "contract date": "It can mean the day of award, of signing or of the start.",
    "date": "It does not say of what.",
    "reg no": "It can be the contract's number in the register or the supplier's own.",
    "client": "It can be the authority, a department or a person.",
    **dict.fromkeys(
        ("term", "contract term", "duration", "contract duration", "contract length", "length", "period"),
        "It can be the length of the contract with or without extensions.",
    ),
    **dict.fromkeys(
        ("termination date", "contract termination date", "closing date", "close date"),
        "It can be the day on which the contract ended early, or the day until which offers were taken.",
    ),
    **dict.fromkeys(
        ("extension date", "extension end date", "extended to"),
        "It can be the end with an extension, or the day by which to decide on one.",
    ),
    **dict.fromkeys(
        ("spend", "spend to date", "actual spend", "budget", "annual budget"),
        "It is money spent or set aside, not the value of the contract.",
    ),
}


# What stands between two headings that share a column.
BETWEEN_PARTS: Final = re.compile(r"\s*[/&]\s*|\s+(?:and|or)\s+", re.IGNORECASE)
IN_BRACKETS: Final = re.compile(r"(?P<outside>[^()]+)\((?P<inside>[^()]+)\)\s*")
# Kinds of numbers that a heading names in brackets behind a word for any number.
NUMBERS: Final = frozenset(("ocid", "cpv", "company_number"))
VAT_STATED: Final = (
    (re.compile(r"\b(?:ex|exc|excl|excluding|exclusive of|excludes|net of|without|before) vat\b"), EXCLUDING),
    (re.compile(r"\b(?:inc|incl|including|inclusive of|includes|with|gross of) vat\b"), INCLUDING),
)
IN_POUNDS: Final = re.compile(r"\b(?:gbp|(?:in )?pounds|sterling)\b")
ESTIMATED: Final = frozenset(("estimated",))

_BETWEEN_WORDS: Final = re.compile(r"[^a-z0-9]+")
# Schemas number their columns: "17. Start date".
_NUMBER_BEFORE: Final = re.compile(r"^\d+ (?=[a-z])")


def fold_heading(text: str) -> str:
    """The form in which headings are compared: small letters and digits, one space between words."""
    plain = text.replace("&", " and ")
    if not plain.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    words = _BETWEEN_WORDS.sub(" ", plain.casefold()).strip()
    return _NUMBER_BEFORE.sub("", words)


def known_headings(target: Target) -> dict[str, Field]:
    """Every heading known for a target, folded, with the field as that heading means it, best first."""
    known: dict[str, Field] = {}
    for field in FIELDS[target]:
        known.setdefault(fold_heading(field.heading), field)
        for synonym in (field.name, *field.synonyms):
            known.setdefault(fold_heading(synonym), field)
        for reading in field.readings:
            meant = replace(field, implies=reading.implies, kind=reading.kind or field.kind)
            for heading in reading.headings:
                known.setdefault(fold_heading(heading), meant)
    return known


KNOWN: Final = {target: known_headings(target) for target in TARGETS}
RANK: Final = {
    target: {heading: rank for rank, heading in enumerate(known)} for target, known in KNOWN.items()
}
IN_OTHER_WORDS: Final = {target: by_words(known) for target, known in KNOWN.items()}
OPEN_WORDS: Final = by_words(OPEN_HEADINGS)
_ANY_KNOWN: Final = frozenset[str]().union(*KNOWN.values())
_PATTERNS: Final = {
    target: [(re.compile(field.pattern), field) for field in fields if field.pattern]
    for target, fields in FIELDS.items()
}


def _person(target: Target, heading: str) -> Field:
    return Field("person", target, heading, "text", personal=True, in_workbook=False)


def field_of(target: Target, heading: str) -> Field | None:
    """What a heading means by itself."""
    # A heading that is known is not one of people, whatever words it has.
    folded = fold_heading(heading)
    if field := KNOWN[target].get(folded) or KNOWN[target].get(_without_thousands(heading)):
        return _in_units(field, heading)
    if names_people(folded):
        return _person(target, heading)
    if left_open(folded):
        return None
    field = _in_other_words(target, heading, folded)
    return _in_units(field, heading) if field else None


def is_heading(text: str) -> bool:
    """Whether a text is a heading of some known field. Asked of every row, so its words are read once."""
    folded = fold_heading(text)
    if folded in _ANY_KNOWN or _without_thousands(text) in _ANY_KNOWN or names_people(folded):
        return True
    return not left_open(folded) and any(_in_other_words(target, text, folded) for target in TARGETS)


def _in_other_words(target: Target, heading: str, folded: str) -> Field | None:
    """What a heading means that nobody wrote down: by its words, by its shape, or by its parts."""
    whole = written_out(folded)
    said = bare(whole)
    field = (
        KNOWN[target].get(whole)
        or IN_OTHER_WORDS[target].get(said)
        or _by_pattern(target, folded)
        or _by_parts(target, heading)
    )
    return field or _as_sum(target, folded, said)


def _by_parts(target: Target, heading: str) -> Field | None:
    """Two headings in one: "Contract: Contract Name", "Contract name / description", "Identifier (OCID)"."""
    _, colon, last = heading.rpartition(":")
    if colon:
        return _plainly(target, last)
    if match := IN_BRACKETS.fullmatch(heading):
        inside = _plainly(target, match["inside"])
        outside = _plainly(target, match["outside"])
        return inside if inside and inside.kind in NUMBERS and outside in (None, inside) else None
    parts = BETWEEN_PARTS.split(heading)
    found = [_plainly(target, part) for part in parts]
    if len(parts) < 2 or None in found:
        return None
    if {field.name for field in found if field} == {"title", "description"}:
        return next(field for field in found if field and field.name == "title")
    return found[0] if all(field == found[0] for field in found) else None


def _plainly(target: Target, part: str) -> Field | None:
    """What a part of a heading means by itself, where that is certain."""
    folded = fold_heading(part)
    if not folded or left_open(folded):
        return None
    return KNOWN[target].get(folded) or IN_OTHER_WORDS[target].get(bare(folded))


def _as_sum(target: Target, folded: str, said: frozenset[str]) -> Field | None:
    """A sum whose heading says in passing that it is estimated, in pounds, or with or without VAT."""
    implied = [stated for pattern, stated in VAT_STATED if pattern.search(folded)]
    for pattern, _ in VAT_STATED:
        folded = pattern.sub(" ", folded)
    folded = " ".join(IN_POUNDS.sub(" ", folded).split())
    rest = bare(folded) - ESTIMATED if implied or said & ESTIMATED else said
    field = KNOWN[target].get(folded) or IN_OTHER_WORDS[target].get(rest)
    if field is None or field.kind != "money" or len(implied) > 1:
        return None
    return replace(field, implies=(*field.implies, *implied))


def _without_thousands(heading: str) -> str:
    rest = heading
    for stated in _THOUSANDS.values():
        rest = stated.sub(" ", rest)
    return fold_heading(rest) if rest != heading else ""


def _by_pattern(target: Target, folded: str) -> Field | None:
    return next((field for pattern, field in _PATTERNS[target] if pattern.match(folded)), None)


def _in_units(field: Field, heading: str) -> Field:
    """The field with the unit that its heading states: "Value (£000s)", "Extension (months)"."""
    units = UNITS.get(field.kind, {})
    found = next((unit for unit, stated in units.items() if stated.search(heading)), "")
    return replace(field, unit=found) if found else field


def left_open(folded: str) -> str | None:
    """What a person has to decide of a heading whose meaning is open."""
    return OPEN_HEADINGS.get(folded) or OPEN_WORDS.get(bare(folded))
