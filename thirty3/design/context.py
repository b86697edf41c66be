"""What every page may show: the site's name, its menu, and who is looking. No query is made here."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from thirty3.about.pages import PAGES
from thirty3.audiences import audience_of
from thirty3.registry import MENU, RECORD_ACTIONS


@dataclass(frozen=True)
class MenuItem:
    """A link of the main navigation, as the service-navigation component takes it."""

    text: str
    href: str
    current: bool
    active: bool


def menu_for(request: HttpRequest) -> list[MenuItem]:
    """The registered entries in order; the one whose pages the visitor is among is active."""
    items = []
    for entry in MENU:
        href = reverse(entry.url_name)
        current = request.path == href
        items.append(
            MenuItem(
                text=entry.label,
                href=href,
                current=current,
                active=not current and href != "/" and request.path.startswith(href),
            )
        )
    return items


def page_actions(path: str) -> list[tuple[str, str]]:
    """What a visitor can do with any page, at the foot of it; without a path, with the site."""
    return [(action.label, action.url(path)) for action in RECORD_ACTIONS if action.kind == "page"]


def site(request: HttpRequest) -> dict[str, Any]:
    """The context processor. Who is looking is asked of the session only by a template that uses it."""
    return {
        "site_name": settings.SITE_NAME,
        "contact_email": settings.CONTACT_EMAIL,
        "site_url": settings.SITE_URL,
        # The one address of a page, whichever way it was asked for; a view with filters gives its own.
        "canonical": settings.SITE_URL + request.path,
        "demo": settings.ALLOW_DEMONSTRATION,
        "menu": menu_for(request),
        "about_pages": PAGES,
        "page_actions": page_actions(request.path),
        "audience": SimpleLazyObject(lambda: audience_of(request)),
    }
