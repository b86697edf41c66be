"""The project itself as an app: system checks and the commands that no other app owns."""

from django.apps import AppConfig


class ThirtyThreeConfig(AppConfig):
    name = "thirty3"
    label = "thirty3"
    verbose_name = "Thirty3"

    def ready(self) -> None:
        from thirty3 import checks

        checks.register_all()
