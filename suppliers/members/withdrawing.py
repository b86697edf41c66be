"""Withdrawing a profile: the name and what public records show are left, the rest is hidden."""

from typing import Final

from django.db import transaction
from django.utils import timezone

from suppliers.members.permissions import Act, capacity, demand
from suppliers.members.requests import NotPossible
from suppliers.models import Supplier
from thirty3.accounts.models import User
from thirty3.history.services import recording

# What a withdrawn profile no longer tells, each with the value that says nothing. The company number
# stays: public contracts name it.
HIDDEN: Final = {
    "kind": "",
    "charity_number": "",
    "other_number": "",
    "ppon": "",
    "website": "",
    "size": "",
    "size_evidence": "",
    "is_sme": None,
    "is_vcse": None,
    "home_borough": None,
}


@transaction.atomic
def withdraw_profile(*, supplier: Supplier, actor: User) -> None:
    """Hide what a supplier tells of itself. Its members stay, and can ask staff to bring it back."""
    demand(actor, Act.WITHDRAW_PROFILE, supplier)
    held = Supplier.objects.select_for_update().get(pk=supplier.pk)
    if held.withdrawn_on is not None:
        raise NotPossible("This profile is withdrawn already.")
    with recording(held, actor=actor, role=capacity(actor, held), why="Profile withdrawn"):
        held.withdrawn_on = timezone.localdate()
        held.save()


def as_shown(supplier: Supplier) -> Supplier:
    """A supplier as its page shows it; what is hidden is gone from this copy, which is never saved."""
    if supplier.withdrawn_on is not None:
        for fact, nothing in HIDDEN.items():
            setattr(supplier, fact, nothing)
    return supplier
