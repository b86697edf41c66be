"""Facts as JSON that name suppliers, technologies and functions by id, read as what these became."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Self

from boroughs.models import Function
from contracts.models import ImportWrite
from suppliers.models import Product, Supplier
from thirty3.history.records import Recorded

# The facts that hold the id of one record, by its kind, and the one that holds a list of ids.
ONE: Final[dict[Any, tuple[str, ...]]] = {
    Product: ("product_id",),
    Function: (),
    Supplier: ("supplier_id", "maker_id", "parent_id"),
}
SEVERAL: Final[dict[Any, str]] = {Product: "products", Function: "functions"}


def pointing(model: type[Recorded], value: Any, now: Mapping[int, int], fact: str = "") -> Any:
    """JSON in which whatever named one of these records names another; a list of ids holds each once."""
    if isinstance(value, dict):
        return {name: pointing(model, part, now, name) for name, part in value.items()}
    if isinstance(value, list):
        if fact and fact == SEVERAL.get(model):
            return sorted({now.get(pk, pk) for pk in value}) if now.keys() & set(value) else value
        return [pointing(model, part, now) for part in value]
    return now.get(value, value) if fact in ONE[model] else value


@dataclass(frozen=True)
class Survivors:
    """What every merged record became, by kind."""

    now: Mapping[Any, Mapping[int, int]]

    @classmethod
    def load(cls) -> Self:
        """Read them all: one query for each kind."""
        return cls(
            {
                model: dict(
                    model._default_manager.filter(merged_into__isnull=False).values_list("pk", "merged_into")
                )
                for model in ONE
            }
        )

    def read(self, write: ImportWrite) -> None:
        """Let a write of the past speak of what there is today."""
        for model, now in self.now.items():
            if now:
                for name in ("before", "after", "assertion", "assertion_before"):
                    setattr(write, name, pointing(model, getattr(write, name), now))
