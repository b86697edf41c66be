"""Guidance, projects and calls: a class or a close family a module."""

from toolkit.models.calls import Call, CallQuerySet, Question
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
from toolkit.models.responses import Feedback, LearnMore, Response, ResponseFile, Sending

__all__ = [
    "LONGEST_COMMENT",
    "Call",
    "CallQuerySet",
    "Collaborator",
    "Feedback",
    "LearnMore",
    "Page",
    "PageFeedback",
    "PageQuerySet",
    "Problem",
    "ProblemArea",
    "Project",
    "ProjectLink",
    "Question",
    "RenderedPage",
    "Resource",
    "ResourceQuerySet",
    "Response",
    "ResponseFile",
    "Sending",
    "Stage",
    "StageQuerySet",
    "TimelineEntry",
]
