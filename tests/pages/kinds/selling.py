"""What suppliers' members come to."""

from collections.abc import Callable

from django.urls import reverse

from suppliers import models as suppliers
from tests.pages.kinds.kind import KEPT, SEEN, SEEN_COLD, STAFF_ONLY, Kind, Queries, at
from tests.pages.kinds.own import ITS
from tests.pages.visitors import Visitor
from tests.pages.worlds import World


def claim_of(world: World) -> suppliers.Claim:
    """The first claim of a supplier."""
    return suppliers.Claim.objects.filter(supplier=world.suppliers[0], kind="claim").order_by("pk")[0]


def member_of(world: World) -> suppliers.SupplierMember:
    """The first who keeps the first supplier's profile."""
    return suppliers.SupplierMember.objects.filter(supplier=world.suppliers[0]).order_by("pk")[0]


def edit_of(world: World) -> suppliers.ProfileEdit:
    """The first edit of the first supplier's profile that waits."""
    return suppliers.ProfileEdit.objects.filter(supplier=world.suppliers[0]).order_by("pk")[0]


def certificate_of(world: World) -> suppliers.Certification:
    """The first certificate of the first supplier."""
    return suppliers.Certification.objects.filter(supplier=world.suppliers[0]).order_by("pk")[0]


def of_supplier(name: str, *more: str) -> Callable[[World], str]:
    """A page of those who keep the first supplier's profile."""
    return lambda world: reverse(f"suppliers:{name}", args=[world.suppliers[0].slug, *more])


ITS_SUPPLIER = "suppliers_supplier: the supplier"

MEMBERS = (
    Kind("register or claim a supplier", ("suppliers:register",), at("suppliers:register")),
    Kind(
        "address to register with",
        ("suppliers:register-address",),
        at("suppliers:register-address"),
        visitors=(Visitor.ANYONE,),
    ),
    Kind(
        "begin a registration",
        ("suppliers:register-start",),
        at("suppliers:register-start"),
        visitors=(Visitor.PERSON, Visitor.STAFF),
    ),
    Kind(
        "my suppliers",
        ("suppliers:my-suppliers",),
        at("suppliers:my-suppliers"),
        warm=(
            "suppliers_suppliermember: what they keep",
            "suppliers_claim: what they asked for",
            "suppliers_supplierinvitation: what they are offered",
        ),
        visitors=(Visitor.PERSON, Visitor.STAFF),
    ),
    Kind(
        "claim a supplier",
        ("suppliers:claim",),
        of_supplier("claim"),
        warm=(
            *(ITS_SUPPLIER, *SEEN, KEPT),
            "suppliers_suppliermember: whether they keep it",
            "suppliers_suppliermember: whether anybody does",
        ),
        cold=SEEN_COLD,
        visitors=(Visitor.PERSON, Visitor.STAFF),
    ),
    Kind(
        "who waits to keep a profile",
        ("suppliers:waiting",),
        at("suppliers:waiting"),
        warm=("suppliers_claim: who waits",),
        visitors=STAFF_ONLY,
    ),
    Kind(
        "decide about a claim",
        ("suppliers:decide",),
        lambda world: reverse("suppliers:decide", args=[claim_of(world).key]),
        warm=("suppliers_claim: the request", "boroughs_officer: whether they stand elsewhere"),
        visitors=STAFF_ONLY,
    ),
    Kind(
        "people of a supplier",
        ("suppliers:people",),
        of_supplier("people"),
        warm=(
            ITS_SUPPLIER,
            "suppliers_suppliermember: who keeps the profile",
            "suppliers_claim: who asks to join",
            "suppliers_supplierinvitation: who is invited",
        ),
        visitors=STAFF_ONLY,
    ),
    *(
        Kind(
            name,
            (f"suppliers:{page}",),
            lambda world, page=page: reverse(  # type: ignore[misc]
                f"suppliers:{page}", args=[world.suppliers[0].slug, member_of(world).pk]
            ),
            warm=(ITS_SUPPLIER, "suppliers_suppliermember: the member"),
            visitors=STAFF_ONLY,
        )
        for name, page in (("change a member's role", "change-role"), ("end a membership", "end-membership"))
    ),
    *(
        Kind(name, (f"suppliers:{page}",), of_supplier(page), warm=(ITS_SUPPLIER,), visitors=STAFF_ONLY)
        for name, page in (
            ("invite to a supplier", "invite"),
            ("withdraw a profile", "withdraw-profile"),
            ("bring a profile back", "bring-back"),
        )
    ),
)

ITS_PROFILE = "suppliers_supplierprofile: what it says of itself"

WAITS = "suppliers_profileedit: what waits of it"

DRAFT: Queries = (
    ITS_SUPPLIER,
    ITS_PROFILE,
    "suppliers_howknown: how it is known",
    "suppliers_profileedit: what waits",
    "boroughs_function: functions that it serves",
    "boroughs_borough: where it has operations",
    "suppliers_sizefigures: its figures",
    "suppliers_reference: its references",
    *("suppliers_productoffer: its products", "boroughs_function: what these serve"),
    "suppliers_product: those of which it said nothing",
    *("suppliers_certification: its certificates", "suppliers_frameworkplace: its places on frameworks"),
    *("contracts_useclaim: where its products are used", *SEEN),
)

IN_WORDS: Queries = (
    "boroughs_function: names of functions",
    "boroughs_borough: names of authorities",
)

MAY_SHOW: Queries = (
    "suppliers_suppliermember: whether it is staff who write",
    "suppliers_profileedit: whether the last was refused",
)

PROFILES = (
    Kind(
        "edits of profiles",
        ("suppliers:edits",),
        at("suppliers:edits"),
        warm=("suppliers_profileedit: what waits",),
        visitors=STAFF_ONLY,
    ),
    Kind(
        "edit of a profile",
        ("suppliers:edit",),
        lambda world: reverse("suppliers:edit", args=[edit_of(world).key]),
        warm=(
            "suppliers_profileedit: the edit",
            "suppliers_suppliermember: whether they keep it",
            "suppliers_reference: what is held now",
        ),
        visitors=STAFF_ONLY,
    ),
    Kind(
        "profile of a supplier",
        ("suppliers:profile",),
        of_supplier("profile"),
        warm=(*DRAFT, *IN_WORDS),
        cold=SEEN_COLD,
        visitors=STAFF_ONLY,
    ),
    Kind(
        "preview of a profile",
        ("suppliers:profile-preview",),
        of_supplier("profile-preview"),
        warm=(*DRAFT, *IN_WORDS),
        cold=SEEN_COLD,
        visitors=STAFF_ONLY,
    ),
    Kind(
        "section of a profile",
        ("suppliers:profile-section",),
        of_supplier("profile-section", "about"),
        warm=(ITS_SUPPLIER, ITS_PROFILE, WAITS, *MAY_SHOW),
        visitors=STAFF_ONLY,
    ),
    Kind(
        "items of a section",
        ("suppliers:profile-section",),
        of_supplier("profile-section", "references"),
        warm=(*DRAFT, *IN_WORDS),
        cold=SEEN_COLD,
        visitors=STAFF_ONLY,
    ),
    Kind(
        "add to a section",
        ("suppliers:profile-add",),
        of_supplier("profile-add", "references"),
        warm=(
            ITS_SUPPLIER,
            "suppliers_reference: none of that name",
            WAITS,
            "boroughs_borough: authorities to choose",
            *MAY_SHOW,
        ),
        visitors=STAFF_ONLY,
    ),
    Kind(
        "item of a section",
        ("suppliers:profile-item",),
        lambda world: of_supplier("profile-item", "references", edit_of(world).item)(world),
        warm=(
            *(*DRAFT, *IN_WORDS, "suppliers_reference: the item", WAITS),
            "boroughs_borough: authorities to choose",
            *MAY_SHOW,
        ),
        cold=SEEN_COLD,
        visitors=STAFF_ONLY,
    ),
    Kind(
        "take an item away",
        ("suppliers:profile-take-away",),
        lambda world: of_supplier("profile-take-away", "references", edit_of(world).item)(world),
        warm=(*DRAFT, *IN_WORDS),
        cold=SEEN_COLD,
        visitors=STAFF_ONLY,
    ),
    Kind(
        "mark a section as seen",
        ("suppliers:profile-seen",),
        of_supplier("profile-seen", "about"),
        warm=(ITS_SUPPLIER, ITS_PROFILE),
        visitors=STAFF_ONLY,
    ),
    Kind(
        "mark an item as seen",
        ("suppliers:profile-item-seen",),
        lambda world: of_supplier("profile-item-seen", "references", edit_of(world).item)(world),
        warm=(ITS_SUPPLIER, "suppliers_reference: the item"),
        visitors=STAFF_ONLY,
    ),
    Kind(
        "certificate to check",
        ("suppliers:certificate-checked",),
        lambda world: of_supplier("certificate-checked", certificate_of(world).key)(world),
        warm=(
            ITS_SUPPLIER,
            "suppliers_suppliermember: whether they keep it",
            "suppliers_certification: the certificate",
        ),
        visitors=STAFF_ONLY,
    ),
    Kind(
        "answers of a maker to confirm",
        ("contracts:confirm-offer",),
        lambda world: reverse("contracts:confirm-offer", args=[world.products[0].slug]),
        warm=(
            "suppliers_productoffer: the offer",
            "contracts_systeminuse: who runs it",
            "contracts_contract: who bought it",
            "boroughs_borough: for whom the person may",
            "suppliers_suppliermember: whether they keep it",
            "contracts_offerconfirmation: what is confirmed",
        ),
        visitors=STAFF_ONLY,
    ),
    Kind(
        "agree to a reference",
        ("suppliers:reference",),
        lambda world: reverse(
            "suppliers:reference",
            args=[
                world.borough.slug,
                suppliers.Reference.objects.filter(borough=world.borough).order_by("pk")[0].key,
            ],
        ),
        warm=(
            ITS,
            "suppliers_reference: the reference",
            "suppliers_reference: which wait",
            "suppliers_suppliermember: whether they keep it",
        ),
        visitors=STAFF_ONLY,
    ),
)
