"""Deciding about requests to keep a profile, and what follows from a yes."""

from typing import Final

from django.db import IntegrityError, transaction
from django.utils import timezone

from boroughs.permissions import is_staff
from suppliers.members.letters import members_of, own_page, staff, write_to
from suppliers.members.permissions import capacity
from suppliers.members.proving import saw
from suppliers.members.requests import NotPossible, demand_decision, is_for_staff
from suppliers.models import Claim, MemberRole, Supplier, SupplierAlias, SupplierMember
from suppliers.names import fold, unique_slugs
from suppliers.profiles.evidence import How, by_staff, note_known
from suppliers.profiles.section import WrittenBy
from thirty3.accounts.models import User
from thirty3.history.services import recording

Kind, CameBy = Claim.Kind, SupplierMember.CameBy
CAME_BY = {Kind.REGISTER: CameBy.REGISTERED, Kind.CLAIM: CameBy.CLAIMED, Kind.JOIN: CameBy.JOINED}

REGISTERED: Final = "Registered, and approved"
# The sections of a profile of which a registration says something, and what.
SAID_IN: Final = {
    "about": ("kind", "website"),
    "numbers": ("company_number", "charity_number", "other_number", "ppon"),
}


@transaction.atomic
def approve(*, claim: Claim, actor: User, seen: str = "", known: Supplier | None = None) -> Claim:
    """Say yes. `seen` is what staff saw; `known` the supplier that a registration turns out to mean."""
    held = _decidable(claim, actor)
    saw(claim=held, text=seen)
    if is_staff(actor) and held.kind != Kind.RETURN and not held.proof:
        raise NotPossible("Enter what you saw that shows that this person speaks for the organisation.")
    if held.kind == Kind.REGISTER:
        held.supplier = known or _new_supplier(held, actor)
    if (supplier := held.supplier) is None:
        raise NotPossible("This request is about no supplier.")
    if supplier.merged_into_id is not None:
        raise NotPossible(f"{supplier} was merged into another supplier. Refuse this, and say which.")
    _close(held, actor, Claim.State.APPROVED, "")
    if held.kind == Kind.RETURN:
        _show(supplier, actor, "Profile brought back")
    else:
        role = MemberRole.EDITOR if held.kind == Kind.JOIN else MemberRole.OWNER
        let_in(person=held.user, supplier=supplier, role=role, came_by=CAME_BY[Kind(held.kind)], actor=actor)
        if supplier.withdrawn_on is None:
            _show(supplier, actor, "Kept by its own people")
    write_to([held.user], "approved", held.title, page=own_page())
    _tell_the_others(held, actor)
    return held


@transaction.atomic
def refuse(*, claim: Claim, actor: User, reason: str, seen: str = "") -> Claim:
    """Say no, with reasons that the person reads and can mend."""
    if not reason.strip():
        raise NotPossible("Enter a reason: the person reads it.")
    held = _decidable(claim, actor)
    held.seen = seen.strip()
    _close(held, actor, Claim.State.REFUSED, reason.strip())
    write_to([held.user], "refused", held.title, page=own_page(), reason=held.reason)
    _tell_the_others(held, actor)
    return held


def let_in(
    *, person: User, supplier: Supplier, role: str, came_by: str, actor: User | None
) -> SupplierMember:
    """Make somebody a member. One row each at a supplier: who comes back takes up the old one."""
    member = SupplierMember.objects.filter(user=person, supplier=supplier).first()
    member = member or SupplierMember(user=person, supplier=supplier)
    with recording(member, actor=actor, role=capacity(actor, supplier) if actor else ""):
        member.role, member.came_by = role, came_by
        member.since_at, member.ended_at = timezone.now(), None
        member.save()
    return member


def _decidable(claim: Claim, actor: User) -> Claim:
    """Of two who decide at once, one does."""
    waiting = Claim.objects.waiting().select_for_update(of=("self",)).select_related("user", "supplier")
    held = waiting.filter(pk=claim.pk).first()
    if held is None:
        raise NotPossible("Somebody else has decided already, or the person withdrew it.")
    demand_decision(actor, held)
    return held


def _close(claim: Claim, actor: User, state: Claim.State, reason: str) -> None:
    claim.state, claim.reason = state, reason
    claim.decided_at, claim.decided_by = timezone.now(), actor
    claim.changed_at = claim.decided_at
    # A code that is still out opens nothing any more.
    claim.code_digest, claim.code_domain, claim.code_sent_at = "", "", None
    claim.save()


def as_supplier(claim: Claim) -> Supplier:
    """The supplier of which a registration tells, not saved: what is previewed is what is made."""
    return Supplier(
        name=claim.name,
        kind=claim.organisation,
        company_number=claim.company_number,
        charity_number=claim.charity_number,
        other_number=claim.other_number,
        ppon=claim.ppon,
        website=claim.website,
        home_borough=claim.home_borough,
        listed=True,
    )


def _new_supplier(claim: Claim, actor: User) -> Supplier:
    """A supplier as a registration tells of it."""
    [slug] = unique_slugs([claim.name], taken=set(Supplier.objects.values_list("slug", flat=True)))
    made = as_supplier(claim)
    made.slug = slug
    folded = fold(claim.name)
    try:
        with recording(made, actor=actor, why=REGISTERED):
            made.save()
            if not SupplierAlias.objects.filter(folded=folded, demonstration=False).exists():
                made.aliases.create(spelling=claim.name, folded=folded)
        _note_known(made, claim, by_staff(actor, REGISTERED))
    except IntegrityError as clash:
        raise NotPossible(
            "A supplier has this company number. Say that this registration is of it."
        ) from clash
    return made


def _note_known(made: Supplier, claim: Claim, by: WrittenBy) -> None:
    """What a registration said is the supplier's word, from the day on which it was sent."""
    sent = timezone.localdate(claim.sent_at or timezone.now())
    for section, facts in SAID_IN.items():
        if any(getattr(made, fact) for fact in facts):
            note_known(made, section, "", How.SAID, by, on=sent)


def _show(supplier: Supplier, actor: User, why: str) -> None:
    """Whoever keeps a profile is known to everyone."""
    if supplier.listed and supplier.withdrawn_on is None:
        return
    with recording(supplier, actor=actor, role=capacity(actor, supplier), why=why):
        supplier.listed, supplier.withdrawn_on = True, None
        supplier.save()


def _tell_the_others(claim: Claim, actor: User) -> None:
    """Whoever else was asked to decide, or was told of the request, hears what became of it."""
    if claim.supplier is None:
        return
    told = members_of(claim.supplier, besides=claim.user)
    if is_for_staff(claim):
        told += [one for one in staff() if one.pk not in {known.pk for known in told}]
    others = [one for one in told if one.pk not in (actor.pk, claim.user_id)]
    facts = {"address": claim.user.email, "outcome": claim.get_state_display().lower()}
    write_to(others, "decided", claim.title, page=own_page(), **facts)
