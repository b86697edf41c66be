"""What opportunities add to the site: panels, menu, sitemap, letters, and what merges and erasures move."""

import datetime

from contracts.models import Interest, Opportunity, OpportunityFollower
from contracts.opportunities import panels, searching, sitemap
from contracts.opportunities.following import send_news
from thirty3.registry import (
    ACCOUNT_SECTIONS,
    HOLDERS,
    JOBS,
    MENU,
    MOVERS,
    AccountSection,
    MenuEntry,
    Mover,
    PeriodicJob,
    PersonalDataHolder,
)


def register() -> None:
    """Say all of it; called when the app is ready."""
    panels.register()
    sitemap.register()
    searching.register()
    MENU.register(MenuEntry("opportunities", "Opportunities", "contracts:opportunities", order=13))
    MOVERS.register(Mover(Interest, "supplier"))
    MOVERS.register(Mover(Opportunity.functions.through, "function"))
    HOLDERS.register(
        PersonalDataHolder(OpportunityFollower, "user", "Which opportunities they follow", keep_row=False)
    )
    JOBS.register(PeriodicJob("news of opportunities", send_news, every=datetime.timedelta(minutes=15)))
    ACCOUNT_SECTIONS.register(
        AccountSection(
            "opportunities",
            "Opportunities",
            "contracts:my-opportunities",
            "Those that you follow, and those that interest the supplier that you speak for.",
            lambda request: True,
            order=38,
        )
    )
