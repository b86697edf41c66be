"""Keeping what the public sees of an authority as an answer with an address, and withdrawing it."""

import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from pyroaring import BitMap

from boroughs.models import Borough
from boroughs.permissions import Act, capacity, demand
from contracts.listing.filters import ContractFilter, SystemFilter
from contracts.listing.rows import Listing, in_order_of_title, rows_of
from contracts.listing.selection import Selection
from contracts.models import Answer, SystemInUse
from thirty3.audiences import Audience


def ids_today(borough: Borough, day: datetime.date) -> dict[str, BitMap]:
    """What everyone may see of the systems that the authority runs, and of its contracts
    not ended: by kind, which records.
    """
    only = (borough.slug,)
    systems = Selection(SystemFilter(borough=only), Audience.PUBLIC, day)
    contracts = Selection(ContractFilter(borough=only), Audience.PUBLIC, day)
    return {
        "system": systems.ids - systems.any_of("status", [SystemInUse.Status.RETIRED.value]),
        "contract": contracts.ids - contracts.statuses["ended"],
    }


def rows_today(borough: Borough, day: datetime.date) -> list[Listing]:
    """Their list rows, by title."""
    return [
        row
        for kind, ids in ids_today(borough, day).items()
        for row in rows_of(kind, in_order_of_title(kind, ids, Audience.PUBLIC), Audience.PUBLIC)
    ]


@transaction.atomic
def keep(*, borough: Borough, actor: Any) -> Answer:
    """Keep today's state as an answer."""
    demand(actor, Act.ANSWER, borough)
    rows = [
        {
            "kind": row.kind,
            "key": row.key,
            "title": row.title,
            "demonstration": row.demonstration,
            "data": row.data,
        }
        for row in rows_today(borough, timezone.localdate())
    ]
    return Answer.objects.create(borough=borough, by=actor, role=capacity(actor, borough), rows=rows)


@transaction.atomic
def withdraw(*, answer: Answer, actor: Any) -> None:
    """Take an answer back; its address says from then on that it is gone."""
    demand(actor, Act.ANSWER, answer.borough)
    if answer.withdrawn_at is None:
        answer.withdrawn_at = timezone.now()
        answer.save(update_fields=["withdrawn_at"])
