"""What brings list rows up to date: writes of their records, and of what these show of others."""

from collections.abc import Callable
from functools import partial

from django.db.models import Q

from boroughs.models import Borough, Function, ServiceArea
from contracts.listing.publishing import rebuild, refresh
from contracts.listing.subjects import MODELS
from contracts.models import Listing, ListingDraft
from suppliers.models import Product, Supplier
from thirty3.audiences import Audience
from thirty3.history.records import Recorded
from thirty3.registry import PROJECTIONS, REFERRERS, SEARCHABLE, Projection, Referrers, Searchable

# Add one whenever the facets, columns or data of list rows change: an upgrade then makes them anew.
SHAPE = 9

# Of each kind: the records that show a fact of another one, by that one's model.
CONDITIONS: dict[str, dict[type[Recorded], Callable[[int], Q]]] = {
    "contract": {
        Supplier: lambda pk: Q(supplier_links__supplier=pk) | Q(products__maker=pk),
        Product: lambda pk: Q(products=pk),
        Function: lambda pk: Q(functions=pk) | Q(products__functions=pk),
        ServiceArea: lambda pk: Q(functions__area=pk),
        Borough: lambda pk: Q(lead_buyer=pk) | Q(participants=pk),
    },
    "system": {
        Supplier: lambda pk: Q(supplier=pk) | Q(product__maker=pk),
        Product: lambda pk: Q(product=pk),
        Function: lambda pk: Q(functions=pk) | Q(product__functions=pk),
        ServiceArea: lambda pk: Q(functions__area=pk),
        Borough: lambda pk: Q(borough=pk),
    },
}


def register() -> None:
    """Fill the registries; called when the app is ready."""
    for order, (kind, model) in enumerate(MODELS.items()):
        projection = Projection(
            name=model.record_kind(),
            refresh=partial(refresh, kind),
            seen_by=partial(_seen_by, kind),
            rows=(Listing,),
            drafts=(ListingDraft,),
            called=kind,
            order=order,
        )
        PROJECTIONS.register(projection)
        searchable = Searchable(name=kind, rebuild=partial(rebuild, kind), order=order, shape=SHAPE)
        SEARCHABLE.register(searchable)
        for shown, condition in CONDITIONS[kind].items():
            REFERRERS.register(
                Referrers(
                    name=f"{model.record_kind()} of {shown.record_kind()}",
                    of=shown,
                    kind=model.record_kind(),
                    ids=partial(_referring, kind, condition),
                )
            )


def _seen_by(kind: str, record_id: int) -> Audience | None:
    rows = Listing.objects.filter(kind=kind, record_id=record_id)
    seen = set(rows.values_list("audience", flat=True))
    return next((audience for audience in Audience if audience in seen), None)


def _referring(kind: str, condition: Callable[[int], Q], record_id: int) -> set[int]:
    found = MODELS[kind]._default_manager.filter(condition(record_id))
    return set(found.values_list("pk", flat=True))
