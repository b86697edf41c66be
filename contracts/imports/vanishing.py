"""This file against the last one of its source: which records it says nothing of any more."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, Final

from django.apps import apps
from django.utils import timezone

from contracts.imports.proposals import AMENDED
from contracts.models import Assertion, Contract, ImportBatch, SystemInUse

# Formats whose every file is the whole of what its source has to say.
WHOLE: Final = frozenset(("table", "survey", "city-tools"))
MOST_TOLD: Final = 500
LEFT_OUT: Final = "it has not ended, so it may have been left out by mistake"


def vanished(batch: ImportBatch, unclaimed: Iterable[int]) -> list[dict[str, Any]]:
    """The records behind rows that the source gave before and this file does not have, by title."""
    if batch.format not in WHOLE:
        return []
    by_kind: dict[str, set[int]] = defaultdict(set)
    # What a record was amended to by its key is said of that record alone, not of a whole register.
    assertions = Assertion.objects.filter(pk__in=sorted(unclaimed)[:MOST_TOLD]).exclude(
        source_record_id__startswith=AMENDED
    )
    for kind, record_id in assertions.values_list("record_kind", "record_id"):
        by_kind[kind].add(record_id)
    told = [
        _told(record)
        for kind, ids in by_kind.items()
        for record in apps.get_model(kind)._default_manager.filter(pk__in=ids)
    ]
    return sorted(told, key=lambda one: (one["why"] != LEFT_OUT, one["title"]))


def _told(record: Any) -> dict[str, Any]:
    if isinstance(record, Contract):
        ended = record.end_date is not None and record.end_date < timezone.localdate()
        why = f"it ended on {record.end_date:%-d %B %Y}" if ended else LEFT_OUT
        return {"title": record.title, "key": record.key, "why": why, "address": record.get_absolute_url()}
    retired = isinstance(record, SystemInUse) and record.status == SystemInUse.Status.RETIRED
    why = "it was said to be retired" if retired else LEFT_OUT
    return {"title": str(record), "key": getattr(record, "key", ""), "why": why, "address": ""}
