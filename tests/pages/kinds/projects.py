"""Projects, which everyone reads."""

from tests.pages.kinds.kind import Kind, at
from tests.pages.visitors import Visitor

PROJECTS = (
    Kind("projects", ("toolkit:projects",), at("toolkit:projects"), warm=("toolkit_project: all of them",)),
    Kind(
        "project",
        ("toolkit:project",),
        at("toolkit:project", "project-0"),
        warm=(
            "toolkit_project: the project",
            "toolkit_projectlink: what it gives",
            "toolkit_timelineentry: its steps",
            "toolkit_page: guidance that helps",
            "toolkit_collaborator: who took part",
            "toolkit_problemarea: what it found",
        ),
    ),
    Kind(
        "sitemap of projects",
        ("sitemap-section",),
        at("sitemap-section", "projects"),
        warm=("toolkit_project: how many there are", "toolkit_project: their addresses"),
        html=False,
        visitors=(Visitor.ANYONE,),
    ),
)
