"""Opportunities: needs and tenders of authorities, from the first thought of one to its contract."""

import datetime
from typing import ClassVar, Self

from django.db import models
from django.db.models import Prefetch, Q, QuerySet
from django.urls import reverse

from boroughs.models import Borough, Function
from contracts.models.contract import Contract
from contracts.models.states import State, state_field, state_is_one_of_four
from thirty3.history.records import Recorded
from thirty3.keys import new_key


class Stage(models.TextChoices):
    """How far an opportunity has come."""

    NEED = "need", "Need"
    ENGAGEMENT = "engagement", "Talking to the market"
    PLANNED = "planned", "Planned"
    OPEN = "open", "Open"
    CLOSED = "closed", "Closed"
    AWARDED = "awarded", "Awarded"
    WITHDRAWN = "withdrawn", "Withdrawn"


class OpportunityQuerySet(QuerySet["Opportunity"]):
    """Reading opportunities."""

    def published(self) -> Self:
        """Those that everybody sees; drafts are for the officers of their authority alone."""
        return self.filter(published_at__isnull=False)

    def of(self, borough: Borough) -> Self:
        """Those that an authority leads, the latest change first."""
        return self.filter(borough=borough).order_by("-updated_at", "-pk")

    def of_or_with(self, borough: Borough) -> Self:
        """Those that an authority leads or takes part in."""
        shared = Opportunity.participants.through.objects.filter(borough=borough).values("opportunity")
        return self.filter(Q(borough=borough) | Q(pk__in=shared))

    def at_stage(self, *stages: str, now: datetime.datetime) -> Self:
        """Those that have come so far: what is open closes by itself at its deadline."""
        past = Q(stage=Stage.OPEN, deadline__lte=now)
        found = Q(stage__in=[one for one in stages if one != Stage.OPEN])
        if Stage.OPEN in stages:
            found |= Q(stage=Stage.OPEN) & ~past
        if Stage.CLOSED in stages:
            found |= past
        return self.filter(found)

    def closing_first(self) -> Self:
        """The next deadline first, then what has none, by name."""
        return self.order_by(models.F("deadline").asc(nulls_last=True), "title", "pk")

    def for_list(self) -> Self:
        """With the names that a list shows, in one query more."""
        return self.select_related("borough").prefetch_related(
            Prefetch("functions", Function.objects.in_order())
        )


class Opportunity(Recorded):
    """Something that an authority needs and may buy, with the steps that it has taken.

    Thirty3 never receives a tender, a price or a request to take part: it says where they go.
    """

    key = models.CharField(max_length=10, unique=True, default=new_key, editable=False)
    title = models.CharField(max_length=150)
    borough = models.ForeignKey(Borough, models.PROTECT, verbose_name="lead authority", related_name="+")
    participants = models.ManyToManyField(
        Borough, blank=True, related_name="+", verbose_name="authorities that take part"
    )
    functions = models.ManyToManyField(Function, blank=True, related_name="+")
    outcome = models.TextField("what it should bring about")
    for_whom = models.CharField("for whom", max_length=300, blank=True)
    stage = models.TextField(choices=Stage, default=Stage.NEED)
    published_at = models.DateTimeField(null=True, blank=True, editable=False)

    value_min = models.DecimalField(max_digits=16, decimal_places=2, null=True, blank=True)
    value_max = models.DecimalField(max_digits=16, decimal_places=2, null=True, blank=True)
    value_state = state_field()
    value_reason = models.CharField("why the value is withheld", max_length=300, blank=True)
    value_vat = models.TextField("VAT", choices=Contract.Vat, default=Contract.Vat.NOT_STATED)

    # Of the whole, or of one of its lots at least; None where nobody said.
    suits_smes = models.BooleanField("particularly suitable for SMEs", null=True, blank=True)
    suits_vcses = models.BooleanField("particularly suitable for VCSEs", null=True, blank=True)

    expected_date = models.DateField("when tenders will be invited", null=True, blank=True)
    deadline = models.DateTimeField(null=True, blank=True)
    how_to_respond = models.TextField(blank=True)
    respond_url = models.URLField("where to respond", max_length=500, blank=True)
    contact_role = models.CharField("whom to ask, by role", max_length=150, blank=True)

    last_answer_at = models.DateTimeField(null=True, blank=True, editable=False)

    # The contract that came of it, by its key: it is shown where its list row is.
    contract_key = models.CharField(max_length=10, blank=True, editable=False)
    # Of one that was brought in from the notices: its process, and the notices that were read.
    ocid = models.CharField(max_length=120, blank=True, editable=False)
    releases = models.JSONField(default=list, blank=True, editable=False)
    # What these said last: where somebody changed it by hand since, a later notice leaves it as it is.
    as_imported = models.JSONField(default=dict, blank=True, editable=False)
    demonstration = models.BooleanField(default=False, editable=False)

    # Questions are no part of it: one that nobody answered yet must leave no trace in what everybody reads.
    part_of_record: ClassVar = ("steps", "lots", "barriers")

    objects = OpportunityQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "opportunities"
        constraints: ClassVar = [
            *state_is_one_of_four("opportunity", "value"),
            models.CheckConstraint(
                condition=(
                    Q(value_state=State.KNOWN) & (Q(value_min__isnull=False) | Q(value_max__isnull=False))
                )
                | (~Q(value_state=State.KNOWN) & Q(value_min__isnull=True, value_max__isnull=True)),
                name="opportunity_value_exactly_when_known",
                violation_error_message="Give a value exactly when its state is “Known”.",
            ),
            models.CheckConstraint(
                condition=Q(value_min__isnull=True)
                | Q(value_max__isnull=True)
                | Q(value_max__gte=models.F("value_min")),
                name="opportunity_value_from_less_to_more",
                violation_error_message="The higher value must not be less than the lower one.",
            ),
            models.UniqueConstraint(
                fields=["ocid"],
                condition=~Q(ocid=""),
                name="opportunity_process_once",
                violation_error_message="This contracting process is held already.",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["stage", "deadline"], name="opportunity_by_deadline"),  # /opportunities/
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("contracts:opportunity", args=[self.key])

    def stage_at(self, now: datetime.datetime) -> Stage:
        """How far it has come by then: it closes by itself at its deadline."""
        past = self.deadline is not None and self.deadline <= now
        return Stage.CLOSED if self.stage == Stage.OPEN and past else Stage(self.stage)

    @property
    def is_draft(self) -> bool:
        """Whether its own officers alone see it."""
        return self.published_at is None

    @property
    def was_imported(self) -> bool:
        """Whether it was brought in from published notices."""
        return bool(self.ocid)


class OpportunityStep(models.Model):
    """A step that an opportunity took, with the notice that the law asks for, or why none is owed."""

    opportunity = models.ForeignKey(Opportunity, models.CASCADE, related_name="steps")
    stage = models.TextField(choices=Stage)
    on_date = models.DateField()
    notice = models.CharField("code of the notice", max_length=4, blank=True)
    notice_url = models.URLField("address of the notice", max_length=300, blank=True)
    reason = models.CharField("why no notice is owed", max_length=500, blank=True)

    class Meta:
        verbose_name = "step of an opportunity"
        verbose_name_plural = "steps of opportunities"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(stage__in=[Stage.NEED, Stage.CLOSED, Stage.WITHDRAWN])
                | ~Q(notice_url="")
                | ~Q(reason=""),
                name="opportunity_step_with_notice_or_reason",
                violation_error_message="Give the address of the notice, or say why none is owed.",
            ),
            models.UniqueConstraint(
                fields=["opportunity", "stage", "notice"],
                name="opportunity_step_once",
                violation_error_message="This notice is told already.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_stage_display()}, {self.on_date}"


class OpportunityLot(models.Model):
    """A part of an opportunity for which suppliers may bid alone."""

    opportunity = models.ForeignKey(Opportunity, models.CASCADE, related_name="lots")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    value = models.DecimalField(max_digits=16, decimal_places=2, null=True, blank=True)
    suits_smes = models.BooleanField(null=True, blank=True)
    suits_vcses = models.BooleanField(null=True, blank=True)

    class Meta:
        verbose_name = "lot of an opportunity"
        verbose_name_plural = "lots of opportunities"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["opportunity", "position"], name="opportunity_lot_position_once")
        ]

    def __str__(self) -> str:
        return self.title


class BarrierAnswer(models.Model):
    """What an authority did about one barrier that keeps SMEs away."""

    class Answer(models.TextChoices):
        DONE = "done", "Dealt with"
        NOT_POSSIBLE = "not-possible", "Not possible"
        DOES_NOT_APPLY = "does-not-apply", "Does not apply"

    opportunity = models.ForeignKey(Opportunity, models.CASCADE, related_name="barriers")
    # Its key in fixtures/law/sme-barriers.csv.
    barrier = models.CharField(max_length=40)
    answer = models.TextField(choices=Answer)
    why = models.CharField(max_length=500, blank=True)

    class Meta:
        verbose_name = "answer of the SME barrier check"
        verbose_name_plural = "answers of the SME barrier check"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["opportunity", "barrier"], name="barrier_answered_once"),
            models.CheckConstraint(
                condition=~Q(answer="not-possible") | ~Q(why=""),
                name="barrier_not_possible_says_why",
                violation_error_message="Say why it is not possible.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.barrier}: {self.get_answer_display()}"
