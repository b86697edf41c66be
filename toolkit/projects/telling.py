"""How a project's texts and dates read on its page, and what helps with the problems that it found."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.utils.safestring import SafeString

from thirty3.design.formatting import fact_date
from toolkit.guidance.reading import addresses, leading
from toolkit.guidance.renamed import now_called
from toolkit.guidance.rendering import rendered, shown
from toolkit.models import Page, ProblemArea, Project, TimelineEntry

NO_DATE: Final = "Date not known"


@dataclass(frozen=True)
class Step:
    """A step of the timeline, with its date in words and its text as HTML."""

    entry: TimelineEntry
    when: str
    text: SafeString


@dataclass(frozen=True)
class Found:
    """A problem area, with the page of guidance that helps, if it is there."""

    area: ProblemArea
    page: Page | None


@dataclass(frozen=True)
class Told:
    """A project's parts as its page shows them."""

    introduction: SafeString
    problem_areas: list[Found]
    timeline: list[Step]


def told(project: Project, day: datetime.date) -> Told:
    """The texts of a project: a query for its problem areas, its timeline, and the pages of guidance."""
    pages = {page.slug: page for page in Page.objects.outline()}
    places = addresses(pages.values())
    return Told(
        _html(project.introduction, day, places),
        [Found(area, pages.get(now_called(area.guidance))) for area in project.problem_areas.all()],
        list(_steps(project.timeline.all(), day, places)),
    )


def _steps(entries: Iterable[TimelineEntry], day: datetime.date, places: dict[str, str]) -> Iterable[Step]:
    for entry in entries:
        yield Step(entry, when(entry), _html(entry.text, day, places))


def when(entry: TimelineEntry) -> str:
    """The date, as exact as it is known: "13 November 2020", "September 2020 to October 2020"."""
    began = fact_date(entry.on_date, entry.precision)
    if not entry.until_date:
        return began or NO_DATE
    return f"{began} to {fact_date(entry.until_date, entry.precision)}"


def _html(text: str, day: datetime.date, places: dict[str, str]) -> SafeString:
    """Markdown as guidance is written in, cleaned."""
    return shown(rendered(text).html, day, lambda kind, name: leading(kind, name, places))
