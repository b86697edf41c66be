"""The boroughs app."""

from django.apps import AppConfig


class BoroughsConfig(AppConfig):
    name = "boroughs"

    def ready(self) -> None:
        """Say where people are held here, and who sees what authorities share with each other."""
        from boroughs import panels
        from boroughs.models import Officer
        from thirty3.registry import (
            AUDIENCE_GRANTS,
            HOLDERS,
            MENU,
            AudienceGrant,
            MenuEntry,
            PersonalDataHolder,
        )

        panels.register()
        MENU.register(MenuEntry("authorities", "Authorities", "boroughs:boroughs", order=20))

        HOLDERS.register(PersonalDataHolder(Officer, "user", "Roles at authorities", keep_row=False))
        AUDIENCE_GRANTS.register(AudienceGrant("officer", Officer.objects.is_officer))
