"""Suppliers and technologies in the sitemap, as the public may know of them."""

from django.urls import reverse
from django.utils import timezone

from suppliers.directory.known import Entry, Known
from suppliers.models import Product
from thirty3.audiences import Audience
from thirty3.crawlers import SiteSitemap
from thirty3.evidence import Seen
from thirty3.registry import SITEMAPS, SitemapSection


class SuppliersSitemap(SiteSitemap):
    """The page of each real supplier of whom the public may see records, none of them invented."""

    limit = 5_000

    def items(self) -> list[Entry]:
        known = Known(Audience.PUBLIC, timezone.localdate())
        invented = known.seen.having("source").get("demonstration", frozenset())
        return [e for e in known.entries if not e.demonstration and e.slug not in invented]

    def location(self, item: Entry) -> str:
        return reverse("suppliers:supplier", args=[item.slug])


class TechnologiesSitemap(SiteSitemap):
    """The page of each technology of which the public may see records, none of them invented."""

    limit = 5_000

    def items(self) -> list[str]:
        seen = Seen("technology", Audience.PUBLIC)
        invented = seen.having("source").get("demonstration", frozenset())
        known = seen.slugs - invented
        real = (
            Product.objects.current()
            .filter(demonstration=False)
            .order_by("slug")
            .values_list("slug", flat=True)
        )
        return [slug for slug in real if slug in known]

    def location(self, item: str) -> str:
        return reverse("suppliers:technology", args=[item])


def register() -> None:
    """Put the pages into the sitemap; called when the app is ready."""
    SITEMAPS.register(SitemapSection("technologies", TechnologiesSitemap, order=12))
    SITEMAPS.register(SitemapSection("suppliers", SuppliersSitemap, order=14))
