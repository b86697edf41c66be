"""Opportunities in the sitemap: every published one that is not invented."""

import datetime

from django.db.models import Max, QuerySet

from contracts.models import Opportunity
from thirty3.crawlers import SiteSitemap
from thirty3.registry import SITEMAPS, SitemapSection


class OpportunitiesSitemap(SiteSitemap):
    """Every real one that is published, and when it last changed."""

    limit = 5_000

    def items(self) -> QuerySet[Opportunity]:
        real = Opportunity.objects.published().filter(demonstration=False)
        return real.only("key", "updated_at").order_by("pk")

    def lastmod(self, item: Opportunity) -> datetime.datetime:
        return item.updated_at

    def get_latest_lastmod(self) -> datetime.datetime | None:
        latest: datetime.datetime | None = self.items().aggregate(latest=Max("updated_at"))["latest"]
        return latest


def register() -> None:
    """Put the pages into the sitemap; called when the app is ready."""
    SITEMAPS.register(SitemapSection("opportunities", OpportunitiesSitemap, order=12))
