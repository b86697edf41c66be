"""The search app."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "thirty3.search"
    label = "search"
    verbose_name = "Search"
