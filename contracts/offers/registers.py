"""What answers to suppliers add to the site: sections of profiles, panels, and what a merge moves."""

from contracts.models import UseClaim
from contracts.offers import answering, panels, places
from contracts.offers.places import FRAMEWORKS
from contracts.offers.uses import USES
from suppliers.profiles.section import SECTIONS
from thirty3.registry import MOVERS, Mover


def register() -> None:
    """Say all of it; called when the app is ready."""
    for section in (FRAMEWORKS, USES):
        SECTIONS.register(section)
    MOVERS.register(Mover(UseClaim, "supplier"))
    MOVERS.register(Mover(UseClaim, "product"))
    answering.register()
    panels.register()
    places.register()
