"""What each notice of a step is, when it is owed and by when, in the words of the dated tables of law."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from toolkit.guidance.tokens import fill
from toolkit.law.figures import Source, notices


@dataclass(frozen=True)
class Owed:
    """A notice in words that hold on a day."""

    code: str
    name: str
    when: str
    deadline: str
    section: Source


def owed_in_words(codes: Iterable[str], day: datetime.date) -> list[Owed]:
    """The notices with these codes, as the law stands on a day."""
    found = (notices()[code] for code in codes)
    return [
        Owed(one.code, one.name, fill(one.owed_when, day), fill(one.deadline, day), one.section)
        for one in found
    ]
