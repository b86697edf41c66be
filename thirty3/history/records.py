"""The base of every record whose changes are kept."""

from django.db import models
from django.utils import timezone

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


class Keyed(Recorded):
    """A record with a page of its own: it has a key, and says whether it is demonstration data."""

    key = models.CharField(max_length=10, unique=True, default=new_key, editable=False)
    demonstration = models.BooleanField(default=False, editable=False)

    class Meta:
        abstract = True
