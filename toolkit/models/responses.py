"""Answers to calls: what was sent, what came with it, and what authorities say to it."""

from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q, QuerySet
from django.utils import timezone

from boroughs.models import Borough
from suppliers.models import Supplier
from thirty3.keys import new_key
from toolkit.models.calls import Call


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
