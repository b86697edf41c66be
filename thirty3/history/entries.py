"""What was done to a record, as its history tells it: never by whom, only in which role."""

import datetime
from dataclasses import dataclass
from typing import Final

from thirty3.audiences import Audience
from thirty3.history.models import Change

NOT_SAID: Final = "Not known"
# Reasons that our own code gives. They name nothing, so everyone may read them.
IN_ADMIN: Final = "Changed in the staff site"
IMPORTED: Final = "Imported in the staff site"
RESTORED: Final = "Restored the state of"
# What applies to a whole write, such as the import that it was: record actions of this kind take its key.
OF_A_WRITE: Final = "staff:batch"
PLAIN: Final = frozenset({IN_ADMIN, IMPORTED})


@dataclass(frozen=True)
class Line:
    """One fact that changed, in words."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Entry:
    """One change: when, in which role, why, from which source, and what of it the audience may see."""

    at: datetime.datetime
    created: bool
    who: str
    why: str
    lines: tuple[Line, ...]
    sources: tuple[str, ...] = ()


def entry(
    change: Change,
    audience: Audience,
    *,
    created: bool,
    lines: tuple[Line, ...],
    sources: tuple[str, ...] = (),
) -> Entry:
    """A change as an audience may read it."""
    return Entry(
        at=change.at,
        created=created,
        who=change.role or ("An import" if change.batch else "Not recorded"),
        why=why_for(change.why, audience),
        lines=lines,
        sources=sources,
    )


def why_for(why: str, audience: Audience) -> str:
    """Why something was done. What somebody typed may name what is hidden, so it is for authorities alone."""
    if why.startswith(RESTORED):
        # The day of that state may be one on which something hidden alone was changed.
        return "Restored an earlier state"
    return why if audience == Audience.BOROUGHS or why in PLAIN else ""
