"""An authority disagrees with what a supplier says of itself, which is told and has its time to answer."""

import datetime
from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from boroughs.models import Borough
from boroughs.permissions import Act, capacity, demand
from contracts.groups.using import Using
from contracts.models import Disagreement
from contracts.offers.running import runs
from contracts.opinions.statements import product_of, words_of
from contracts.services.speaking import capacity_for, members_of, speaks_for
from contracts.services.supplier_letters import asked_page, write_to_members
from contracts.sharing.wording import refuse_names
from suppliers.models import Supplier
from thirty3.audiences import Audience
from thirty3.history.services import recording
from thirty3.working_days import working_days_after

# How long the supplier's members have, in working days, from the day on which they were told.
TIME_TO_ANSWER: Final = 15
LONGEST: Final = 1_000


class NotPossible(ValueError):
    """Something that cannot be done with a disagreement, in words for whoever tried."""


@transaction.atomic
def disagree(*, supplier: Supplier, borough: Borough, actor: Any, statement: str, text: str) -> Disagreement:
    """Dispute a statement of a supplier that the authority uses. Nobody reads it yet but the two."""
    demand(actor, Act.DISPUTE, borough)
    refuse_names(text)
    day = timezone.localdate()
    words = words_of(supplier, statement)
    if not words:
        raise NotPossible(f"{supplier} says nothing of this.")
    if len(text.strip()) > LONGEST:
        raise NotPossible(f"Say it in {LONGEST:,} characters.")
    if borough.slug not in Using(supplier, Audience.BOROUGHS, day).by_authority:
        raise NotPossible(f"We know of no contract or system of {borough} with {supplier}.")
    product = product_of(statement)
    if product is not None and not runs(borough, product):
        raise NotPossible(f"We know of no system or contract of {borough} with {product}.")
    # Of two officers who disagree at once, one waits here and finds the other's.
    Supplier.objects.select_for_update().filter(pk=supplier.pk).first()
    same = Disagreement.objects.standing().filter(supplier=supplier, borough=borough, statement=statement)
    if same.exists():
        raise NotPossible(f"{borough} already disagrees with this.")
    found = Disagreement(
        supplier=supplier,
        borough=borough,
        statement=statement,
        statement_words=words,
        text=text.strip(),
        written_on=day,
    )
    with recording(found, actor=actor, role=capacity(actor, borough), why="Disagrees"):
        found.save()
    tell(disagreement=found, day=day)
    return found


@transaction.atomic
def tell(*, disagreement: Disagreement, day: datetime.date) -> bool:
    """Tell the supplier's members, from whose being told their time runs. Without any it waits."""
    supplier = disagreement.supplier
    if not members_of(supplier):
        return False
    with recording(disagreement, why="The supplier’s members were told"):
        disagreement.refresh_from_db()
        if disagreement.told_on is not None or disagreement.taken_back_on is not None:
            return False
        disagreement.told_on = day
        disagreement.answer_by = working_days_after(day, TIME_TO_ANSWER)
        disagreement.save(update_fields=["told_on", "answer_by"])
    write_to_members(supplier, "disputed", page=asked_page(), authority=disagreement.borough.name)
    return True


@transaction.atomic
def answer(*, disagreement: Disagreement, actor: Any, text: str) -> None:
    """Say for the supplier what stands beside it: until it is shown in other words too, afterwards once."""
    if not speaks_for(actor, disagreement.supplier):
        raise PermissionDenied
    refuse_names(text)
    if not 0 < len(text.strip()) <= LONGEST:
        raise NotPossible(f"Answer in {LONGEST:,} characters.")
    role = capacity_for(disagreement.supplier)
    with recording(disagreement, actor=actor, role=role, why="The supplier answered"):
        disagreement.refresh_from_db()
        if disagreement.taken_back_on is not None:
            raise NotPossible("The authority took this back.")
        if disagreement.shown_from is not None and disagreement.answer:
            raise NotPossible("Your answer is shown already and cannot be changed.")
        disagreement.answer, disagreement.answered_on = text.strip(), timezone.localdate()
        disagreement.save(update_fields=["answer", "answered_on"])


@transaction.atomic
def take_back(*, disagreement: Disagreement, actor: Any) -> None:
    """Disagree no longer: nobody reads it any more."""
    borough = disagreement.borough
    demand(actor, Act.DISPUTE, borough)
    with recording(disagreement, actor=actor, role=capacity(actor, borough), why="Taken back"):
        disagreement.refresh_from_db()
        if disagreement.taken_back_on is None:
            disagreement.taken_back_on = timezone.localdate()
            disagreement.save(update_fields=["taken_back_on"])


def go_on(now: datetime.datetime) -> int:
    """Tell members who were not there before, and show what has had its time; says how many it moved."""
    day = timezone.localdate(now)
    untold = Disagreement.objects.untold().select_related("supplier", "borough").order_by("pk")
    told = sum(tell(disagreement=one, day=day) for one in untold)
    due = list(Disagreement.objects.due(day).order_by("pk"))
    return told + sum(_show(one, day) for one in due)


@transaction.atomic
def _show(disagreement: Disagreement, day: datetime.date) -> bool:
    with recording(disagreement, why="The supplier had its time to answer"):
        held = Disagreement.objects.due(day).filter(pk=disagreement.pk).first()
        if held is None:
            return False
        held.shown_from = day
        held.save(update_fields=["shown_from"])
    return True
