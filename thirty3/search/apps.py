"""The search app."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "thirty3.search"
    label = "search"
    verbose_name = "Search"

    def ready(self) -> None:
        """Say what searches widen by."""
        from thirty3.search import thesaurus

        thesaurus.register()
