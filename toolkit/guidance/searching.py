"""Guidance for the search for everything: by title, summary, problems that it helps with, and words."""

import datetime
import html
import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from thirty3.registry import FINDABLE, Findable
from thirty3.search.everything import Asked, Group, Names
from thirty3.search.names import Named
from toolkit.guidance.keeping import kept
from toolkit.guidance.rendering import Rendered, plain
from toolkit.guidance.tokens import fill
from toolkit.models import Page, Problem, Resource

BELOW_SECTIONS: Final = 3
BLOCK_ENDS: Final = re.compile(r"</(?:p|li|h2|h3|th|td)>")
NUMBERS: Final = re.compile(r"<sup\b.*?</sup>")
TAG: Final = re.compile(r"<[^>]+>")


def guidance(asked: Asked, day: datetime.date) -> Names:
    """Every page and template, with the figures of the day."""
    counted = ("page of guidance", "pages of guidance")
    return Names("guidance", "Guidance", counted, asked, (asked.moment, day), lambda: _entries(day))


def _entries(day: datetime.date) -> Iterator[Named]:
    helped: dict[str, list[str]] = defaultdict(list)
    for problem in Problem.objects.in_order():
        for slug in problem.helped_by:
            helped[slug].append(problem.words)
    for page in Page.objects.in_order().select_related("rendered"):
        read = kept(page)
        beside = (page.summary, *helped[page.slug], *_headings(read, day))
        said = tuple(paragraphs(read, day))
        yield Named(
            page.slug, page.title, page.get_absolute_url(), (), beside, note=page.stage.title, text=said
        )
    for one in Resource.objects.in_order():
        yield Named(
            f"template-{one.slug}", one.title, one.get_absolute_url(), (), (one.summary,), note="Template"
        )


def _headings(read: Rendered, day: datetime.date) -> list[str]:
    """The headings below the sections of a page, which tell pages apart: all have the same sections."""
    return [plain(one["words"], day) for one in read.contents if one["level"] == BELOW_SECTIONS]


def paragraphs(read: Rendered, day: datetime.date) -> Iterator[str]:
    """What a text says, a paragraph, item or cell at a time, without the numbers of its sources."""
    for block in BLOCK_ENDS.split(NUMBERS.sub("", read.html)):
        if words := " ".join(html.unescape(TAG.sub("", block)).split()):
            yield fill(words, day)


def _find(asked: Asked, day: datetime.date, shown: int) -> Group:
    return guidance(asked, day).group(shown)


def register() -> None:
    """Have searches find guidance; called when the app is ready."""
    FINDABLE.register(Findable("guidance", _find, order=60))
