"""Projects in the staff site: one page for a project and all of its parts."""

from django.contrib import admin

from thirty3.history.admin import ListAdmin
from toolkit.models import Collaborator, ProblemArea, Project, ProjectLink, TimelineEntry
from toolkit.projects.forms import ProjectLinkForm


class CollaboratorInline(admin.TabularInline[Collaborator, Project]):
    model = Collaborator
    extra = 0


class ProblemAreaInline(admin.StackedInline[ProblemArea, Project]):
    model = ProblemArea
    extra = 0


class TimelineInline(admin.StackedInline[TimelineEntry, Project]):
    model = TimelineEntry
    extra = 0


class ProjectLinkInline(admin.TabularInline[ProjectLink, Project]):
    model = ProjectLink
    form = ProjectLinkForm
    extra = 0


class ProjectAdmin(ListAdmin):
    list_display = ("name", "status")
    list_filter = ("status",)
    search_fields = ("name", "slug")
    ordering = ("name", "pk")
    prepopulated_fields = {"slug": ("name",)}
    inlines = (CollaboratorInline, ProblemAreaInline, TimelineInline, ProjectLinkInline)
