"""The project itself as an app: system checks, the pages about it, and commands that no other app owns."""

from django.apps import AppConfig


class ThirtyThreeConfig(AppConfig):
    name = "thirty3"
    label = "thirty3"
    verbose_name = "Thirty3"

    def ready(self) -> None:
        from thirty3 import checks, crawlers
        from thirty3.about import sitemap

        checks.register_all()
        crawlers.register()
        sitemap.register()
