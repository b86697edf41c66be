"""The toolkit: guidance, procedures and notices, projects, and calls for answers."""

from django.urls import path

from toolkit.guidance.urls import NAMED, STAGES
from toolkit.projects import views as projects

app_name = "toolkit"
urlpatterns = [
    path("projects/", projects.projects, name="projects"),
    path("projects/<slug:slug>/", projects.project, name="project"),
    *NAMED,
    # Stages stand last: their addresses take any name.
    *STAGES,
]
