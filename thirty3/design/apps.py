"""The design app."""

from django.apps import AppConfig


class DesignConfig(AppConfig):
    name = "thirty3.design"
    label = "design"
    verbose_name = "Design system"
