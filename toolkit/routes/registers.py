"""What the questions of procurement law add to the site: their pages in the sitemap."""

from django.urls import reverse

from thirty3.crawlers import SiteSitemap
from thirty3.registry import SITEMAPS, SitemapSection


class RoutesSitemap(SiteSitemap):
    """The pages that are worth finding; questions and results are not."""

    def items(self) -> list[str]:
        return ["toolkit:which-procedure", "toolkit:figures", "toolkit:local-reservation"]

    def location(self, item: str) -> str:
        return reverse(item)


def register() -> None:
    """Say all of it; called when the app is ready."""
    SITEMAPS.register(SitemapSection("procedures", RoutesSitemap, order=61))
