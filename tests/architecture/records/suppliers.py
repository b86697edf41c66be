"""Of suppliers and what they make: a record of each kind."""

import datetime

from django.utils import timezone

from suppliers.models import (
    Certification,
    FrameworkPlace,
    HowKnown,
    Product,
    ProductAlias,
    ProductOffer,
    Reference,
    SizeFigures,
    Supplier,
    SupplierAlias,
    SupplierMember,
    SupplierOwnership,
    SupplierProfile,
)
from tests import factories
from tests.architecture.records.making import Changed, Made, Parts, Tables, written
from thirty3.accounts.models import User


def a_supplier() -> Supplier:
    def fill(one: Supplier) -> None:
        SupplierAlias.objects.create(supplier=one, spelling="Acme", folded="acme")
        Certification.objects.create(supplier=one, scheme="Cyber Essentials", number="1")
        SupplierOwnership.objects.create(supplier=one, parent=factories.supplier(), source="Its accounts")

    return written(Supplier(slug="acme", name="Acme", home_borough=factories.borough()), fill)


def a_product() -> Product:
    repairs = factories.function("Repairs")

    def fill(one: Product) -> None:
        one.functions.add(repairs)
        ProductAlias.objects.create(product=one, spelling="Homes", folded="homes")

    return written(Product(slug="homes", name="Homes", maker=factories.supplier()), fill)


def a_member() -> SupplierMember:
    person, since = User.objects.create_user("owner@acme.example"), timezone.now().replace(microsecond=0)
    facts = {"role": "editor", "came_by": "joined", "since_at": since}
    return written(SupplierMember(user=person, supplier=factories.supplier(), **facts))


def a_profile() -> SupplierProfile:
    camden, repairs = factories.borough(), factories.function("Repairs")

    def fill(one: SupplierProfile) -> None:
        one.boroughs.add(camden)
        one.functions.add(repairs)

    facts = {"counties": ["Essex"], "contacts": {"sales_email": "sales@acme.example"}}
    return written(SupplierProfile(supplier=factories.supplier(), description="We sell", **facts), fill)


def how_known() -> HowKnown:
    facts = {"section": "about", "how": "said", "on_date": datetime.date(2026, 11, 1)}
    return written(HowKnown(supplier=factories.supplier(), **facts))


def a_size() -> SizeFigures:
    facts = {"staff": 12, "turnover_gbp": 1_000_000, "as_at_date": datetime.date(2026, 3, 31)}
    return written(SizeFigures(supplier=factories.supplier(), **facts))


def a_reference() -> Reference:
    return written(Reference(supplier=factories.supplier(), role="Head of IT", borough=factories.borough()))


def an_offer() -> ProductOffer:
    return written(
        ProductOffer(supplier=factories.supplier(), product=factories.product(), open_api="yes", fees="no")
    )


def a_place() -> FrameworkPlace:
    return written(FrameworkPlace(supplier=factories.supplier(), framework="G-Cloud 14", lot="2b"))


MADE: Made = {
    Supplier: a_supplier,
    Product: a_product,
    SupplierMember: a_member,
    SupplierProfile: a_profile,
    HowKnown: how_known,
    SizeFigures: a_size,
    Reference: a_reference,
    ProductOffer: an_offer,
    FrameworkPlace: a_place,
}
CHANGED: Changed = {
    Supplier: ("size", "small"),
    Product: ("stage", "live"),
    SupplierMember: ("role", "owner"),
    SupplierProfile: ("description", "We make"),
    HowKnown: ("how", "seen"),
    SizeFigures: ("staff", "13"),
    Reference: ("role", "Head of Housing"),
    ProductOffer: ("fees", "partly"),
    FrameworkPlace: ("lot", "2a"),
}
PARTS: Parts = {
    SupplierAlias: ("supplier", a_supplier, "aliases"),
    ProductAlias: ("product", a_product, "aliases"),
    Certification: ("supplier", a_supplier, "certifications"),
}
TABLES: Tables = {
    Supplier: "slug,name,size\nacme,Acme,small\nfresh,Fresh,large\n",
    Product: "slug,name,functions\nhomes,Homes,\nfresh,Fresh,repairs\n",
    Certification: (
        "supplier,scheme,number,checked_date\nacme,Cyber Essentials,1,2026-11-23\nacme,ISO 27001,2,\n"
    ),
}
