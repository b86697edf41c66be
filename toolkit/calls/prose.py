"""What staff write of a call in Markdown, as HTML of its page."""

from django.utils.safestring import SafeString, mark_safe

from toolkit.guidance.rendering import rendered


def prose(text: str) -> SafeString:
    """As guidance is written: no HTML of the writer's own comes through."""
    return mark_safe(rendered(text).html)  # noqa: S308 - cleaned there
