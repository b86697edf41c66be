"""The boroughs app."""

from django.apps import AppConfig


class BoroughsConfig(AppConfig):
    name = "boroughs"

    def ready(self) -> None:
        """Say where people are held, what refers to skills, and who sees what authorities share."""
        from boroughs import panels, searching, sitemap
        from boroughs.models import Officer, SkillLevel
        from thirty3.history.services import remove
        from thirty3.registry import (
            AUDIENCE_GRANTS,
            HOLDERS,
            MENU,
            MOVERS,
            AudienceGrant,
            MenuEntry,
            Mover,
            PersonalDataHolder,
        )

        panels.register()
        sitemap.register()
        searching.register()
        MENU.register(MenuEntry("authorities", "Authorities", "boroughs:boroughs", order=20))
        MENU.register(MenuEntry("services", "Services", "boroughs:services", order=25))

        MOVERS.register(Mover(SkillLevel, "skill"))
        HOLDERS.register(
            PersonalDataHolder(Officer, "user", "Roles at authorities", keep_row=False, remove=remove)
        )
        AUDIENCE_GRANTS.register(AudienceGrant("officer", Officer.objects.is_officer))
