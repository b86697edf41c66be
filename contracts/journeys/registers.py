"""What journeys owe the registries."""

from contracts.journeys import panels
from contracts.models import Journey
from thirty3.registry import MOVERS, Mover


def register() -> None:
    """Say all of it; called when the app is ready."""
    MOVERS.register(Mover(Journey, "function"))
    panels.register()
