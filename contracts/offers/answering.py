"""An authority's editors say whether it uses what a supplier says that it uses."""

import datetime
from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from boroughs.officers.authority import TO_DO, Desk
from boroughs.permissions import Act, capacity, demand
from contracts.models import SystemInUse, UseClaim
from contracts.offers.uses import facts_of, publicly_shown
from contracts.services.keeping import Named, keep_system
from contracts.services.supplier_letters import write_to_members
from contracts.sharing.wording import refuse_names
from suppliers.members.letters import own_page
from suppliers.members.permissions import role_of
from suppliers.models import Supplier
from thirty3.audiences import Audience
from thirty3.history.services import recording
from thirty3.registry import PANELS, Panel

SHOWN: Final = 10


class NotPossible(ValueError):
    """A claim that cannot be answered, in words for whoever tried."""


def asked_of(desk: Desk) -> list[UseClaim]:
    """The claims that an authority is asked about; not those that a public record answers."""
    found = UseClaim.objects.unanswered().with_names().filter(borough=desk.borough)
    kept = found.filter(
        supplier__merged_into=None, supplier__withdrawn_on=None, supplier__held_from="", product__held_from=""
    )
    claims = list(kept)
    public = publicly_shown(claims)
    return [one for one in claims if one.pk not in public]


def claims_to_answer(desk: Desk, audience: Audience, day: datetime.date) -> dict[str, Any] | None:
    """What suppliers say that the authority uses, for those who may answer."""
    if not desk.may(Act.EDIT):
        return None
    claims = asked_of(desk)
    if not claims:
        return None
    return {"claims": claims[:SHOWN], "more": len(claims[SHOWN:]), "borough": desk.borough}


@transaction.atomic
def confirm(*, claim: UseClaim, actor: Any) -> SystemInUse:
    """Say that it is so: what the authority runs already is it, or a system is added as its own record."""
    held = _held(claim, actor)
    systems = SystemInUse.objects.filter(borough=held.borough, product=held.product)
    running = systems.filter(demonstration=held.product.demonstration)
    system = running.exclude(status=SystemInUse.Status.RETIRED).order_by("pk").first()
    if system is None:
        system = keep_system(
            system=SystemInUse(
                borough=held.borough,
                status=SystemInUse.Status.LIVE,
                since_date=held.since_date,
                demonstration=held.product.demonstration,
            ),
            product=Named(held.product.name, held.product.pk),
            supplier=Named(held.supplier.name, held.supplier.pk),
            functions=held.product.functions.all(),
            actor=actor,
        )
    with recording(held, actor=actor, role=capacity(actor, held.borough), why="Confirmed"):
        held.confirmed_on, held.system = timezone.localdate(), system
        held.save()
    _tell(held, "use-confirmed")
    return system


@transaction.atomic
def refuse(*, claim: UseClaim, actor: Any, reason: str) -> None:
    """Say that it is not confirmed, and why. Only the supplier's members read that."""
    if not reason.strip():
        raise NotPossible("Enter why you do not confirm it.")
    refuse_names(reason)
    held = _held(claim, actor)
    with recording(held, actor=actor, role=capacity(actor, held.borough), why="Not confirmed"):
        held.refused_on, held.reason = timezone.localdate(), reason.strip()
        held.save()
    _tell(held, "use-refused")


def _held(claim: UseClaim, actor: Any) -> UseClaim:
    """The claim as it is now, if it is still as it was read. Nobody speaks for both sides."""
    Supplier.objects.select_for_update().get(pk=claim.supplier_id)
    held = UseClaim.objects.unanswered().with_names().filter(pk=claim.pk).first()
    if held is None:
        raise NotPossible("It is answered already, or the supplier took it back.")
    demand(actor, Act.EDIT, held.borough)
    if role_of(actor, held.supplier) is not None:
        raise PermissionDenied
    if facts_of(held) != facts_of(claim):
        raise NotPossible("The supplier changed this since you opened it. Read it again.")
    return held


def _tell(claim: UseClaim, letter: str) -> None:
    names = {"authority": claim.borough.name, "product": claim.product.name}
    write_to_members(claim.supplier, letter, page=own_page(), **names)


def register() -> None:
    """Put what waits on the page of what an authority has to do; called when the app is ready."""
    template = "contracts/offers/claims.html"
    PANELS.register(Panel("claims-of-use", TO_DO, 45, template, claims_to_answer, queries=1))
