"""Whose records a returned workbook holds, and the source that it speaks for."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from boroughs.models import Borough
from contracts.imports.cells.identifiers import record_key
from contracts.imports.fields import Target
from contracts.imports.opening import OpenedFile
from contracts.models import Contract, ImportBatch, Rank, Source, SystemInUse

# The records of a sheet, and whose each is: of a contract, the authority that leads.
HELD: Final[Mapping[Target, tuple[type[Contract] | type[SystemInUse], str]]] = {
    "contract": (Contract, "lead_buyer"),
    "system": (SystemInUse, "borough"),
}


def source_of(batch: ImportBatch, opened: OpenedFile) -> Source:
    """The source that a file speaks for.

    A workbook of an authority's records that comes back is the authority's own word, unless a source is
    stated; whose it is, its keys tell.
    """
    if is_returned(opened):
        batch.borough = batch.borough or _owner(opened)
        if batch.source is None and batch.borough is not None:
            return _amendments(batch.borough, opened.demonstration)
    return opened.format.source_of(
        Path(batch.file_name), borough=batch.borough, demonstration=opened.demonstration, stated=batch.source
    )


def is_returned(opened: OpenedFile, target: Target | None = None) -> bool:
    """Whether some table of the file, or of one target, names records by their keys."""
    return any(
        column is not None and column.name == "key"
        for table in opened.tables
        if target in (None, table.target)
        for column in table.columns.values()
    )


def _owner(opened: OpenedFile) -> Borough | None:
    for table in opened.tables:
        if table.target not in HELD:
            continue
        model, whose = HELD[table.target]
        for index, column in table.columns.items():
            if column is None or column.name != "key":
                continue
            keys = [key for cell in table.samples.get(index, ()) if (key := record_key(cell).value)]
            known = model._default_manager.filter(key__in=keys, demonstration=opened.demonstration)
            if record := known.select_related(whose).order_by("pk").first():
                owner: Borough = getattr(record, whose)
                return owner
    return None


def _amendments(borough: Borough, demonstration: bool) -> Source:
    """What an authority changed of its records; on one day it counts before the register it came from."""
    source, _ = Source.objects.get_or_create(
        slug=f"{'demonstration-' if demonstration else ''}amended-{borough.slug}",
        defaults={
            "name": f"{'Demonstration: records' if demonstration else 'Records'} of the "
            f"{borough.formal_name}, amended in a workbook",
            "rank": Rank.REGISTER,
            "borough": borough,
            "demonstration": demonstration,
        },
    )
    return source
