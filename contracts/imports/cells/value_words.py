"""What words beside a sum say of it: VAT, the time that it covers, and where it comes from."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from contracts.imports.cells.parsed import Parsed, known
from contracts.imports.cells.plain import plain
from contracts.imports.cells.text import LONGEST_LINE, line
from contracts.models import Contract
from thirty3.spreadsheets.cells import Cell

NUMBER: Final = r"(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|twelve)"
EXCLUDING: Final = re.compile(
    r"(?:\+|plus|ex|exc|excl|excluding|exclusive of|excludes|without|net(?: of)?|before)\.? ?\(?vat\b|"
    r"\bvat (?:excluded|exclusive|exempt)|^net$"
)
INCLUDING: Final = re.compile(
    r"(?:\binc|\bincl|\bincluding|\binclusive of|\bincludes|\bwith|\bgross(?: of)?)\.? ?\(?vat\b|"
    r"\bvat (?:included|inclusive)|^gross$"
)
ANNUAL: Final = re.compile(
    r"\bp\.? ?a\b\.?|\bper (?:annum|year)\b|\b(?:a|each|every) year\b|\bannual(?:ly)?\b|\byearly\b|"
    r"/ ?(?:year|yr|annum)"
)
WHOLE_LIFE: Final = re.compile(
    r"\b(?:over|for) (?:the |a )?(?:whole |full |maximum potential |entire )?(?:contract )?"
    r"(?:term|life|period)\b|"
    rf"\bover (?:the )?{NUMBER}[- ](?:year|month)|\b(?:over|for) the {NUMBER}[- ]year|"
    rf"\bfor {NUMBER} years\b|\b{NUMBER}[- ]years?(?:'s|'|’)? (?:total |licen[cs]e )?costs?\b|"
    r"\bwhole[- ]life\b|\blife ?time\b|\bwhole contract\b|^total\b|^overall\b|"
    r"\btotal (?:contract )?(?:value|cost)\b"
)
PARTLY: Final = re.compile(r"\binitial\b|\bonly\b|\bextension\b|\bsupplement")
CEILING: Final = re.compile(r"\bup to\b|\bmax(?:imum)?\b|\bceiling\b|\bnot? (?:exceed|more than)")
TENDER: Final = re.compile(
    r"\btender value\b|\bnotice value\b|\bpublished range\b|\badvertised\b|\btendered\b"
)
AWARDED: Final = re.compile(r"\baward(?:ed|s)?\b|\bcontract value\b|\bvalued at\b")
SPENT: Final = re.compile(r"\bspent\b|\bactual spend\b|\binvoiced\b|\bpaid\b")


@dataclass(frozen=True, slots=True)
class ValueNote:
    """A note beside a value, and what it says of the value. What it does not say is blank."""

    text: str
    vat: str = ""
    span: str = ""
    kind: str = ""


def vat_of(words: str) -> str:
    """Whether a sum includes VAT; blank where the words do not say, or say both."""
    folded = words.casefold().strip(" ()")
    excluding, including = EXCLUDING.search(folded), INCLUDING.search(folded)
    if bool(excluding) == bool(including):
        return ""
    return Contract.Vat.EXCLUDING.value if excluding else Contract.Vat.INCLUDING.value


def span_of(words: str) -> str:
    """Whether a sum is for a year or for the whole life; blank where the words do not say, or say both."""
    folded = words.casefold()
    annual, whole = ANNUAL.search(folded), WHOLE_LIFE.search(folded)
    if bool(annual) == bool(whole):
        return ""
    if annual:
        return Contract.ValueSpan.ANNUAL.value
    return "" if PARTLY.search(folded) else Contract.ValueSpan.WHOLE_LIFE.value


def kind_of(words: str) -> str:
    """Where a sum comes from; blank where the words do not say."""
    folded = words.casefold()
    for kind, pattern in (
        (Contract.ValueKind.TENDER, TENDER),
        (Contract.ValueKind.CEILING, CEILING),
        (Contract.ValueKind.SPEND, SPENT),
        (Contract.ValueKind.AWARDED, AWARDED),
    ):
        if pattern.search(folded):
            return str(kind.value)
    return ""


def read_note(text: str, amount: Decimal | None = None) -> ValueNote:
    """What a note says of a value.

    Notes give other sums as well ("£63,000 over 3 years / £21,000 per annum"). The part that
    repeats the amount counts; where none does, the first.
    """
    parts = [part for part in re.split(r";| / ", text) if part.strip()]
    part = next((p for p in parts if amount is not None and amount in _sums(p)), parts[0] if parts else "")
    return ValueNote(text, vat_of(part), span_of(part), kind_of(part))


def value_note(cell: Cell) -> Parsed[ValueNote]:
    """A note beside a value, read without knowing the amount; `read_note` does better with it."""
    found = line(cell)
    if found.value is None:
        return Parsed(problems=found.problems)
    return known(read_note(found.value), *found.problems)


def vat(cell: Cell) -> Parsed[str]:
    """The column that says whether a value includes VAT. Further words are kept as a note."""
    words = plain(cell)[:LONGEST_LINE]
    folded = words.casefold()
    bare = {"excluding": "excluding", "including": "including", "ex": "excluding", "exc": "excluding"}
    short = bare | {"excl": "excluding", "inc": "including", "incl": "including", "no": "excluding"}
    stated = (short | {"yes": "including", "net": "excluding", "gross": "including"}).get(folded) or vat_of(
        words
    )
    if not stated:
        return Parsed(note=words if folded not in ("not stated", "") else "")
    return known(stated, note=words if len(words) > len("Excluding VAT") else "")


def _sums(part: str) -> set[Decimal]:
    """The sums that a text names."""
    times = {"k": 10**3, "m": 10**6, "b": 10**9}
    found = re.findall(r"(\d[\d,]*(?:\.\d+)?) ?(k|million|m|billion|bn)?\b", part.casefold())
    return {Decimal(digits.replace(",", "")) * times.get(unit[:1], 1) for digits, unit in found}
