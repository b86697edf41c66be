"""Contracts in the sitemap, as the public sees them."""

import datetime

from django.db.models import Max, QuerySet
from django.urls import reverse

from contracts.listing.rows import Listing, rows_for
from thirty3.audiences import Audience
from thirty3.crawlers import SiteSitemap
from thirty3.registry import SITEMAPS, SitemapSection


class ContractsSitemap(SiteSitemap):
    """Every real contract that the public may see, and when what it sees of it last changed."""

    # Some hundred kilobytes: far from the 50,000 addresses that a sitemap may hold, and quick to make.
    limit = 5_000

    def items(self) -> QuerySet[Listing]:
        real = rows_for("contract", Audience.PUBLIC).filter(demonstration=False)
        return real.only("key", "updated_at").order_by("record_id")

    def location(self, item: Listing) -> str:
        return reverse("contracts:contract", args=[item.key])

    def lastmod(self, item: Listing) -> datetime.datetime:
        return item.updated_at

    def get_latest_lastmod(self) -> datetime.datetime | None:
        latest: datetime.datetime | None = self.items().aggregate(latest=Max("updated_at"))["latest"]
        return latest


def register() -> None:
    """Put the pages into the sitemap; called when the app is ready."""
    SITEMAPS.register(SitemapSection("contracts", ContractsSitemap, order=10))
