"""A text of the toolkit as a file: a head of TOML between two lines "+++", then Markdown."""

import datetime
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from toolkit.guidance.faults import Fault
from toolkit.guidance.sourcing import claims

FENCE: Final = "+++"
AT_LINE: Final = re.compile(r"at line (\d+)")

ROLES: Final = {
    "service": "Service team",
    "digital": "Digital and IT",
    "procurement": "Procurement",
    "finance": "Finance",
    "legal": "Legal",
    "contract-manager": "Contract manager",
    "leader": "Leaders",
    "data-protection": "Data protection",
}
MOMENTS: Final = {
    "24": "24 months to go",
    "18": "18 months to go",
    "12": "12 months to go",
    "6": "6 months to go",
    "awarded": "Just awarded",
    "in-life": "In life",
}
LONGEST_SUMMARY: Final = 160


class Unreadable(ValueError):
    """A file whose head cannot be read."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(str(fault))
        self.fault = fault


@dataclass(frozen=True)
class Text:
    """A head and a body, and the line of the file on which the body begins.

    Of a file that is TOML alone the body is the whole of it.
    """

    head: dict[str, Any]
    body: str
    first_line: int = 1


def read(content: str) -> Text:
    """Take a file apart. Raises Unreadable."""
    lines = content.removeprefix("\ufeff").splitlines()
    if not lines or lines[0].strip() != FENCE:
        raise Unreadable(Fault(1, "The first line is “+++”, then the head, then “+++” again."))
    try:
        end = next(at for at, line in enumerate(lines) if at and line.strip() == FENCE)
    except StopIteration:
        raise Unreadable(Fault(1, "The head is not closed by a line “+++”.")) from None
    return Text(
        read_head("\n".join(lines[1:end]), 1),
        "\n".join(lines[end + 1 :]).strip(),
        _begins(lines, end),
    )


def read_head(content: str, before: int = 0) -> dict[str, Any]:
    """A head, or a file that is TOML alone. Raises Unreadable."""
    try:
        return tomllib.loads(content)
    except tomllib.TOMLDecodeError as error:
        line = AT_LINE.search(str(error))
        raise Unreadable(Fault(int(line[1]) + before if line else 0, f"This is no TOML: {error}.")) from None


def _begins(lines: list[str], end: int) -> int:
    after = (at for at, line in enumerate(lines) if at > end and line.strip())
    return next(after, end + 1) + 1


@dataclass(frozen=True)
class Asked:
    """What a head says under a key: of which kind, and which words it may be."""

    kind: type
    needed: bool = True
    of: frozenset[str] | None = None
    longest: int | None = None


PAGE_HEAD: Final = {
    "title": Asked(str, longest=90),
    "summary": Asked(str, longest=LONGEST_SUMMARY),
    "order": Asked(int),
    "roles": Asked(list, of=frozenset(ROLES)),
    "moments": Asked(list, needed=False, of=frozenset(MOMENTS)),
    "problems": Asked(list),
    "templates": Asked(list, needed=False),
    "checked_on": Asked(datetime.date),
    "review_on": Asked(datetime.date),
}
TEMPLATE_HEAD: Final = {
    "title": Asked(str, longest=90),
    "summary": Asked(str, longest=LONGEST_SUMMARY),
    "stage": Asked(str),
    "order": Asked(int),
    "kind": Asked(str, of=frozenset({"document", "spreadsheet"})),
    "checked_on": Asked(datetime.date),
}
KINDS: Final = {
    str: "words",
    int: "a number",
    list: "a list of words",
    datetime.date: "a day, like 2026-11-26",
}


def faults_of_bare(name: str, words: str) -> Iterator[Fault]:
    """Titles and summaries stand in lists, without a source: they state nothing that needs one."""
    if found := claims(words):
        yield Fault(0, f"“{name}” says “{found}”, for which it has no source: say it without.")


def faults_of_head(head: dict[str, Any], asked: dict[str, Asked]) -> Iterator[Fault]:
    """What a head lacks, and what it says that is unknown."""
    for name in sorted(head.keys() - asked.keys()):
        yield Fault(0, f"The head says “{name}”, which means nothing.")
    for name, one in asked.items():
        if name not in head or (one.needed and head[name] in ("", [])):
            if one.needed:
                yield Fault(0, f"The head lacks “{name}”.")
        elif type(head[name]) is not one.kind:
            yield Fault(0, f"“{name}” is {KINDS[one.kind]}.")
        else:
            yield from _faults_of_value(name, head[name], one)
            if name in ("title", "summary"):
                yield from faults_of_bare(name, head[name])


def _faults_of_value(name: str, value: Any, asked: Asked) -> Iterator[Fault]:
    values = value if isinstance(value, list) else [value]
    if asked.kind is list and not all(isinstance(one, str) for one in values):
        yield Fault(0, f"“{name}” is a list of words.")
        return
    if asked.of is not None:
        for one in values:
            if one not in asked.of:
                yield Fault(0, f"“{name}” cannot be “{one}”: it is of {', '.join(sorted(asked.of))}.")
    if asked.longest is not None and len(value) > asked.longest:
        yield Fault(0, f"“{name}” is {len(value)} characters long, {asked.longest} at most.")
