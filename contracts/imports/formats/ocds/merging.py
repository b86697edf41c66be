"""One contracting process of the releases that tell of it, after the merging rules of the standard.

standard.open-contracting.org/1.1/en/schema/merging: by date, later values win; objects are merged name by
name, lists of objects with ids one by one, all other lists are replaced. A null says nothing here, where
the standard takes the value away: Find a Tender writes null for what a notice does not repeat.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from contracts.imports.formats.ocds.reading import Json, parts, text
from thirty3.spreadsheets.reading import Document

# Lists that the schema says to replace as a whole, though their items have ids.
WHOLE: Final = frozenset(("additionalClassifications", "additionalIdentifiers"))


@dataclass(frozen=True, slots=True)
class Process:
    """What is known of one ocid: where its last release stands in the file, and all releases as one."""

    ocid: str
    number: int
    date: str
    compiled: Json
    # The ids of the releases, which Find a Tender gives its notices as numbers.
    releases: tuple[str, ...]
    tags: frozenset[str]


def processes(documents: Iterable[Document]) -> list[Process]:
    """The contracting processes of a file, in the order in which it names them."""
    found: dict[str, list[tuple[str, int, Json]]] = {}
    for document in documents:
        told = found.setdefault(text(document.value, "ocid"), [])
        told += [(text(one, "date"), document.number, one) for one in _releases(document.value)]
        if not told:
            told.append(("", document.number, {}))
    return [_process(ocid, told) for ocid, told in found.items()]


def _releases(document: Json) -> list[Json]:
    """A release itself; of a record what it was compiled to, else those of its releases that it holds."""
    if compiled := parts(document, "compiledRelease"):
        return compiled
    if "releases" in document or "versionedRelease" in document:
        # A record may only link to its releases.
        return [one for one in parts(document, "releases") if "ocid" in one]
    return [document]


def _process(ocid: str, told: list[tuple[str, int, Json]]) -> Process:
    compiled: dict[str, Any] = {}
    in_order = sorted(told, key=lambda one: one[0])
    for _, _, release in in_order:
        compiled = merged(compiled, release)
    return Process(
        ocid,
        in_order[-1][1],
        in_order[-1][0],
        compiled,
        tuple(dict.fromkeys(text(release, "id") for _, _, release in reversed(in_order))),
        frozenset(tag for _, _, release in in_order for tag in _tags(release)),
    )


def _tags(release: Json) -> list[str]:
    tag = release.get("tag")
    return [one for one in (tag if isinstance(tag, list) else [tag]) if isinstance(one, str)]


def merged(before: Mapping[str, Any], now: Mapping[str, Any]) -> dict[str, Any]:
    """An object as the later one leaves it."""
    found = dict(before)
    for name, value in now.items():
        if value is None:
            continue
        old = found.get(name)
        if isinstance(value, Mapping):
            found[name] = merged(old if isinstance(old, Mapping) else {}, value)
        elif isinstance(value, list) and isinstance(old, list) and name not in WHOLE:
            found[name] = _merged_lists(old, value)
        else:
            found[name] = value
    return found


def _merged_lists(before: list[Any], now: list[Any]) -> list[Any]:
    """Items one by one by their ids. Where one lacks an id, or two share one, the later list counts."""
    old, new = _by_id(before), _by_id(now)
    if old is None or new is None:
        return now
    both = {name: merged(item, new[name]) if name in new else item for name, item in old.items()}
    return [*both.values(), *(item for name, item in new.items() if name not in old)]


def _by_id(items: list[Any]) -> dict[str, Mapping[str, Any]] | None:
    found = {text(item, "id"): item for item in items if isinstance(item, Mapping)}
    return found if len(found) == len(items) and "" not in found else None
