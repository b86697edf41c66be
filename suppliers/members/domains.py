"""Which domain proves that somebody speaks for a supplier: that of its known website, and no shared one."""

import csv
import functools
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from django.conf import settings

from boroughs.models import EmailDomain
from suppliers.models import Supplier

SHARED: Final[Path] = settings.BASE_DIR / "fixtures" / "reference" / "shared-domains.csv"
# Parts of a name under which one organisation has its own domain in the registries of countries: co.uk,
# com.au, gov.uk. With a country of two letters after it such a name belongs to no organisation.
_SECOND_LEVEL: Final = frozenset(
    [
        *("ac", "co", "com", "edu", "gov", "govt", "ltd", "me", "mil", "net", "nhs", "nic", "nom"),
        *("or", "org", "plc", "police", "sch"),
    ]
)
_COUNTRY, _TWO = 2, 2


@functools.cache
def shared_domains() -> frozenset[str]:
    """Domains under which everybody may have an address or a site, read once."""
    with SHARED.open(encoding="utf-8", newline="") as file:
        return frozenset(row["domain"] for row in csv.DictReader(file))


def domain_for_code(supplier: Supplier) -> str:
    """The domain at which an address proves that somebody speaks for the supplier; blank where none does.

    The website is the one that is known here: members cannot change it without staff, so it was not typed
    by whoever claims. The whole name counts: what is below or above it may be somebody else's.
    """
    domain = domain_of_site(supplier.website)
    if not domain or proves_nothing(domain):
        return ""
    return "" if EmailDomain.objects.filter(domain__in=_and_above(domain)).exists() else domain


def domain_of_site(website: str) -> str:
    """The host of a website without its “www.”, as addresses write it."""
    try:
        host = urlsplit(website).hostname or ""
        return ascii_domain(host.removeprefix("www."))
    except ValueError:
        return ""


def domain_of_address(address: str) -> str:
    """The domain of an e-mail address, as addresses of the web write it."""
    return ascii_domain(address.strip().rpartition("@")[2])


def ascii_domain(domain: str) -> str:
    """A domain in small letters of ASCII; blank where it can be none."""
    try:
        return domain.rstrip(".").lower().encode("idna").decode()
    except UnicodeError:
        return ""


def proves_nothing(domain: str) -> bool:
    """Whether many share the domain, or one above it: webmail, hosting, social media, a suffix."""
    labels = domain.split(".")
    if len(labels) < _TWO or labels[-1].isdigit() or "" in labels:
        return True
    if len(labels) == _TWO and len(labels[1]) == _COUNTRY and labels[0] in _SECOND_LEVEL:
        return True
    return not shared_domains().isdisjoint(_and_above(domain))


def _and_above(domain: str) -> list[str]:
    labels = domain.split(".")
    return [".".join(labels[at:]) for at in range(len(labels) - 1)]
