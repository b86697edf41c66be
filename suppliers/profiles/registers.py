"""What profiles add to the site: their sections, where people are held, and what a merge moves."""

from suppliers.models import HowKnown, ProfileEdit, Reference, SizeFigures, SupplierProfile
from suppliers.profiles import agreeing, forgetting, panels, queue
from suppliers.profiles.merging import EvidenceMover, FiguresMover
from suppliers.profiles.section import SECTIONS
from suppliers.profiles.sections.about import ABOUT
from suppliers.profiles.sections.accessibility import ACCESSIBILITY
from suppliers.profiles.sections.contacts import CONTACTS
from suppliers.profiles.sections.functions import FUNCTIONS
from suppliers.profiles.sections.numbers import NUMBERS
from suppliers.profiles.sections.operations import OPERATIONS
from suppliers.profiles.sections.references import REFERENCES
from suppliers.profiles.sections.size import SIZE
from suppliers.profiles.sections.social_value import SOCIAL_VALUE
from suppliers.profiles.sections.vcse import VCSE
from thirty3.registry import HOLDERS, MOVERS, Mover, PersonalDataHolder


def register() -> None:
    """Say all of it; called when the app is ready."""
    for section in (
        *(ABOUT, NUMBERS, FUNCTIONS, SIZE, CONTACTS, OPERATIONS),
        *(ACCESSIBILITY, VCSE, SOCIAL_VALUE, REFERENCES),
    ):
        SECTIONS.register(section)
    for mover in (
        Mover(ProfileEdit, "supplier"),
        # Before what it is evidence of.
        EvidenceMover(HowKnown, "supplier", order=-1),
        FiguresMover(SizeFigures, "supplier"),
        Mover(SupplierProfile, "supplier"),
        Mover(Reference, "supplier"),
        Mover(SupplierProfile.functions.through, "function"),
    ):
        MOVERS.register(mover)
    for holder in (
        PersonalDataHolder(ProfileEdit, "user", "What they said on a supplier’s profile"),
        PersonalDataHolder(ProfileEdit, "decided_by", "Who decided about an edit of a profile"),
    ):
        HOLDERS.register(holder)
    agreeing.register()
    forgetting.register()
    panels.register()
    queue.register()
