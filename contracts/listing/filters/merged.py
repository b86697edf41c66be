"""Filters by what was merged since: a saved address means the one that it became."""

from typing import Final

from boroughs.models import Function
from suppliers.models import Product, Supplier

# Kind of record -> the parameters whose values are its slugs.
NAMED_BY: Final = {
    Product.record_kind(): ("product", "not_product"),
    Function.record_kind(): ("function",),
    Supplier.record_kind(): ("supplier", "maker", "not_supplier", "not_maker"),
}
