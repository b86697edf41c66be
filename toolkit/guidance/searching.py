"""Guidance for the search for everything: by title, summary, questions, and problems that it helps with."""

import datetime
from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from django.utils import timezone

from thirty3.registry import FINDABLE, Findable
from thirty3.search.everything import Asked, Group, Names
from thirty3.search.names import Named
from toolkit.guidance.rendering import plain
from toolkit.models import Page, Problem, RenderedPage, Resource

BELOW_SECTIONS: Final = 3


def guidance(asked: Asked) -> Names:
    """Every page and template."""
    return Names("guidance", "Guidance", asked, asked.moment, _entries)


def _entries() -> Iterator[Named]:
    helped: dict[str, list[str]] = defaultdict(list)
    for problem in Problem.objects.in_order():
        for slug in problem.pages:
            helped[slug].append(problem.words)
    asked = _questions()
    for page in Page.objects.outline():
        beside = (page.summary, *helped[page.slug], *asked.get(page.pk, ()))
        yield Named(page.slug, page.title, page.get_absolute_url(), (), beside, note=page.stage.title)
    for one in Resource.objects.in_order():
        yield Named(
            f"template-{one.slug}", one.title, one.get_absolute_url(), (), (one.summary,), note="Template"
        )


def _questions() -> dict[int, list[str]]:
    """The headings below the sections of each page, which tell pages apart: all have the same sections."""
    day = timezone.localdate()
    return {
        page: [plain(one["words"], day) for one in contents if one["level"] == BELOW_SECTIONS]
        for page, contents in RenderedPage.objects.values_list("page", "contents")
    }


def _find(asked: Asked, day: datetime.date, shown: int) -> Group:
    return guidance(asked).group(shown)


def register() -> None:
    """Have searches find guidance; called when the app is ready."""
    FINDABLE.register(Findable("guidance", _find, order=60))
