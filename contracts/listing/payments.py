"""Which agreement pays for which systems, and how these are hosted: once for a stamp of systems."""

from collections.abc import Mapping

from pyroaring import AbstractBitMap, BitMap

from contracts.listing.changes import OWN_ROW
from contracts.listing.facets import STATE_FACETS
from contracts.listing.filters.words import RETIRED
from contracts.listing.rows import rows_for
from thirty3.audiences import Audience
from thirty3.search.facets import FacetSet
from thirty3.search.held import Held

_held_payments: Held[dict[int, BitMap]] = Held()
_held_hosting: Held[Mapping[str, AbstractBitMap]] = Held()


def paid_for_by(agreements: AbstractBitMap, audience: Audience, systems: FacetSet) -> BitMap:
    """The systems that these agreements pay for."""
    payments = _payments(audience, systems)
    return BitMap().union(*(paid for agreement, paid in payments.items() if agreement in agreements))


def hosting_of(audience: Audience, systems: FacetSet) -> Mapping[str, AbstractBitMap]:
    """Hosting, or its state -> the agreements that pay for a system in use of which the audience knows that.

    It is read from the systems and never copied to the rows of agreements: a system is closed and opened
    by itself.
    """
    return _held_hosting.of(audience, systems.stamp, lambda: _hosting(audience, systems))


def _hosting(audience: Audience, systems: FacetSet) -> dict[str, AbstractBitMap]:
    paid_by = {
        system: agreement for agreement, paid in _payments(audience, systems).items() for system in paid
    }
    in_use = BitMap(paid_by) - systems.any_of("status", [RETIRED])
    values = {**systems.values("hosting"), **systems.values(STATE_FACETS["hosting"])}
    found = {value: BitMap(paid_by[system] for system in ids & in_use) for value, ids in values.items()}
    return {value: agreements for value, agreements in found.items() if agreements}


def _payments(audience: Audience, systems: FacetSet) -> dict[int, BitMap]:
    """Agreement -> the systems that it pays for, as this audience sees them: one query for a stamp."""
    return _held_payments.of(audience, systems.stamp, lambda: _read_payments(audience, systems))


def _read_payments(audience: Audience, systems: FacetSet) -> dict[int, BitMap]:
    own = systems.any_of(OWN_ROW[0], OWN_ROW[1:])
    theirs = {Audience.PUBLIC: systems.everything - own, Audience.BOROUGHS: own}
    found: dict[int, BitMap] = {}
    rows = rows_for("system", audience).exclude(paid_by=None)
    for told_to, paid_by, record_id in rows.values_list("audience", "paid_by", "record_id"):
        if paid_by is not None and record_id in theirs[Audience(told_to)]:
            found.setdefault(paid_by, BitMap()).add(record_id)
    return found
