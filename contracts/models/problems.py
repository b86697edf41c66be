"""Problems that somebody reported, and what became of them."""

import datetime
from typing import ClassVar, Final, Self

from django.conf import settings
from django.db import models
from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from thirty3.history.records import Recorded
from thirty3.keys import new_key


class DataIssueQuerySet(QuerySet["DataIssue"]):
    """Reading reported problems."""

    def open(self) -> Self:
        """Those that wait for staff, the one that is due first at the top."""
        return self.filter(state__in=OPEN).order_by("due_date", "received_at", "pk")

    def counted(self, day: datetime.date) -> tuple[int, int]:
        """How many wait, and how many of them are past the day on which they were due: one query."""
        found = self.open().aggregate(all=Count("pk"), late=Count("pk", filter=Q(due_date__lt=day)))
        return found["all"], found["late"]

    def told(self) -> Self:
        """Those of which staff tell everyone, in words of their own, the last reported first."""
        return self.exclude(public_sentence="").order_by("-received_at", "-pk")


class DataIssue(Recorded):
    """A problem that somebody reported with a record or a page, and what became of it.

    What they wrote, and where they can be reached, is in `ReportedWords`: history keeps all that stands here.
    """

    class Wrong(models.TextChoices):
        DATE = "date", "A date is wrong"
        SUPPLIER = "supplier", "The supplier is wrong"
        VALUE = "value", "A value is wrong"
        ENDED = "ended", "It has ended or is no longer used"
        DUPLICATE = "duplicate", "It is here twice"
        NOT_PUBLIC = "not-public", "It should not be public"
        PERSONAL = "personal", "It tells of a person"
        ACCESSIBILITY = "accessibility", "The page is hard or impossible to use"
        OTHER = "other", "Something else"

    class State(models.TextChoices):
        NEW = "new", "New"
        LOOKED_AT = "looked-at", "Being looked at"
        DONE = "done", "Put right"
        REFUSED = "refused", "Nothing was changed"

    class Subject(models.TextChoices):
        CONTRACT = "contract", "Contract"
        SYSTEM = "system", "System in use"
        SUPPLIER = "supplier", "Supplier"
        TECHNOLOGY = "technology", "Technology"
        BOROUGH = "borough", "Authority"

    reference = models.CharField(max_length=10, unique=True, default=new_key, editable=False)
    wrong = models.TextField("what is wrong", choices=Wrong)
    # Of a page that shows no record, its address alone.
    subject = models.TextField("kind of record", choices=Subject, blank=True)
    subject_key = models.TextField("key or slug of the record", blank=True)
    address = models.TextField(blank=True, help_text="The page, from its first slash.")
    by_supplier = models.BooleanField(
        "reported by the supplier itself", default=False, db_default=False, editable=False
    )
    received_at = models.DateTimeField(default=timezone.now, editable=False)
    due_date = models.DateField("due")
    state = models.TextField(choices=State, default=State.NEW)
    closed_at = models.DateTimeField("closed", null=True, blank=True, editable=False)
    reason = models.TextField(
        blank=True,
        help_text="Why nothing was changed, or what was. Whoever reported it and left an address is told.",
    )
    public_sentence = models.TextField(
        blank=True,
        help_text="In your own words, for the public log of problems. Name nobody. "
        "Without it the log does not tell of this report.",
    )

    objects = DataIssueQuerySet.as_manager()

    class Meta:
        verbose_name = "reported problem"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=["new", "looked-at", "done", "refused"]),
                name="problem_state_is_known",
            ),
            models.CheckConstraint(
                condition=(Q(subject="") & Q(subject_key="")) | (~Q(subject="") & ~Q(subject_key="")),
                name="problem_subject_and_key_go_together",
                violation_error_message="Give both the kind of record and its key, or neither.",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["done", "refused"], closed_at__isnull=False)
                | (~Q(state__in=["done", "refused"]) & Q(closed_at__isnull=True)),
                name="problem_closed_exactly_when_decided",
            ),
            models.CheckConstraint(
                condition=~Q(state="refused") | ~Q(reason=""),
                name="problem_refused_with_a_reason",
                violation_error_message="Say why nothing was changed.",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["state", "due_date"], name="problem_due"),  # the queue
        ]

    def __str__(self) -> str:
        return f"{self.get_wrong_display()} ({self.reference})"

    def get_absolute_url(self) -> str:
        return reverse("contracts:report-sent", args=[self.reference])

    @property
    def is_closed(self) -> bool:
        return self.state not in OPEN


# The states in which somebody still waits.
OPEN: Final = (DataIssue.State.NEW, DataIssue.State.LOOKED_AT)


class ReportedWords(models.Model):
    """What somebody wrote of a problem, for staff alone, and where to tell them what became of it.

    It may name people, so it stands apart from what history keeps, and goes some days after the end.
    """

    issue = models.OneToOneField(DataIssue, models.CASCADE, primary_key=True, related_name="words")
    text = models.TextField()
    email = models.EmailField(blank=True)
    # Who was signed in.
    reporter = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name_plural = "reported words"

    def __str__(self) -> str:
        return f"What was written about {self.issue}"
