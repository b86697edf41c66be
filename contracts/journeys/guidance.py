"""What of the toolkit helps with a task of a journey: its page and its template."""

from dataclasses import dataclass

from contracts.journeys.tasks import Task
from toolkit.models import Page, Resource


@dataclass(frozen=True)
class Help:
    """A page of guidance and a template; staff may have taken either away."""

    page: Page | None
    template: Resource | None


def help_with(task: Task) -> Help:
    """What helps with a task: one query for the page, and one for the template of a task that has one."""
    page = Page.objects.outline().filter(slug=task.guidance).first()
    return Help(page, Resource.objects.filter(slug=task.template).first() if task.template else None)
