"""Answers to freedom of information requests, kept as they were given."""

import datetime
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from boroughs.models import Borough
from thirty3.keys import new_key


class AnswerQuerySet(QuerySet["Answer"]):
    """Reading answers."""

    def of(self, borough: Borough) -> Self:
        """An authority's answers, latest first."""
        return self.filter(borough=borough).order_by("-made_at", "-pk")


class Answer(models.Model):
    """What the public could see of an authority's systems and contracts on a day, at an address that stays.

    A request for information is answered with its link. Today's rules hold for it too: what was closed
    since is closed in it (`contracts/answers/telling.py`). It is never changed, only withdrawn.
    """

    key = models.CharField(max_length=10, unique=True, default=new_key)
    borough = models.ForeignKey(Borough, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    role = models.TextField()
    # The list rows of that day, one after the other: kind, key, whether invented, and what they showed.
    rows = models.JSONField(default=list)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = AnswerQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["borough", "made_at"], name="answer_of_authority"),  # the authority's list
        ]

    def __str__(self) -> str:
        return f"{self.borough}, {self.day}"

    def get_absolute_url(self) -> str:
        return reverse("contracts:answer", args=[self.borough.slug, self.key])

    @property
    def day(self) -> datetime.date:
        """The day, in London, whose state it tells."""
        return timezone.localtime(self.made_at).date()
