"""What this site keeps in a browser, taken from the settings that make it do so."""

from dataclasses import dataclass
from typing import Final

from django.conf import settings

HOUR: Final = 3600
WEEK: Final = 7 * 24 * HOUR


@dataclass(frozen=True)
class Cookie:
    """A cookie: its name, what it is for, when it is set and how long it stays."""

    name: str
    purpose: str
    set_when: str
    stays: str


def cookies() -> list[Cookie]:
    """Every cookie of this site. Each is needed for what the visitor has just asked for."""
    return [
        Cookie(
            settings.SESSION_COOKIE_NAME,
            "Keeps you signed in from page to page, and remembers which sign-in a code belongs to.",
            "When you ask for a sign-in code.",
            f"{duration(settings.SESSION_COOKIE_AGE)}, or until you sign out.",
        ),
        Cookie(
            settings.CSRF_COOKIE_NAME,
            "Makes sure that a form was sent from this site, by you.",
            "When you open a page with a form that changes something, such as the sign-in page.",
            f"{duration(settings.CSRF_COOKIE_AGE)}.",
        ),
        Cookie(
            "messages",
            "Carries a message to the next page, such as that you have signed in.",
            "When there is such a message.",
            "Until it is shown, or you close the browser.",
        ),
    ]


def duration(seconds: int) -> str:
    """A length of time in the largest unit that measures it exactly: 12 hours, 52 weeks."""
    for unit, name in ((WEEK, "week"), (HOUR, "hour"), (60, "minute")):
        if seconds % unit == 0:
            number = seconds // unit
            return f"{number} {name}{'' if number == 1 else 's'}"
    return f"{seconds} seconds"
