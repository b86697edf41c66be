"""Journeys: an authority's way from a contract, or from a need, to the next contract."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q, QuerySet
from django.urls import reverse

from boroughs.models import Borough, Function
from thirty3.history.records import Recorded
from thirty3.keys import new_key


class JourneyQuerySet(QuerySet["Journey"]):
    """Reading journeys."""

    def of(self, borough: Borough) -> Self:
        """An authority's own, with what they are for, newest first."""
        return self.filter(borough=borough).select_related("borough", "function__area").order_by("-pk")

    def under_way(self) -> Self:
        return self.filter(state=Journey.State.OPEN)


class Journey(Recorded):
    """The work of an authority towards its next contract. Only its own officers and staff see it.

    A contract is named by its key: what was decided outlives its record.
    """

    class State(models.TextChoices):
        OPEN = "open", "Under way"
        FINISHED = "finished", "Finished"
        GIVEN_UP = "given-up", "Given up"

    key = models.CharField(max_length=10, unique=True, default=new_key, editable=False)
    borough = models.ForeignKey(Borough, models.PROTECT, verbose_name="authority", related_name="+")
    title = models.CharField(max_length=200)
    contract_key = models.CharField(max_length=10, blank=True)
    function = models.ForeignKey(Function, models.PROTECT, null=True, blank=True, related_name="+")
    target_date = models.DateField("date to work back from", null=True, blank=True)
    started_on = models.DateField()
    state = models.TextField(choices=State, default=State.OPEN)
    closed_on = models.DateField(null=True, blank=True)
    outcome = models.TextField("what came of it", blank=True)
    demonstration = models.BooleanField(default=False, editable=False)

    objects = JourneyQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["contract_key"],
                condition=Q(state="open") & ~Q(contract_key=""),
                name="journey_of_contract_once_open",
                violation_error_message="A journey of this contract is under way already.",
            ),
            models.CheckConstraint(
                condition=Q(state="open", closed_on__isnull=True)
                | (~Q(state="open") & Q(closed_on__isnull=False) & ~Q(outcome="")),
                name="journey_closed_with_day_and_outcome",
                violation_error_message="A journey that is closed has its day and says what came of it.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Its page lies below that of its authority, which has to be loaded with it."""
        return reverse("contracts:journey", args=[self.borough.slug, self.key])

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN


class JourneyTask(Recorded):
    """What was done, noted or decided of one task of a journey. Who did it and when is in the change log.

    Each is a record of its own, so that two who work on different tasks do not stand in each other's way.
    """

    class State(models.TextChoices):
        TO_DO = "to-do", "Still to do"
        DONE = "done", "Done"
        NOT_NEEDED = "not-needed", "Not needed"

    journey = models.ForeignKey(Journey, models.PROTECT, related_name="tasks")
    # The key of a task in `fixtures/toolkit/tasks.toml`.
    task = models.SlugField(max_length=50)
    state = models.TextField(choices=State, default=State.TO_DO)
    note = models.TextField(blank=True)
    decision = models.TextField(blank=True)
    reason = models.TextField(blank=True)

    class Meta:
        verbose_name = "task of a journey"
        verbose_name_plural = "tasks of journeys"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["journey", "task"],
                name="journey_task_once",
                violation_error_message="This task of the journey is there already.",
            ),
            models.CheckConstraint(
                condition=(~Q(state="not-needed") & Q(decision="")) | ~Q(reason=""),
                name="journey_task_decided_with_a_reason",
                violation_error_message="A decision, and leaving a task out, have a reason.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.task} of {self.journey}"
