"""What projects add to the site: a place in the toolkit, and their pages in search and sitemap."""

from collections.abc import Iterable

from django.db.models import QuerySet

from thirty3.crawlers import SiteSitemap
from thirty3.registry import DOCUMENTS, SITEMAPS, DocumentHolder, SitemapSection
from toolkit.guidance.ways import WAYS, Way
from toolkit.models import Project, ProjectLink
from toolkit.projects import searching


class ProjectsSitemap(SiteSitemap):
    """The page of each project."""

    def items(self) -> QuerySet[Project]:
        return Project.objects.by_name()


def _files() -> Iterable[str]:
    return ProjectLink.objects.exclude(stored_as="").values_list("stored_as", flat=True)


def register() -> None:
    """Say all of it; called when the app is ready."""
    words = "What authorities tried together, step by step, and what came of it."
    WAYS.register(Way("projects", "Projects", words, "toolkit:projects", order=60))
    searching.register()
    DOCUMENTS.register(DocumentHolder("files of projects", _files))
    SITEMAPS.register(SitemapSection("projects", ProjectsSitemap, order=60))
