"""What suppliers, authorities and readers ask and want of an opportunity, and what they are told of it."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from boroughs.models import Borough
from contracts.models.opportunities import Opportunity
from suppliers.models import Supplier
from thirty3.accounts.models import User
from thirty3.keys import new_key


class OpportunityQuestion(models.Model):
    """A question about an opportunity, and its answer to everybody. Who asked is kept nowhere."""

    opportunity = models.ForeignKey(Opportunity, models.CASCADE, related_name="questions")
    key = models.CharField(max_length=10, unique=True, default=new_key, editable=False)
    text = models.TextField()
    answer = models.TextField(blank=True)
    asked_on = models.DateField()
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "question about an opportunity"
        verbose_name_plural = "questions about opportunities"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(answer="", answered_at__isnull=True)
                | (~Q(answer="") & Q(answered_at__isnull=False)),
                name="opportunity_answer_has_its_time",
            )
        ]

    def __str__(self) -> str:
        return f"Question of {self.asked_on}"


class Interest(models.Model):
    """A supplier that is interested: the authority sees it, others only how many there are."""

    opportunity = models.ForeignKey(Opportunity, models.CASCADE, related_name="interests")
    supplier = models.ForeignKey(Supplier, models.PROTECT, related_name="+")
    since_date = models.DateField()
    shown = models.BooleanField("named to everybody", default=False)

    class Meta:
        verbose_name = "interest in an opportunity"
        verbose_name_plural = "interest in opportunities"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["opportunity", "supplier"], name="interest_once")
        ]

    def __str__(self) -> str:
        return f"Interest of {self.supplier}"


class SharedNeed(models.Model):
    """An authority that needs this too. Authorities alone see it."""

    opportunity = models.ForeignKey(Opportunity, models.CASCADE, related_name="shared_needs")
    borough = models.ForeignKey(Borough, models.PROTECT, verbose_name="authority", related_name="+")
    since_date = models.DateField()

    class Meta:
        verbose_name = "authority that needs it too"
        verbose_name_plural = "authorities that need it too"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["opportunity", "borough"], name="shared_need_once")
        ]

    def __str__(self) -> str:
        return f"{self.borough} needs it too"


class OpportunityFollower(models.Model):
    """Somebody who is told by e-mail of what is new about an opportunity."""

    opportunity = models.ForeignKey(Opportunity, models.CASCADE, related_name="followers")
    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    # In the link by which they follow it no longer.
    key = models.CharField(max_length=10, unique=True, default=new_key, editable=False)
    since_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "follower of an opportunity"
        verbose_name_plural = "followers of opportunities"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["opportunity", "user"], name="opportunity_follower_once")
        ]

    def __str__(self) -> str:
        return f"Follower of {self.opportunity}"


class OpportunityNews(models.Model):
    """Something new of which followers are told: written down at once, sent by the next run, once."""

    opportunity = models.ForeignKey(Opportunity, models.CASCADE, related_name="news")
    words = models.TextField()
    at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "news of an opportunity"
        verbose_name_plural = "news of opportunities"

    def __str__(self) -> str:
        return self.words
