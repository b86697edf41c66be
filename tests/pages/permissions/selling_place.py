"""The supplier before whose pages everyone stands, other suppliers, and what people ask of them."""

import datetime
from dataclasses import dataclass
from typing import Any, Final

from django.utils import timezone

from contracts.models import Disagreement, GroupAsk, UseClaim
from suppliers.identity.splitting import ALIASES, split
from suppliers.members import proving
from suppliers.models import (
    Certification,
    Claim,
    LikelyDuplicate,
    ProfileEdit,
    Reference,
    Supplier,
    SupplierAlias,
    SupplierInvitation,
    SupplierMember,
    SupplierSplit,
)
from tests import factories
from tests.pages.worlds import TODAY, World, in_days, saved
from tests.signing_in import staff_member
from thirty3.accounts.models import User
from thirty3.history.services import recording

CODE: Final = "ABCD-EFGH"
# What a supplier says of itself, and an authority disputes.
STATEMENT: Final = "matrix:exit"


@dataclass(frozen=True)
class Firm:
    """What the addresses of suppliers lead to."""

    supplier: Supplier
    # Whose member another visitor is, and whom the authority here alone uses; whom nobody keeps; and one
    # that withdrew its profile, while a public contract still names it.
    rival: Supplier
    unkept: Supplier
    withdrawn: Supplier
    withdrawn_by: User
    colleague: SupplierMember
    invitation: SupplierInvitation
    # Of one person: a claim with a code that is on its way, a draft, and a registration sent and one refused.
    claim: Claim
    draft: Claim
    registration: Claim
    refused: Claim
    # Of another one.
    joining: Claim
    ask: GroupAsk
    draft_ask: GroupAsk
    disagreement: Disagreement
    pair: LikelyDuplicate
    parted: SupplierSplit
    # Of its profile: an edit at which staff look, a certificate, a reference of the authority here, and that
    # it is said to use a product.
    edit: ProfileEdit
    certificate: Certification
    reference: Reference
    use: UseClaim


def member(email: str, supplier: Supplier, role: str) -> User:
    """Somebody who keeps a supplier's profile."""
    person = User.objects.create_user(email)
    saved(SupplierMember(user=person, supplier=supplier, role=role, came_by="staff"))
    return person


def firm(world: World, invited: User) -> Firm:
    """The first supplier of a world, which two owners keep already, with all that asks of it."""
    supplier, unkept, now = world.suppliers[0], world.suppliers[1], timezone.now()
    factories.change(supplier, website="https://www.firm.example/")
    rival, withdrawn = factories.supplier("Rival", listed=True), factories.supplier("Gone quiet", listed=True)
    for one in (rival, withdrawn):
        factories.contract(f"Of {one}", buyer=world.borough, suppliers=[one])
    factories.change(withdrawn, withdrawn_on=TODAY)
    colleague = member("colleague@firm.example", supplier, "editor")
    asker = User.objects.create_user("claims@elsewhere.example")
    sole: dict[str, Any] = {"user": asker, "kind": "register", "organisation": "sole-trader"}
    sent: dict[str, Any] = {"state": "waiting", "sent_at": now}
    decided: dict[str, Any] = {
        "state": "refused",
        "sent_at": now,
        "decided_at": now,
        "reason": "No such firm.",
    }
    joins = User.objects.create_user("joins@firm.example")
    offer = {
        "user": invited,
        "supplier": supplier,
        "role": "editor",
        "invited_by": staff_member("in@loti.example"),
    }
    return Firm(
        supplier=supplier,
        rival=rival,
        unkept=unkept,
        withdrawn=withdrawn,
        withdrawn_by=member("owner@quiet.example", withdrawn, "owner"),
        colleague=SupplierMember.objects.get(user=colleague),
        invitation=SupplierInvitation.objects.create(**offer, lapses_at=now + datetime.timedelta(days=9)),
        claim=_with_code(Claim.objects.create(user=asker, kind="claim", supplier=supplier, **sent)),
        draft=Claim.objects.create(**sole, name="Quill and Ink"),
        registration=Claim.objects.create(**sole, **sent, name="Slate and Chalk"),
        refused=Claim.objects.create(**sole, **decided, name="Wax and Wane"),
        joining=Claim.objects.create(user=joins, kind="join", supplier=supplier, **sent),
        ask=_ask(world, "An open interface", state="asked", asked_on=TODAY),
        draft_ask=_ask(world, "A lower price"),
        disagreement=_disagreement(world),
        pair=LikelyDuplicate.objects.order_by("pk")[0],
        parted=_parted(unkept),
        edit=ProfileEdit.objects.filter(supplier=supplier, state="waiting").order_by("pk")[0],
        certificate=Certification.objects.filter(supplier=supplier).order_by("pk")[0],
        reference=saved(Reference(supplier=supplier, role="Head of Parks", borough=world.borough)),
        use=saved(
            UseClaim(
                supplier=supplier,
                product=factories.product("Parks", maker=supplier),
                borough=world.borough,
                said_on=TODAY,
            )
        ),
    )


def _with_code(claim: Claim) -> Claim:
    """A code went to an address at the supplier's domain. It stays good while everyone comes by."""
    claim.code_digest, claim.code_domain = proving._digest(claim, CODE), "firm.example"
    claim.code_sent_at = timezone.now() + datetime.timedelta(hours=3)
    claim.save()
    return claim


def _ask(world: World, title: str, **facts: Any) -> GroupAsk:
    """What the authority here and another one ask the supplier."""
    told = {"supplier": world.suppliers[0], "text": "At no fee.", "written_on": TODAY}
    ask = saved(GroupAsk(title=title, **told, **facts))
    with recording(ask):
        ask.boroughs.set([world.borough, *world.others[:1]])
    return ask


def _disagreement(world: World) -> Disagreement:
    """The authority here disagrees; the supplier was told, and has its time to answer."""
    said = {"statement": STATEMENT, "statement_words": "No fee.", "text": "There was one."}
    days = {"written_on": TODAY, "told_on": TODAY, "answer_by": in_days(21)}
    return saved(Disagreement(supplier=world.suppliers[0], borough=world.borough, **said, **days))


def _parted(supplier: Supplier) -> SupplierSplit:
    alias = SupplierAlias.objects.filter(supplier=supplier).latest("pk")
    return split(supplier=supplier, chosen={ALIASES: [alias.pk]}, name="Parted", why="Two firms")
