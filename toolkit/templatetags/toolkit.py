"""Template tags of the toolkit: `{% load toolkit %}`."""

from typing import Any
from urllib.parse import urlsplit

from django import template

register = template.Library()


@register.filter
def site_of(address: str) -> str:
    """Whose page a source is: its whole address would be broken over lines on a phone."""
    return (urlsplit(address).hostname or address).removeprefix("www.")


@register.inclusion_tag("components/pagination.html")
def neighbours(label: str, before: Any, after: Any) -> dict[str, Any]:
    """Links to what stands before and after a page or a stage, each by its title."""
    return {"landmark_label": label, "previous": _link(before), "next": _link(after)}


def _link(one: Any) -> dict[str, str] | None:
    return {"href": one.get_absolute_url(), "label_text": one.title} if one else None
