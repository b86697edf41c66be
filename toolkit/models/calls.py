"""Calls: invitations to answer questions by a time."""

import datetime
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q, QuerySet
from django.urls import reverse

from boroughs.models import Borough
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
    demonstration = models.BooleanField(default=False, editable=False)
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
