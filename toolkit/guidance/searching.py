"""Guidance for the search for everything: by title, summary, questions, and problems that it helps with."""

import datetime
from collections import defaultdict
from collections.abc import Iterator

from django.utils import timezone

from thirty3.registry import FINDABLE, Findable
from thirty3.search.everything import Asked, Group, Names
from thirty3.search.names import Named
from toolkit.guidance.pieces import NotTaken, pieces
from toolkit.guidance.rendering import plain
from toolkit.models import Page, Problem, Resource

# Of a page its sections are called alike: only what is asked or told below them tells pages apart.
OWN_HEADINGS = 3


def guidance(asked: Asked) -> Names:
    """Every page and template."""
    return Names("guidance", "Guidance", asked, asked.moment, _entries)


def _entries() -> Iterator[Named]:
    helped: dict[str, list[str]] = defaultdict(list)
    for problem in Problem.objects.in_order():
        for slug in problem.pages:
            helped[slug].append(problem.words)
    for page in Page.objects.in_order():
        beside = (page.summary, *helped[page.slug], *_headings(page.body))
        yield Named(page.slug, page.title, page.get_absolute_url(), (), beside, note=page.stage.title)
    for one in Resource.objects.in_order():
        yield Named(
            f"template-{one.slug}", one.title, one.get_absolute_url(), (), (one.summary,), note="Template"
        )


def _headings(body: str) -> list[str]:
    try:
        held = pieces(body)
    except NotTaken:
        return []
    day = timezone.localdate()
    return [plain(one.text, day) for one in held if one.kind == "heading" and one.level == OWN_HEADINGS]


def _find(asked: Asked, day: datetime.date, shown: int) -> Group:
    return guidance(asked).group(shown)


def register() -> None:
    """Have searches find guidance; called when the app is ready."""
    FINDABLE.register(Findable("guidance", _find, order=60))
