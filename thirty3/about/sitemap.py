"""The pages about Thirty3 in the sitemap."""

from django.urls import reverse

from thirty3.about.urls import urlpatterns
from thirty3.crawlers import SiteSitemap
from thirty3.registry import SITEMAPS, SitemapSection


class AboutSitemap(SiteSitemap):
    """Every page below /about/."""

    def items(self) -> list[str]:
        return [f"about:{pattern.name}" for pattern in urlpatterns]

    def location(self, item: str) -> str:
        return reverse(item)


def register() -> None:
    """Put the pages into the sitemap; called when the app is ready."""
    SITEMAPS.register(SitemapSection("about", AboutSitemap, order=90))
