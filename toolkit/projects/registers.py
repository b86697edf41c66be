"""What projects add to the site: a place in the menu and in the toolkit, and their pages in the sitemap."""

from django.db.models import QuerySet

from thirty3.crawlers import SiteSitemap
from thirty3.registry import MENU, SITEMAPS, MenuEntry, SitemapSection
from toolkit.guidance.ways import WAYS, Way
from toolkit.models import Project


class ProjectsSitemap(SiteSitemap):
    """The page of each project."""

    def items(self) -> QuerySet[Project]:
        return Project.objects.by_name()


def register() -> None:
    """Say all of it; called when the app is ready."""
    MENU.register(MenuEntry("projects", "Projects", "toolkit:projects", order=60))
    words = "What authorities tried together, step by step, and what came of it."
    WAYS.register(Way("projects", "Projects", words, "toolkit:projects", order=60))
    SITEMAPS.register(SitemapSection("projects", ProjectsSitemap, order=60))
