"""Filters by what was merged since: a saved address means the one that it became."""

from typing import Final

from django.http import QueryDict

from boroughs.models import Function
from suppliers.models import Product, Supplier
from thirty3.audiences import Audience
from thirty3.history.merging.leading import followed

# Kind of record -> the parameters whose values are its slugs.
NAMED_BY: Final = {
    Product.record_kind(): ("product", "not_product"),
    Function.record_kind(): ("function",),
    Supplier.record_kind(): ("supplier", "maker", "not_supplier", "not_maker"),
}


def with_survivors(query: QueryDict, audience: Audience) -> QueryDict:
    """The same parameters with the slugs of today: one query where any of these is asked for."""
    slugs = {
        kind: [slug for name in names for slug in query.getlist(name)] for kind, names in NAMED_BY.items()
    }
    now = followed(slugs, audience)
    if not now:
        return query
    led = query.copy()
    for kind, names in NAMED_BY.items():
        for name in names:
            if values := query.getlist(name):
                led.setlist(name, list(dict.fromkeys(now.get((kind, value), value) for value in values)))
    return led
