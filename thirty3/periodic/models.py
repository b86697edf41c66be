"""When each periodic job last began and ended."""

from datetime import datetime, timedelta

from django.db import models

# A job that began and did not end for so long was killed.
LONGEST = timedelta(hours=6)
# A scheduler that runs every hour is a little early now and then.
EARLY = timedelta(minutes=5)


class JobRun(models.Model):
    """The last run of a periodic job; one that has begun and not ended runs now, or was killed."""

    name = models.TextField(unique=True)
    began_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ended_at=None) | models.Q(began_at__isnull=False),
                name="job_began_before_it_ended",
            )
        ]

    def __str__(self) -> str:
        return self.name

    def is_due(self, now: datetime, every: timedelta) -> bool:
        if self.began_at is None:
            return True
        waited = now - self.began_at
        return waited >= LONGEST if self.ended_at is None else waited >= every - EARLY

    def claim(self, now: datetime) -> bool:
        """Begin, unless another process has begun since this row was read."""
        same = JobRun.objects.filter(pk=self.pk, began_at=self.began_at, ended_at=self.ended_at)
        return bool(same.update(began_at=now, ended_at=None))
