"""Registering an organisation that is not known here: a draft, page by page, until it is sent."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from suppliers.members.lookups import look_up_claim
from suppliers.members.matching import is_this_you
from suppliers.members.requests import NotPossible, mine, refuse_too_many, tell_of_request
from suppliers.models import Claim, Supplier
from suppliers.models.members import ANSWERS
from thirty3.accounts.models import User

State = Claim.State
# What is asked of which kind of organisation: the number in the register that it has to be in.
NUMBERS = {
    Supplier.Kind.COMPANY: "company_number",
    Supplier.Kind.CIC: "company_number",
    Supplier.Kind.CHARITY: "charity_number",
    Supplier.Kind.FOREIGN: "other_number",
}


@transaction.atomic
def start(*, person: User, organisation: str) -> Claim:
    """Begin a registration. Nobody but the person sees it until it is sent."""
    refuse_too_many(person)
    return Claim.objects.create(
        user=person, kind=Claim.Kind.REGISTER, organisation=Supplier.Kind(organisation)
    )


@transaction.atomic
def answer(*, claim: Claim, person: User, facts: dict[str, Any]) -> Claim:
    """Keep answers of one page. Another name or number may be that of a supplier not yet offered."""
    held = mine(claim, person, State.DRAFT)
    for fact, value in facts.items():
        if fact not in ANSWERS:
            raise ValueError(f"A registration does not say {fact}.")
        setattr(held, fact, value)
    if "organisation" in facts:
        _drop_other_numbers(held)
    held.changed_at = timezone.now()
    held.save()
    return held


def _drop_other_numbers(claim: Claim) -> None:
    """A number that is not asked of this kind of organisation is no longer said."""
    asked = NUMBERS.get(Supplier.Kind(claim.organisation))
    for name in ("company_number", "charity_number"):
        # A charity may be a company as well.
        if name != asked and not (claim.organisation == Supplier.Kind.CHARITY and name == "company_number"):
            setattr(claim, name, "")


@transaction.atomic
def pass_over(*, claim: Claim, person: User) -> Claim:
    """The person says that none of the suppliers that are offered is theirs. Staff read which these were."""
    held = mine(claim, person, State.DRAFT)
    offered = [found.slug for found in is_this_you(held)]
    held.passed_over = sorted({*held.passed_over, *offered})
    held.changed_at = timezone.now()
    held.save()
    return held


def missing(claim: Claim) -> str:
    """The page of the first answer that is still needed, or nothing."""
    if not claim.name:
        return "name"
    number = NUMBERS.get(Supplier.Kind(claim.organisation))
    if number and not getattr(claim, number):
        return "number"
    if any(found.slug not in claim.passed_over for found in is_this_you(claim)):
        return "match"
    return ""


@transaction.atomic
def send(*, claim: Claim, person: User, message: str = "") -> Claim:
    """Send a registration. It waits for staff, and is shown to nobody else meanwhile."""
    held = mine(claim, person, State.DRAFT)
    if missing(held):
        raise NotPossible("Answer every question before you send it.")
    now = timezone.now()
    held.state, held.sent_at, held.changed_at = State.WAITING, now, now
    held.message = message.strip()
    held.save()
    tell_of_request(held)
    look_up_claim(held)
    return held


@transaction.atomic
def mend(*, claim: Claim, person: User) -> Claim:
    """A new draft of what was refused; the refused one stays as it was."""
    refused = mine(claim, person, State.REFUSED)
    if refused.kind != Claim.Kind.REGISTER:
        raise NotPossible("Ask again on the supplier’s page.")
    begun = Claim.objects.drafts().filter(user=person, mends=refused).first()
    if begun is not None:
        return begun
    refuse_too_many(person)
    facts = {fact: getattr(refused, fact) for fact in (*ANSWERS, "message", "passed_over")}
    return Claim.objects.create(user=person, kind=refused.kind, mends=refused, **facts)


@transaction.atomic
def withdraw(*, claim: Claim, person: User) -> None:
    """Take a request back. A draft goes; what was sent stays, and nobody decides about it any more."""
    held = mine(claim, person, State.DRAFT, State.WAITING)
    if held.state == State.DRAFT:
        held.delete()
        return
    held.state, held.changed_at = State.WITHDRAWN, timezone.now()
    held.save()
