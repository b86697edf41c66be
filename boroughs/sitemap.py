"""Authorities in the sitemap."""

from django.db.models import QuerySet

from boroughs.models import Borough
from thirty3.crawlers import SiteSitemap
from thirty3.registry import SITEMAPS, SitemapSection


class BoroughsSitemap(SiteSitemap):
    """The page of each authority and other public body."""

    def items(self) -> QuerySet[Borough]:
        return Borough.objects.by_name()


def register() -> None:
    """Put the pages into the sitemap; called when the app is ready."""
    SITEMAPS.register(SitemapSection("authorities", BoroughsSitemap, order=20))
