"""Files on their way in: the batch, its rows as read, and the writes that they come to."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from boroughs.models import Borough
from contracts.models.provenance import Source
from thirty3.keys import new_key


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
        Borough,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Whose rows they are, if one's.",
    )
    as_at_date = models.DateField(null=True, blank=True, help_text="The day on which the file was true.")
    # What whoever sent the file says of it. Without these, nothing of it shows beyond the authority.
    origin = models.TextField(
        "where it came from", blank=True, help_text="An address, or words: the contracts team, by e-mail."
    )
    may_be_published = models.BooleanField(default=False)
    licence = models.TextField(blank=True)
    undoes = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="undone_by")
    # What the reader found: for each sheet its header row and what each column became.
    sheets = models.JSONField(default=list)
    counts = models.JSONField(default=dict)
    # Each problem once, with the rows that have it.
    problem_groups = models.JSONField(default=list)
    # Records of which the source spoke before and this file says nothing.
    vanished = models.JSONField(default=list)
    # Figures of this register beside the last one of its authority; blank of a first one.
    against_last = models.JSONField(default=dict)
    demonstration = models.BooleanField(default=False)
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


class ImportAnswer(models.Model):
    """What a person decided about a file at its review. It counts each time that the file is read."""

    class Kind(models.TextChoices):
        COLUMN = "column", "What a column is"
        CELL = "cell", "What a cell should say"
        ROW = "row", "Whether a row counts"
        SUBJECT = "subject", "Whether a row is technology"
        SUPPLIER = "supplier", "Which supplier a name means"
        PRODUCT = "product", "Which product a name means"

    class Verdict(models.TextChoices):
        ACCEPT = "accept", "Accepted, doubts and all"
        REFUSE = "refuse", "Refused"

    batch = models.ForeignKey(ImportBatch, models.CASCADE, related_name="answers")
    kind = models.TextField(choices=Kind)
    sheet = models.TextField(blank=True)
    row_number = models.PositiveIntegerField(default=0)
    # A folded heading, the name of a field, or a folded name.
    subject = models.TextField(blank=True)
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["batch", "kind", "sheet", "row_number", "subject"], name="import_answer_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.answer}"


class ColumnChoice(models.Model):
    """What an authority once said that a column of its register is: its next file is read so."""

    borough = models.ForeignKey(Borough, models.CASCADE, related_name="+")
    # The heading as `contracts.imports.fields.fold_heading` folds it.
    heading = models.TextField()
    meaning = models.TextField()
    chosen_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["borough", "heading"], name="column_choice_once")
        ]

    def __str__(self) -> str:
        return f"{self.heading}: {self.meaning}"


class ImportRow(models.Model):
    """One row of a file as it was read, and what became of it: every problem found is named.

    A row may write several records (three systems in one cell, a shared service), or none.
    """

    class Outcome(models.TextChoices):
        NEW = "new", "New"
        CHANGED = "changed", "Changed"
        UNCHANGED = "unchanged", "Unchanged"
        DOUBTFUL = "doubtful", "Doubtful"
        REJECTED = "rejected", "Rejected"
        SET_ASIDE = "set-aside", "Set aside"

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

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["batch", "position"], name="import_row_position_once")
        ]
        indexes: ClassVar = [models.Index(fields=["batch", "outcome", "position"], name="import_row_review")]

    def __str__(self) -> str:
        return f"{self.sheet} row {self.row_number}"


class ImportWrite(models.Model):
    """One record that a batch creates, changes or removes, made ready to be written set-wise.

    `record` holds the facts to write, whole, under ids already reserved; `before` and `after` the
    facts that differ, as the change log will hold them, but of a new record they all do. An undo is
    a batch of these as well.
    """

    class Action(models.TextChoices):
        NEW = "new", "New"
        CHANGED = "changed", "Changed"
        # The source says something else, but another source's value shows.
        ASSERTED = "asserted", "Another source's value shows"
        REMOVED = "removed", "Removed"

    batch = models.ForeignKey(ImportBatch, models.CASCADE, related_name="writes")
    row = models.ForeignKey(ImportRow, models.CASCADE, null=True, related_name="writes")
    record_kind = models.TextField()
    record_id = models.BigIntegerField()
    key = models.CharField(max_length=10, blank=True)
    title = models.TextField(blank=True)
    action = models.TextField(choices=Action)
    # The record's version when it was compared; if it has moved on, the batch is compared again.
    version = models.PositiveIntegerField(default=0)
    record = models.JSONField(null=True)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    assertion = models.JSONField(null=True)
    assertion_before = models.JSONField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["batch", "record_kind", "record_id"], name="import_write_once")
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.record_kind} {self.title}"
