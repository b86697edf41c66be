"""What was done to records: the append-only change log, and what is left of removed ones."""

from typing import Any, ClassVar, Final, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from thirty3.audiences import Audience
from thirty3.keys import new_key

# How the log names the writes of a merge, and of its undo; the key follows.
MERGED: Final = "merge:"
PARTED: Final = "unmerge:"


class AppendOnly(Exception):
    """Somebody tried to rewrite the past."""


class ChangeQuerySet(QuerySet["Change"]):
    """Reading the change log."""

    def of(self, kind: str, record_id: int) -> Self:
        """One record's changes, latest first."""
        return self.filter(kind=kind, record_id=record_id).order_by("-version", "-pk")

    def in_batch(self, batch: str) -> Self:
        return self.filter(batch=batch).order_by("pk")

    def delete(self) -> tuple[int, dict[str, int]]:
        raise AppendOnly("The change log is append-only.")

    def bulk_create(self, objs: Any, *args: Any, **options: Any) -> list["Change"]:
        if options.get("update_conflicts"):
            raise AppendOnly("The change log is append-only.")
        return super().bulk_create(objs, *args, **options)

    def update(self, **values: Any) -> int:
        # Erasing a person is the one thing the law may ask for (UK GDPR, article 17).
        if set(values) != {"actor"} or values["actor"] is not None:
            raise AppendOnly("The change log is append-only.")
        return super().update(**values)


class Change(models.Model):
    """One change of one record: who, when, why, and the changed fields before and after.

    Many-to-many sets stand as sorted lists of ids, so that a past state can be told whole.
    """

    class Action(models.TextChoices):
        CREATED = "created", "Created"
        CHANGED = "changed", "Changed"
        REMOVED = "removed", "Removed"

    at = models.DateTimeField(default=timezone.now)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    role = models.TextField(blank=True)
    why = models.TextField(blank=True)
    batch = models.TextField(blank=True)
    kind = models.TextField()
    record_id = models.BigIntegerField()
    key = models.TextField(blank=True)
    version = models.PositiveIntegerField()
    action = models.TextField(choices=Action)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)

    objects = ChangeQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(action__in=["created", "changed", "removed"]), name="change_action_is_known"
            ),
            models.UniqueConstraint(fields=["kind", "record_id", "version"], name="change_version_once"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["batch"], name="change_batch"),  # undo
            models.Index(fields=["at"], name="change_at"),  # what changed since
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key or self.record_id} {self.action}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write the row once; a second save would rewrite the past."""
        if not self._state.adding:
            raise AppendOnly("The change log is append-only.")
        # Otherwise Django would update the row whose id a new one was given.
        super().save(*args, **{**kwargs, "force_insert": True})

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise AppendOnly("The change log is append-only.")


class Tombstone(models.Model):
    """What is left of a removed record: its key, who could see it, and the source row it came from.

    An audience that could see it is told that it is gone (410); for others it never was (404).
    The same source row imported again takes the old key back.
    """

    kind = models.TextField()
    key = models.TextField()
    # Blank where no audience could: a record that was one authority's own.
    audience = models.TextField(choices=[(a.value, a.value) for a in Audience])
    title = models.TextField(blank=True)
    source_row = models.TextField(blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["kind", "key"], name="tombstone_key_once")]
        indexes: ClassVar = [models.Index(fields=["source_row"], name="tombstone_source_row")]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"

    def is_seen_by(self, audience: Audience) -> bool:
        return self.audience in (Audience.PUBLIC, audience)


class MergeQuerySet(QuerySet["Merge"]):
    """Reading merges."""

    def standing(self) -> Self:
        """Those that were not undone."""
        return self.filter(undone_at__isnull=True)

    def latest_first(self) -> Self:
        return self.order_by("-at", "-pk")


class Merge(models.Model):
    """Two records that turned out to be one: which stayed, and all that it takes to part them again.

    What moved stands in the change log under `batch`; `followed` holds what no record's history does.
    """

    key = models.CharField(max_length=10, unique=True, default=new_key, editable=False)
    kind = models.TextField()
    loser_id = models.BigIntegerField()
    survivor_id = models.BigIntegerField()
    # As they were called on the day, and the old address.
    loser_slug = models.TextField()
    loser_name = models.TextField()
    survivor_name = models.TextField()
    # Who knew of the one that went: its address and filters by it lead on for them alone. Blank: nobody.
    seen_by = models.TextField(choices=[(a.value, a.value) for a in Audience], blank=True)
    why = models.TextField()
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    moved = models.PositiveIntegerField(default=0)
    followed = models.JSONField(default=dict)
    # Mover -> the ids of rows that it moved, and whole those that it dropped: an undo gives back these.
    rows = models.JSONField(default=dict)
    # Which value of a fact that they told differently was right: "loser" or "survivor".
    settled = models.JSONField(default=dict)
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    # Records that an undo left as they were, since somebody changed them meanwhile: their titles.
    left = models.JSONField(default=list)

    objects = MergeQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["kind", "loser_id"], condition=Q(undone_at__isnull=True), name="merge_stands_once"
            ),
            models.CheckConstraint(condition=~Q(loser_id=F("survivor_id")), name="merge_is_of_two_records"),
        ]
        indexes: ClassVar = [models.Index(fields=["loser_slug"], name="merge_loser_slug")]

    def __str__(self) -> str:
        return f"{self.loser_name} into {self.survivor_name}"

    @property
    def batch(self) -> str:
        """Under which the change log holds what moved."""
        return f"{MERGED}{self.key}"

    @property
    def undone_batch(self) -> str:
        """Under which it holds what was put back."""
        return f"{PARTED}{self.key}"
