"""The map of addresses. Apps are named by string, so that this module imports none of them."""

from django.contrib import admin
from django.urls import include, path, register_converter

from thirty3 import crawlers, health
from thirty3.keys import KeyConverter

register_converter(KeyConverter, "key")

urlpatterns = [
    path("", include("contracts.urls")),
    path("", include("contracts.open_data.urls")),
    path("", include("toolkit.urls")),
    path("", include("suppliers.urls")),
    path("", include("boroughs.urls")),
    path("search/", include("thirty3.search.urls")),
    path("about/", include("thirty3.about.urls")),
    path("components/", include("thirty3.design.urls")),
    path("account/", include("thirty3.accounts.urls")),
    path("admin/", admin.site.urls),
    path("robots.txt", crawlers.robots, name="robots"),
    path("sitemap.xml", crawlers.sitemap_index, name="sitemap"),
    path("sitemap-<slug:name>.xml", crawlers.sitemap_section, name="sitemap-section"),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
]

handler400 = "thirty3.errors.bad_request"
handler403 = "thirty3.errors.permission_denied"
handler404 = "thirty3.errors.page_not_found"
handler500 = "thirty3.errors.server_error"
