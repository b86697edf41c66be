"""Suppliers and technologies that somebody names and nobody here has heard of."""

from typing import Any

from suppliers.models import Product, Supplier
from suppliers.names import fold, fold_product, unique_slugs
from thirty3.history.services import recording


def add_supplier(
    *, name: str, demonstration: bool = False, actor: Any = None, role: str = "", why: str = ""
) -> Supplier:
    """A supplier of which nothing is known but its name."""
    [slug] = unique_slugs([name], taken=set(Supplier.objects.values_list("slug", flat=True)))
    made = Supplier(name=name, slug=slug, demonstration=demonstration)
    with recording(made, actor=actor, role=role, why=why):
        made.save()
        made.aliases.create(spelling=name, folded=fold(name), demonstration=demonstration)
    return made


def add_product(
    *, name: str, demonstration: bool = False, actor: Any = None, role: str = "", why: str = ""
) -> Product:
    """A technology of which nothing is known but its name."""
    [slug] = unique_slugs([name], taken=set(Product.objects.values_list("slug", flat=True)))
    made = Product(name=name, slug=slug, demonstration=demonstration)
    with recording(made, actor=actor, role=role, why=why):
        made.save()
        made.aliases.create(spelling=name, folded=fold_product(name), demonstration=demonstration)
    return made
