"""What search engines are told: where they may go, and which pages there are."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps.views import sitemap
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from thirty3.headers import keep_for_an_hour
from thirty3.registry import MENU, SITEMAPS, SitemapSection

# A list has endlessly many combinations of filters: one filter is a page worth finding, two are not.
RULES = (
    *("Disallow: /admin/", "Disallow: /account/", "Disallow: /api/"),
    *("Disallow: /*.csv", "Disallow: /*s.xlsx", "Disallow: /*s.json", "Disallow: /*?*&"),
)


@dataclass(frozen=True)
class IndexEntry:
    """A file of the sitemap, as Django's template of the index takes it."""

    location: str
    last_mod: datetime | None


class SiteSitemap(Sitemap[Any]):
    """A section of the sitemap, under the address that visitors use, whatever host was asked."""

    def get_protocol(self, protocol: str | None = None) -> str:
        return urlsplit(settings.SITE_URL).scheme

    def get_domain(self, site: Any = None) -> str:
        return urlsplit(settings.SITE_URL).netloc


class MainSitemap(SiteSitemap):
    """Home, and the lists and figures that every other page is reached from."""

    def items(self) -> list[str]:
        return ["/", *(reverse(entry.url_name) for entry in MENU)]

    def location(self, item: str) -> str:
        return item


def register() -> None:
    """Put the main pages into the sitemap; called when the app is ready."""
    SITEMAPS.register(SitemapSection("main", MainSitemap, order=1))


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """robots.txt. A demonstration is to be found by nobody: what it shows is invented."""
    invented = settings.DEMO or settings.ALLOW_DEMONSTRATION
    rules = ["Disallow: /"] if invented else [*RULES, "", f"Sitemap: {settings.SITE_URL}{reverse('sitemap')}"]
    text = "\n".join(["User-agent: *", *rules, ""])
    return keep_for_an_hour(HttpResponse(text, content_type="text/plain; charset=utf-8"))


@require_safe
def sitemap_index(request: HttpRequest) -> HttpResponse:
    """Every section that is registered, and every page of the long ones."""
    found = []
    for section in SITEMAPS:
        pages = section.sitemap()
        lastmod = pages.get_latest_lastmod()
        address = settings.SITE_URL + reverse("sitemap-section", args=[section.name])
        for number in range(1, pages.paginator.num_pages + 1):
            found.append(IndexEntry(address if number == 1 else f"{address}?p={number}", lastmod))
    context = {"sitemaps": found}
    return keep_for_an_hour(
        render(request, "sitemap_index.xml", context, content_type="application/xml; charset=utf-8")
    )


@require_safe
def sitemap_section(request: HttpRequest, name: str) -> HttpResponse:
    """One section: the addresses of its pages, and when each last changed."""
    if name not in SITEMAPS:
        raise Http404
    response = sitemap(request, {name: SITEMAPS[name].sitemap}, section=name)
    # The latest change of those that are left says nothing of a page that went: the ETag does.
    del response.headers["Last-Modified"]
    return keep_for_an_hour(response)
