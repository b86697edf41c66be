"""Where every value came from: sources, the files they arrived in, their rows, and what each asserts."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from boroughs.models import Borough
from thirty3.keys import new_key


class Rank(models.IntegerChoices):
    """Which source wins where they differ: the lowest number first (docs/decisions/precedence.md)."""

    OFFICER = 1, "An officer of the authority"
    REGISTER = 2, "The authority's own register"
    NOTICE = 3, "An official notice or decision about this agreement"
    SURVEY = 4, "A survey or an FOI answer"
    OTHER = 5, "Another body's notice, a press report or a line of spending"


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


class ImportBatch(models.Model):
    """One file on its way in: read, reviewed, applied as a whole, and undone as a whole on request."""

    class Status(models.TextChoices):
        WAITING = "waiting", "Waiting to be read"
        READING = "reading", "Being read"
        READY = "ready", "Ready for review"
        APPLYING = "applying", "Being applied"
        APPLIED = "applied", "Applied"
        UNDONE = "undone", "Undone"
        FAILED = "failed", "Could not be read"
        GIVEN_UP = "given-up", "Given up"

    key = models.CharField(max_length=10, unique=True, default=new_key, editable=False)
    status = models.TextField(choices=Status, default=Status.WAITING)
    format = models.TextField(blank=True)
    file_name = models.TextField()
    stored_as = models.TextField(blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    size_bytes = models.PositiveBigIntegerField(default=0)
    source = models.ForeignKey(Source, models.PROTECT, null=True, blank=True, related_name="batches")
    borough = models.ForeignKey(
        Borough, models.PROTECT, null=True, blank=True, related_name="+", help_text="Whose rows they are, if one's."
    )
    as_at_date = models.DateField(null=True, blank=True, help_text="The day on which the file was true.")
    undoes = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="undone_by")
    # What the reader found: for each sheet its header row and what each column became.
    sheets = models.JSONField(default=list)
    counts = models.JSONField(default=dict)
    rows_read = models.PositiveIntegerField(default=0)
    error_code = models.TextField(blank=True)
    error = models.TextField(blank=True)
    seconds = models.FloatField(null=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    applied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)
    touched_at = models.DateTimeField(default=timezone.now)
    applied_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "import"
        verbose_name_plural = "imports"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(status__in=["applied", "undone"]) & Q(applied_at__isnull=False)
                | ~Q(status__in=["applied", "undone"]) & Q(applied_at__isnull=True),
                name="import_applied_at_exactly_when_applied",
            )
        ]

    def __str__(self) -> str:
        return f"{self.file_name} ({self.created_at:%-d %B %Y})"


class ImportRow(models.Model):
    """What one row of a file would do, with the record before and after and every problem found.

    `record` holds the facts to write, whole; `projection` the list rows that follow from them.
    """

    class Outcome(models.TextChoices):
        NEW = "new", "New"
        CHANGED = "changed", "Changed"
        UNCHANGED = "unchanged", "Unchanged"
        DOUBTFUL = "doubtful", "Doubtful"
        REJECTED = "rejected", "Rejected"
        SET_ASIDE = "set-aside", "Set aside"
        REMOVED = "removed", "Removed"

    batch = models.ForeignKey(ImportBatch, models.CASCADE, related_name="rows")
    position = models.PositiveIntegerField()
    sheet = models.TextField(blank=True)
    row_number = models.PositiveIntegerField()
    record_kind = models.TextField(blank=True)
    outcome = models.TextField(choices=Outcome)
    title = models.TextField(blank=True)
    cells = models.JSONField(default=dict)
    problems = models.JSONField(default=list)
    source_record_id = models.TextField(blank=True)
    key = models.CharField(max_length=10, blank=True)
    record_id = models.BigIntegerField(null=True)
    record_version = models.PositiveIntegerField(null=True)
    record = models.JSONField(null=True)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    assertion = models.JSONField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["batch", "position"], name="import_row_position_once")
        ]
        indexes: ClassVar = [models.Index(fields=["batch", "outcome", "position"], name="import_row_review")]

    def __str__(self) -> str:
        return f"{self.sheet} row {self.row_number}"


class Assertion(models.Model):
    """What one source says of one record: competing values stand side by side.

    A source's own id for the row finds the record again when the file comes once more.
    """

    source = models.ForeignKey(Source, models.PROTECT, related_name="assertions")
    source_record_id = models.TextField()
    record_kind = models.TextField()
    record_id = models.BigIntegerField()
    batch = models.ForeignKey(ImportBatch, models.PROTECT, null=True, related_name="assertions")
    sheet = models.TextField(blank=True)
    row_number = models.PositiveIntegerField(default=0)
    rank = models.PositiveSmallIntegerField(choices=Rank)
    published = models.BooleanField(default=False)
    as_at_date = models.DateField(null=True)
    url = models.TextField(blank=True)
    publisher = models.TextField(blank=True)
    evidence = models.TextField(blank=True)
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
