"""What profiles add to the site: their sections, where people are held, and what a merge moves."""

from suppliers.models import HowKnown, ProfileEdit, SizeFigures, SupplierProfile
from suppliers.profiles import queue
from suppliers.profiles.section import SECTIONS
from suppliers.profiles.sections.about import ABOUT
from thirty3.registry import HOLDERS, MOVERS, Mover, PersonalDataHolder


def register() -> None:
    """Say all of it; called when the app is ready."""
    SECTIONS.register(ABOUT)
    for mover in (
        Mover(ProfileEdit, "supplier"),
        Mover(HowKnown, "supplier"),
        Mover(SizeFigures, "supplier"),
        Mover(SupplierProfile, "supplier"),
        Mover(SupplierProfile.functions.through, "supplierprofile"),
        Mover(SupplierProfile.functions.through, "function"),
        Mover(SupplierProfile.boroughs.through, "borough"),
    ):
        MOVERS.register(mover)
    for holder in (
        PersonalDataHolder(ProfileEdit, "user", "What they said on a supplier’s profile"),
        PersonalDataHolder(ProfileEdit, "decided_by", "Who decided about an edit of a profile"),
    ):
        HOLDERS.register(holder)
    queue.register()
