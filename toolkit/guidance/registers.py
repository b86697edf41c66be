"""What guidance adds to the site: its place in the menu, search, sitemap, queues and stores."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from thirty3.registry import DOCUMENTS, MENU, QUEUES, DocumentHolder, MenuEntry, Queue
from toolkit.guidance import searching, sitemap
from toolkit.models import Page, Resource


def to_be_checked(day: date) -> tuple[int, int]:
    """How many pages wait to be checked, and how many of them nobody has checked for a year."""
    waits = Page.objects.to_be_checked(day).values_list("checked_on", flat=True)
    days = list(waits)
    return len(days), sum(Page(checked_on=checked).is_stale(day) for checked in days)


def _files() -> Iterator[str]:
    return Resource.objects.exclude(stored_as="").values_list("stored_as", flat=True).iterator()


def register() -> None:
    """Say all of it; called when the app is ready."""
    MENU.register(MenuEntry("toolkit", "Toolkit", "toolkit:toolkit", order=50))
    DOCUMENTS.register(DocumentHolder("files of the toolkit", _files))
    QUEUES.register(
        Queue(
            "toolkit-to-check",
            "Pages of guidance to check",
            lambda: f"{reverse('admin:toolkit_page_changelist')}?waits=yes",
            to_be_checked,
            order=70,
            right="toolkit.change_page",
        )
    )
    searching.register()
    sitemap.register()
