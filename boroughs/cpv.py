"""The Common Procurement Vocabulary 2008: its technology part, and the names of its divisions."""

import csv
import functools
import re
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

VOCABULARY: Path = settings.BASE_DIR / "fixtures" / "reference" / "cpv-technology.csv"
DIVISIONS: Path = settings.BASE_DIR / "fixtures" / "reference" / "cpv-divisions.csv"

_CODE = re.compile(r"\s*(\d{8})(?:-\d)?\s*\Z")


@dataclass(frozen=True)
class CpvCode:
    """One code: eight digits without the check digit, its label, and the wider code that holds it."""

    code: str
    label: str
    parent: str


def normal_code(text: str) -> str | None:
    """The eight digits of a code as files write it, with or without its check digit."""
    found = _CODE.match(text)
    return found[1] if found else None


def is_technology(text: str) -> bool:
    """Whether a code is in the technology part; `fixtures/reference/README.md` says what that is."""
    return normal_code(text) in codes()


def label(text: str) -> str | None:
    """What a technology code means; None for any other."""
    found = codes().get(normal_code(text) or "")
    return found.label if found else None


@functools.cache
def codes() -> dict[str, CpvCode]:
    """Every technology code, in order. Read once: the vocabulary has not changed since 2008."""
    with VOCABULARY.open(encoding="utf-8", newline="") as file:
        return {
            row["code"]: CpvCode(row["code"], row["label"], row["parent"]) for row in csv.DictReader(file)
        }


@dataclass(frozen=True)
class Division:
    """The first two digits of the whole vocabulary's codes."""

    label: str
    # Whether buyers mean technology by its wide codes too, such as 50000000 for the repair of computers.
    mixed: bool


@functools.cache
def divisions() -> dict[str, Division]:
    """Every division, technology or not."""
    with DIVISIONS.open(encoding="utf-8", newline="") as file:
        return {
            row["code"][:2]: Division(row["label"], row["wide_codes_may_mean_technology"] == "yes")
            for row in csv.DictReader(file)
        }


@functools.cache
def is_open(code: str) -> bool:
    """Whether a wide code holds technology beside other things, so that alone it tells nothing."""
    division = divisions().get(code[:2])
    stem = code.rstrip("0").ljust(2, "0")
    return (
        division is not None
        and division.mixed
        and code not in codes()
        and any(known.startswith(stem) for known in codes())
    )
