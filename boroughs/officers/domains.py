"""Whose address it is: the authorities of a mailbox's domain."""

from django.db.models import QuerySet

from boroughs.models import Borough, EmailDomain


def domain_of(address: str) -> EmailDomain | None:
    """The known domain of an address, whole: a name below it belongs to somebody else until staff say so."""
    return EmailDomain.objects.filter(domain=address.rpartition("@")[2].lower()).first()


def authorities_of(domain: EmailDomain | None) -> QuerySet[Borough]:
    """The authorities whose people have addresses at this domain."""
    found = Borough.objects.by_name()
    return found.filter(email_domains=domain) if domain else found.none()
