"""What contracts add to an authority's own page: what to do now, and how much is known."""

import datetime
from typing import Any, Final

from django.db.models import Count, Max, Q

from boroughs.officers.authority import FIGURES, TO_DO, Desk
from boroughs.permissions import Act
from contracts.models import ImportBatch, ImportRow, State
from contracts.my_authority.own import (
    CONFIRM_AFTER_MONTHS,
    due,
    ending_within_a_year,
    lapsing_reasons,
    listed,
    own_contracts,
)
from thirty3.audiences import Audience
from thirty3.registry import PANELS, Panel

SHOWN: Final = 10
REMIND_BEFORE: Final = datetime.timedelta(days=30)
Status, Outcome = ImportBatch.Status, ImportRow.Outcome


def imports_to_see_to(desk: Desk, audience: Audience, day: datetime.date) -> dict[str, Any] | None:
    """Registers that wait for a decision, and rows of applied ones that were left out."""
    if not desk.may(Act.IMPORT):
        return None
    batches = ImportBatch.objects.filter(
        borough=desk.borough, status__in=[Status.READY, Status.FAILED, Status.APPLIED], undoes__isnull=True
    ).order_by("-created_at", "-pk")[:SHOWN]
    told = [(batch, _left(batch)) for batch in batches]
    open_ones = [(batch, left) for batch, left in told if left or batch.status != Status.APPLIED]
    return {"batches": open_ones, "borough": desk.borough} if open_ones else None


def _left(batch: ImportBatch) -> list[str]:
    """ "3 doubtful rows": what of a file needs somebody."""
    words = ((Outcome.DOUBTFUL, "doubtful"), (Outcome.REJECTED, "rejected"))
    counts = ((batch.counts.get(outcome.value, 0), word) for outcome, word in words)
    return [f"{count} {word} row{'' if count == 1 else 's'}" for count, word in counts if count]


def confirmations_due(desk: Desk, audience: Audience, day: datetime.date) -> dict[str, Any] | None:
    """How many records nobody has told of for a while."""
    if not desk.may(Act.CONFIRM):
        return None
    count = due(own_contracts(desk.borough), day).count()
    return {"count": count, "months": CONFIRM_AFTER_MONTHS, "borough": desk.borough} if count else None


def contracts_ending(desk: Desk, audience: Audience, day: datetime.date) -> dict[str, Any] | None:
    """What ends in the next twelve months."""
    ending = ending_within_a_year(own_contracts(desk.borough), day)
    count = ending.count()
    if not count:
        return None
    soonest = list(ending[:SHOWN])
    pages = listed(soonest)
    rows = [(contract, contract.key in pages) for contract in soonest]
    return {"count": count, "rows": rows, "more": count - len(rows)}


def withheld_until(desk: Desk, audience: Audience, day: datetime.date) -> dict[str, Any] | None:
    """What is withheld until a day that has come, or comes soon: the duty to publish returns with it."""
    if not desk.may(Act.SET_VISIBILITY):
        return None
    lapsing = lapsing_reasons(desk.borough, day + REMIND_BEFORE)
    if not lapsing:
        return None
    return {"lapsing": lapsing[:SHOWN], "more": len(lapsing[SHOWN:]), "borough": desk.borough}


def how_much_is_known(desk: Desk, audience: Audience, day: datetime.date) -> dict[str, Any]:
    """Of how many contracts the end, the value and the supplier are known, real and invented ones apart."""
    parts = (
        own_contracts(desk.borough)
        .order_by()
        .values("demonstration")
        .annotate(
            contracts=Count("pk"),
            with_end=Count("pk", filter=~Q(end_state=State.UNKNOWN)),
            with_value=Count("pk", filter=~Q(value_state=State.UNKNOWN)),
            with_supplier=Count("pk", filter=~Q(supplier_state=State.UNKNOWN)),
            newest=Max("newest_source"),
        )
        .order_by("demonstration")
    )
    return {
        "parts": list(parts),
        "borough": desk.borough,
        "may_confirm": desk.may(Act.CONFIRM),
        "may_import": desk.may(Act.IMPORT),
    }


def register() -> None:
    """Put the panels on the page; called when the app is ready."""
    folder = "contracts/my_authority"
    for panel in (
        Panel("own-imports", TO_DO, 20, f"{folder}/imports.html", imports_to_see_to, queries=1),
        Panel("own-due", TO_DO, 30, f"{folder}/due.html", confirmations_due, queries=1),
        Panel("own-withheld", TO_DO, 35, f"{folder}/withheld.html", withheld_until, queries=2),
        Panel("own-ending", TO_DO, 40, f"{folder}/ending.html", contracts_ending, queries=3),
        Panel("own-known", FIGURES, 10, f"{folder}/known.html", how_much_is_known, queries=1),
    ):
        PANELS.register(panel)
