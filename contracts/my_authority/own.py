"""An authority's own contracts, as its people keep them: the base records, never shown to anybody else."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import F, Max, OuterRef, Q, QuerySet, Subquery
from django.utils.dateparse import parse_date

from boroughs.models import Borough
from contracts.listing.statuses import a_year_after, months_after
from contracts.listing.telling import LABELS
from contracts.models import Assertion, Contract, Listing, SystemInUse
from contracts.models.visibility import RECORD

# Registers are published every quarter (Local Government Transparency Code 2015, paragraph 31): what no
# source has said for two of them is worth asking about.
CONFIRM_AFTER_MONTHS: Final = 6


def own_contracts(borough: Borough) -> QuerySet[Contract]:
    """The authority's agreements, each with the day of its newest source; spend evidence is none.

    What staff have put on hold is seen by staff alone.
    """
    said = Assertion.objects.filter(record_kind=Contract.record_kind(), record_id=OuterRef("pk"))
    newest = said.order_by().values("record_id").annotate(newest=Max("as_at_date")).values("newest")
    own = Contract.objects.filter(lead_buyer=borough, held_from="").exclude(kind=Contract.Kind.SPEND)
    return own.annotate(newest_source=Subquery(newest))


def running(contracts: QuerySet[Contract], day: datetime.date) -> QuerySet[Contract]:
    """Those that have not ended, or of which nobody knows when they do."""
    not_ended = Q(end_date__isnull=True) | Q(end_date__gte=day)
    not_terminated = Q(terminated_date__isnull=True) | Q(terminated_date__gte=day)
    return contracts.filter(not_ended, not_terminated)


def due(contracts: QuerySet[Contract], day: datetime.date) -> QuerySet[Contract]:
    """Those that nobody has told of for six months, longest first."""
    since = months_after(day, -CONFIRM_AFTER_MONTHS)
    old = Q(newest_source__isnull=True) | Q(newest_source__lt=since)
    return (
        running(contracts, day).filter(old).order_by(F("newest_source").asc(nulls_first=True), "title", "pk")
    )


def ending_within_a_year(contracts: QuerySet[Contract], day: datetime.date) -> QuerySet[Contract]:
    """Those that end in the next twelve months, soonest first."""
    soon = running(contracts, day).filter(end_date__lte=a_year_after(day))
    return soon.order_by("end_date", "title", "pk")


def listed(contracts: Iterable[Contract]) -> set[str]:
    """The keys of those that have a page: what is the authority's own alone has none."""
    keys = [contract.key for contract in contracts]
    rows: Any = Listing.objects.filter(kind="contract", key__in=keys)
    return set(rows.values_list("key", flat=True))


@dataclass(frozen=True)
class Lapsing:
    """A fact that is withheld until a day, and the page on which that is said anew."""

    title: str
    fact: str
    until: datetime.date
    kept: str
    key: str
    demonstration: bool


def lapsing_reasons(borough: Borough, by: datetime.date) -> list[Lapsing]:
    """The facts of an authority's records that are withheld until that day at most, soonest first."""
    contracts = Contract.objects.filter(lead_buyer=borough, held_from="").exclude(visibility={})
    systems = SystemInUse.objects.filter(borough=borough, held_from="").exclude(visibility={})
    found = [
        Lapsing(str(record), _called(fact), until, kept, record.key, record.demonstration)
        for kept, records in (
            ("contracts", contracts),
            ("systems", systems.select_related("product", "borough")),
        )
        for record in records
        for fact, choice in record.visibility.items()
        if (until := parse_date(choice.get("until", ""))) is not None and until <= by
    ]
    return sorted(found, key=lambda one: (one.until, one.title, one.fact))


def _called(fact: str) -> str:
    return "the whole record" if fact == RECORD else LABELS[fact].lower()
