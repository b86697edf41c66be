"""Where every value came from: sources, and what each asserts of a record."""

from collections.abc import Mapping
from hashlib import blake2b
from typing import Any, ClassVar, Final

from django.db import models

from boroughs.models import Borough


class Rank(models.IntegerChoices):
    """Which source wins where they differ: the lowest number first (contracts/services/precedence.py)."""

    OFFICER = 1, "An officer of the authority"
    REGISTER = 2, "The authority's own register"
    NOTICE = 3, "An official notice or decision about this agreement"
    SURVEY = 4, "A survey or an FOI answer"
    OTHER = 5, "Another body's notice, a press report or a line of spending"


# The longest name of a source's row that a record's `origins` repeat as it is.
LONGEST_ORIGIN: Final = 32


def origin(source_slug: str, identity: str) -> str:
    """How a record's `origins` name the source row whose value shows: for each group of facts again.

    A long name is stood for by its digest: written out, origins were half of all that an import wrote.
    """
    if len(identity) > LONGEST_ORIGIN:
        identity = blake2b(identity.encode(), digest_size=10).hexdigest()
    return f"{source_slug}:{identity}"


# The source of what officers say by hand. They say it under one of three rights, which the name of the row
# ends in: (already public, its authority's own).
BY_HAND: Final = "edited-by-hand"
RIGHTS_BY_ENDING: Final = {"": (False, False), ":published": (True, False), ":own": (False, True)}


def rights_by_hand(name: str, key: str) -> tuple[bool, bool] | None:
    """Under which right a record's `origins` say that something was said by hand; None of another source.

    What was said by hand is forgotten when it is taken back, and the history still names it.
    """
    ending = name.removeprefix(f"{BY_HAND}:{key}")
    return RIGHTS_BY_ENDING.get(ending) if ending != name else None


class Source(models.Model):
    """A place that values come from: a register, a survey, a collection of notices."""

    slug = models.SlugField(max_length=100, unique=True)
    name = models.TextField()
    rank = models.PositiveSmallIntegerField(choices=Rank)
    borough = models.ForeignKey(Borough, models.PROTECT, null=True, blank=True, related_name="+")
    publisher = models.TextField(blank=True)
    licence = models.TextField(blank=True)
    attribution = models.TextField(blank=True)
    url = models.URLField(blank=True)
    # A value whose source is already public is not closed by default (design: who may see a value).
    published = models.BooleanField("already public", default=False)
    demonstration = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.name


class Assertion(models.Model):
    """What one source says of one record: competing values stand side by side.

    A source's own id for the row finds the record again when the file comes once more.
    """

    source = models.ForeignKey(Source, models.PROTECT, related_name="assertions")
    # The source's own name for the row: its reference, or what identifies it where it has none.
    source_record_id = models.TextField()
    record_kind = models.TextField()
    record_id = models.BigIntegerField()
    # The key of the import that last wrote it; blank for an edit by hand.
    batch = models.TextField(blank=True)
    sheet = models.TextField(blank=True)
    row_number = models.PositiveIntegerField(default=0)
    rank = models.PositiveSmallIntegerField(choices=Rank)
    published = models.BooleanField(default=False)
    # Whoever sent it did not say that it may be published: shown to its authority and staff alone.
    own = models.BooleanField(default=False)
    as_at_date = models.DateField(null=True)
    url = models.TextField(blank=True)
    publisher = models.TextField(blank=True)
    evidence = models.TextField(blank=True)
    # Group of facts -> facts, for those that the source speaks of (contracts/services/groups.py).
    values = models.JSONField(default=dict)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["source", "source_record_id"],
                name="assertion_source_row_once",
                violation_error_message="This source already says something under this id.",
            )
        ]
        indexes: ClassVar = [models.Index(fields=["record_kind", "record_id"], name="assertion_record")]

    def __str__(self) -> str:
        return f"{self.source}: {self.source_record_id}"


def why_sources_are_missing(kind: str, record_id: int, facts: Mapping[str, Any]) -> str:
    """A removed record whose sources were taken back does not return: they say who may see what of it."""
    told = Assertion.objects.filter(record_kind=kind, record_id=record_id)
    rows = told.values_list("source__slug", "source_record_id")
    held = {name for slug, row in rows for name in (origin(slug, row), f"{slug}:{row}")}
    gone = set((facts.get("origins") or {}).values()) - held
    return "What sources said of it was taken back since. Import the file again instead." if gone else ""
