"""Tables of records in and out of the staff site: what a cell means, and what is wrong with it."""

import datetime
from collections.abc import Callable
from typing import Any

from django.db import models
from django.utils.html import format_html
from import_export.resources import Diff, ModelResource
from import_export.widgets import ManyToManyWidget, Widget

from thirty3.history.entries import IMPORTED
from thirty3.history.records import Recorded
from thirty3.history.services import recording, remove
from thirty3.spreadsheets.escaping import escape_text, unescape_text


class PlainDiff(Diff):  # type: ignore[misc]
    """What a row would change, told by elements alone: a strict policy refuses inline styles."""

    def as_html(self) -> list[str]:
        return [
            format_html("{}", new) if old == new else format_html("<del>{}</del> <ins>{}</ins>", old, new)
            for old, new in zip([""] * len(self.right) if self.new else self.left, self.right, strict=False)
        ]


class TableResource(ModelResource):  # type: ignore[misc]
    """A table whose rows are checked as a form would, with text that no spreadsheet takes for a formula."""

    class Meta:
        clean_model_instances = True
        skip_unchanged = True
        report_skipped = True

    @classmethod
    def get_diff_class(cls) -> type[PlainDiff]:
        return PlainDiff

    def before_import(self, dataset: Any, **kwargs: Any) -> None:
        for name in self._meta.import_id_fields:
            heading = self.fields[name].column_name
            if heading not in (dataset.headers or ()):
                raise ValueError(f"The file has no column “{heading}”, by which its rows are told apart.")

    def before_import_row(self, row: dict[str, Any], **kwargs: Any) -> None:
        for column, value in row.items():
            if isinstance(value, str):
                # PostgreSQL holds no such text, and a form would refuse it.
                if "\0" in value:
                    raise ValueError(f"The column “{column}” holds a null character, which no text may hold.")
                row[column] = unescape_text(value.strip())

    def export_field(self, field: Any, instance: Any, **kwargs: Any) -> Any:
        value = super().export_field(field, instance, **kwargs)
        return escape_text(value) if isinstance(value, str) else value


class RecordedResource(TableResource):
    """A table of records: each row that changes something is one row of the change log."""

    def save_instance(self, instance: Recorded, is_create: bool, row: Any, **kwargs: Any) -> None:
        """Wait for the sets: `save_m2m`, which always follows, writes all of it."""

    def save_m2m(self, instance: Recorded, row: Any, **kwargs: Any) -> None:
        is_create = instance._state.adding
        with recording(instance, actor=kwargs.get("user"), why=IMPORTED):
            super().save_instance(instance, is_create, row, **kwargs)
            super().save_m2m(instance, row, **kwargs)

    def delete_instance(self, instance: Recorded, row: Any, **kwargs: Any) -> None:
        remove(instance, actor=kwargs.get("user"), why=IMPORTED)


class PartResource(TableResource):
    """A table of rows that are part of a record, each written as a change of that record.

    `part_of` is the foreign key to it, and one of the columns by which rows are told apart.
    """

    part_of: str

    def save_instance(self, instance: Any, is_create: bool, row: Any, **kwargs: Any) -> None:
        with recording(getattr(instance, self.part_of), actor=kwargs.get("user"), why=IMPORTED):
            super().save_instance(instance, is_create, row, **kwargs)

    def delete_instance(self, instance: Any, row: Any, **kwargs: Any) -> None:
        with recording(getattr(instance, self.part_of), actor=kwargs.get("user"), why=IMPORTED):
            super().delete_instance(instance, row, **kwargs)


def text_of(value: Any) -> str:
    """A cell as text without spaces around it."""
    return "" if value is None else str(value).strip()


class Reference(Widget):  # type: ignore[misc]
    """Another record, named by one of its columns."""

    def __init__(self, model: type[models.Model], column: str = "slug") -> None:
        super().__init__()
        self.model, self.column = model, column

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> models.Model | None:
        return one_of(self.model, self.column, text_of(value)) if text_of(value) else None

    def render(self, value: models.Model | None, obj: Any = None, **kwargs: Any) -> str:
        return str(getattr(value, self.column)) if value is not None else ""


class References(ManyToManyWidget):  # type: ignore[misc]
    """Several records, named by one of their columns, with semicolons between them."""

    def __init__(self, model: type[models.Model], column: str = "slug") -> None:
        super().__init__(model, separator=";", field=column)
        self.column = column

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> list[models.Model]:
        return [one_of(self.model, self.column, part) for part in parts_of(value)]

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return "; ".join(sorted(str(getattr(one, self.column)) for one in value.all())) if value else ""


class Several(Widget):  # type: ignore[misc]
    """A list of words, or of what `kind` makes of them, with semicolons between them."""

    def __init__(self, kind: Callable[[str], Any] = str, what: str = "words") -> None:
        super().__init__()
        self.kind, self.what = kind, what

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> list[Any]:
        try:
            return [self.kind(part) for part in parts_of(value)]
        except ValueError:
            raise ValueError(f"“{text_of(value)}” is not a list of {self.what}.") from None

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return "; ".join(map(str, value or ()))


class Whole(Widget):  # type: ignore[misc]
    """A whole number, or nothing."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> int | None:
        text = text_of(value)
        if not text:
            return None
        if not text.isascii() or not text.isdigit():
            raise ValueError(f"“{text}” is not a whole number.")
        return int(text)


class Choice(Widget):  # type: ignore[misc]
    """One of the values that a fact may have, or nothing; its words in the staff site do as well."""

    def __init__(self, choices: type[models.TextChoices]) -> None:
        super().__init__()
        self.choices = choices

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> str:
        text = text_of(value)
        for one in self.choices:
            if text.lower() in (one.value.lower(), str(one.label).lower()):
                return str(one.value)
        if text:
            raise ValueError(f"“{text}” is not one of: {', '.join(self.choices.values)}.")
        return ""


class YesNo(Widget):  # type: ignore[misc]
    """Yes, no or, where `unknown` is allowed, nothing."""

    def __init__(self, *, unknown: bool = False) -> None:
        super().__init__()
        self.unknown = unknown

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> bool | None:
        text = text_of(value).lower()
        if not text:
            return None if self.unknown else False
        if text not in ("yes", "no"):
            raise ValueError(f"“{text}” is neither yes nor no.")
        return text == "yes"

    def render(self, value: bool | None, obj: Any = None, **kwargs: Any) -> str:
        return "" if value is None else "yes" if value else "no"


class Day(Widget):  # type: ignore[misc]
    """A day, as 2026-04-30 or 30/04/2026, or nothing."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> datetime.date | None:
        text = text_of(value)
        for pattern in ("%Y-%m-%d", "%d/%m/%Y"):
            try:
                return datetime.datetime.strptime(text, pattern).date()
            except ValueError:
                continue
        if text:
            raise ValueError(f"“{text}” is not a date. Write it like 2026-04-30.")
        return None

    def render(self, value: datetime.date | None, obj: Any = None, **kwargs: Any) -> str:
        return value.isoformat() if value else ""


def parts_of(value: Any) -> list[str]:
    """The parts of a cell between semicolons."""
    return [part.strip() for part in text_of(value).split(";") if part.strip()]


def one_of(model: type[models.Model], column: str, text: str) -> models.Model:
    """The one record that a cell names."""
    found = list(model._default_manager.filter(**{column: text})[:2])
    if len(found) != 1:
        trouble = "No" if not found else "More than one"
        label = model._meta.get_field(column).verbose_name  # type: ignore[union-attr]
        raise ValueError(f"{trouble} {model._meta.verbose_name} has the {label} “{text}”.")
    return found[0]
