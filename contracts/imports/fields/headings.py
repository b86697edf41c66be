"""Knowing a column by its heading."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from contracts.imports.fields.contract import CONTRACT_FIELDS
from contracts.imports.fields.field import TARGETS, Field, Target
from contracts.imports.fields.skill import SKILL_FIELDS
from contracts.imports.fields.system import SYSTEM_FIELDS

FIELDS: Final[Mapping[Target, tuple[Field, ...]]] = {
    "contract": CONTRACT_FIELDS,
    "system": SYSTEM_FIELDS,
    "skill": SKILL_FIELDS,
}
LEAST_COLUMNS: Final = 3

# Headings that reach people. A heading that is known otherwise is not one of them.
PEOPLE: Final = re.compile(
    r"\b(e mail|email|telephone|phone|tel|mobile number|contact|officer|signatory|signed by|"
    r"contract (manager|owner|lead)|account manager|project manager|budget holder|"
    r"(responsible|named) person|system owner|business owner|(first|last|fore|sur) ?name)\b"
)

# Headings whose meaning is open or is near to a known field and not the same: never mapped by
# themselves. The sentence says what the person has to decide.
OPEN_HEADINGS: Final[Mapping[str, str]] = {
    "contract completion date": "It can mean the day the contract was signed or the day it ends.",
    "completion date": "It can mean the day the contract was signed or the day it ends.",
    "contract date": "It can mean the day of award, of signing or of the start.",
    "date": "It does not say of what.",
    "term": "It can be the length of the contract with or without extensions.",
    **dict.fromkeys(
        (
            "maximum end date",
            "max end date",
            "latest end date",
            "final end date",
            "potential end date",
            "end date including extensions",
            "end date inc extensions",
            "end date with extensions",
            "extended end date",
            "contract end date including extensions",
            "maximum expiry date",
        ),
        "It is the end with every extension taken, not the end of the contract.",
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


def fold_heading(text: str) -> str:
    """The form in which headings are compared: small letters and digits, one space between words."""
    plain = unicodedata.normalize("NFKD", text.replace("&", " and ")).casefold()
    words = re.sub(r"[^a-z0-9]+", " ", "".join(c for c in plain if not unicodedata.combining(c))).strip()
    # Schemas number their columns: "17. Start date".
    return re.sub(r"^\d+ (?=[a-z])", "", words)


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


def _person(target: Target, heading: str) -> Field:
    return Field("person", target, heading, "text", personal=True, in_workbook=False)


def field_of(target: Target, heading: str) -> Field | None:
    """What a heading means by itself."""
    folded = fold_heading(heading)
    if field := KNOWN[target].get(folded):
        return field
    return _person(target, heading) if PEOPLE.search(folded) else None


def recognise(target: Target, headings: Sequence[str]) -> dict[int, Field | None]:
    """What each column is. Where two say the same, the better known heading is read and the other is not.

    A column of people is returned as a field with `personal`, as often as there are such columns.
    """
    found: dict[int, Field | None] = {i: field_of(target, heading) for i, heading in enumerate(headings)}
    best: dict[str, int] = {}
    for i, field in found.items():
        if field is None or field.personal:
            continue
        rival = best.get(field.name)
        if rival is None or _rank(target, headings[i]) < _rank(target, headings[rival]):
            best[field.name] = i
    kept = set(best.values())
    for i, field in found.items():
        if field is None or field.personal:
            continue
        if i not in kept:
            found[i] = None
        elif field.otherwise and field.otherwise not in best:
            found[i] = next(f for f in FIELDS[target] if f.name == field.otherwise)
    return found


def _rank(target: Target, heading: str) -> int:
    return RANK[target][fold_heading(heading)]


def fit(target: Target, headings: Sequence[str]) -> int:
    """How many columns of a header row the target knows; 0 where one that it needs is missing."""
    found = [f for f in recognise(target, headings).values() if f is not None and not f.personal]
    names = {f.name for f in found}
    needed = {f.name for f in FIELDS[target] if f.required}
    return len(found) if needed <= names and len(found) >= LEAST_COLUMNS else 0


def target_of(headings: Sequence[str]) -> Target | None:
    """Which kind of table has these headings; None where the row is no header of a known table."""
    best = max(TARGETS, key=lambda target: fit(target, headings))
    return best if fit(best, headings) else None


def questions(target: Target, headings: Sequence[str]) -> dict[int, str]:
    """The columns whose heading leaves the meaning open, with what has to be decided."""
    return {
        i: OPEN_HEADINGS[folded]
        for i, folded in enumerate(map(fold_heading, headings))
        if folded in OPEN_HEADINGS and folded not in KNOWN[target]
    }
