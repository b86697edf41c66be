"""Rules that keep machines from open forms, without a script, a puzzle or a stored internet address."""

import datetime
import ipaddress
import re
from typing import Any, ClassVar, Final

from django import forms
from django.core.cache import cache
from django.core.signing import BadSignature, TimestampSigner
from django.utils import timezone
from django.utils.crypto import salted_hmac

# Nobody reads the form and fills it in within this time; a form that lay open for longer may be a copy.
LEAST: Final = datetime.timedelta(seconds=3)
MOST: Final = datetime.timedelta(days=1)
LINKS: Final = 3
# An authority's whole staff may come from one network.
SENT_AN_HOUR: Final = 10
HOUR: Final = 3600

TOO_QUICK: Final = "That was quicker than a person writes. Wait a few seconds and send it again."
TOO_OLD: Final = "This form was open for too long. Look at what you wrote and send it again."
FILLED_IN: Final = "Leave this field empty: it is there to catch machines."
TOO_MANY_LINKS: Final = f"Take out some of the links: {LINKS} at most."
TOO_MANY: Final = (
    "Too much has come from your network within the hour. Keep what you wrote and send it later."
)
_LINK: Final = re.compile(r"https?://|www\.", re.IGNORECASE)
_signer: Final = TimestampSigner(salt="thirty3.spam")


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


def is_one_too_many(address: str, form: str) -> bool:
    """Count what a network sends by a form. The cache holds a number under a name that tells no address."""
    hour = int(timezone.now().timestamp()) // HOUR
    name = salted_hmac("thirty3.spam.network", f"{form} {_network(address)} {hour}", algorithm="sha256")
    key = f"sent-{name.hexdigest()}"
    count = int(cache.get(key, 0)) + 1
    cache.set(key, count, HOUR)
    return count > SENT_AN_HOUR


def _network(address: str) -> str:
    """The neighbourhood of an address: one person may have many in it."""
    found = ipaddress.ip_address(address)
    return str(ipaddress.ip_network(f"{found}/{24 if found.version == 4 else 48}", strict=False))


class GuardedForm(forms.Form):
    """A form that anyone may send. `guarded_text` names the field for words, `guarded_as` what is counted."""

    guarded_text: ClassVar[str]
    guarded_as: ClassVar[str]

    # People do not see this one; machines fill in whatever there is.
    website = forms.CharField(
        label="Leave this field empty",
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )
    opened = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, network: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.network = network
        self.initial.setdefault("opened", stamp())

    def clean_website(self) -> str:
        if self.cleaned_data["website"]:
            raise forms.ValidationError(FILLED_IN)
        return ""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if too_many_links(str(cleaned.get(self.guarded_text, ""))):
            self.add_error(self.guarded_text, TOO_MANY_LINKS)
        # What would not be taken anyway is neither timed nor counted.
        if self.errors:
            return cleaned
        if problem := problem_of_stamp(str(cleaned.get("opened", ""))):
            if problem == TOO_OLD:
                self._stamp_anew()
            self.add_error(None, problem)
        elif is_one_too_many(self.network, self.guarded_as):
            self.add_error(None, TOO_MANY)
        return cleaned

    def _stamp_anew(self) -> None:
        self.data = {**dict(self.data.items()), "opened": stamp()}
