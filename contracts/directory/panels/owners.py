"""Who owned an agreement's suppliers when it was made, and who owns them now."""

import datetime
from dataclasses import dataclass
from typing import Any

from suppliers.models import SupplierOwnership
from thirty3.audiences import Audience
from thirty3.evidence import known_slugs


@dataclass(frozen=True)
class Owned:
    """A supplier with its owner then and now; None where it had none that the audience may know of."""

    name: str
    then: SupplierOwnership | None
    now: SupplierOwnership | None


def owners_of(row: Any, audience: Audience, day: datetime.date) -> dict[str, Any] | None:
    """The owners of an agreement's suppliers then and now, each with its source, where known."""
    facts = row.data["facts"]
    names = {one["slug"]: one["name"] for one in (facts.get("supplier") or {}).get("entries") or ()}
    made = _made_on(row)
    if not names:
        return None
    told = SupplierOwnership.objects.filter(supplier__slug__in=names).select_related("supplier", "parent")
    found = list(told.in_order())
    # One that is on hold, or that no record shows to this audience, is not named.
    known = known_slugs("supplier", audience) if found else frozenset()
    seen = [one for one in found if one.parent.slug in known and not one.parent.held_from]
    owned = []
    for slug, name in names.items():
        its = [one for one in seen if one.supplier.slug == slug]
        then, now = (_on(its, when) for when in (made, day))
        if then is not None or now is not None:
            owned.append(Owned(name, then, now))
    if not owned:
        return None
    return {"owned": owned, "made": made, "demonstration": any(one.supplier.demonstration for one in seen)}


def _made_on(row: Any) -> datetime.date | None:
    """The day of the award or, where that is not shown, the first day."""
    award = (row.data["facts"].get("award") or {}).get("date")
    return datetime.date.fromisoformat(award) if award else row.starts


def _on(owners: list[SupplierOwnership], day: datetime.date | None) -> SupplierOwnership | None:
    if day is None:
        return None
    return next((one for one in owners if one.is_in_force(day)), None)
