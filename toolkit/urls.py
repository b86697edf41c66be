"""The toolkit: guidance, procedures and notices, projects, and calls for answers."""

from django.urls import path

from toolkit.calls.urls import CALLS
from toolkit.guidance.urls import NAMED, STAGES
from toolkit.projects import views as projects
from toolkit.reservation import views as reservation
from toolkit.routes import figures
from toolkit.routes import views as routes

app_name = "toolkit"
urlpatterns = [
    path("projects/", projects.projects, name="projects"),
    path("projects/<slug:slug>/", projects.project, name="project"),
    path("projects/<slug:slug>/files/<int:number>/", projects.file, name="project-file"),
    # Procedures and notices
    path("toolkit/which-procedure/", routes.start, name="which-procedure"),
    path("toolkit/which-procedure/result/", routes.result, name="which-procedure-result"),
    path("toolkit/which-procedure/case.json", routes.case_json, name="case-json"),
    path("toolkit/which-procedure/<slug:slug>/", routes.step, name="which-procedure-step"),
    path("toolkit/figures/", figures.law_figures, name="figures"),
    path("toolkit/local-reservation/", reservation.local_reservation, name="local-reservation"),
    # Guidance. Stages stand last: their addresses take any name.
    *CALLS,
    *NAMED,
    *STAGES,
]
