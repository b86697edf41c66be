"""Suppliers in the sitemap, as the public may know of them."""

from django.urls import reverse

from suppliers.known import Entry, Known
from thirty3.audiences import Audience
from thirty3.crawlers import SiteSitemap
from thirty3.registry import SITEMAPS, SitemapSection


class SuppliersSitemap(SiteSitemap):
    """The page of each real supplier that the public may know of."""

    limit = 5_000

    def items(self) -> list[Entry]:
        return [entry for entry in Known(Audience.PUBLIC).entries if not entry.demonstration]

    def location(self, item: Entry) -> str:
        return reverse("suppliers:supplier", args=[item.slug])


def register() -> None:
    """Put the pages into the sitemap; called when the app is ready."""
    SITEMAPS.register(SitemapSection("suppliers", SuppliersSitemap, order=14))
