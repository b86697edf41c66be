"""Projects: loaded from files, told on their pages, and edited by staff."""

import datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests import factories
from thirty3.audiences import Audience
from thirty3.history.models import Change
from thirty3.precision import Precision
from thirty3.search.everything import search
from toolkit.models import Project, ProjectLink, TimelineEntry
from toolkit.projects.forms import ProjectLinkForm
from toolkit.projects.loading import date_as_written, load_projects

pytestmark = pytest.mark.django_db
INNOVATION = "innovation-in-procurement"


def test_the_first_project_is_told_step_by_step_each_with_its_source(client: Client) -> None:
    load_projects()
    page = client.get(reverse("toolkit:project", args=[INNOVATION])).content.decode()
    kinds = {"kick-off", "interviews", "survey", "workshop", "publication", "call"}
    steps = TimelineEntry.objects.filter(project__slug=INNOVATION)
    assert kinds <= {step.kind for step in steps}
    assert steps.filter(title__contains="housing workshop").count() == 3
    for step in steps:
        assert step.source_url.startswith("https://")
        assert step.source_url in page
    for when in ("September 2020 to October 2020", "13 November 2020", "October to December 2020"):
        assert when in page
    assert "Date not known" in page
    assert "Handed on" in page
    assert reverse("toolkit:project", args=[INNOVATION]) in client.get("/projects/").content.decode()


def test_loading_again_changes_nothing_and_keeps_what_staff_wrote() -> None:
    assert load_projects().created == 1
    changes = Change.objects.count()
    again = load_projects()
    assert (again.created, again.changed, Change.objects.count()) == (0, 0, changes)
    project = Project.objects.get(slug=INNOVATION)
    factories.change(project, status="finished")
    load_projects()
    assert Project.objects.get(slug=INNOVATION).status == "finished"
    load_projects(overwrite=True)
    assert Project.objects.get(slug=INNOVATION).status == "handed-on"


@pytest.mark.parametrize(
    ("text", "day", "precision"),
    [
        ("2020-11-13", datetime.date(2020, 11, 13), Precision.DAY),
        ("2020-02", datetime.date(2020, 2, 29), Precision.MONTH),
        ("2020-Q4", datetime.date(2020, 12, 31), Precision.QUARTER),
        ("2020", datetime.date(2020, 12, 31), Precision.YEAR),
        ("", None, Precision.DAY),
    ],
)
def test_a_date_is_no_more_exact_than_it_is_written(
    text: str, day: datetime.date | None, precision: Precision
) -> None:
    assert date_as_written(text) == (day, precision)


@pytest.mark.parametrize("text", ["autumn 2020", "2020-Q5", "2020-13"])
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="Not a date"):
        date_as_written(text)


def test_without_projects_the_page_says_so_and_an_unknown_one_is_not_found(client: Client) -> None:
    assert "No project is told of yet." in client.get("/projects/").content.decode()
    assert client.get("/projects/nothing/").status_code == 404


def test_a_file_is_known_by_its_content_and_given_as_an_attachment(
    client: Client, settings: Any, tmp_path: Path
) -> None:
    settings.DOCUMENTS_DIR = tmp_path
    load_projects()
    project = Project.objects.get(slug=INNOVATION)

    def sent(name: str, content: bytes) -> ProjectLinkForm:
        files = {"upload": SimpleUploadedFile(name, content)}
        return ProjectLinkForm(
            {"kind": "download", "title": "Summary"}, files, instance=ProjectLink(project=project)
        )

    assert "not a PDF" in str(sent("summary.pdf", b"MZ").errors["upload"])
    assert not list(tmp_path.iterdir())
    assert "Give an address or a file." in str(ProjectLinkForm({"kind": "download", "title": "A"}).errors)
    form = sent("summary.pdf", b"%PDF-1.7")
    assert form.is_valid(), form.errors
    link = form.save()
    page = client.get(project.get_absolute_url()).content.decode()
    address = reverse("toolkit:project-file", args=[INNOVATION, link.pk])
    assert f'href="{address}"' in page
    given = client.get(address)
    assert given["Content-Disposition"] == 'attachment; filename="summary.pdf"'
    assert b"".join(given.streaming_content) == b"%PDF-1.7"
    assert client.get(address.replace(str(link.pk), "0")).status_code == 404


def test_a_project_is_found_by_its_name_by_who_took_part_and_by_its_steps() -> None:
    load_projects()
    project = Project.objects.get(slug=INNOVATION)
    partner = project.collaborators.all()[0]
    step = project.timeline.all()[0]
    for words in (project.name, partner.name, step.title):
        groups = search(words, audience=Audience.PUBLIC, day=timezone.localdate()).groups
        (hit,) = (hit for group in groups if group.kind == "project" for hit in group.hits)
        assert (hit.href, hit.note) == (project.get_absolute_url(), "Handed on")
