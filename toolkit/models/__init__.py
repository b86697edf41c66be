"""Guidance, projects and calls: a class or a close family a module."""

from toolkit.models.guidance import (
    LONGEST_COMMENT,
    Page,
    PageFeedback,
    PageQuerySet,
    Problem,
    RenderedPage,
    Resource,
    ResourceQuerySet,
    Stage,
    StageQuerySet,
)
from toolkit.models.projects import Collaborator, ProblemArea, Project, ProjectLink, TimelineEntry

__all__ = [
    "LONGEST_COMMENT",
    "Collaborator",
    "Page",
    "PageFeedback",
    "PageQuerySet",
    "Problem",
    "ProblemArea",
    "Project",
    "ProjectLink",
    "RenderedPage",
    "Resource",
    "ResourceQuerySet",
    "Stage",
    "StageQuerySet",
    "TimelineEntry",
]
