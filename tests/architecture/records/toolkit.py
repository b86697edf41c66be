"""Of the toolkit: a record of each kind."""

import datetime

from tests import factories
from tests.architecture.records.making import Changed, Made, written
from tests.toolkit.guidance import texts
from thirty3.history.services import recording
from toolkit.models import (
    Call,
    Collaborator,
    Page,
    Problem,
    ProblemArea,
    Project,
    ProjectLink,
    Question,
    Resource,
    Stage,
    TimelineEntry,
)


def a_page() -> Page:
    texts.page("other-page", order=20)
    page = texts.page()
    with recording(page):
        page.resources.add(texts.template())
    return page


def a_hard_thing() -> Problem:
    texts.page()
    return texts.problem()


def a_template() -> Resource:
    texts.page()
    return texts.template()


def a_project() -> Project:
    def fill(one: Project) -> None:
        Collaborator.objects.create(project=one, name="LOTI", part="ran it.")
        ProblemArea.objects.create(project=one, title="End dates differ")
        TimelineEntry.objects.create(project=one, position=1, kind="workshop", title="A workshop")
        ProjectLink.objects.create(project=one, title="Its page", url="https://example.org/")

    words = {"summary": "What was learnt", "introduction": "One.", "status": "finished"}
    return written(Project(slug="together", name="Buying together", **words), fill)


def a_call() -> Call:
    camden, opens = factories.borough(), datetime.datetime(2026, 11, 1, 9, tzinfo=datetime.UTC)
    call = Call(slug="housing", title="Housing", introduction="What is there?", kind="survey", opens_at=opens)
    call.closes_at = opens + datetime.timedelta(days=30)

    def fill(one: Call) -> None:
        one.boroughs.add(camden)
        Question.objects.create(call=one, label="What do you make?")

    return written(call, fill)


MADE: Made = {
    Stage: texts.stage,
    Page: a_page,
    Resource: a_template,
    Problem: a_hard_thing,
    Project: a_project,
    Call: a_call,
}
CHANGED: Changed = {
    Stage: ("title", "Get ready"),
    Page: ("title", "Begin with people"),
    Resource: ("summary", "Whose needs these are."),
    Problem: ("more", "It wins again."),
    Project: ("status_note", "Others went on with it."),
    Call: ("title", "Software for housing"),
}
