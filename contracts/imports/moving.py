"""What moved between the review of a batch and its applying: then it has to be compared again."""

from collections.abc import Iterator
from itertools import batched
from typing import Any

from contracts.imports.setwise import assertions_moved, records_moved
from contracts.models import ImportBatch, ImportWrite
from suppliers.models import Product, ProductAlias, Supplier, SupplierAlias

# Below the number of parameters that every SQLite takes.
CHUNK = 900


class CannotApply(Exception):
    """Why a batch cannot be applied now, in a sentence for the person who asked."""


class Moved(CannotApply):
    """Records changed between review and applying: the batch must be compared again."""


def refuse_if_moved(batch: ImportBatch) -> None:
    """A record's version, a source's words or a new name that is no longer what the review showed."""
    if records_moved(batch):
        raise Moved(
            "Records that this file changes were themselves changed since it was compared. "
            "Compare it again, look at what is different, and apply it then."
        )
    if assertions_moved(batch):
        raise Moved(
            "Another file of the same source was applied since this one was compared. "
            "Compare it again, look at what is different, and apply it then."
        )
    for kind, model, aliases in (
        ("suppliers.supplier", Supplier, SupplierAlias),
        ("suppliers.product", Product, ProductAlias),
    ):
        if _is_named(batch, kind, model, aliases):
            raise Moved(
                "Somebody has meanwhile added a supplier or product that this file would add. "
                "Compare it again and apply it then."
            )


def _is_named(batch: ImportBatch, kind: str, model: Any, aliases: Any) -> bool:
    """Whether somebody took a name or an address that the batch would give to a new record."""
    for records in batched(_new(batch, kind), CHUNK, strict=False):
        folded = [alias["folded"] for record in records for alias in record["aliases"]]
        for names in batched(folded, CHUNK, strict=False):
            if aliases.objects.filter(folded__in=names, demonstration=batch.demonstration).exists():
                return True
        if model.objects.filter(slug__in=[record["slug"] for record in records]).exists():
            return True
        numbers = [number for record in records if (number := record.get("company_number"))]
        if numbers and _numbered(batch, numbers):
            return True
    return False


def _numbered(batch: ImportBatch, numbers: list[str]) -> bool:
    known = Supplier.objects.current().filter(demonstration=batch.demonstration)
    return known.filter(company_number__in=numbers).exists()


def _new(batch: ImportBatch, kind: str) -> Iterator[dict[str, Any]]:
    new = batch.writes.filter(record_kind=kind, action=ImportWrite.Action.NEW)
    for record in new.values_list("record", flat=True).iterator(chunk_size=CHUNK):
        yield record or {}
