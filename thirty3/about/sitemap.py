"""The pages about Thirty3 in the sitemap."""

from thirty3.about.pages import PAGES, AboutPage
from thirty3.crawlers import SiteSitemap
from thirty3.registry import SITEMAPS, SitemapSection


class AboutSitemap(SiteSitemap):
    """Every page below /about/."""

    def items(self) -> tuple[AboutPage, ...]:
        return PAGES

    def location(self, item: AboutPage) -> str:
        return item.href


def register() -> None:
    """Put the pages into the sitemap; called when the app is ready."""
    SITEMAPS.register(SitemapSection("about", AboutSitemap, order=90))
