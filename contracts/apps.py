"""The contracts app."""

from django.apps import AppConfig


class ContractsConfig(AppConfig):
    name = "contracts"

    def ready(self) -> None:
        """Say what lists follow which writes, what other apps' pages show, and what a merge moves."""
        from contracts import duties
        from contracts.answers import panels as answers
        from contracts.demonstration import people as demonstration
        from contracts.directory import evidence, licences, panels, searching, sitemap
        from contracts.directory.compare import links as comparisons
        from contracts.groups import panels as groups
        from contracts.imports import following_merges, queues, told_by
        from contracts.imports.forgetting import views as forgetting
        from contracts.imports.round_trip import links
        from contracts.journeys import registers as journeys
        from contracts.keeping import links as keeping
        from contracts.listing import following
        from contracts.my_authority import panels as my_authority
        from contracts.offers import registers as offers
        from contracts.opinions import panels as opinions
        from contracts.opportunities import registers as opportunities
        from contracts.quality import links as reports
        from contracts.quality import own_record
        from contracts.sharing import panels as sharing
        from thirty3.registry import MENU, MenuEntry
        from toolkit.guidance.ways import WAYS, Way

        following.register()
        duties.register()
        demonstration.register()
        evidence.register()
        panels.register()
        licences.register()
        sitemap.register()
        searching.register()
        forgetting.register()
        links.register()
        told_by.register()
        following_merges.register()
        queues.register()
        comparisons.register()
        my_authority.register()
        answers.register()
        reports.register()
        own_record.register()
        keeping.register()
        sharing.register()
        groups.register()
        opinions.register()
        offers.register()
        journeys.register()
        opportunities.register()
        for way in (
            Way(
                "opportunities",
                "Opportunities",
                "What authorities are about to buy, step by step, for suppliers to follow.",
                "contracts:opportunities",
                order=50,
            ),
            Way(
                "contracts",
                "The directory of contracts",
                "Who buys what from whom, and when it ends.",
                "contracts:contracts",
                order=90,
            ),
        ):
            WAYS.register(way)
        MENU.register(MenuEntry("contracts", "Contracts", "contracts:contracts", order=10))
        MENU.register(MenuEntry("technologies", "Technologies", "contracts:technologies", order=12))
        MENU.register(MenuEntry("insights", "Insights", "contracts:insights", order=40))
