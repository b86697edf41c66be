"""Calls: invitations to answer questions by a time, what was answered, and what came of it."""

import datetime
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from boroughs.models import Borough
from suppliers.models import Supplier
from thirty3.history.records import Recorded
from thirty3.keys import new_key


class CallQuerySet(QuerySet["Call"]):
    """Reading calls."""

    def published(self) -> Self:
        """Those that everyone may know of."""
        return self.filter(published=True)

    def naming(self, borough: Borough) -> Self:
        """Those whose answers this authority's officers see."""
        return self.filter(boroughs=borough)

    def latest_first(self) -> Self:
        return self.order_by("-closes_at", "pk")

    def due_for_deletion(self, now: datetime.datetime) -> list["Call"]:
        """Closed ones whose answers were kept for as long as was said, and are still there."""
        closed = self.filter(closes_at__lte=now, responses__isnull=False).distinct().order_by("pk")
        return [call for call in closed if call.kept_until <= now]


class Call(Recorded):
    """An invitation to suppliers, or to anyone, to answer questions until a time. Never a competition."""

    class Kind(models.TextChoices):
        SURVEY = "survey", "Survey"
        ENGAGEMENT = "engagement", "Preliminary market engagement"

    class Who(models.TextChoices):
        SUPPLIERS = "suppliers", "Suppliers"
        ANYONE = "anyone", "Anyone"

    slug = models.SlugField(max_length=120, unique=True)
    title = models.TextField()
    introduction = models.TextField(
        help_text="Markdown. What it is about, for whom, what becomes of answers."
    )
    kind = models.TextField(choices=Kind)
    who = models.TextField("who may answer", choices=Who, default=Who.SUPPLIERS)
    opens_at = models.DateTimeField("opens", help_text="London time.")
    closes_at = models.DateTimeField("closes", help_text="London time. An answer at this second is late.")
    # Procurement Act 2023, sections 16 and 17: a preliminary market engagement notice, or why there is none.
    uk2_url = models.URLField("UK2 notice on Find a Tender", blank=True)
    no_uk2_reason = models.TextField("why no UK2 notice is owed", blank=True)
    boroughs = models.ManyToManyField(
        Borough,
        related_name="+",
        verbose_name="authorities",
        help_text="Their officers see the answers.",
    )
    keep_days = models.PositiveIntegerField(
        "days that answers are kept after closing",
        default=365,
        help_text="Then answers and their files are deleted, and only their number is left.",
    )
    closing_summary = models.TextField(
        blank=True, help_text="Markdown. Shown on the page of the call once it has closed."
    )
    belongs_with = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="belonging",
        help_text="Another side of it.",
    )
    example = models.BooleanField(
        "a worked example", default=False, help_text="The page says that nobody acts on the answers."
    )
    published = models.BooleanField(
        default=False, help_text="Everyone sees its page, also before it opens and after it has closed."
    )
    # What is left of answers that were deleted: how many there were.
    deleted_answers = models.PositiveIntegerField(null=True, blank=True, editable=False)

    part_of_record: ClassVar = ("questions",)
    # What was deleted does not come back.
    stays_when_restored: ClassVar = ("deleted_answers",)

    objects = CallQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(closes_at__gt=F("opens_at")),
                name="call_closes_after_it_opens",
                violation_error_message="A call closes after it opens.",
            ),
            models.CheckConstraint(
                condition=~Q(kind="engagement") | Q(published=False) | ~Q(uk2_url="") | ~Q(no_uk2_reason=""),
                name="call_engagement_has_its_notice",
                violation_error_message=(
                    "Preliminary market engagement is published with the address of its UK2 notice, "
                    "or with the reason why none is owed."
                ),
            ),
            models.CheckConstraint(
                condition=Q(uk2_url="") | Q(no_uk2_reason=""),
                name="call_has_a_notice_or_a_reason",
                violation_error_message="Give the address of the UK2 notice, or the reason why none is owed.",
            ),
            models.CheckConstraint(
                condition=Q(keep_days__gte=1) & Q(keep_days__lte=3650),
                name="call_keeps_answers_for_a_time",
                violation_error_message="Answers are kept for at least a day and at most ten years.",
            ),
            models.CheckConstraint(
                condition=~Q(belongs_with=F("id")),
                name="call_does_not_belong_with_itself",
                violation_error_message="A call cannot belong with itself.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("toolkit:call", args=[self.slug])

    def is_open_at(self, moment: datetime.datetime) -> bool:
        return self.opens_at <= moment < self.closes_at

    def has_closed_at(self, moment: datetime.datetime) -> bool:
        return moment >= self.closes_at

    @property
    def kept_until(self) -> datetime.datetime:
        """When its answers are deleted."""
        return self.closes_at + datetime.timedelta(days=self.keep_days)


class Question(models.Model):
    """One question of a call."""

    class Kind(models.TextChoices):
        TEXT = "text", "Text"
        CHOICE = "choice", "One of several"
        SEVERAL = "several", "Any of several"
        NUMBER = "number", "Number"
        FILE = "file", "File"

    class Profile(models.TextChoices):
        NAME = "name", "Name"
        COMPANY_NUMBER = "company-number", "Company number"
        SIZE = "size", "Size"
        WEBSITE = "website", "Website"
        ABOUT = "about", "What it does"
        LOCATION = "location", "Where it has operations"
        PRODUCTS = "products", "Products"
        FUNCTIONS = "functions", "Functions that it serves"
        CERTIFICATIONS = "certifications", "Certifications"
        DATA_FREEDOM = "data-freedom", "How free data is in its products"
        FRAMEWORKS = "frameworks", "Places on frameworks"

    call = models.ForeignKey(Call, models.CASCADE, related_name="questions")
    # What answers call it: it stays where a state of the call is put back.
    key = models.CharField(max_length=10, default=new_key, editable=False)
    position = models.PositiveIntegerField(default=0)
    label = models.TextField("question")
    help_text = models.TextField("help", blank=True)
    kind = models.TextField(choices=Kind, default=Kind.TEXT)
    required = models.BooleanField("has to be answered", default=False)
    options = models.TextField(blank=True, help_text="Of a choice: one on each line.")
    unit = models.TextField(blank=True, help_text="Of a number, such as pounds a year.")
    least = models.DecimalField(max_digits=16, decimal_places=2, null=True, blank=True)
    most = models.DecimalField(max_digits=16, decimal_places=2, null=True, blank=True)
    profile_source = models.TextField("filled from the profile", choices=Profile, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["call", "key"], name="question_key_once"),
            models.CheckConstraint(
                condition=Q(least__isnull=True) | Q(most__isnull=True) | Q(most__gte=F("least")),
                name="question_most_is_no_less_than_least",
                violation_error_message="The largest number is no smaller than the smallest.",
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=("choice", "several")) | ~Q(options=""),
                name="question_of_choice_has_options",
                violation_error_message="Give the options of a choice, one on each line.",
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def offered(self) -> list[str]:
        """The options of a choice."""
        lines = (" ".join(line.split()) for line in self.options.splitlines())
        return list(dict.fromkeys(line for line in lines if line))


class ResponseQuerySet(QuerySet["Response"]):
    """Reading answers to calls."""

    def sent(self) -> Self:
        """What was sent, the first at the top; drafts are their writers' alone."""
        return self.filter(sent_at__isnull=False).order_by("first_sent_at", "pk")

    def with_people(self) -> Self:
        return self.select_related("call", "supplier", "person")


class Response(models.Model):
    """What one supplier, or one person, answers to a call: a draft, and what was sent last.

    No history is kept of what it says: it is taken back and deleted whole.
    """

    key = models.CharField(max_length=10, unique=True, default=new_key, editable=False)
    call = models.ForeignKey(Call, models.PROTECT, related_name="responses")
    supplier = models.ForeignKey(Supplier, models.CASCADE, null=True, blank=True, related_name="+")
    # Who answers for themselves; of a supplier's answer, its members do.
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="+"
    )
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    # Each as `Given` in toolkit/calls/content.py holds it; what was sent is null while nothing was.
    draft = models.JSONField(default=dict, blank=True)
    sent = models.JSONField(null=True, blank=True)
    # Counts the saves, so that the second of two windows is told of the first.
    edition = models.PositiveIntegerField(default=0)
    begun_at = models.DateTimeField(default=timezone.now)
    saved_at = models.DateTimeField(default=timezone.now)
    first_sent_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)

    objects = ResponseQuerySet.as_manager()

    class Meta:
        verbose_name = "answer to a call"
        verbose_name_plural = "answers to calls"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(supplier__isnull=True, person__isnull=False)
                | Q(supplier__isnull=False, person__isnull=True),
                name="response_is_of_a_supplier_or_a_person",
            ),
            models.UniqueConstraint(
                fields=["call", "supplier"],
                condition=Q(supplier__isnull=False),
                name="response_of_a_supplier_once",
            ),
            models.UniqueConstraint(
                fields=["call", "person"], condition=Q(person__isnull=False), name="response_of_a_person_once"
            ),
            models.CheckConstraint(
                condition=Q(sent_at__isnull=True, first_sent_at__isnull=True, sent__isnull=True)
                | Q(sent_at__isnull=False, first_sent_at__isnull=False, sent__isnull=False),
                name="response_sent_at_exactly_when_sent",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.respondent} on {self.call}"

    @property
    def respondent(self) -> str:
        """Who answers, as the named officers read it."""
        return str(self.supplier or self.person)


class Sending(models.Model):
    """An answer was sent at this time; the last one counts."""

    response = models.ForeignKey(Response, models.CASCADE, related_name="sendings")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.response}, {self.at:%Y-%m-%d %H:%M:%S}"


class ResponseFile(models.Model):
    """A file of an answer. It lies in the store of documents (thirty3/documents/store.py)."""

    key = models.CharField(max_length=10, unique=True, default=new_key, editable=False)
    response = models.ForeignKey(Response, models.CASCADE, related_name="files")
    name = models.TextField()
    stored_as = models.TextField()
    size_bytes = models.PositiveIntegerField()

    class Meta:
        verbose_name = "file of an answer"
        verbose_name_plural = "files of answers"

    def __str__(self) -> str:
        return self.name


class LearnMore(models.Model):
    """An authority marked an answer, to learn more. Nobody else is told."""

    response = models.ForeignKey(Response, models.CASCADE, related_name="marks")
    borough = models.ForeignKey(Borough, models.CASCADE, related_name="+")

    class Meta:
        verbose_name = "mark to learn more"
        verbose_name_plural = "marks to learn more"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["response", "borough"], name="learn_more_once")
        ]

    def __str__(self) -> str:
        return f"{self.borough}: {self.response}"


class Feedback(models.Model):
    """What an authority, or LOTI's staff, say to whoever answered."""

    response = models.ForeignKey(Response, models.CASCADE, related_name="feedback")
    # Null of LOTI's staff.
    borough = models.ForeignKey(Borough, models.CASCADE, null=True, blank=True, related_name="+")
    text = models.TextField()
    written_at = models.DateTimeField(default=timezone.now)
    written_by: Any = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = "feedback on an answer"
        verbose_name_plural = "feedback on answers"

    def __str__(self) -> str:
        return f"{self.borough or 'LOTI'}: {self.response}"
