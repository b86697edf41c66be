"""Saying something on a profile: the one way by which a member's save of a section is written.

What a trusted member says shows at once and staff look at it later. Names, identifiers, the website and
certifications, which others rely on to know whom they deal with, always wait until staff approve them.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from boroughs.permissions import is_staff
from suppliers.members.permissions import Act, capacity, demand, role_of, was_approved_once
from suppliers.members.requests import NotPossible
from suppliers.models import ProfileEdit, Supplier
from suppliers.profiles.asking import Facts
from suppliers.profiles.evidence import How, as_kept, note_known, put_back
from suppliers.profiles.section import SECTIONS, Section, WrittenBy
from thirty3.accounts.models import User

State = ProfileEdit.State
# How long a refusal is remembered.
REFUSALS_COUNT_FOR: Final = datetime.timedelta(days=365)


@dataclass(frozen=True)
class Said:
    """What became of a save: what it shows, what it has wait. Both are None where it changed nothing."""

    shown: ProfileEdit | None
    waiting: ProfileEdit | None


class SaidSince(Exception):
    """Somebody changed the section since the member opened it. Nothing is written."""

    def __init__(self, *, opened: Facts, now: Facts, given: Facts) -> None:
        super().__init__("This section was changed since it was opened.")
        self.opened, self.now, self.given = opened, now, given


def shows_at_once(person: User, supplier: Supplier) -> bool:
    """Whether what somebody says shows before staff looked at it, where it is not of what always waits."""
    if acts_as_staff(person, supplier):
        return True
    since = timezone.now() - REFUSALS_COUNT_FOR
    refused = ProfileEdit.objects.refused_since(since).filter(user=person)
    return was_approved_once(person, supplier) and not refused.exists()


def acts_as_staff(person: Any, supplier: Supplier) -> bool:
    """Whether somebody of staff writes. Whoever is a member as well is looked at as one."""
    return is_staff(person) and role_of(person, supplier) is None


def draft(supplier: Supplier, section: Section, item: str = "") -> Facts:
    """A section as its people have it: what shows, and over it what waits."""
    waits = ProfileEdit.objects.of_section(supplier, section.name, item).waiting().first()
    return {**section.read(supplier, item), **(waits.after if waits else {})}


@transaction.atomic
def say(
    *,
    person: User,
    supplier: Supplier,
    section: str,
    values: Facts,
    item: str = "",
    opened: Facts | None = None,
) -> Said:
    """Save a section of a profile. `opened` is the draft that the person saw before they changed it."""
    demand(person, Act.EDIT_PROFILE, supplier)
    held = Supplier.objects.select_for_update().get(pk=supplier.pk)
    if held.withdrawn_on is not None:
        raise NotPossible("This profile is withdrawn. Ask to bring it back first.")
    if held.merged_into_id is not None:
        raise NotPossible(f"{held} was merged into another supplier.")
    told = SECTIONS[section]
    given = {**told.blank, **values}
    if unknown := given.keys() - told.blank.keys():
        raise ValueError(f"The section {section} does not say {', '.join(sorted(unknown))}.")
    now = draft(held, told, item)
    if opened is not None and opened != now and given != now:
        raise SaidSince(opened=opened, now=now, given=given)
    if given == now:
        return Said(None, None)
    if not acts_as_staff(person, held) and (why := told.resting(held, item, given)):
        raise NotPossible(why)
    if told.most and now == told.blank and _items(held, told) >= told.most:
        raise NotPossible(f"You can name {told.most} at most. Take one away first.")
    return _split(person, held, told, item, given)


def _items(supplier: Supplier, section: Section) -> int:
    """How many items there are of a section, those that wait included."""
    held = set(section.items(supplier)) if section.items else set()
    waits = ProfileEdit.objects.waiting().filter(supplier=supplier, section=section.name)
    return len(held | set(waits.values_list("item", flat=True)))


def _split(person: User, supplier: Supplier, section: Section, item: str, given: Facts) -> Said:
    """What shows now, and what waits: each its own edit."""
    at_once, by_staff = shows_at_once(person, supplier), acts_as_staff(person, supplier)
    waits = {fact.name for fact in section.facts if not by_staff and (fact.waits or not at_once)}
    current = section.read(supplier, item)
    if waits and section.items is not None and section.blank in (current, given):
        # One of several comes and goes whole: nothing shows of a product whose name waits.
        waits = set(given)
    changed = [name for name in given if given[name] != current[name]]

    def edit(names: Iterable[str], state: State) -> ProfileEdit | None:
        after = {name: given[name] for name in names}
        if not after:
            return None
        return ProfileEdit(
            supplier=supplier,
            user=person,
            section=section.name,
            item=item,
            before={name: current[name] for name in after},
            after=after,
            known_before=as_kept(supplier, section.name, item),
            state=state,
            decided_at=timezone.now() if state == State.APPROVED else None,
        )

    waiting = edit([name for name in changed if name in waits], State.WAITING)
    earlier = ProfileEdit.objects.of_section(supplier, section.name, item).waiting().first()
    if earlier is not None and waiting is not None and earlier.after == waiting.after:
        # What is said again keeps its place in the queue.
        waiting = None
    elif earlier is not None:
        earlier.state, earlier.decided_at = State.REPLACED, timezone.now()
        earlier.save(update_fields=["state", "decided_at"])
    # What staff write themselves nobody else has to look at.
    state = State.APPROVED if by_staff else State.SHOWN
    shown = edit([name for name in changed if name not in waits], state)
    if shown is not None:
        shown.save()
        show(shown, section, WrittenBy(person, capacity(person, supplier), f"Profile: {section.label}"))
    if waiting is not None:
        waiting.save()
    return Said(shown, waiting)


def show(edit: ProfileEdit, section: Section, by: WrittenBy) -> None:
    """Write what an edit says. It is known from its supplier, since the day on which that was said."""
    facts = {**section.read(edit.supplier, edit.item), **edit.after}
    section.write(edit.supplier, edit.item, facts, by)
    if facts == section.blank:
        put_back(edit.supplier, section.name, edit.item, {}, by)
        return
    on = timezone.localdate(edit.said_at)
    note_known(edit.supplier, section.name, edit.item, How.SAID, by, on=on)
