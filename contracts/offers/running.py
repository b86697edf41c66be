"""Which authorities run a product: what an audience sees of it, and what an authority holds itself."""

from boroughs.models import Borough
from contracts.models import Contract, SystemInUse
from suppliers.models import Product
from thirty3.audiences import Audience
from thirty3.evidence import Seen


def seen_to_run(product: Product, audience: Audience) -> set[str]:
    """The slugs of the authorities of which the audience sees a record with the product."""
    return Seen("technology", audience).values(product.slug, "borough")


def running(product: Product) -> set[int]:
    """The authorities that hold that they run or bought a product: only for their own people and staff."""
    systems = SystemInUse.objects.filter(product=product).exclude(status=SystemInUse.Status.RETIRED)
    contracts = Contract.objects.filter(products=product)
    return {*systems.values_list("borough", flat=True), *contracts.values_list("lead_buyer", flat=True)}


def runs(borough: Borough, product: Product) -> bool:
    """Whether an authority holds that it runs or bought the product."""
    return borough.pk in running(product)
