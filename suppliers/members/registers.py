"""What keeping a profile adds to the site: where people are held, what a merge moves, where it is offered."""

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import reverse

from suppliers.members import forgetting, joining, lookups, queue
from suppliers.members.permissions import role_of
from suppliers.members.requests import SIDE
from suppliers.models import Claim, Supplier, SupplierInvitation, SupplierMember
from thirty3.history.services import remove
from thirty3.registry import (
    ACCOUNT_SECTIONS,
    HOLDERS,
    MOVERS,
    OFFERED,
    RECORD_ACTIONS,
    STANDINGS,
    AccountSection,
    Mover,
    Offered,
    PersonalDataHolder,
    RecordAction,
    Standing,
)


def kept_profiles() -> Iterator[str]:
    """Suppliers whose own people keep a profile: everyone may know of them."""
    kept = Supplier.objects.current().filter(listed=True, withdrawn_on=None, held_from="")
    return kept.values_list("slug", flat=True).iterator()


def as_members(person_id: int) -> list[str]:
    """What somebody is to suppliers, in words."""
    members = SupplierMember.objects.in_force().filter(user=person_id).select_related("supplier")
    return [str(member) for member in members.order_by("pk")]


def may_be_claimed(request: HttpRequest, supplier: Supplier) -> bool:
    """Whoever keeps it is not asked."""
    return not supplier.demonstration and role_of(request.user, supplier) is None


def register() -> None:
    """Say all of it; called when the app is ready."""
    for mover in (
        Mover(SupplierMember, "supplier"),
        Mover(Claim, "supplier"),
        Mover(SupplierInvitation, "supplier"),
    ):
        MOVERS.register(mover)
    for holder in (
        PersonalDataHolder(SupplierMember, "user", "Memberships of suppliers", keep_row=False, remove=remove),
        PersonalDataHolder(Claim, "user", "Requests to keep a supplier’s profile", keep_row=False),
        PersonalDataHolder(Claim, "decided_by", "Who decided about a supplier’s profile"),
        PersonalDataHolder(SupplierInvitation, "user", "Invitations to a supplier", keep_row=False),
        PersonalDataHolder(SupplierInvitation, "invited_by", "Who invited a colleague to a supplier"),
    ):
        HOLDERS.register(holder)
    STANDINGS.register(Standing(SIDE, as_members))
    OFFERED.register(Offered("suppliers that keep a profile", "supplier", kept_profiles))
    RECORD_ACTIONS.register(
        RecordAction(
            "claim-supplier",
            "supplier",
            "Is this your organisation?",
            lambda supplier: reverse("suppliers:claim", args=[supplier.slug]),
            order=90,
            shown_to=may_be_claimed,
        )
    )
    ACCOUNT_SECTIONS.register(
        AccountSection(
            "my-suppliers",
            "My supplier",
            "suppliers:my-suppliers",
            "Register or claim an organisation that sells technology, and keep its profile.",
            lambda request: True,
            order=30,
        )
    )
    forgetting.register()
    joining.register()
    lookups.register()
    queue.register()
