"""Authorities and what they do in the sitemap."""

from django.db.models import QuerySet

from boroughs.models import Borough, Function, ServiceArea
from thirty3.crawlers import SiteSitemap
from thirty3.registry import SITEMAPS, SitemapSection


class BoroughsSitemap(SiteSitemap):
    """The page of each authority and other public body."""

    def items(self) -> QuerySet[Borough]:
        return Borough.objects.by_name()


class ServicesSitemap(SiteSitemap):
    """The page of each service area and function."""

    def items(self) -> list[ServiceArea | Function]:
        return [*ServiceArea.objects.in_order(), *Function.objects.in_order()]


def register() -> None:
    """Put the pages into the sitemap; called when the app is ready."""
    SITEMAPS.register(SitemapSection("authorities", BoroughsSitemap, order=20))
    SITEMAPS.register(SitemapSection("services", ServicesSitemap, order=25))
