"""Taking values out of JSON that may hold anything anywhere: what is of another type counts as not there."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

type Json = Mapping[str, Any]


def part(of: Json, *names: str) -> Json:
    """The object found by going from name to name; empty where there is none."""
    found: Any = of
    for name in names:
        found = found.get(name) if isinstance(found, Mapping) else None
    return found if isinstance(found, Mapping) else {}


def parts(of: Json, name: str) -> list[Json]:
    """The objects of a list; one object alone counts as a list of one."""
    found = of.get(name)
    if isinstance(found, Mapping):
        return [found]
    return [one for one in found if isinstance(one, Mapping)] if isinstance(found, list) else []


def text(of: Json, name: str) -> str:
    """A text or a number as text; blank where there is none."""
    found = of.get(name)
    if isinstance(found, str):
        return found.strip()
    if isinstance(found, bool) or not isinstance(found, int | float):
        return ""
    return str(found)


def texts(of: Json, name: str) -> list[str]:
    """The texts of a list; one text alone counts as a list of one."""
    found = of.get(name)
    if isinstance(found, str):
        return [found]
    return [one for one in found if isinstance(one, str)] if isinstance(found, list) else []


def truth(of: Json, name: str) -> bool | None:
    found = of.get(name)
    return found if isinstance(found, bool) else None


def codes(*holders: Json) -> Iterator[str]:
    """The CPV codes of objects and of their items."""
    for holder in holders:
        for described in (holder, *parts(holder, "items")):
            for found in (
                *parts(described, "classification"),
                *parts(described, "additionalClassifications"),
            ):
                if text(found, "scheme") in ("", "CPV") and re.fullmatch(r"\d{8}(-\d)?", text(found, "id")):
                    yield text(found, "id")[:8]


# Contracts Finder's releases have the letters "rn" where a line ended. No English word begins with them, has
# them twice, or ends with them after a consonant; "Modern.Gov" and "NorthernRail" stay as they are.
_LOST_ENDS = re.compile(r"(?:rn){2,}|(?<![^\W_])rn|(?<=[b-df-hj-np-tv-xzA-Z0-9])rn(?=[A-Z0-9*•\s]|\Z)")


def with_line_ends(prose: str) -> str:
    """Prose with its lines parted again: "sweepersrnLot 3" are two. A text that has line ends lost none."""
    return prose if "\n" in prose else _LOST_ENDS.sub(_ends, prose)


def _ends(match: re.Match[str]) -> str:
    times = len(match[0]) // 2
    before = match.string[max(match.start() - 1, 0) : match.start()]
    # "modern" with two line ends behind it.
    kept = "rn" if times > 2 and times % 2 and before in ("a", "e", "o", "u") else ""
    return kept + "\n" * min(times, 2)
