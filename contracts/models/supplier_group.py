"""Authorities that use the same supplier: who joined, what they ask it together, and what it answered."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Prefetch, Q, QuerySet

from boroughs.models import Borough
from suppliers.models import Supplier
from thirty3.history.records import Recorded
from thirty3.keys import new_key


class GroupMember(Recorded):
    """An authority that joined the group of those that use a supplier.

    The group has no row of its own: it is there once somebody joined, and when two suppliers turn out to
    be one their groups are one.
    """

    supplier = models.ForeignKey(Supplier, models.PROTECT, related_name="+")
    borough = models.ForeignKey(Borough, models.PROTECT, verbose_name="authority", related_name="+")
    joined_on = models.DateField()

    class Meta:
        verbose_name = "member of a supplier group"
        verbose_name_plural = "members of supplier groups"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["supplier", "borough"],
                name="group_member_once",
                violation_error_message="This authority has already joined the group.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.borough} in the group on {self.supplier}"


class GroupAskQuerySet(QuerySet["GroupAsk"]):
    """Reading joint asks."""

    def of(self, supplier: Supplier) -> Self:
        """Those to a supplier, the newest first."""
        return self.filter(supplier=supplier).order_by("-written_on", "-pk")

    def sent(self) -> Self:
        """Those that the supplier was given."""
        return self.exclude(state=GroupAsk.State.DRAFT)

    def waiting(self) -> Self:
        """Those to which the supplier has not answered yet."""
        return self.filter(state=GroupAsk.State.ASKED)

    def in_public(self) -> Self:
        """Those that an authority published, with the authorities that did, and public answers."""
        answers = GroupAnswer.objects.filter(published=True).order_by("said_on", "pk")
        return self.filter(pk__in=GroupAsk.published_by.through.objects.values("groupask")).prefetch_related(
            Prefetch("published_by", Borough.objects.by_name()), Prefetch("answers", answers)
        )

    def with_all(self) -> Self:
        """With the authorities that ask, those that published, and every answer: three queries."""
        answers = GroupAnswer.objects.select_related("recorded_by").order_by("said_on", "pk")
        return self.prefetch_related(
            Prefetch("boroughs", Borough.objects.by_name()),
            Prefetch("published_by", Borough.objects.by_name()),
            Prefetch("answers", answers),
        )


class GroupAsk(Recorded):
    """Something that authorities ask of a supplier together, and what became of it."""

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        ASKED = "asked", "Asked"
        ANSWERED = "answered", "Answered"
        AGREED = "agreed", "Agreed"
        REFUSED = "refused", "Refused"
        CLOSED = "closed", "Closed"

    key = models.CharField(max_length=10, unique=True, default=new_key, editable=False)
    supplier = models.ForeignKey(Supplier, models.PROTECT, related_name="+")
    boroughs = models.ManyToManyField(Borough, related_name="+", verbose_name="authorities that ask")
    title = models.CharField("in one line", max_length=150)
    text = models.TextField()
    state = models.TextField(choices=State, default=State.DRAFT)
    written_on = models.DateField()
    asked_on = models.DateField(null=True, blank=True)
    # Everyone reads it once one of these published it, and reads of no other that it asks: that an authority
    # uses a supplier may be what it keeps closed.
    published_by = models.ManyToManyField(
        Borough, blank=True, related_name="+", verbose_name="authorities that published it"
    )

    part_of_record: ClassVar = ("answers",)

    objects = GroupAskQuerySet.as_manager()

    class Meta:
        verbose_name = "joint ask"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=["draft", "asked", "answered", "agreed", "refused", "closed"]),
                name="group_ask_state_is_known",
            ),
            models.CheckConstraint(
                condition=Q(state="draft", asked_on__isnull=True)
                | (~Q(state="draft") & Q(asked_on__isnull=False)),
                name="group_ask_has_a_day_once_asked",
                violation_error_message="Give the day exactly when it was asked.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.supplier})"

    @property
    def is_open(self) -> bool:
        """Whether something may still come of it."""
        return self.state in (self.State.DRAFT, self.State.ASKED, self.State.ANSWERED)


class GroupAnswer(models.Model):
    """What a supplier answered to a joint ask: its members here, or its words as an officer noted them.

    Who wrote it is in the change log of the ask alone.
    """

    ask = models.ForeignKey(GroupAsk, models.CASCADE, related_name="answers")
    text = models.TextField()
    said_on = models.DateField()
    # The authority whose officer noted it, and from where; both blank where the supplier answered here.
    recorded_by = models.ForeignKey(Borough, models.PROTECT, null=True, blank=True, related_name="+")
    source = models.CharField(max_length=200, blank=True)
    published = models.BooleanField(default=False)

    class Meta:
        verbose_name = "answer to a joint ask"
        verbose_name_plural = "answers to joint asks"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(recorded_by__isnull=True, source="")
                | (Q(recorded_by__isnull=False) & ~Q(source="")),
                name="group_answer_noted_with_its_source",
                violation_error_message="Say where the supplier said so.",
            )
        ]

    def __str__(self) -> str:
        return f"Answer of {self.said_on}"
