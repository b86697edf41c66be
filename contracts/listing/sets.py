"""List rows as sets of ids, as an audience sees them."""

from collections.abc import Mapping

from django.db.models import Q
from pyroaring import BitMap

from contracts.listing.changes import OWN_ROW
from contracts.listing.rows import rows_for
from thirty3.audiences import Audience
from thirty3.search.aggregates import PackedIds, unpacked
from thirty3.search.facets import FacetSet


def ids_where(condition: Q, kind: str, audience: Audience, held: FacetSet) -> BitMap:
    """The records whose row, as this audience sees it, meets a condition: one query."""
    rows = rows_for(kind, audience).filter(condition).values("audience").annotate(ids=PackedIds("record_id"))
    return of_audience({row["audience"]: unpacked(row["ids"]) for row in rows.order_by()}, held)


def of_audience(found: Mapping[str, BitMap], held: FacetSet) -> BitMap:
    """The public row counts unless authorities have one of their own. (The public have no such rows.)"""
    own = held.any_of(OWN_ROW[0], OWN_ROW[1:])
    return (found.get(Audience.PUBLIC, BitMap()) - own) | found.get(Audience.BOROUGHS, BitMap())
