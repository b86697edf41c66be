"""The pages of projects: all of them, and each."""

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from thirty3.documents.giving import as_attachment
from toolkit.models import Project, ProjectLink
from toolkit.projects.telling import told


@require_safe
def projects(request: HttpRequest) -> HttpResponse:
    """Every project with its status, by name."""
    return render(request, "toolkit/projects/projects.html", {"projects": Project.objects.by_name()})


@require_safe
def project(request: HttpRequest, slug: str) -> HttpResponse:
    """One project: what it was for, who took part, what it found, and each of its steps."""
    subject = get_object_or_404(Project, slug=slug)
    links = list(subject.links.all())
    context = {
        "project": subject,
        "told": told(subject, timezone.localdate()),
        "collaborators": subject.collaborators.all(),
        "resources": [link for link in links if link.kind == ProjectLink.Kind.RESOURCE],
        "downloads": [link for link in links if link.kind == ProjectLink.Kind.DOWNLOAD],
    }
    return render(request, "toolkit/projects/project.html", context)


@require_safe
def file(request: HttpRequest, slug: str, number: int) -> FileResponse:
    """A file of a project, as an attachment."""
    held = get_object_or_404(ProjectLink.objects.exclude(stored_as=""), project__slug=slug, pk=number)
    return as_attachment(held.stored_as, held.file_name)
