"""Rules that keep machines from the form, without a script, a puzzle or a stored internet address."""

import datetime
import ipaddress
import re
from typing import Final

from django.core.cache import cache
from django.core.signing import BadSignature, TimestampSigner
from django.utils import timezone
from django.utils.crypto import salted_hmac

# Nobody reads the form and fills it in within this time; a form that lay open for longer may be a copy.
LEAST: Final = datetime.timedelta(seconds=3)
MOST: Final = datetime.timedelta(days=1)
LINKS: Final = 3
# An authority's whole staff may come from one network.
REPORTS_AN_HOUR: Final = 10
HOUR: Final = 3600

TOO_QUICK: Final = "That was quicker than a person writes. Wait a few seconds and send it again."
TOO_OLD: Final = "This form was open for too long. Look at what you wrote and send it again."
FILLED_IN: Final = "Leave this field empty: it is there to catch machines."
TOO_MANY_LINKS: Final = f"Take out some of the links: {LINKS} at most."
TOO_MANY_REPORTS: Final = (
    "Too many reports have come from your network within the hour. Keep what you wrote and send it later."
)
_LINK: Final = re.compile(r"https?://|www\.", re.IGNORECASE)
_signer: Final = TimestampSigner(salt="contracts.report")


def stamp() -> str:
    """Says when the form was opened, so that nobody can say otherwise."""
    return _signer.sign("opened")


def problem_of_stamp(stamped: str) -> str:
    """What is wrong with the time that the form was open, or nothing."""
    if not _is_younger(stamped, MOST):
        return TOO_OLD
    return TOO_QUICK if _is_younger(stamped, LEAST) else ""


def _is_younger(stamped: str, than: datetime.timedelta) -> bool:
    try:
        _signer.unsign(stamped, max_age=than)
    except BadSignature:
        return False
    return True


def too_many_links(text: str) -> bool:
    return len(_LINK.findall(text)) > LINKS


def is_one_too_many(address: str) -> bool:
    """Count a report from a network. The cache holds a number under a name from which no address follows."""
    hour = int(timezone.now().timestamp()) // HOUR
    name = salted_hmac("contracts.report.network", f"{_network(address)} {hour}", algorithm="sha256")
    key = f"report-{name.hexdigest()}"
    count = int(cache.get(key, 0)) + 1
    cache.set(key, count, HOUR)
    return count > REPORTS_AN_HOUR


def _network(address: str) -> str:
    """The neighbourhood of an address: one person may have many in it."""
    found = ipaddress.ip_address(address)
    return str(ipaddress.ip_network(f"{found}/{24 if found.version == 4 else 48}", strict=False))
