"""What the questions of procurement law add to the site: their pages in the sitemap and the toolkit."""

from django.urls import reverse

from thirty3.crawlers import SiteSitemap
from thirty3.registry import SITEMAPS, SitemapSection
from toolkit.guidance.ways import WAYS, Way


class RoutesSitemap(SiteSitemap):
    """The pages that are worth finding; questions and results are not."""

    def items(self) -> list[str]:
        return ["toolkit:which-procedure", "toolkit:figures", "toolkit:local-reservation"]

    def location(self, item: str) -> str:
        return reverse(item)


def register() -> None:
    """Say all of it; called when the app is ready."""
    SITEMAPS.register(SitemapSection("procedures", RoutesSitemap, order=61))
    for way in (
        Way(
            "route",
            "Which procedure?",
            "Questions that give the routes open to a purchase and the notices it owes, with dates.",
            "toolkit:which-procedure",
            order=20,
        ),
        Way(
            "reservation",
            "Reserve a competition to local suppliers",
            "Whether it is lawful, for which area, and who has operations there.",
            "toolkit:local-reservation",
            order=30,
        ),
        Way(
            "figures",
            "Thresholds, periods and notices",
            "Every figure of the law with its days and its source.",
            "toolkit:figures",
            order=40,
        ),
    ):
        WAYS.register(way)
