"""The suppliers app."""

from django.apps import AppConfig


class SuppliersConfig(AppConfig):
    name = "suppliers"

    def ready(self) -> None:
        """Say where suppliers are found, and what a merge has to carry over."""
        from suppliers import merging, panels, searching, sitemap
        from suppliers.certificates import registers as offered
        from suppliers.identity import duties
        from suppliers.members import registers
        from suppliers.models import Certification, Product, ProductAlias, Supplier, SupplierAlias
        from suppliers.profiles import registers as profiles
        from thirty3.registry import MENU, MOVERS, MenuEntry, Mover

        panels.register()
        sitemap.register()
        searching.register()
        merging.register()
        duties.register()
        MENU.register(MenuEntry("suppliers", "Suppliers", "suppliers:suppliers", order=14))

        for mover in (
            Mover(SupplierAlias, "supplier"),
            Mover(Certification, "supplier", once=("scheme", "number", "issued_date", "expires_date")),
            Mover(Product, "maker"),
            Mover(Supplier, "parent"),
            Mover(Supplier, "merged_into"),
            Mover(ProductAlias, "product"),
            Mover(Product, "successor"),
            Mover(Product, "merged_into"),
            Mover(Product.functions.through, "product"),
            Mover(Product.functions.through, "function"),
        ):
            MOVERS.register(mover)
        registers.register()
        profiles.register()
        offered.register()
