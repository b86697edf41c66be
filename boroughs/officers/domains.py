"""Whose address it is: the authorities of a mailbox's domain."""

from django.db.models import QuerySet

from boroughs.models import Borough, EmailDomain
from thirty3.registry import JOINING, Joining


def domain_of(address: str) -> EmailDomain | None:
    """The known domain of an address, whole: a name below it belongs to somebody else until staff say so."""
    return EmailDomain.objects.filter(domain=address.rpartition("@")[2].lower()).first()


def may_join(address: str) -> bool:
    """Whether the address is at a domain of an authority: whoever has it may then ask for a role there."""
    return Borough.objects.filter(email_domains__domain=address.strip().rpartition("@")[2].lower()).exists()


def register() -> None:
    """Let officers join; called when the app is ready."""
    JOINING.register(Joining("officers", may_join))


def authorities_of(domain: EmailDomain | None) -> QuerySet[Borough]:
    """The authorities whose people have addresses at this domain."""
    found = Borough.objects.by_name()
    return found.filter(email_domains=domain) if domain else found.none()
