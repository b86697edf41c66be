"""New names: suppliers, products and skills that a file mentions and nobody here has heard of.

Each gets a reserved id at once, so that rows can refer to it, and is written only with a row that
needs it.
"""

from collections.abc import Iterator
from typing import Any

from contracts.imports.comparing import blank_facts
from contracts.imports.setwise import reserve_ids
from contracts.models import ImportBatch, ImportWrite
from thirty3.history.records import Recorded
from thirty3.keys import new_key

BLOCK = 200


class NewRecords:
    """New records of one kind that this batch may create, by folded name."""

    def __init__(self, batch: ImportBatch, model: type[Recorded]) -> None:
        self.batch, self.model = batch, model
        self._ids: Iterator[int] = iter(())
        self._by_name: dict[str, int] = {}
        self._facts: dict[int, dict[str, Any]] = {}
        self._needed: set[int] = set()

    def get(self, folded: str) -> int | None:
        return self._by_name.get(folded)

    def knows_as(self, mark: str, record_id: int) -> None:
        """Another name, or number, by which rows may mean the same new record."""
        self._by_name.setdefault(mark, record_id)

    def add(self, folded: str, facts: dict[str, Any]) -> int:
        """A reserved id for a new record with these facts."""
        record_id = next(self._ids, None)
        if record_id is None:
            self._ids = iter(reserve_ids(self.model, BLOCK))
            record_id = next(self._ids)
        whole = blank_facts(self.model) | facts
        if "key" in whole:
            whole["key"] = new_key()
        if "demonstration" in whole:
            whole["demonstration"] = self.batch.demonstration
        self._by_name[folded], self._facts[record_id] = record_id, whole
        return record_id

    def need(self, record_id: int) -> None:
        """A row that will be written refers to it, if it is one of ours."""
        if record_id in self._facts:
            self._needed.add(record_id)

    def facts(self, record_id: int) -> dict[str, Any] | None:
        return self._facts.get(record_id)

    def writes(self) -> Iterator[ImportWrite]:
        """The new records that rows need."""
        for record_id in sorted(self._needed):
            facts = self._facts[record_id]
            yield ImportWrite(
                batch=self.batch,
                record_kind=self.model.record_kind(),
                record_id=record_id,
                key=facts.get("key", ""),
                title=facts["name"],
                action=ImportWrite.Action.NEW,
                record=facts,
            )
