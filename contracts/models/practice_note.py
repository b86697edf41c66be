"""Notes in which authorities share what they learnt: good practice, and what they know of the market."""

import datetime
import re
from typing import ClassVar, Final, Self

from django.db import models
from django.db.models import Q, QuerySet

from boroughs.models import Borough, Function
from suppliers.models import Product
from thirty3.audiences import Audience
from thirty3.history.records import Recorded
from thirty3.keys import new_key

EMPTY_LINES: Final = re.compile(r"(?:\r?\n[ \t]*){2,}")


class PracticeNoteQuerySet(QuerySet["PracticeNote"]):
    """Reading notes."""

    def standing(self, day: datetime.date) -> Self:
        """Those that were neither withdrawn nor have lapsed."""
        return self.exclude(state=PracticeNote.State.WITHDRAWN).filter(lapses_on__gt=day)

    def seen_by(self, audience: Audience, day: datetime.date) -> Self:
        """Those that stand for an audience, newest first; it must also be one that may know the subject."""
        standing = self.standing(day).newest_first()
        if audience == Audience.BOROUGHS:
            return standing
        return standing.filter(state=PracticeNote.State.PUBLIC)

    def newest_first(self) -> Self:
        """With their authorities and what they are about, in no more than one query."""
        return self.select_related("borough", "product", "function__area").order_by("-confirmed_on", "-pk")


class PracticeNote(Recorded):
    """What an authority learnt about a technology, a function, a contract or an engagement with the market.

    It is told by an authority in a role. Who wrote it is in the change log alone.
    """

    class Kind(models.TextChoices):
        LESSON = "lesson", "Lesson"
        FINDING = "finding", "What we learnt of the market"
        DOCUMENT = "document", "Document to use again"

    class State(models.TextChoices):
        SHARED = "shared", "Shared with authorities"
        PUBLIC = "public", "Open to everyone"
        WITHDRAWN = "withdrawn", "Withdrawn"

    key = models.CharField(max_length=10, unique=True, default=new_key, editable=False)
    borough = models.ForeignKey(Borough, models.PROTECT, verbose_name="authority", related_name="+")
    role = models.TextField()
    kind = models.TextField(choices=Kind, default=Kind.LESSON)
    title = models.CharField(max_length=150)
    text = models.TextField()
    # What it is about: one of the four. A contract is named by its key, since the note outlives it and is
    # shown where the list row of that key is.
    product = models.ForeignKey(Product, models.PROTECT, null=True, blank=True, related_name="+")
    function = models.ForeignKey(Function, models.PROTECT, null=True, blank=True, related_name="+")
    contract_key = models.CharField(max_length=10, blank=True)
    engagement = models.CharField("engagement with the market", max_length=150, blank=True)
    state = models.TextField(choices=State, default=State.SHARED)
    written_on = models.DateField()
    confirmed_on = models.DateField()
    lapses_on = models.DateField()
    # The document: what it was called, and its name in the store (thirty3/documents/store.py).
    file_name = models.TextField(blank=True, editable=False)
    stored_as = models.CharField(max_length=64, blank=True, editable=False)
    size_bytes = models.PositiveIntegerField(default=0, editable=False)
    demonstration = models.BooleanField(default=False, editable=False)

    objects = PracticeNoteQuerySet.as_manager()

    class Meta:
        verbose_name = "practice note"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(product__isnull=False, function__isnull=True, contract_key="", engagement="")
                | Q(product__isnull=True, function__isnull=False, contract_key="", engagement="")
                | (Q(product__isnull=True, function__isnull=True, engagement="") & ~Q(contract_key=""))
                | (Q(product__isnull=True, function__isnull=True, contract_key="") & ~Q(engagement="")),
                name="practice_note_about_one_thing",
                violation_error_message=(
                    "A note is about one thing: a technology, a function, a contract or an engagement."
                ),
            ),
            models.CheckConstraint(
                condition=Q(lapses_on__gt=models.F("confirmed_on")),
                name="practice_note_lapses_after_it_was_confirmed",
                violation_error_message="A note lapses after the day on which it was confirmed.",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["contract_key"], name="practice_note_of_contract"),  # the contract's page
        ]

    def __str__(self) -> str:
        return f"Note of {self.borough}, {self.written_on}"

    @property
    def told_by(self) -> str:
        """Whose word it is: "Camden, editor"."""
        # LOTI keeps its capitals.
        return f"{self.borough}, {self.role if self.role[1:2].isupper() else self.role.lower()}"

    @property
    def paragraphs(self) -> list[str]:
        """Its text, parted at empty lines."""
        return [part.strip() for part in EMPTY_LINES.split(self.text) if part.strip()]

    def has_lapsed(self, day: datetime.date) -> bool:
        """Whether it is too old to be shown."""
        return self.lapses_on <= day
