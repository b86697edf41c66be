"""The history app."""

from django.apps import AppConfig


class HistoryConfig(AppConfig):
    name = "thirty3.history"
    label = "history"
    verbose_name = "Change log"
