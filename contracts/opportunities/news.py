"""What is new about an opportunity, written down for those who follow it."""

from django.utils import timezone

from contracts.models import Opportunity, OpportunityNews


def note(opportunity: Opportunity, told: str) -> None:
    """Write down something new; of a draft nobody is told."""
    if not opportunity.is_draft:
        OpportunityNews.objects.create(opportunity=opportunity, words=told, at=timezone.now())
