"""The suppliers app."""

from django.apps import AppConfig


class SuppliersConfig(AppConfig):
    name = "suppliers"

    def ready(self) -> None:
        """Say what refers to suppliers and products here, for a merge to carry over."""
        from suppliers.models import Certification, Product, ProductAlias, Supplier, SupplierAlias
        from thirty3.registry import MOVERS, Mover

        for mover in (
            Mover(SupplierAlias, "supplier"),
            Mover(Certification, "supplier"),
            Mover(Product, "maker"),
            Mover(Supplier, "parent"),
            Mover(Supplier, "merged_into"),
            Mover(ProductAlias, "product"),
            Mover(Product, "successor"),
            Mover(Product.functions.through, "product"),
        ):
            MOVERS.register(mover)
