"""How each engine takes values out of JSON."""

from collections.abc import Sequence
from typing import Any, Protocol

from django.db import connection, models

type Fields = Sequence[models.Field[Any, Any]]


class Dialect(Protocol):
    """The few things that the engines say differently."""

    def value(self, source: str, field: models.Field[Any, Any]) -> str:
        """The value under a field's name in the JSON object `source`, as the column wants it."""

    def unpacked(self, source: str, fields: Fields) -> tuple[str, list[str]]:
        """All these fields of the JSON object `source`: what to join to have them, and each one's value."""

    def elements(self, source: str, name: str) -> str:
        """The elements of the JSON array under `name`, as a table `element` with a column `value`."""

    def element_id(self) -> str:
        """An element that is an id."""

    def has(self, source: str, name: str) -> str:
        """Whether the JSON object has a key of that name."""

    def part(self, source: str, name: str) -> str:
        """The JSON under `name`, as JSON."""


class Sqlite:
    """json_extract gives text, numbers and nested JSON as the columns hold them."""

    def value(self, source: str, field: models.Field[Any, Any]) -> str:
        return f"json_extract({source}, '$.{field.attname}')"

    def unpacked(self, source: str, fields: Fields) -> tuple[str, list[str]]:
        return "", [self.value(source, field) for field in fields]

    def elements(self, source: str, name: str) -> str:
        return f"json_each({source}, '$.{name}') AS element"

    def element_id(self) -> str:
        return "element.value"

    def has(self, source: str, name: str) -> str:
        return f"json_type({source}, '$.{name}') IS NOT NULL"

    def part(self, source: str, name: str) -> str:
        return f"json_extract({source}, '$.{name}')"


class Postgres:
    """->> gives text, cast to the column's type; JSON columns take the JSON itself."""

    def value(self, source: str, field: models.Field[Any, Any]) -> str:
        if isinstance(field, models.JSONField):
            return f"({source} -> '{field.attname}')"
        return f"({source} ->> '{field.attname}')::{self._type(field)}"

    def unpacked(self, source: str, fields: Fields) -> tuple[str, list[str]]:
        # Taken apart once: a large JSON value is unpacked again for each ->> otherwise.
        columns = ", ".join(f'"{field.attname}" {self._type(field)}' for field in fields)
        return f", jsonb_to_record({source}) AS held({columns})", [f'held."{f.attname}"' for f in fields]

    @staticmethod
    def _type(field: models.Field[Any, Any]) -> str:
        # A foreign key is cast to its target's own type, not to the type that counts up.
        if isinstance(field, models.ForeignKey):
            return str(field.target_field.rel_db_type(connection))
        return str(field.db_type(connection))

    def elements(self, source: str, name: str) -> str:
        return f"jsonb_array_elements({source} -> '{name}') AS element(value)"

    def element_id(self) -> str:
        return "(element.value #>> '{}')::bigint"

    def has(self, source: str, name: str) -> str:
        # jsonb_exists is what the operator `?` calls; the operator clashes with placeholders.
        return f"jsonb_exists({source}, '{name}')"

    def part(self, source: str, name: str) -> str:
        return f"({source} -> '{name}')"


def dialect() -> Dialect:
    """The dialect of the default database."""
    return Postgres() if connection.vendor == "postgresql" else Sqlite()
