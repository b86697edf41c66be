"""The records that a batch writes as they will stand, with what every source will then say of them."""

import datetime
from collections.abc import Iterable
from typing import Any

from contracts.listing import Subject, subject_assertion
from contracts.listing.projection import Said
from contracts.models import Assertion
from contracts.services.groups import STATED
from thirty3.history.facts import Facts


def standing_assertions(kind: str, ids: Iterable[int]) -> dict[int, list[Said]]:
    """What sources say of these records now."""
    found: dict[int, list[Said]] = {}
    if wanted := list(ids):
        for assertion in Assertion.objects.filter(record_kind=kind, record_id__in=wanted):
            found.setdefault(assertion.record_id, []).append(subject_assertion(assertion))
    return found


def subject_after(
    *,
    record_id: int,
    key: str,
    facts: Facts | None,
    assertion: dict[str, Any] | None,
    assertion_before: dict[str, Any] | None,
    standing: Iterable[Said],
    at: datetime.datetime,
) -> Subject:
    """A record once its write is applied: the source's new word takes the place of its old one.

    Without facts it will be gone.
    """
    old = assertion_before and (assertion_before["source_id"], assertion_before["source_record_id"])
    said = [one for one in standing if (one.source_id, one.identity) != old]
    if assertion:
        said.append(_said(assertion))
    return Subject(key=key, record_id=record_id, facts=facts, assertions=said, updated_at=at)


def _said(asserted: dict[str, Any]) -> Said:
    return Said(
        source_id=asserted["source_id"],
        identity=asserted["source_record_id"],
        rank=asserted["rank"],
        published=asserted["published"],
        publisher=asserted["publisher"],
        url=asserted["url"],
        evidence=asserted["evidence"],
        as_at=asserted["as_at_date"] or "",
        own=asserted.get("own", False),
        # What no fact of the record holds takes no part in lists.
        values={group: facts for group, facts in asserted["values"].items() if group != STATED},
    )
