"""Where sections are kept: columns of the supplier, and of what it says of itself."""

import datetime
from collections.abc import Iterable
from typing import Any, Final

from suppliers.models import Supplier, SupplierProfile
from suppliers.profiles.asking import Facts
from suppliers.profiles.section import WrittenBy
from thirty3.history.services import recording

# Sets of records, held in an edit by their slugs.
SETS: Final = ("boroughs", "functions")
DATES: Final = ("accessibility_date",)


def read_profile(supplier: Supplier, names: Iterable[str]) -> Facts:
    """Facts of the profile, as JSON holds them."""
    profile = getattr(supplier, "profile", None) or SupplierProfile()
    return {name: _read(profile, name) for name in names}


def _read(profile: SupplierProfile, name: str) -> Any:
    if name in SETS:
        chosen = getattr(profile, name) if profile.pk else None
        return sorted(chosen.values_list("slug", flat=True)) if chosen is not None else []
    value = getattr(profile, name)
    return (value.isoformat() if value else "") if name in DATES else value


def write_profile(supplier: Supplier, facts: Facts, by: WrittenBy) -> None:
    """Keep facts of the profile."""
    held = SupplierProfile.objects.filter(supplier=supplier).first()
    profile = held or SupplierProfile(supplier=supplier)
    with recording(profile, **by.recorded):
        for name in facts.keys() - set(SETS):
            value = facts[name]
            if name in DATES:
                value = datetime.date.fromisoformat(value) if value else None
            setattr(profile, name, value)
        profile.save()
        for name in facts.keys() & set(SETS):
            target: Any = SupplierProfile._meta.get_field(name).related_model
            getattr(profile, name).set(target.objects.filter(slug__in=facts[name]))


def read_supplier(supplier: Supplier, names: Iterable[str]) -> Facts:
    """Columns of the supplier."""
    return {name: getattr(supplier, name) for name in names}


def write_supplier(supplier: Supplier, facts: Facts, by: WrittenBy) -> None:
    """Keep columns of the supplier."""
    held = Supplier.objects.get(pk=supplier.pk)
    with recording(held, **by.recorded):
        for name, value in facts.items():
            setattr(held, name, value)
        held.save()
