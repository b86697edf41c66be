"""What an authority says of records that its register names no more: they ended, or are still true."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from django.db import transaction

from boroughs.models import Borough
from boroughs.permissions import Act, capacity, demand
from contracts.models import Contract, SystemInUse
from contracts.services.confirming import Record, confirm, owner_of
from contracts.services.editing import editing

WHY: Final = "No longer in the authority's register"


@transaction.atomic
def say_of_missing(
    *, ended: Iterable[Record], still_true: Iterable[Record], day: date | None, borough: Borough, actor: Any
) -> None:
    """All of it, or nothing. Records that ended did so by that day."""
    end(records=ended, day=day, actor=actor)
    confirm(records=still_true, borough=borough, actor=actor)


@transaction.atomic
def end(*, records: Iterable[Record], day: date | None, actor: Any) -> None:
    """Say that contracts ended on a day, and that systems are run no more, as they were shown."""
    for record in records:
        borough = owner_of(record)
        demand(actor, Act.EDIT, borough)
        with editing(record, actor=actor, role=capacity(actor, borough), why=WHY, seen=record.version):
            if isinstance(record, Contract):
                record.terminated_date, record.termination_reason = day, WHY
            else:
                record.status = SystemInUse.Status.RETIRED
            record.save()
