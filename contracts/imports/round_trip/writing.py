"""Writing an authority's own records as a workbook that can be changed and uploaded again."""

from collections.abc import Iterable, Iterator
from itertools import batched
from pathlib import Path
from typing import IO, Any, Final

from contracts.imports.round_trip.owners import HELD
from contracts.imports.round_trip.returning import references_of
from contracts.imports.round_trip.shown import ShownNames
from contracts.imports.workbook import Row, write_workbook_rows
from thirty3.history.facts import facts_by_id

CHUNK: Final = 1000


def write_records(
    target: Path | IO[bytes],
    *,
    contracts: Iterable[int] = (),
    systems: Iterable[int] = (),
    demonstration: bool = False,
) -> None:
    """The records with these ids, in this order, each with its key and every state in words."""
    names = ShownNames()
    write_workbook_rows(
        target,
        contracts=_rows("contract", contracts, names),
        systems=_rows("system", systems, names),
        demonstration=demonstration,
        keyed=True,
    )


def _rows(kind: Any, ids: Iterable[int], names: ShownNames) -> Iterator[Row]:
    model, _ = HELD[kind]
    for chunk in batched(ids, CHUNK, strict=False):
        facts = facts_by_id(model, chunk)
        references = references_of(facts.values())
        for pk in chunk:
            if pk in facts:
                yield {"key": facts[pk]["key"], **names.row(kind, facts[pk], references)}
