"""Mail to those who reported a problem and want to hear what became of it."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.tasks import task
from django.template.loader import render_to_string

from contracts.models import ReportedWords


@task
def tell_reporter(reference: str) -> None:
    """Say how a report was closed, if whoever sent it left an address that is still held."""
    words = ReportedWords.objects.select_related("issue").filter(issue__reference=reference).first()
    if words is None or not words.email or not words.issue.is_closed:
        return
    context = {"issue": words.issue, "site_name": settings.SITE_NAME, "site_url": settings.SITE_URL}
    body = render_to_string("contracts/quality/closed.txt", context)
    subject = f"Your report {reference} to {settings.SITE_NAME}"
    EmailMessage(subject=subject, body=body, to=[words.email]).send()
