"""What a supplier's page shows of the catalogue: the technologies that it makes."""

import datetime
from collections.abc import Iterator
from typing import Any

from suppliers.models import Product, Supplier
from thirty3.audiences import Audience
from thirty3.evidence import known_slugs
from thirty3.registry import OFFERED, PANELS, Offered, Panel


def products_made(subject: Supplier, audience: Audience, day: datetime.date) -> dict[str, Any] | None:
    """The technologies that it makes and the audience may know of, by name."""
    known = known_slugs("technology", audience)
    made = Product.objects.current().filter(maker=subject).order_by("name", "slug")
    products = [product for product in made if product.slug in known]
    if not products:
        return None
    return {"products": products, "demonstration": any(product.demonstration for product in products)}


def offered_openly() -> Iterator[str]:
    """Technologies that everyone may know of, whoever runs them."""
    offered = Product.objects.current().filter(offered=True, held_from="")
    return offered.values_list("slug", flat=True).iterator()


def register() -> None:
    """Put the panel on suppliers' pages, and say what is openly offered; called when the app is ready."""
    OFFERED.register(Offered("technologies openly offered", "technology", offered_openly))
    PANELS.register(
        Panel("products-made", "supplier", 30, "suppliers/panels/products.html", products_made, queries=4)
    )
