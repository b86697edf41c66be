"""Cells that say yes or no."""

import re
from dataclasses import dataclass
from typing import Final

from contracts.imports.cells.parsed import Parsed, doubt, known, problem
from contracts.imports.cells.plain import plain
from contracts.imports.cells.words import state_from_words
from thirty3.spreadsheets.cells import Cell

YES: Final = frozenset(("yes", "y", "true", "t", "1", "x", "✓", "✔", "☑"))
NO: Final = frozenset(("no", "n", "false", "f", "0", "✗", "✘", "☐"))
OPEN: Final = re.compile(
    r"under (?:review|consideration)|maybe|possibl[ey]|considering|undecided|perhaps|in review"
)
SME: Final = re.compile(r"smes?|small|medium|micro|(?:small|medium|micro) (?:enterprise|business|company)")
NO_SME: Final = re.compile(r"(?:non|not)(?:[ -]an?)?[ -]sme|large(?: (?:enterprise|business|company))?")
VCSE: Final = re.compile(r"vcses?|vcs|vco|vcso|voluntary|charity|cic|social enterprise")
NO_VCSE: Final = re.compile(r"(?:non|not)(?:[ -]an?)?[ -](?:vcse|vcs|vco|vcso)")
START: Final = re.compile(r"(yes|no)\b[\s,.;:(–-]*(?=\S)")


@dataclass(frozen=True, slots=True)
class SmeVcse:
    """One column that answers two questions; None where it leaves one open."""

    sme: bool | None
    vcse: bool | None


def yes_no(cell: Cell) -> Parsed[bool]:
    """Yes or no; "Yes - 2026" is yes with a note, "under review" is not known."""
    words = plain(cell)
    folded = words.casefold()
    if folded in YES or folded in NO:
        return known(folded in YES)
    said: Parsed[bool] | None = state_from_words(words)
    if said:
        return said
    if match := START.match(folded):
        note = problem(
            "yes-no-remark", f"It was read as {match[1]}. The other words were kept as a note.", words
        )
        return known(match[1] == "yes", note, note=words)
    if OPEN.fullmatch(folded):
        message = f"“{words}” was read as not known. The words were kept as a note."
        return Parsed(note=words, problems=(problem("yes-no-open", message, words),))
    return doubt("yes-no-unreadable", f"“{words[:80]}” is neither yes nor no. Write Yes or No.", words)


def sme(cell: Cell) -> Parsed[bool]:
    """Yes or no under SME, where registers write the size itself as well."""
    return _kind(cell, SME, NO_SME)


def vcse(cell: Cell) -> Parsed[bool]:
    """Yes or no under VCSE, where registers write the kind of body itself as well."""
    return _kind(cell, VCSE, NO_VCSE)


def _kind(cell: Cell, yes: re.Pattern[str], no: re.Pattern[str]) -> Parsed[bool]:
    folded = plain(cell).casefold()
    if yes.fullmatch(folded):
        return known(True)
    return known(False) if no.fullmatch(folded) else yes_no(cell)


def sme_vcse(cell: Cell) -> Parsed[SmeVcse]:
    """The Transparency Code's column: SME, VCSE, both or neither."""
    words = plain(cell)
    folded = words.casefold()
    if folded in NO or folded in ("neither", "none", "large", "n/a"):
        return known(SmeVcse(sme=False, vcse=False))
    if folded in YES:
        message = "The cell does not say which of SME and VCSE is meant. Write SME, VCSE, Both or No."
        return doubt("sme-or-vcse", message, words)
    said: Parsed[SmeVcse] | None = state_from_words(words)
    if said:
        return said
    sme = bool(re.search(r"\bsmes?\b|\bsmall\b|\bboth\b|\bmicro\b", folded))
    vcse = bool(re.search(r"\bvcses?\b|\bvcos?\b|\bvcs\b|\bvoluntary\b|\bcharity\b|\bcic\b|\bboth\b", folded))
    if not sme and not vcse:
        message = f"“{words[:80]}” is neither SME nor VCSE. Write SME, VCSE, Both or No."
        return doubt("sme-or-vcse", message, words)
    # A cell that names one kind does not deny the other.
    return known(SmeVcse(sme or None, vcse or None))
