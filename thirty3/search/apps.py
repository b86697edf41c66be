"""The search app."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "thirty3.search"
    label = "search"
    verbose_name = "Search"

    def ready(self) -> None:
        """Say what searches widen by, and where everything is searched."""
        from thirty3.registry import MENU, MenuEntry
        from thirty3.search import thesaurus

        thesaurus.register()
        MENU.register(MenuEntry("search", "Search", "search:everything", order=60))
