"""The steps of an opportunity: which follows which, and the notices by which the law publishes them.

What each notice is stands in fixtures/law/notices.csv; here is only which of them publishes which step.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from contracts.models import Opportunity, Stage

NEXT: Final[Mapping[Stage, tuple[Stage, ...]]] = {
    Stage.NEED: (Stage.ENGAGEMENT, Stage.PLANNED, Stage.OPEN, Stage.AWARDED, Stage.WITHDRAWN),
    Stage.ENGAGEMENT: (Stage.PLANNED, Stage.OPEN, Stage.AWARDED, Stage.WITHDRAWN),
    Stage.PLANNED: (Stage.ENGAGEMENT, Stage.OPEN, Stage.AWARDED, Stage.WITHDRAWN),
    Stage.OPEN: (Stage.CLOSED, Stage.WITHDRAWN),
    Stage.CLOSED: (Stage.AWARDED, Stage.WITHDRAWN),
    Stage.AWARDED: (),
    Stage.WITHDRAWN: (),
}
# With which of these an opportunity may be published first.
FIRST: Final = (Stage.NEED, Stage.ENGAGEMENT, Stage.PLANNED, Stage.OPEN)
NOTICES: Final[Mapping[Stage, tuple[str, ...]]] = {
    Stage.NEED: (),
    Stage.ENGAGEMENT: ("UK2",),
    Stage.PLANNED: ("UK3",),
    Stage.OPEN: ("UK4",),
    Stage.CLOSED: (),
    Stage.AWARDED: ("UK6", "UK7", "UK5"),
    Stage.WITHDRAWN: ("UK12",),
}
# A procurement that was once open, or a direct award that was announced, is ended by a notice.
ENDED_BY_NOTICE: Final = frozenset({"UK4", "UK5"})
HOSTS: Final = frozenset(
    f"{start}{host}.service.gov.uk" for start in ("", "www.") for host in ("find-tender", "contractsfinder")
)
LONGEST_ADDRESS: Final = 300
WRONG_ADDRESS: Final = (
    "Enter the address of the notice on Find a Tender, or on Contracts Finder for a procurement under the "
    "earlier law. It begins with https://www.find-tender.service.gov.uk/."
)
NO_NOTICE: Final = "Enter the address of the notice, or say why none is owed."
# What somebody reads who was the second of two.
GONE: Final = "It is not here any more: somebody took it away meanwhile."
NOT_BOTH: Final = "You gave a notice and said why none is owed. Take one of the two out."


class NotPossible(ValueError):
    """Something that cannot be done with an opportunity, in words for whoever tried."""


@dataclass(frozen=True)
class Notice:
    """What publishes a step: the address of a notice, or the reason why none is owed."""

    code: str = ""
    url: str = ""
    reason: str = ""


def is_notice_address(url: str) -> bool:
    """Whether it leads to one of the two official services. It is never fetched."""
    if len(url) > LONGEST_ADDRESS or any(c.isspace() or not c.isprintable() for c in url) or "\\" in url:
        return False
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return False
    plain = port is None and parts.username is None and parts.password is None
    return parts.scheme == "https" and (parts.hostname or "") in HOSTS and plain and len(parts.path) > 1


def owed_for(stage: Stage, opportunity: Opportunity) -> tuple[str, ...]:
    """The notices of which one publishes a step of it; none for a step that the law does not publish."""
    if stage == Stage.WITHDRAWN:
        steps = opportunity.steps.all() if opportunity.pk else ()
        opened = any(step.stage == Stage.OPEN or step.notice in ENDED_BY_NOTICE for step in steps)
        return NOTICES[stage] if opened else ()
    return NOTICES[stage]


def problem_of_notice(notice: Notice, owed: tuple[str, ...]) -> str:
    """What is wrong with how a step is published, in a sentence; blank where nothing is."""
    if notice.url and notice.reason:
        return NOT_BOTH
    if not owed:
        return "This step is published by no notice." if notice.code or notice.url or notice.reason else ""
    if notice.url:
        if not is_notice_address(notice.url):
            return WRONG_ADDRESS
        return "" if not notice.code or notice.code in owed else "This notice publishes another step."
    if notice.code:
        return NO_NOTICE
    return "" if notice.reason.strip() else NO_NOTICE


def may_follow(opportunity: Opportunity, now: datetime.datetime) -> tuple[Stage, ...]:
    """The steps that it may take next."""
    if opportunity.is_draft:
        return FIRST
    return NEXT[opportunity.stage_at(now)]


def what_is_missing(opportunity: Opportunity, stage: Stage, now: datetime.datetime) -> list[str]:
    """What has to be said before it may take a step, each in a sentence."""
    missing = []
    if not opportunity.outcome.strip():
        missing.append("Say what it should bring about.")
    if not opportunity.for_whom.strip():
        missing.append("Say for whom it is.")
    if not opportunity.functions.exists():
        missing.append("Choose which function it serves.")
    if stage == Stage.OPEN:
        if opportunity.deadline is None or opportunity.deadline <= now:
            missing.append("Give a deadline that is still to come.")
        if not opportunity.how_to_respond.strip() and not opportunity.respond_url:
            missing.append("Say how suppliers respond.")
        if not opportunity.contact_role.strip():
            missing.append("Say whom suppliers ask, by role.")
    return missing
