"""The rows that an audience may read, and which facts they can hold."""

from collections.abc import Iterable

from django.db.models import QuerySet

from contracts.models import Listing
from contracts.models.visibility import FACTS
from thirty3.audiences import Audience

__all__ = [
    "FACTS",
    "Listing",
    "in_order_of_title",
    "row_of",
    "rows_by_key",
    "rows_for",
    "rows_of",
    "rows_paid_by",
]


def rows_for(kind: str, audience: Audience) -> QuerySet[Listing]:
    """The rows that an audience may read; authorities read theirs where there is one."""
    seen = [Audience.PUBLIC] if audience == Audience.PUBLIC else [Audience.PUBLIC, Audience.BOROUGHS]
    return Listing.objects.filter(kind=kind, audience__in=seen)


def rows_of(kind: str, ids: Iterable[int], audience: Audience) -> list[Listing]:
    """The rows of these records as an audience sees them, in this order: one query."""
    wanted = list(ids)
    found: dict[int, Listing] = {}
    for row in rows_for(kind, audience).filter(record_id__in=wanted):
        if row.record_id not in found or row.audience == audience:
            found[row.record_id] = row
    return [found[record_id] for record_id in wanted if record_id in found]


def in_order_of_title(kind: str, ids: Iterable[int], audience: Audience) -> list[int]:
    """These records by the titles that an audience sees, without what else their rows hold: one query."""
    columns = ("record_id", "audience", "title", "key")
    found: dict[int, tuple[str, str]] = {}
    for record_id, told_to, title, key in (
        rows_for(kind, audience).filter(record_id__in=list(ids)).values_list(*columns)
    ):
        if record_id not in found or told_to == audience:
            found[record_id] = (title.casefold(), key)
    return sorted(found, key=found.__getitem__)


def row_of(kind: str, key: str, audience: Audience) -> Listing | None:
    """The row of one record as an audience sees it: one query."""
    rows = {row.audience: row for row in rows_for(kind, audience).filter(key=key)}
    return rows.get(audience) or rows.get(Audience.PUBLIC)


def rows_by_key(kind: str, keys: Iterable[str], audience: Audience) -> dict[str, Listing]:
    """Key -> the row of that record as an audience sees it: one query."""
    rows = rows_for(kind, audience).filter(key__in=list(keys))
    # Where authorities have a row of their own, it comes last and stays.
    return {row.key: row for row in sorted(rows, key=lambda row: row.audience == audience)}


def rows_paid_by(agreement: int, audience: Audience) -> list[Listing]:
    """The systems that an agreement pays for, by name, as an audience sees them: one query."""
    seen = rows_for("system", audience)
    rows = seen.filter(record_id__in=seen.filter(paid_by=agreement).values("record_id"))
    # Where authorities have a row of their own, it may say something else of the payment too.
    theirs = {row.record_id: row for row in sorted(rows, key=lambda row: row.audience == audience)}
    paid = [row for row in theirs.values() if row.paid_by == agreement]
    return sorted(paid, key=lambda row: (row.title.casefold(), row.data["lead"]["name"], row.key))
