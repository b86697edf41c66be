"""What authorities say of suppliers and technologies: how content they are, and where they disagree."""

import datetime
from typing import ClassVar, Final, Self

from django.db import models
from django.db.models import Count, F, Q, QuerySet

from boroughs.models import Borough
from suppliers.models import Supplier
from thirty3.history.records import Recorded
from thirty3.keys import new_key

# An older one says little of today.
TOLD_FOR_YEARS: Final = 3


class OpinionQuerySet(QuerySet["Opinion"]):
    """Reading opinions."""

    def told(self, day: datetime.date) -> Self:
        """Those of the last years, the newest first: it depends on the day alone."""
        return self.filter(year__gte=day.year - TOLD_FOR_YEARS).order_by("-year", "-pk")


class Opinion(models.Model):
    """How content authorities are with a technology, or with what they run for a function, in a year.

    It is worked out once and stands, so that what one authority changes moves nothing that anyone can see.
    `said` is what it was made from, for the check of the next one: it is shown to nobody.
    """

    class Subject(models.TextChoices):
        PRODUCT = "product", "Technology"
        FUNCTION = "function", "Function"

    subject = models.TextField(choices=Subject)
    subject_id = models.BigIntegerField()
    year = models.PositiveSmallIntegerField()
    # Twice the mean, rounded: 7 is 3.5 of 5.
    halves = models.PositiveSmallIntegerField()
    count = models.PositiveSmallIntegerField("authorities, a shared service counted once")
    said = models.JSONField(default=dict, editable=False)

    objects = OpinionQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["subject", "subject_id", "year"], name="opinion_once_a_year"),
            models.CheckConstraint(condition=Q(halves__range=(2, 10)), name="opinion_from_1_to_5"),
            models.CheckConstraint(condition=Q(count__gte=3), name="opinion_of_three_at_least"),
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.subject_id}, {self.year}"

    @property
    def mean(self) -> str:
        """ "3.5", "4"."""
        return f"{self.halves / 2:g}"


class DisagreementQuerySet(QuerySet["Disagreement"]):
    """Reading disagreements."""

    def standing(self) -> Self:
        """Those that their authority did not take back."""
        return self.filter(taken_back_on__isnull=True)

    def shown(self) -> Self:
        """Those that everyone may read, the newest first."""
        return self.standing().filter(shown_from__isnull=False).newest_first()

    def untold(self) -> Self:
        """Those of which the supplier's members were not told yet."""
        return self.standing().filter(told_on__isnull=True)

    def due(self, day: datetime.date) -> Self:
        """Those of which the supplier's time to answer is over, and that are not shown yet."""
        return self.standing().filter(shown_from__isnull=True, answer_by__lt=day)

    def counted(self, day: datetime.date) -> tuple[int, int]:
        """How many wait for members to be told, and how many of them for longer than a month: one query."""
        late = Q(written_on__lt=day - datetime.timedelta(days=30))
        found = self.untold().aggregate(all=Count("pk"), late=Count("pk", filter=late))
        return found["all"], found["late"]

    def newest_first(self) -> Self:
        return self.select_related("borough").order_by("-written_on", "-pk")


class Disagreement(Recorded):
    """An authority disputes what a supplier says of itself, and what the supplier answers.

    It shows once the supplier's members were told and had their time, with their answer beside it.
    """

    key = models.CharField(max_length=10, unique=True, default=new_key, editable=False)
    supplier = models.ForeignKey(Supplier, models.PROTECT, related_name="+")
    borough = models.ForeignKey(Borough, models.PROTECT, verbose_name="authority", related_name="+")
    # What is disputed: its name among the statements of suppliers, and its words on that day.
    statement = models.CharField(max_length=200)
    statement_words = models.TextField("what the supplier said")
    text = models.TextField("what the authority says", max_length=1_000)
    written_on = models.DateField()
    told_on = models.DateField("members told", null=True, blank=True)
    answer_by = models.DateField("members may answer until", null=True, blank=True)
    answer = models.TextField("what the supplier answers", max_length=1_000, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    shown_from = models.DateField(null=True, blank=True)
    taken_back_on = models.DateField(null=True, blank=True)

    objects = DisagreementQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["supplier", "borough", "statement"],
                condition=Q(taken_back_on__isnull=True),
                name="disagreement_once",
                violation_error_message="This authority already disagrees with this.",
            ),
            models.CheckConstraint(
                condition=Q(told_on__isnull=True, answer_by__isnull=True)
                | Q(told_on__isnull=False, answer_by__isnull=False, answer_by__gt=F("told_on")),
                name="disagreement_gives_time_once_told",
                violation_error_message="Give both the day on which members were told and a later one.",
            ),
            models.CheckConstraint(
                condition=Q(shown_from__isnull=True)
                | Q(answer_by__isnull=False, shown_from__gt=F("answer_by")),
                name="disagreement_shown_after_its_time",
                violation_error_message="It is shown once the time to answer is over.",
            ),
            models.CheckConstraint(
                condition=Q(answer="", answered_on__isnull=True)
                | (~Q(answer="") & Q(answered_on__isnull=False)),
                name="disagreement_answered_on_a_day",
                violation_error_message="Give both the answer and its day, or neither.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.borough} disagrees with {self.supplier}"
