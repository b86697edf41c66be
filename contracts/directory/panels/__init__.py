"""What the pages of authorities, suppliers, technologies, service areas and functions show of the records."""

from typing import Final

from contracts.directory.panels.alike import alike_to
from contracts.directory.panels.authorities import authorities_panel
from contracts.directory.panels.awards import size_at_award
from contracts.directory.panels.contracts import contracts_panel
from contracts.directory.panels.fresh import fresh_and_complete
from contracts.directory.panels.guidance import guidance_for
from contracts.directory.panels.neighbours import neighbours_of
from contracts.directory.panels.of_supplier import ends_to_come, systems_at_authorities
from contracts.directory.panels.owners import owners_of
from contracts.directory.panels.ranking import ranking_panel
from contracts.directory.panels.systems import systems_of
from contracts.directory.panels.technologies import alternatives, running
from contracts.directory.panels.who_else import who_else
from thirty3.registry import PANELS, Panel

TEMPLATES: Final = "contracts/panels"


def register() -> None:
    """Put the panels on the pages; called when the app is ready."""
    for page in ("borough", "supplier", "technology", "area", "function"):
        contracts = contracts_panel(page)
        PANELS.register(
            Panel(f"{page}-contracts", page, 10, f"{TEMPLATES}/contracts.html", contracts, queries=4)
        )
    PANELS.register(Panel("systems", "borough", 20, f"{TEMPLATES}/systems.html", systems_of, queries=4))
    PANELS.register(
        Panel("neighbours", "borough", 60, f"{TEMPLATES}/neighbours.html", neighbours_of, queries=2)
    )
    PANELS.register(Panel("fresh", "borough", 70, f"{TEMPLATES}/fresh.html", fresh_and_complete, queries=5))
    PANELS.register(Panel("alike", "borough", 50, f"{TEMPLATES}/alike.html", alike_to, queries=2))
    for page in ("supplier", "area", "function"):
        authorities = authorities_panel(page)
        PANELS.register(
            Panel(f"{page}-authorities", page, 40, f"{TEMPLATES}/authorities.html", authorities, queries=3)
        )
    PANELS.register(Panel("running", "technology", 5, f"{TEMPLATES}/running.html", running, queries=4))
    PANELS.register(
        Panel("alternatives", "technology", 30, f"{TEMPLATES}/alternatives.html", alternatives, queries=3)
    )
    for page, facet, kinds, order in (
        ("supplier", "product", ("system",), 20),
        ("supplier", "function", ("contract", "system"), 34),
        ("area", "product", ("system",), 5),
        ("function", "product", ("system",), 5),
        ("area", "supplier", ("contract", "system"), 20),
        ("function", "supplier", ("contract", "system"), 20),
    ):
        ranking = ranking_panel(page, facet, kinds)
        PANELS.register(
            Panel(f"{page}-{facet}s", page, order, f"{TEMPLATES}/ranking.html", ranking, queries=3)
        )
    PANELS.register(
        Panel("size-at-award", "supplier", 36, f"{TEMPLATES}/awards.html", size_at_award, queries=2)
    )
    PANELS.register(
        Panel("ends-to-come", "supplier", 12, f"{TEMPLATES}/ends-to-come.html", ends_to_come, queries=3)
    )
    PANELS.register(
        Panel("systems-at", "supplier", 16, f"{TEMPLATES}/systems-at.html", systems_at_authorities, queries=5)
    )
    PANELS.register(Panel("who-else", "supplier", 50, f"{TEMPLATES}/who-else.html", who_else, queries=4))
    PANELS.register(
        Panel("contract-guidance", "contract", 60, f"{TEMPLATES}/guidance.html", guidance_for, queries=1)
    )
    PANELS.register(Panel("owners", "contract", 5, f"{TEMPLATES}/owners.html", owners_of, queries=1))
