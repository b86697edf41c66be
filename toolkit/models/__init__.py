"""Guidance, projects and calls: a class or a close family a module."""

from toolkit.models.projects import Collaborator, ProblemArea, Project, ProjectLink, TimelineEntry

__all__ = ("Collaborator", "ProblemArea", "Project", "ProjectLink", "TimelineEntry")
