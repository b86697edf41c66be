"""The toolkit app."""

from django.apps import AppConfig


class ToolkitConfig(AppConfig):
    name = "toolkit"

    def ready(self) -> None:
        """Say what each part of the toolkit adds to the site."""
        from toolkit.calls import registers as calls
        from toolkit.guidance import registers as guidance
        from toolkit.projects import registers as projects
        from toolkit.routes import registers as routes

        guidance.register()
        projects.register()
        routes.register()
        calls.register()
