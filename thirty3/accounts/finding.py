"""Finding every place that holds a person: by link, as text in any table, in files and in text indexes."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import models
from django.db.models import Q
from django.db.models.functions import Cast

from thirty3.accounts.models import User
from thirty3.audiences import Audience
from thirty3.registry import HOLDERS, SEARCHABLE, TRACES
from thirty3.search.index import TextIndex
from thirty3.search.query import parse_query

# How many of each place are named; the others are counted.
NAMED: Final = 10
# How the words of a name are parted: whoever typed it may have begun a new line within it.
GAPS: Final = (" ", "\n", "\r\n", "  ", "\N{NO-BREAK SPACE}")
# Columns in which nothing can be read: what they hold is encoded, drawn at random or a digest.
UNREADABLE: Final = {"accounts.User.password", "sessions.Session.session_data"}


@dataclass(frozen=True)
class Found:
    """A place that holds the person: where, how often, and which. The text itself is not repeated."""

    where: str
    count: int
    which: tuple[str, ...]


def find_person(text: str) -> Iterator[Found]:
    """Every place that holds this address or name."""
    for person in User.objects.filter(email__iexact=text):
        yield from linked(person)
    yield from in_tables(text)
    yield from in_sessions(text)
    yield from elsewhere(text)
    yield from in_text_indexes(text)


def linked(person: User) -> Iterator[Found]:
    """What leads to an account by a link and may not say its address."""
    for holder in HOLDERS:
        rows = holder.find(person.pk)
        yield from found(f"{holder.name} (by link)", rows.order_by("pk").values_list("pk", flat=True))


def in_tables(text: str) -> Iterator[Found]:
    """Every column of every table that can hold words, whoever added it: none has to be told of here."""
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.concrete_fields:
            where = f"{model._meta.label}.{field.name}"
            if isinstance(field, models.TextField | models.CharField | models.JSONField) and (
                where not in UNREADABLE
            ):
                told = model._base_manager.alias(told=Cast(field.name, models.TextField()))
                rows = told.filter(said(text)).order_by("pk").values_list("pk", flat=True)
                yield from found(where, rows)


def said(text: str) -> Q:
    """The text however its words are parted, also as JSON writes it where the database keeps JSON as text."""
    asked = Q()
    for parted in dict.fromkeys(text.replace(" ", gap) for gap in GAPS):
        asked |= Q(told__icontains=parted) | Q(told__icontains=json.dumps(parted)[1:-1])
    return asked


def in_sessions(text: str) -> Iterator[Found]:
    """Sessions keep the address that was proved. They end within a day."""
    # A session's key would let whoever reads this in.
    if holding := sessions_with(text):
        yield Found("sessions.Session", len(holding), ())


def sessions_with(text: str) -> list[str]:
    """The keys of the sessions that hold the text."""
    return [
        row.pk
        for row in Session.objects.order_by("pk").iterator()
        if text.lower() in json.dumps(row.get_decoded(), ensure_ascii=False).lower()
    ]


def elsewhere(text: str) -> Iterator[Found]:
    """What no column tells: files and what other apps add."""
    for trace in TRACES:
        yield from found(trace.name, trace.find(text))


def in_text_indexes(text: str) -> Iterator[Found]:
    """Indexes hold words and not texts: records in which these words follow one another."""
    query = parse_query(f'"{text}"')
    for kind in SEARCHABLE:
        for audience in Audience:
            where = f"text index of {kind.name} for {audience.value}"
            if query.wanted:
                yield from found(where, TextIndex(kind.name, audience.value).matches(query))


def found(where: str, which: Any) -> Iterator[Found]:
    """One place, if it holds anything."""
    ids = [str(one) for one in which]
    if ids:
        yield Found(where, len(ids), tuple(ids[:NAMED]))
