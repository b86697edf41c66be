"""Asking to keep a profile: what all kinds of requests have in common."""

from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from boroughs.permissions import is_staff
from suppliers.members.letters import members_of, own_page, owners_of, staff, write_to
from suppliers.members.permissions import Act, may
from suppliers.models import Claim, Supplier
from thirty3.accounts.models import User
from thirty3.registry import stands_elsewhere
from thirty3.working_days import working_days_after

# The side on which members stand, for those of both sides: `Standing` in `thirty3/registry.py`.
SIDE: Final = "supplier"
# How many drafts and waiting requests somebody may have at once.
MOST_OPEN: Final = 5
ANSWERED_WITHIN: Final = 5


class NotPossible(ValueError):
    """Something that cannot be done here, in words for whoever tried."""


def refuse_too_many(person: User) -> None:
    if Claim.objects.open().filter(user=person).count() >= MOST_OPEN:
        raise NotPossible(
            f"You have {MOST_OPEN} requests that are not answered. Withdraw one, or wait for an answer."
        )


def mine(claim: Claim, person: User, *states: Claim.State) -> Claim:
    """A person's own request in one of these states, as it is now."""
    held = Claim.objects.select_for_update().filter(pk=claim.pk, user=person, state__in=states).first()
    if held is None:
        raise NotPossible("This request is no longer open.")
    return held


def is_for_staff(claim: Claim) -> bool:
    """Whether staff alone decide: about all but wishes to join, and about whoever has a role elsewhere."""
    return claim.kind != Claim.Kind.JOIN or bool(stands_elsewhere(SIDE, claim.user_id))


def may_decide(person: Any, claim: Claim) -> bool:
    """Whether somebody decides about this request. Nobody decides about their own."""
    if claim.user_id == person.pk:
        return False
    if is_for_staff(claim) or claim.supplier is None:
        return is_staff(person)
    return may(person, Act.MANAGE_MEMBERS, claim.supplier)


def demand_decision(person: Any, claim: Claim) -> None:
    if claim.user_id == person.pk:
        raise NotPossible("Nobody decides about their own request.")
    if not may_decide(person, claim):
        raise PermissionDenied


def tell_of_request(claim: Claim) -> None:
    """Those who decide are asked; whoever keeps the profile already is told."""
    person, title = claim.user, claim.title
    until = working_days_after(timezone.localdate(claim.sent_at), ANSWERED_WITHIN)
    facts = {"kind": claim.get_kind_display().lower(), "address": person.email}
    write_to([person], "sent", title, page=own_page(), until=f"{until:%-d %B %Y}", **facts)
    asked = (
        staff()
        if is_for_staff(claim) or claim.supplier is None
        else owners_of(claim.supplier, besides=person)
    )
    page = reverse("suppliers:decide", args=[claim.key])
    write_to([one for one in asked if one.pk != person.pk], "to-decide", title, page=page, **facts)
    if claim.supplier is not None:
        known = {one.pk for one in asked}
        told = [one for one in members_of(claim.supplier, besides=person) if one.pk not in known]
        write_to(told, "told", title, page=own_page(), **facts)


def people_page(supplier: Supplier) -> str:
    return reverse("suppliers:people", args=[supplier.slug])


def place_in_queue(claim: Claim) -> int:
    """How many wait for staff that came before, and this one."""
    return Claim.objects.waiting().filter(sent_at__lt=claim.sent_at).exclude(pk=claim.pk).count() + 1
