"""Which authorities run a product: what an audience sees of it, and what an authority holds itself."""

from boroughs.models import Borough
from contracts.models import Contract, SystemInUse
from suppliers.models import Product
from thirty3.audiences import Audience
from thirty3.evidence import Seen


def seen_to_run(product: Product, audience: Audience) -> set[str]:
    """The slugs of the authorities of which the audience sees a record with the product."""
    return Seen("technology", audience).values(product.slug, "borough")


def runs(borough: Borough, product: Product) -> bool:
    """Whether an authority holds that it runs or bought the product: only for its own people and staff."""
    systems = SystemInUse.objects.filter(borough=borough, product=product)
    if systems.exclude(status=SystemInUse.Status.RETIRED).exists():
        return True
    return Contract.objects.filter(lead_buyer=borough, products=product).exists()
