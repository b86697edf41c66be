"""What officers do in a group: join and leave, ask together, say what became of it, publish."""

import datetime
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from boroughs.models import Borough
from boroughs.permissions import Act, capacity, demand
from contracts.groups.using import FEWEST, Using
from contracts.models import GroupAnswer, GroupAsk, GroupMember
from contracts.services.supplier_letters import asked_page, write_to_members
from contracts.sharing.wording import refuse_names
from suppliers.models import Supplier
from thirty3.audiences import Audience
from thirty3.history.services import recording

State = GroupAsk.State
# What officers may say of an ask that the supplier was given.
OUTCOMES: Final = (State.AGREED, State.REFUSED, State.CLOSED)
# One authority alone asks nothing jointly.
FEWEST_ASKERS: Final = 2


class NotPossible(ValueError):
    """Something that cannot be done in a group, in words for whoever tried."""


@transaction.atomic
def join(*, supplier: Supplier, borough: Borough, actor: Any) -> GroupMember:
    """Join the group on a supplier that the authority uses; the first to join makes it."""
    demand(actor, Act.GROUP, borough)
    day = timezone.localdate()
    # Of two officers who join at once, one waits here and finds the other's.
    Supplier.objects.select_for_update().filter(pk=supplier.pk).first()
    using = Using(supplier, Audience.BOROUGHS, day)
    members = GroupMember.objects.filter(supplier=supplier)
    if borough.slug not in using.by_authority:
        raise NotPossible(f"We know of no contract or system of {borough} with {supplier}.")
    if members.filter(borough=borough).exists():
        raise NotPossible(f"{borough} has already joined.")
    if len(using.by_authority) < FEWEST and not members.exists():
        raise NotPossible(f"A group needs {FEWEST} authorities that use {supplier}.")
    member = GroupMember(supplier=supplier, borough=borough, joined_on=day)
    with recording(member, actor=actor, role=capacity(actor, borough), why="Joined the group"):
        member.save()
    return member


@transaction.atomic
def leave(*, supplier: Supplier, borough: Borough, actor: Any) -> None:
    """Leave a group. What the authority asked stays; it asks nothing more."""
    demand(actor, Act.GROUP, borough)
    member = _member(supplier, borough)
    with recording(member, actor=actor, role=capacity(actor, borough), why="Left the group"):
        GroupMember.objects.filter(pk=member.pk).delete()


def _member(supplier: Supplier, borough: Borough) -> GroupMember:
    member = GroupMember.objects.filter(supplier=supplier, borough=borough).first()
    if member is None:
        raise NotPossible(f"{borough} has not joined the group on {supplier}.")
    return member


@transaction.atomic
def draft(*, supplier: Supplier, borough: Borough, actor: Any, title: str, text: str) -> GroupAsk:
    """Write down something to ask; the group reads it, and others may join it before it is asked."""
    demand(actor, Act.GROUP, borough)
    _member(supplier, borough)
    refuse_names(title, text)
    ask = GroupAsk(supplier=supplier, title=title.strip(), text=text.strip(), written_on=timezone.localdate())
    with recording(ask, actor=actor, role=capacity(actor, borough), why="Written down"):
        ask.save()
        ask.boroughs.add(borough)
    return ask


@transaction.atomic
def join_ask(*, ask: GroupAsk, borough: Borough, actor: Any) -> None:
    """Ask it too."""
    demand(actor, Act.GROUP, borough)
    _member(ask.supplier, borough)
    with recording(ask, actor=actor, role=capacity(actor, borough), why=f"{borough} asks it too"):
        _read_again(ask)
        if not ask.is_open:
            raise NotPossible("This was settled already.")
        ask.boroughs.add(borough)


@transaction.atomic
def leave_ask(*, ask: GroupAsk, borough: Borough, actor: Any) -> None:
    """Ask it no longer: a draft goes with the last authority, what was asked stays with one at least."""
    _speak(ask, borough, actor)
    with recording(ask, actor=actor, role=capacity(actor, borough), why=f"{borough} asks it no longer"):
        others = ask.boroughs.exclude(pk=borough.pk).exists()
        if not others and ask.state != State.DRAFT:
            raise NotPossible("The last authority that asks cannot leave it. Close it instead.")
        if others:
            ask.boroughs.remove(borough)
            ask.published_by.remove(borough)
        else:
            GroupAsk.objects.filter(pk=ask.pk).delete()


@transaction.atomic
def send(*, ask: GroupAsk, borough: Borough, actor: Any) -> None:
    """Put it to the supplier, whose members answer here."""
    _speak(ask, borough, actor)
    with recording(ask, actor=actor, role=capacity(actor, borough), why="Asked"):
        _read_again(ask)
        if ask.state != State.DRAFT:
            raise NotPossible("This was asked already.")
        if ask.boroughs.count() < FEWEST_ASKERS:
            raise NotPossible(f"A joint ask is one of {FEWEST_ASKERS} authorities at least.")
        ask.state, ask.asked_on = State.ASKED, timezone.localdate()
        ask.save(update_fields=["state", "asked_on"])
    write_to_members(ask.supplier, "asked", page=asked_page())


@transaction.atomic
def settle(*, ask: GroupAsk, borough: Borough, actor: Any, outcome: str) -> None:
    """Say what became of it: agreed, refused or closed."""
    _speak(ask, borough, actor)
    state = State(outcome)
    if state not in OUTCOMES:
        raise NotPossible("Choose whether it was agreed, refused or closed.")
    with recording(ask, actor=actor, role=capacity(actor, borough), why=state.label):
        _read_again(ask)
        if ask.state == State.DRAFT:
            raise NotPossible("This was not asked yet.")
        ask.state = state
        ask.save(update_fields=["state"])


@transaction.atomic
def note_answer(
    *, ask: GroupAsk, borough: Borough, actor: Any, text: str, said_on: datetime.date, source: str
) -> GroupAnswer:
    """Keep what the supplier said elsewhere, in its words, with the day and where it said so."""
    _speak(ask, borough, actor)
    refuse_names(text, source)
    return keep_answer(
        ask,
        GroupAnswer(text=text.strip(), said_on=said_on, recorded_by=borough, source=source.strip()),
        actor=actor,
        role=capacity(actor, borough),
        why="Noted what the supplier answered",
    )


def keep_answer(ask: GroupAsk, answer: GroupAnswer, *, actor: Any, role: str, why: str) -> GroupAnswer:
    """Add an answer to an ask that was put to the supplier and is not settled."""
    with recording(ask, actor=actor, role=role, why=why):
        _read_again(ask)
        if ask.state == State.DRAFT or not ask.is_open:
            raise NotPossible("There is nothing to answer: this is not open.")
        said = {"text": answer.text, "said_on": answer.said_on, "recorded_by": answer.recorded_by}
        if ask.answers.filter(**said).exists():
            raise NotPossible("This answer is there already.")
        answer.ask = ask
        answer.save()
        ask.state = State.ANSWERED
        ask.save(update_fields=["state"])
    return answer


@transaction.atomic
def publish(*, ask: GroupAsk, borough: Borough, actor: Any) -> None:
    """Let everyone read an ask, with the name of this authority, and the answers that are there today."""
    _speak(ask, borough, actor)
    with recording(ask, actor=actor, role=capacity(actor, borough), why=f"Published by {borough}"):
        _read_again(ask)
        if ask.state == State.DRAFT:
            raise NotPossible("This was not asked yet.")
        ask.published_by.add(borough)
        ask.answers.update(published=True)


@transaction.atomic
def take_back(*, ask: GroupAsk, borough: Borough, actor: Any) -> None:
    """Name this authority to everyone no longer; without any that publishes it, officers alone read it."""
    _speak(ask, borough, actor)
    with recording(ask, actor=actor, role=capacity(actor, borough), why=f"Taken back by {borough}"):
        ask.published_by.remove(borough)
        if not ask.published_by.exists():
            ask.answers.update(published=False)


def _read_again(ask: GroupAsk) -> None:
    """Within `recording` nobody else writes it: what is read now is true until it is written."""
    try:
        ask.refresh_from_db()
    except GroupAsk.DoesNotExist:
        raise NotPossible("It is not here any more: the last authority that asked took it away.") from None


def _speak(ask: GroupAsk, borough: Borough, actor: Any) -> None:
    """Only those that ask may act on it."""
    demand(actor, Act.GROUP, borough)
    if not ask.boroughs.filter(pk=borough.pk).exists():
        raise NotPossible(f"{borough} does not ask this.")
