"""Projects for the search for everything: by name, summary, who took part, what was found, and steps."""

import datetime
from collections.abc import Iterator

from thirty3.registry import FINDABLE, Findable
from thirty3.search.everything import Asked, Group, Names
from thirty3.search.names import Named
from toolkit.guidance.rendering import rendered
from toolkit.guidance.searching import paragraphs
from toolkit.models import Project


def projects(asked: Asked, day: datetime.date) -> Names:
    """Every project, since each is public."""
    return Names(
        "project", "Projects", ("project", "projects"), asked, (asked.moment, day), lambda: _entries(day)
    )


def _entries(day: datetime.date) -> Iterator[Named]:
    parts = ("collaborators", "problem_areas", "timeline")
    for one in Project.objects.prefetch_related(*parts).by_name():
        took_part = (each.name for each in one.collaborators.all())
        found = (area.title for area in one.problem_areas.all())
        steps = tuple(one.timeline.all())
        beside = (one.summary, *took_part, *found, *(step.title for step in steps))
        says = [one.introduction, one.status_note, *(step.text for step in steps)]
        text = tuple(words for part in says for words in paragraphs(rendered(part), day))
        note = one.get_status_display()
        yield Named(one.slug, one.name, one.get_absolute_url(), (), beside, note=note, text=text)


def _find(asked: Asked, day: datetime.date, shown: int) -> Group:
    return projects(asked, day).group(shown)


def register() -> None:
    """Have searches find projects; called when the app is ready."""
    FINDABLE.register(Findable("project", _find, order=62))
