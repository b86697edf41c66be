"""Guidance in the sitemap."""

from django.urls import reverse

from thirty3.crawlers import SiteSitemap
from thirty3.registry import MENU, SITEMAPS, SitemapSection
from toolkit.guidance.ways import WAYS
from toolkit.models import Page, Stage


class GuidanceSitemap(SiteSitemap):
    """Stages, pages, the index by problem, the templates, and the ways that stand in no menu."""

    def items(self) -> list[str]:
        listed = {entry.url_name for entry in MENU}
        ways = [way.href for way in WAYS if way.url_name not in listed]
        lists = [reverse("toolkit:problems"), reverse("toolkit:templates"), *ways]
        stages = [stage.get_absolute_url() for stage in Stage.objects.in_order()]
        return [*lists, *stages, *(page.get_absolute_url() for page in Page.objects.outline())]

    def location(self, item: str) -> str:
        return item


def register() -> None:
    """Put the pages into the sitemap; called when the app is ready."""
    SITEMAPS.register(SitemapSection("toolkit", GuidanceSitemap, order=50))
