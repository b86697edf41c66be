"""Taking a text about a person out of every column of every table.

The change log is rewritten with the records: it is append-only but for this, which the law may ask for
(UK GDPR, article 17).
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from django.apps import apps
from django.db import IntegrityError, models, transaction
from django.db.models import Q, QuerySet
from django.db.models.functions import Cast
from django.utils.text import slugify

from thirty3.accounts.finding import UNREADABLE, said
from thirty3.history.records import Recorded
from thirty3.keys import new_key
from thirty3.registry import PROJECTIONS
from thirty3.words import plain_words

# What stands in the place of the text; within an address, where brackets may not be, the bare word.
REMOVED: Final = "(removed)"
BARE: Final = "removed"
SHORTEST: Final = 4
IN_AN_ADDRESS: Final = re.compile(r"\S+://\S+|[a-z0-9._-]+(@[a-z0-9.-]+)?", re.IGNORECASE)
# Drawn at random or a digest: what is alike there is so by chance.
AT_RANDOM: Final = {"key", "contract_key", "sha256", "digest", "stored_as", "session_key"}


@dataclass(frozen=True)
class Leaving:
    """A text on its way out, in every spelling under which the service may keep it."""

    text: str

    @cached_property
    def spellings(self) -> tuple[str, ...]:
        """As it is, without accents, and as names are compared and stand in the addresses of pages."""
        letters = unicodedata.normalize("NFKD", self.text)
        plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
        slugs = slugify(self.text), slugify(self.text, allow_unicode=True)
        compared = plain_words(self.text)
        # "D. Smith" is compared as "d smith", which stands in "Fred Smith" too.
        if len(compared.partition(" ")[0]) == 1:
            compared = ""
        found = dict.fromkeys((self.text, plain, compared, *slugs))
        return tuple(one for one in found if len(one) >= SHORTEST)

    @cached_property
    def told(self) -> Q:
        """Where it may stand. SQLite minds the case of letters beyond ASCII, so each is asked for."""
        asked = Q()
        for one in self.spellings:
            for cased in dict.fromkeys((one, one.lower(), one.upper(), one.title())):
                asked |= said(cased)
        return asked

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        longest_first = sorted(self.spellings, key=len, reverse=True)
        ways = (re.escape(one).replace(r"\ ", r"\s+") for one in longest_first)
        return re.compile("|".join(ways), re.IGNORECASE)

    def out_of(self, value: Any, instead: str = "") -> Any:
        """A value without the text, whatever it is nested in. What is no text stays as it is."""
        if isinstance(value, str):
            bare = IN_AN_ADDRESS.fullmatch(value) and not self._pattern.fullmatch(value)
            return self._pattern.sub(instead or (BARE if bare else REMOVED), value)
        if isinstance(value, list):
            return [self.out_of(one, instead) for one in value]
        if isinstance(value, dict):
            return {self.out_of(name, instead): self.out_of(one, instead) for name, one in value.items()}
        return value


def is_a_word_of_ours(text: str) -> bool:
    """Whether the service itself uses the text: as the name of a table or column, or as a choice."""
    ours = {projection.called for projection in PROJECTIONS}
    for model in apps.get_models(include_auto_created=True):
        ours |= {model._meta.label_lower, str(model._meta.verbose_name)}
        for field in model._meta.get_fields():
            choices = getattr(field, "choices", None) or ()
            ours |= {field.name, *(str(value) for value, _ in choices)}
    return any(text.lower() in word.lower() for word in ours)


def rewrite(leaving: Leaving) -> Iterator[models.Model]:
    """Take the text out of every table but those made of records; tells the rows that had it."""
    made = {model for projection in PROJECTIONS for model in (*projection.rows, *projection.drafts)}
    for model in apps.get_models(include_auto_created=True):
        fields = readable(model)
        if fields and model not in made:
            yield from _rewrite_table(model, fields, leaving)


def readable(model: type[models.Model]) -> list[models.Field[Any, Any]]:
    """The columns in which a text can stand."""
    return [
        field
        for field in model._meta.concrete_fields
        if isinstance(field, models.TextField | models.CharField | models.JSONField)
        and f"{model._meta.label}.{field.name}" not in UNREADABLE
        and field.name not in AT_RANDOM
        and not field.primary_key
    ]


def rows_with(model: type[models.Model], leaving: Leaving) -> set[Any]:
    """The ids of the rows of a table that hold the text."""
    found: set[Any] = set()
    for field in readable(model):
        told = QuerySet(model).alias(told=Cast(field.name, models.TextField()))
        found |= set(told.filter(leaving.told).values_list("pk", flat=True))
    return found


def _rewrite_table(
    model: type[models.Model], fields: list[models.Field[Any, Any]], leaving: Leaving
) -> Iterator[models.Model]:
    for pk in sorted(rows_with(model, leaving)):
        row: models.Model = QuerySet(model).get(pk=pk)
        held = {field: getattr(row, field.attname) for field in fields}
        if _write(row, held, leaving):
            yield row


def _write(row: models.Model, held: dict[models.Field[Any, Any], Any], leaving: Leaving) -> bool:
    """Write what changes. Where another row already says the same, a key tells the two apart."""
    for instead in ("", f"{BARE}-{new_key()}"):
        new = {field: _fitting(field, leaving.out_of(value, instead)) for field, value in held.items()}
        changed = {field.attname: value for field, value in new.items() if value != held[field]}
        if not changed:
            return False
        try:
            with transaction.atomic():
                QuerySet(type(row)).filter(pk=row.pk).update(**changed)
        except IntegrityError:
            continue
        for name, value in changed.items():
            setattr(row, name, value)
        return True
    raise CannotRewrite(f"{row._meta.label} {row.pk} cannot be without the text.")


class CannotRewrite(Exception):
    """A row for which no other words could be found."""


def _fitting(field: models.Field[Any, Any], value: Any) -> Any:
    """As the column takes it: an address has no brackets, and none is longer than it may be."""
    if not isinstance(value, str):
        return value
    if isinstance(field, models.SlugField | models.EmailField | models.URLField):
        value = value.replace(REMOVED, BARE)
    return value[: field.max_length] if field.max_length else value


def names_record(row: models.Model) -> tuple[str, int] | None:
    """The record that a row is about, where it says so by kind and number; of a record, itself."""
    if isinstance(row, Recorded):
        return row.record_kind(), row.pk
    kind = getattr(row, "record_kind", None) or getattr(row, "kind", None)
    number = getattr(row, "record_id", None)
    return (kind, number) if isinstance(kind, str) and isinstance(number, int) else None
