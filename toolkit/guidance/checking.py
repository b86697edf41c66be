"""Whether a page or a template is fit to be shown: its sections, its links, and a source for what it states.

The files are checked so before they are loaded, and staff's forms before they are saved.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from toolkit.guidance.faults import Fault
from toolkit.guidance.known import Known
from toolkit.guidance.pieces import LINK_KINDS, Link, NotTaken, Piece, pieces
from toolkit.guidance.sourcing import faults_of
from toolkit.guidance.tokens import NOTE, TOKEN

GUIDES: Final = "guides"
SECTIONS: Final = (
    "What it is",
    "Why it matters",
    "Who does it",
    "How",
    "Worked example [@example]",
    "Checklist",
    "Questions this answers",
)
HOW, WORKED_EXAMPLE, CHECKLIST, QUESTIONS = SECTIONS[3:]
LEAST_TO_DO: Final = 6
LEAST_QUESTIONS: Final = 2
FEWEST_WORDS, MOST_WORDS = 700, 1300
# Of a checklist: what nobody can look at and tick.
FEWEST_WORDS_TO_DO: Final = 4


def faults_of_page(body: str, *, stage: str, known: Known, first_line: int = 1) -> list[Fault]:
    """What is wrong with a page's text, from the top to the end."""
    try:
        found = pieces(body, first_line)
    except NotTaken as refused:
        return [Fault(refused.line, refused.words)]
    faults = [
        *_sections(found, more_allowed=stage == GUIDES),
        *_who(found),
        *_worked_example(found),
        *_checklist(found),
        *_questions(found),
        *_length(found),
        *_each(found, known),
    ]
    return sorted(faults, key=lambda fault: fault.line)


def faults_of_document(body: str, *, known: Known, first_line: int = 1) -> list[Fault]:
    """What is wrong with a template's text: it has headings of its own, and the same sources and links."""
    try:
        found = pieces(body, first_line)
    except NotTaken as refused:
        return [Fault(refused.line, refused.words)]
    faults = list(_each(found, known))
    levels = [piece.level for piece in found if piece.kind == "heading"]
    if not levels:
        faults.append(Fault(0, "A document has headings: begin its parts with “## ”."))
    for before, piece in zip([1, *levels], (one for one in found if one.kind == "heading"), strict=False):
        if piece.level > before + 1 or piece.level == 1:
            faults.append(Fault(piece.line, "Headings begin with “## ” and go down one step at a time."))
    return sorted(faults, key=lambda fault: fault.line)


def faults_of_line(text: str, *, known: Known, line: int = 0) -> list[Fault]:
    """What is wrong with a short text: the note of a sheet, the help of a column."""
    try:
        found = pieces(text, line)
    except NotTaken as refused:
        return [Fault(line, refused.words)]
    return [Fault(line, fault.words) for fault in _each(found, known)]


def _each(found: Iterable[Piece], known: Known) -> Iterator[Fault]:
    for piece in found:
        yield from faults_of(piece)
        for link in piece.links:
            if problem := problem_of_link(link, known):
                yield Fault(piece.line, problem)


def problem_of_link(link: Link, known: Known) -> str:
    """Why a link leads nowhere, in a sentence; blank where it leads somewhere."""
    kind, _, rest = link.href.partition(":")
    if not link.words.strip():
        return f"The link to “{link.href}” has no words."
    if kind == "https":
        return "" if re.match(r"//[^/\s]+\.[a-z]+(?:[/?#]|$)", rest) else f"“{link.href}” is no address."
    if kind not in LINK_KINDS:
        kinds = ", ".join(f"{one}:" for one in LINK_KINDS)
        return f"“{link.href}”: a link begins with https:// or one of {kinds}"
    if kind == "toolkit":
        return "" if rest in known.pages else f"There is no page “{rest}”."
    if kind == "template":
        return "" if rest in known.templates else f"There is no template “{rest}”."
    return "" if not rest else f"Write only “{kind}:”: nothing follows it."


def _sections(found: Iterable[Piece], *, more_allowed: bool) -> Iterator[Fault]:
    held = [piece for piece in found if piece.kind == "heading"]
    for piece in held:
        if piece.level == 1:
            yield Fault(piece.line, "The title stands in the head: sections begin with “## ”.")
        if piece.level > 3:
            yield Fault(piece.line, "Below a section stands “### ” and nothing deeper.")
    sections = [piece for piece in held if piece.level == 2]
    if more_allowed:
        how = next((at for at, piece in enumerate(sections) if piece.text == HOW), 0)
        end = next((at for at, piece in enumerate(sections) if piece.text == WORKED_EXAMPLE), how + 1)
        sections = [*sections[: how + 1], *sections[end:]]
    for at, name in enumerate(SECTIONS):
        if at >= len(sections):
            yield Fault(0, f"The section “## {name}” is missing.")
        elif sections[at].text != name:
            yield Fault(sections[at].line, f"Here stands the section “## {name}”.")
            return
    for piece in sections[len(SECTIONS) :]:
        yield Fault(piece.line, f"“## {piece.text}” is no section of a page.")


def _below(found: Iterable[Piece], section: str) -> list[Piece]:
    return [piece for piece in found if piece.under and piece.under[0] == section]


def _who(found: Iterable[Piece]) -> Iterator[Fault]:
    items = [piece for piece in _below(found, "Who does it") if piece.kind == "item"]
    if not items:
        yield Fault(0, "“Who does it” is a list: “- **Service team**: …”.")
    for piece in items:
        if not piece.begins_bold:
            yield Fault(piece.line, "Who does it begins with the role in bold: “**Service team**: …”.")


def _worked_example(found: Iterable[Piece]) -> Iterator[Fault]:
    said = " ".join(piece.text for piece in _below(found, WORKED_EXAMPLE))
    if len(re.findall(r"\d[\d,.]*", said)) < 3:
        yield Fault(0, "The worked example has figures: a sum of at least three numbers.")


def _checklist(found: Iterable[Piece]) -> Iterator[Fault]:
    items = [piece for piece in _below(found, CHECKLIST) if piece.to_do]
    if len(items) < LEAST_TO_DO:
        yield Fault(
            0, f"The checklist has {len(items)} items “- [ ] …”, and at least {LEAST_TO_DO} are needed."
        )
    for piece in items:
        if words_in(piece.text) < FEWEST_WORDS_TO_DO:
            yield Fault(piece.line, f"Say what is there when this is done: “{piece.text}”.")
    if len({piece.text for piece in items}) < len(items):
        yield Fault(0, "An item of the checklist stands there twice.")


def _questions(found: Iterable[Piece]) -> Iterator[Fault]:
    held = _below(found, QUESTIONS)
    asked = [piece for piece in held if piece.kind == "heading"]
    if len(asked) < LEAST_QUESTIONS:
        yield Fault(
            0, f"{len(asked)} questions “### …?” are answered, and at least {LEAST_QUESTIONS} are needed."
        )
    for piece in asked:
        if not piece.text.endswith("?"):
            yield Fault(piece.line, f"“{piece.text}” is no question.")
        if not any(one.under[-1] == piece.text and one.kind != "heading" for one in held):
            yield Fault(piece.line, f"“{piece.text}” has no answer.")


def _length(found: Iterable[Piece]) -> Iterator[Fault]:
    count = sum(words_in(piece.text) for piece in found)
    if not FEWEST_WORDS <= count <= MOST_WORDS:
        yield Fault(0, f"The page has {count} words: write {FEWEST_WORDS} to {MOST_WORDS:,}.")


def words_in(text: str) -> int:
    """How many words a text has; a token is one, a source none."""
    return len(re.findall(r"[\w’'-]+", TOKEN.sub("token", NOTE.sub("", text))))
