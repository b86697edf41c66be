"""Which sentences say something of law or fact without saying where it stands.

A sentence, list item or row of a table that holds a number, a date, a token or a word of duty carries the key
of a source: `[@pa-51]`, `[@own]` for our own rule, `[@example]` for an invented figure. What the law counts
is never written out: it comes from the dated tables.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from toolkit.guidance.faults import Fault
from toolkit.guidance.pieces import Piece
from toolkit.guidance.tokens import EXAMPLE, NOTE, OWN, TOKEN, keys_in, problem_of, unknown_sources
from toolkit.law.figures import Unit, figures, notices

NUMBERS: Final = {
    **{"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10},
    **{"eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16},
    **{"seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40},
    **{"fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90},
}
MONTHS: Final = "january february march april may june july august september october november december"
COUNTED: Final = re.compile(
    rf"\d|\b(?:{'|'.join(NUMBERS)}|(?:hundred|thousand|million|billion|dozen)s?|half|twice)\b", re.IGNORECASE
)
# At the beginning of a sentence two of them may be verbs.
NAMED_MONTH: Final = re.compile(
    rf"(?!^(?:March|May)\b)\b(?:{'|'.join(month.title() for month in MONTHS.split())})\b"
)
DUTY: Final = re.compile(
    r"\b(?:must|shall|may not|may only|ow(?:e|es|ed|ing)|dut(?:y|ies)|(?:has|have|had|having) to"
    r"|requir(?:e|es|ed|ing)|obliged|obligat(?:ion|ions|ory)|mandatory|compulsory|statutory|entitled"
    r"|(?:un)?lawful(?:ly)?|(?:il)?legal(?:ly)?|by law|the law|forbidden|prohibited|permitted|allowed)\b",
    re.IGNORECASE,
)
THE_ACT: Final = re.compile(r"\b[Tt]he(?: Procurement)? Act\b")
ASKS: Final = re.compile(
    r"^\W*(?:(?:and|but|or|so|in|on|at|for|to|with|from|by|of) )?"
    r"(?:who|whom|whose|what|when|where|why|how|which|is|are|was|were|do|does|did|can|could|should|would|will|has|have|may|must|shall)\b.*\?\W*$",
    re.IGNORECASE | re.DOTALL,
)
SENTENCE_ENDS: Final = re.compile(
    r"(?<=[.!?])(?<!e\.g\.)(?<!i\.e\.)(?<!etc\.)(?<!vs\.)(?<!No\.)[\"”’)]*\s+(?=\S)"
)
LITERAL_CODE: Final = re.compile(r"\bUK\s?\d{1,2}\b")
# Keys that begin so are the Act, its regulations and later instruments.
OF_LAW: Final = ("pa-", "pr24-", "si-")


def faults_of(piece: Piece) -> Iterator[Fault]:
    """Everything of a piece that lacks a source, or says what a token should."""
    covered = any(EXAMPLE in keys_in(heading) for heading in piece.under)
    yield from _unknown(piece)
    for line, sentence in sentences(piece):
        keys = keys_in(sentence)
        if not keys and not covered and (found := claims(sentence)):
            lacking = (
                "A heading takes no source, and this says" if piece.kind == "heading" else "No source beside"
            )
            yield Fault(line, f"{lacking} “{found}”: {shortened(sentence)}")
        yield from _literal(line, sentence, set(keys), covered or EXAMPLE in keys_in(piece.text))
    if piece.kind == "heading" and EXAMPLE not in keys_in(piece.text) and keys_in(piece.text):
        yield Fault(piece.line, "Only [@example] may stand on a heading: put sources beside their sentences.")


def sentences(piece: Piece) -> list[tuple[int, str]]:
    """The sentences of a piece, each with its line. A row of a table is one."""
    if piece.kind == "row":
        return [(piece.line, piece.text)]
    found, start = [], 0
    for end in [*(match.start() for match in SENTENCE_ENDS.finditer(piece.text)), len(piece.text)]:
        text = piece.text[start:end]
        skipped = len(text) - len(text.lstrip('"”’)] \n'))
        line = piece.line + piece.text.count("\n", 0, start + skipped)
        if text.strip():
            found.append((line, text[skipped:].strip()))
        start = end
    return found


def claims(sentence: str) -> str:
    """The words for which a sentence needs a source; blank where it states nothing of the kind."""
    text = NOTE.sub("", sentence).strip()
    if token := TOKEN.search(text):
        return token[0]
    if month := NAMED_MONTH.search(text):
        return month[0]
    if ASKS.match(text):
        # A question states no duty; a figure in it is one all the same.
        digits = re.search(r"\d\S*", text)
        return digits[0] if digits else ""
    for pattern in (COUNTED, DUTY, THE_ACT):
        if found := pattern.search(text):
            return _whole_word(text, found)
    return ""


def shortened(sentence: str, longest: int = 90) -> str:
    text = " ".join(sentence.split())
    return text if len(text) <= longest else f"{text[: longest - 1]}…"


def _unknown(piece: Piece) -> Iterator[Fault]:
    for token in TOKEN.findall(piece.text):
        if problem := problem_of(token):
            yield Fault(piece.line, problem)
    for key in unknown_sources(piece.text):
        yield Fault(piece.line, f"There is no source “{key}” in fixtures/law/sources.csv.")
    bare = NOTE.sub("", TOKEN.sub("", piece.text))
    if "[@" in bare or "{{" in bare or "}}" in bare:
        yield Fault(piece.line, f"A token or source is not closed: {shortened(piece.text)}")


def _literal(line: int, sentence: str, keys: set[str], example: bool) -> Iterator[Fault]:
    """Codes, sums and periods of law that are written out."""
    text = NOTE.sub("", TOKEN.sub("", sentence))
    if code := LITERAL_CODE.search(text):
        yield Fault(
            line, f"Write the code as a token, {{{{code:{code[0].replace(' ', '')}}}}}, not “{code[0]}”."
        )
    if example:
        return
    of_law = bool(keys & sources_of_law()) or any(key.startswith(OF_LAW) for key in keys)
    counted = _in_digits(text)
    for said, (key, always) in written_out().items():
        alone = rf"(?<![\d,.£]){re.escape(said)}(?!\d|[.,]\d| million)"
        if (always or of_law) and re.search(alone, counted):
            yield Fault(line, f"Write “{said}” as a token, as {{{{figure:{key}}}}}: {shortened(sentence)}")
            return


@cache
def written_out() -> dict[str, tuple[str, bool]]:
    """What each figure of law looks like in words: its key, and whether it can be nothing else.

    A sum or a date of the law is one wherever it stands; "30 days" only where the sentence cites the law.
    """
    found: dict[str, tuple[str, bool]] = {}
    for key, held in figures().items():
        for one in held:
            if one.unit is Unit.COUNT:
                continue
            always = one.unit in (Unit.GBP, Unit.DATE)
            found.setdefault(one.said.lower(), (key, always))
            if one.unit is Unit.PERCENT:
                found.setdefault(f"{one.number} per cent", (key, always))
            if one.unit is Unit.GBP:
                found.setdefault(f"£{one.number:,}", (key, always))
                found.setdefault(f"£{one.number}", (key, always))
    return found


@cache
def sources_of_law() -> set[str]:
    """Keys of sources from which a figure or a notice comes."""
    of_figures = {one.source.key for held in figures().values() for one in held}
    of_notices = {key for one in notices().values() for key in (one.source.key, one.section.key)}
    return (of_figures | of_notices) - {OWN, EXAMPLE}


def _in_digits(text: str) -> str:
    """A text in small letters with its small numbers as digits: "eight working days" is "8 working days"."""
    lowered = " ".join(text.lower().split()).replace("-", " ")
    return re.sub(r"[a-z]+", lambda word: str(NUMBERS.get(word[0], word[0])), lowered)


def _whole_word(text: str, found: re.Match[str]) -> str:
    """What was found with the rest of its word: "£5,000" for its first digit."""
    start = text.rfind(" ", 0, found.start()) + 1
    end = text.find(" ", found.end())
    return text[start : end if end >= 0 else len(text)].strip(" .,;:()")
