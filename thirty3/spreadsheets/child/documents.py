"""JSON: open contracting packages, records and releases, alone, in a list or one to a line."""

import codecs
import json
import math
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any, BinaryIO, Final

from thirty3.spreadsheets.limits import MAX_DEPTH
from thirty3.spreadsheets.problems import unreadable

# What a package calls the list of what it holds (standard.open-contracting.org, 1.0 and 1.1).
PACKAGES: Final = ("releases", "records")
# More digits than any sum, date or count has; reading very long numbers takes time without end.
LONGEST_NUMBER: Final = 40
_SPACES: Final = re.compile(r"\s*")
_MARKS: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_NOT_KEPT: Final = dict.fromkeys([0, *range(0xD800, 0xE000)])


def documents(file: BinaryIO) -> Iterator[Any]:
    """Every release and record of the file, in its order."""
    text = _text(file)
    for value in _values(text):
        for document in _unpacked(value):
            if not isinstance(document, dict) or not isinstance(document.get("ocid"), str):
                raise unreadable("not-a-package")
            yield _tidy(document)


def _text(file: BinaryIO) -> str:
    file.seek(0)
    content = file.read()
    try:
        return content.decode("utf-16" if content.startswith(_MARKS) else "utf-8-sig")
    except UnicodeDecodeError:
        raise unreadable("not-utf-8") from None


def _values(text: str) -> Iterator[Any]:
    """The JSON values of the text: one as a rule, one to a line in files of JSON lines."""
    decoder = json.JSONDecoder(
        object_pairs_hook=_object, parse_float=_float, parse_int=_int, parse_constant=_no_number
    )
    at = _after_spaces(text, 0)
    while at < len(text):
        try:
            value, at = decoder.raw_decode(text, at)
        except json.JSONDecodeError as error:
            raise unreadable("bad-json", line=error.lineno, column=error.colno) from None
        except RecursionError:
            raise unreadable("too-deep", limit=MAX_DEPTH) from None
        yield value
        at = _after_spaces(text, at)


def _after_spaces(text: str, at: int) -> int:
    spaces = _SPACES.match(text, at)
    return spaces.end() if spaces else at


def _unpacked(value: Any) -> list[Any]:
    """What a package holds, the items of a list, or the value itself."""
    if isinstance(value, list):
        return value
    if isinstance(value, dict) and "ocid" not in value:
        for name in PACKAGES:
            if isinstance(value.get(name), list):
                return list(value[name])
    return [value]


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        times = Counter(name for name, _ in pairs)
        twice = next(name for name, number in times.items() if number > 1)
        raise unreadable("name-twice", name=twice[:80].translate(_NOT_KEPT))
    return found


def _int(digits: str) -> int:
    return int(digits) if len(digits) <= LONGEST_NUMBER else _no_number(digits)


def _float(digits: str) -> float:
    number = float(digits)
    return number if math.isfinite(number) else _no_number(digits)


def _no_number(digits: str) -> int:
    raise unreadable("not-a-number", number=digits[:20])


def _tidy(value: Any, depth: int = 0) -> Any:
    """The value without signs that no database keeps: NUL and halves of surrogate pairs."""
    if depth > MAX_DEPTH:
        raise unreadable("too-deep", limit=MAX_DEPTH)
    if isinstance(value, str):
        return value if value.isprintable() else value.translate(_NOT_KEPT)
    if isinstance(value, list):
        return [_tidy(item, depth + 1) for item in value]
    if isinstance(value, dict):
        return {_tidy(name): _tidy(item, depth + 1) for name, item in value.items()}
    return value
