"""How what a profile says is known: said by the supplier, seen by staff, checked, confirmed by a buyer."""

import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from boroughs.permissions import is_staff
from suppliers.models import HowKnown, Supplier
from suppliers.profiles.asking import Facts
from suppliers.profiles.section import SECTIONS, WrittenBy
from thirty3.accounts.models import User
from thirty3.history.services import recording, remove

How = HowKnown.How


def known_of(supplier: Supplier) -> dict[tuple[str, str], HowKnown]:
    """How each section and item of a supplier is known: one query."""
    rows = HowKnown.objects.filter(supplier=supplier)
    return {(one.section, one.item): one for one in rows}


def note_known(
    supplier: Supplier,
    section: str,
    item: str,
    how: str,
    by: WrittenBy,
    *,
    on: datetime.date | None = None,
    note: str = "",
) -> HowKnown:
    """Keep how a section is known from now on. Whoever calls has decided that the person may say so."""
    one = HowKnown.objects.filter(supplier=supplier, section=section, item=item).first()
    one = one or HowKnown(supplier=supplier, section=section, item=item)
    with recording(one, **by.recorded):
        one.how, one.on_date, one.note = How(how), on or timezone.localdate(), note.strip()
        one.save()
    return one


def as_kept(supplier: Supplier, section: str, item: str) -> Facts:
    """How a section is known now, as an edit keeps it to put it back."""
    one = HowKnown.objects.filter(supplier=supplier, section=section, item=item).first()
    return {} if one is None else {"how": one.how, "on": one.on_date.isoformat(), "note": one.note}


def put_back(supplier: Supplier, section: str, item: str, kept: Facts, by: WrittenBy) -> None:
    """How a section was known before an edit that was refused; not at all, where nothing was said."""
    if kept:
        on = datetime.date.fromisoformat(kept["on"])
        note_known(supplier, section, item, kept["how"], by, on=on, note=kept["note"])
        return
    for one in HowKnown.objects.filter(supplier=supplier, section=section, item=item):
        remove(one, actor=by.actor, why=by.why)


@transaction.atomic
def mark_seen(*, supplier: Supplier, section: str, item: str = "", actor: Any, note: str) -> HowKnown:
    """Staff saw for themselves what a section says, and write down where."""
    if not is_staff(actor):
        raise PermissionDenied
    told = SECTIONS[section]
    if told.read(supplier, item) == told.blank:
        raise ValueError("Nothing is said there.")
    return note_known(supplier, section, item, How.SEEN, by_staff(actor, "Seen by staff"), note=note)


def by_staff(actor: User, why: str) -> WrittenBy:
    return WrittenBy(actor, "LOTI staff", why)
