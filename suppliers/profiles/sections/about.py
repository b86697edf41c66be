"""Who we are: the name, what kind of organisation it is, its website, and what it does in its own words."""

from typing import Any, Final

from suppliers.models import Supplier, SupplierAlias
from suppliers.names import fold
from suppliers.profiles.keeping import read_profile, read_supplier, write_profile
from suppliers.profiles.section import Fact, Facts, Section, WrittenBy
from thirty3.history.services import recording

OF_SUPPLIER: Final = ("name", "kind", "website")
OF_PROFILE: Final = ("description",)


def _kind(value: Any) -> str:
    return str(dict(Supplier.Kind.choices).get(value, ""))


def read(supplier: Supplier, item: str) -> Facts:
    return read_supplier(supplier, OF_SUPPLIER) | read_profile(supplier, OF_PROFILE)


def write(supplier: Supplier, item: str, facts: Facts, by: WrittenBy) -> None:
    """Another name is one more spelling: files that have the old one still mean this supplier."""
    held = Supplier.objects.get(pk=supplier.pk)
    with recording(held, **by.recorded):
        spellings = [held.name, facts["name"]] if held.name != facts["name"] else []
        for name in OF_SUPPLIER:
            setattr(held, name, facts[name])
        held.save()
        for spelling in spellings:
            _keep_spelling(held, spelling)
    write_profile(supplier, {name: facts[name] for name in OF_PROFILE}, by)


ABOUT: Final = Section(
    "about",
    "Who we are",
    order=10,
    facts=(
        Fact("description", "What you do"),
        Fact("kind", "Kind of organisation", words=_kind),
        Fact("name", "Name", waits=True),
        Fact("website", "Website", waits=True),
    ),
    read=read,
    write=write,
)


def _keep_spelling(supplier: Supplier, spelling: str) -> None:
    folded, invented = fold(spelling), supplier.demonstration
    if not SupplierAlias.objects.filter(folded=folded, demonstration=invented).exists():
        SupplierAlias.objects.create(
            supplier=supplier, spelling=spelling, folded=folded, demonstration=invented
        )
