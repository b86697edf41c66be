"""A letter to a person with an account, or to an address: its words come from a template of plain text.

Whoever has letters to write keeps their subjects and templates, and sends them from a task of its own.
"""

from collections.abc import Mapping

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string

from thirty3.accounts.models import User


def write_to_person(person_id: int, subject: str, template: str, facts: Mapping[str, str]) -> None:
    """Send the letter if the person still has an account. `subject` may name facts and `{site}`."""
    person = User.objects.filter(pk=person_id, is_active=True).first()
    if person is not None:
        write_to_address(person.email, subject, template, facts)


def write_to_address(address: str, subject: str, template: str, facts: Mapping[str, str]) -> None:
    """Send the letter to whoever reads it there."""
    # A name with a line break in it must not end a heading of the letter.
    heading = " ".join(subject.format(site=settings.SITE_NAME, **facts).split())
    body = render_to_string(template, {**facts, "site_name": settings.SITE_NAME})
    EmailMessage(subject=heading, body=body, to=[address]).send()
