"""What products, certificates and places on frameworks add to the site: sections, panels and duties."""

from suppliers.certificates import panels, reminding
from suppliers.models import FrameworkPlace, ProductOffer
from suppliers.profiles.data_freedom import product_of, statements
from suppliers.profiles.section import SECTIONS
from suppliers.profiles.sections.certifications import CERTIFICATIONS
from suppliers.profiles.sections.products import PRODUCTS
from thirty3.registry import MOVERS, STATEMENTS, Mover, Statement


def register() -> None:
    """Say all of it; called when the app is ready."""
    for section in (PRODUCTS, CERTIFICATIONS):
        SECTIONS.register(section)
    for mover in (
        Mover(ProductOffer, "supplier"),
        Mover(ProductOffer, "product"),
        Mover(FrameworkPlace, "supplier", once=("framework", "lot")),
    ):
        MOVERS.register(mover)
    STATEMENTS.register(Statement("data-freedom", statements, product_of))
    panels.register()
    reminding.register()
