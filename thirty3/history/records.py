"""The base of every record whose changes are kept."""

from collections.abc import Mapping
from typing import Any

from django.db import models
from django.utils import timezone

from thirty3.audiences import Audience
from thirty3.keys import new_key


class Recorded(models.Model):
    """A record with history: `version` counts its writes, `updated_at` dates the last one."""

    version = models.PositiveIntegerField(default=0, editable=False)
    updated_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        abstract = True

    @classmethod
    def record_kind(cls) -> str:
        """What the change log calls this kind of record."""
        return str(cls._meta.label_lower)

    @classmethod
    def why_it_stays_removed(cls, record_id: int, facts: Mapping[str, Any]) -> str:
        """Why a removed record must not come back as it was, in a sentence; blank where it may."""
        return ""


class HeldFrom(models.TextChoices):
    """Who saw a record when it was taken out of every output to be checked. They are told so; for others
    it is not there.
    """

    PUBLIC = Audience.PUBLIC.value, "Everyone"
    BOROUGHS = Audience.BOROUGHS.value, "Authorities"
    NOBODY = "nobody", "Nobody"


def is_told_of_hold(held_from: str, audience: Audience) -> bool:
    """Whether an audience saw the record that is now held."""
    return held_from in (HeldFrom.PUBLIC, audience)


class Keyed(Recorded):
    """A record with a page of its own: it has a key, and says whether it is demonstration data."""

    key = models.CharField(max_length=10, unique=True, default=new_key, editable=False)
    demonstration = models.BooleanField(default=False, editable=False)
    # Blank unless it is on hold: then no list, page or download shows it, and staff alone see it.
    held_from = models.TextField(choices=HeldFrom, blank=True, default="", db_default="", editable=False)

    class Meta:
        abstract = True
