"""The boroughs app."""

from django.apps import AppConfig


class BoroughsConfig(AppConfig):
    name = "boroughs"

    def ready(self) -> None:
        """Say where people are held, what refers to skills, and who sees what authorities share."""
        from boroughs import merging, panels, searching, sitemap
        from boroughs.models import Function, Invitation, Officer, Partnership, RoleRequest, SkillLevel
        from boroughs.officers import asking, authority, domains, queue
        from thirty3.history.services import remove
        from thirty3.registry import (
            ACCOUNT_SECTIONS,
            AUDIENCE_GRANTS,
            HOLDERS,
            MENU,
            MOVERS,
            STANDINGS,
            AccountSection,
            AudienceGrant,
            MenuEntry,
            Mover,
            PersonalDataHolder,
            Standing,
        )

        panels.register()
        sitemap.register()
        searching.register()
        merging.register()
        MENU.register(MenuEntry("authorities", "Authorities", "boroughs:boroughs", order=20))
        MENU.register(MenuEntry("services", "Services", "boroughs:services", order=25))

        MOVERS.register(Mover(SkillLevel, "skill"))
        MOVERS.register(Mover(Function, "merged_into"))
        MOVERS.register(Mover(Partnership.functions.through, "function"))
        HOLDERS.register(
            PersonalDataHolder(Officer, "user", "Roles at authorities", keep_row=False, remove=remove)
        )
        for holder in (
            PersonalDataHolder(RoleRequest, "user", "Requests for roles, with interests", keep_row=False),
            PersonalDataHolder(RoleRequest, "decided_by", "Who decided about a role"),
            PersonalDataHolder(Invitation, "user", "Invitations to a role", keep_row=False),
            PersonalDataHolder(Invitation, "invited_by", "Who invited a colleague"),
        ):
            HOLDERS.register(holder)
        authority.register()
        domains.register()
        queue.register()
        ACCOUNT_SECTIONS.register(
            AccountSection(
                "my-authority",
                "My authority",
                "boroughs:my-authority",
                "What to do now for the authority that you work for.",
                lambda request: True,
                order=10,
            )
        )
        ACCOUNT_SECTIONS.register(
            AccountSection(
                "roles",
                "Roles",
                "boroughs:roles",
                "Ask for a role at your authority, or give one up.",
                lambda request: True,
                order=20,
            )
        )
        AUDIENCE_GRANTS.register(AudienceGrant("officer", Officer.objects.is_officer))
        STANDINGS.register(Standing(asking.SIDE, asking.as_officers))
