"""Taking a record out of every output at once while it is checked, and bringing it back as it was.

The hold is a fact of the record, so it stands in its history, an import that was read before compares
again, and the lists follow in the same transaction: `contracts/listing/projection.py` makes no row of a
record on hold, and names no supplier or product on hold in the rows of others.
"""

from typing import Any, Final

from suppliers.models import Product, Supplier
from thirty3.audiences import Audience
from thirty3.evidence import known_slugs
from thirty3.history.records import HeldFrom, Keyed
from thirty3.history.services import recording
from thirty3.registry import PROJECTIONS

# What is known by the records that show it, and the page on which it is.
PAGES: Final[dict[type[Keyed], str]] = {Supplier: "supplier", Product: "technology"}


def hold(*, record: Keyed, actor: Any, why: str) -> bool:
    """Take a record out of every list, page and download. False where it is on hold already."""
    with recording(record, actor=actor, why=why):
        if _held_from(record):
            return False
        record.held_from = _seen_by(record)
        record.save(update_fields=["held_from"])
    return True


def release(*, record: Keyed, actor: Any, why: str) -> bool:
    """Show a record again to those who may see it today. False where it was not on hold.

    Lists date it by this moment: whoever follows changes and dropped the record hears that it is back.
    """
    with recording(record, actor=actor, why=why):
        if not _held_from(record):
            return False
        record.held_from = ""
        record.save(update_fields=["held_from"])
    return True


def _held_from(record: Keyed) -> str:
    """As it stands in the database, now that nobody else can write it."""
    record.refresh_from_db(fields=["held_from"])
    return record.held_from


def _seen_by(record: Keyed) -> str:
    """Who sees the record until now, and is to be told of the hold."""
    kind = record.record_kind()
    if kind in PROJECTIONS:
        audience = PROJECTIONS[kind].seen_by(record.pk)
    else:
        audience = next((one for one in Audience if _is_known_to(record, one)), None)
    return HeldFrom.NOBODY if audience is None else HeldFrom(audience.value)


def _is_known_to(record: Any, audience: Audience) -> bool:
    return record.slug in known_slugs(PAGES[type(record)], audience)
