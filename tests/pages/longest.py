"""A world whose every shown text is as long, and as awkward, as somebody can make it."""

from collections.abc import Iterable
from typing import Any

from boroughs.models import Borough, Function, ServiceArea
from contracts.models import Contract, ImportBatch, ImportRow, ImportWrite, SystemInUse
from suppliers.models import Certification, Product, ProductAlias, Supplier, SupplierAlias
from tests import factories
from tests.pages.worlds import World
from thirty3.history.services import recording

# Markup characters, and no space to break at.
AWKWARD = "<b>&amp;\"'“—é" + "W" * 90
URL = "https://example.org/" + "a" * 175
TEXTS = ("title", "reference", "ocid", "description", "department", "route_note", "framework")
TEXTS += ("extensions_note", "value_note", "notes", "termination_reason")
MOST, MOST_USERS = "9999999999999.99", 2_147_483_647


def lengthen(world: World, long: str) -> World:
    """Every name and text of a world at its longest; the first contract says the most of all."""
    names: Iterable[Any] = (*Borough.objects.all(), *ServiceArea.objects.all(), *Function.objects.all())
    for number, record in enumerate(names):
        # Two areas may not have one name.
        formal = {"formal_name": long} if isinstance(record, Borough) else {}
        factories.change(record, name=f"{long}{number}", **formal)
    for made in Product.objects.all():
        factories.change(made, name=long, website=URL)
    identifiers = dict.fromkeys(("size_evidence", "charity_number", "ppon", "vat_number"), long)
    for seller in Supplier.objects.all():
        factories.change(seller, name=long, website=URL, **identifiers)
    SupplierAlias.objects.update(spelling=long)
    ProductAlias.objects.update(spelling=long)
    Certification.objects.update(number=long)
    for record in Contract.objects.all():
        factories.change(record, title=long, department=long)
    for running in SystemInUse.objects.all():
        factories.change(running, notes=long, users=MOST_USERS, users_state="known")
    _say_everything(world, long)
    _withhold(world, long)
    _lengthen_imports(long)
    return world


def _say_everything(world: World, long: str) -> None:
    record = world.contract
    facts = dict.fromkeys(TEXTS, long)
    links = ["https://example.org/" + "a" * 9000 + "?<b>&\"'", "javascript:alert(1)"]
    factories.change(record, **facts, links=links, value=MOST, notice_months=32767, why=long)
    said = {"value": {"value": "1.00", "value_state": "known"}, "description": {"description": long}}
    told = {"publisher": long, "evidence": long, "url": "https://e.example/" + long}
    origin = factories.source(
        "long", name=long, publisher=long, licence=long, attribution=long, published=True
    )
    factories.assertion(record, origin, won=["department"], values=said, **told)
    with recording(record):
        for part in record.supplier_links.all():
            part.name_as_given = long
            part.save()


def _withhold(world: World, long: str) -> None:
    """A contract of which reasons are all that there is."""
    withheld = {"review": {"audience": "boroughs", "reason": long}}
    record = factories.contract(long, buyer=world.borough, supplier_state="withheld", supplier_reason=long)
    factories.change(record, visibility=withheld)


def _lengthen_imports(long: str) -> None:
    problem = {"column": long, "severity": "note", "message": long, "value": long}
    ImportRow.objects.update(title=long, problems=[problem])
    ImportWrite.objects.update(title=long)
    ImportBatch.objects.update(file_name=long)
