"""Staging rows before they are kept: as their models, without what an instance of a model costs.

Making two model instances for each row of a file took a tenth of reading it.
"""

from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True, kw_only=True)
class StagedRow:
    """An `ImportRow` to be."""

    batch_id: int
    position: int
    sheet: str
    row_number: int
    record_kind: str
    outcome: str
    title: str
    cells: dict[str, Any]
    problems: list[Any]
    source_record_id: str
    id: int | None = None


@dataclass(slots=True, kw_only=True)
class StagedWrite:
    """An `ImportWrite` to be."""

    batch_id: int
    record_kind: str
    record_id: int
    key: str
    title: str
    action: str
    version: int = 0
    record: dict[str, Any] | None = None
    before: dict[str, Any] = field(default_factory=dict)
    after: dict[str, Any] = field(default_factory=dict)
    assertion: dict[str, Any] | None = None
    assertion_before: dict[str, Any] | None = None
    row_id: int | None = None
    id: int | None = None
