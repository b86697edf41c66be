"""The four states as people write them in a cell."""

import re
from typing import Final

from contracts.imports.cells.parsed import Parsed, problem
from contracts.models import State


def phrases(text: str) -> frozenset[str]:
    """Phrases written in one text, with a bar between two."""
    return frozenset(text.split("|"))


UNKNOWN: Final = phrases(
    "unknown|not known|n/k|nk|n.k.|?|??|???|-|--|---|–|—|.|..|...|…|not stated|not specified|not recorded|"
    "not available|no data|no information|not provided|don't know|dont know|null|blank|[blank]|(blank)"
)
TO_COME: Final = phrases(
    "tbc|t.b.c.|t.b.c|tbc.|tba|tbd|to be confirmed|to be advised|to be announced|to be determined|"
    "to be agreed|to follow|awaited|awaiting|pending|under negotiation"
)
NONE: Final = phrases("none|nil|none.|no value")
NOT_APPLICABLE: Final = phrases("n/a|na|n.a.|n.a|not applicable|#n/a")

WITHHELD: Final = re.compile(
    r"(?P<bare>withheld|redacted)(?:\s*[:\-–—]\s*(?P<reason>.+)|\s+(?P<why>\(?(?:as|because|by|due|for|under|s\.?\d|"
    r"foi|commercial).*))?"
    r"|(?:commercial(?:ly)?[ -](?:sensitiv|confiden|in[ -]confidence)|"
    r"confidential(?:ity)?(?: information)?$|"
    r"exempt(?:ed|ion)?(?: (?:under|by|information|foi|s\.? ?\d+|section|from (?:disclos|publi))|$)"
    r"|undisclosed$"
    r"|not (?:disclosed|for publication|published|for disclosure)\b"
    r"|(?:foi(?:a)?,? )?(?:s|sec|sect|section)\.? ?(?:31|40|43)\b).*",
    re.DOTALL,
)

# Spares most cells the pattern.
FIRST_LETTERS: Final = frozenset("wrceunfs")


def state_from_words[T](text: str, *, not_applicable: State = State.UNKNOWN) -> Parsed[T] | None:
    """What a cell says where it says one of the states in words; None where it says something else.

    "n/a" is read as none only where the fact can truly not apply.
    """
    folded = text.casefold()
    if not folded or folded in UNKNOWN:
        return Parsed()
    if folded in TO_COME:
        message = f"“{text}” was read as not known. Give the value once it is settled."
        return Parsed(problems=(problem("to-be-confirmed", message, text),))
    if folded in NONE:
        return Parsed(state=State.NONE)
    if folded in NOT_APPLICABLE:
        return _not_applicable(text, not_applicable)
    if folded[0] in FIRST_LETTERS and (match := WITHHELD.fullmatch(folded)):
        return Parsed(state=State.WITHHELD, reason=_reason(text, match))
    return None


def _not_applicable[T](text: str, state: State) -> Parsed[T]:
    if state == State.NONE:
        return Parsed(state=State.NONE)
    message = f"“{text}” was read as not known. Write “None” if there is none."
    return Parsed(problems=(problem("not-applicable", message, text),))


def _reason(text: str, match: re.Match[str]) -> str:
    """Why it is withheld, in the cell's words; blank where it says only that it is."""
    if match["bare"] is None:
        return text
    group = "reason" if match["reason"] else "why"
    if match[group] is None:
        return ""
    return text[match.start(group) : match.end(group)].strip("() ")
