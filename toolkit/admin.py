"""The toolkit in the staff site."""

from django.contrib import admin

from toolkit.models import Project
from toolkit.projects.admin import ProjectAdmin

admin.site.register(Project, ProjectAdmin)
