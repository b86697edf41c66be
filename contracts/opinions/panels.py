"""What pages show of opinions: how content authorities are, and where one disagrees with a supplier."""

import datetime
from collections.abc import Callable
from typing import Any, Final

from django.http import HttpRequest
from django.urls import reverse

from boroughs.officers.authority import FIGURES, Desk
from contracts.models import Disagreement, Opinion
from contracts.opinions import ratings
from contracts.opinions.disagreeing import go_on
from contracts.opinions.publishing import publish_opinions
from contracts.services.speaking import suppliers_of
from suppliers.models import Supplier
from thirty3.audiences import Audience, audience_of
from thirty3.registry import (
    ACCOUNT_SECTIONS,
    JOBS,
    MOVERS,
    PANELS,
    QUEUES,
    RECORD_ACTIONS,
    STATEMENTS,
    AccountSection,
    Mover,
    Panel,
    PeriodicJob,
    Queue,
    RecordAction,
)

FOLDER: Final = "contracts/opinions"
# Page -> whose figure it shows.
SUBJECTS: Final = {"technology": Opinion.Subject.PRODUCT, "function": Opinion.Subject.FUNCTION}


def opinion_on(page: str) -> Callable[[Any, Audience, datetime.date], dict[str, Any] | None]:
    """The panel of a page: the figure that was published last, the same for everyone."""

    def told(subject: Any, audience: Audience, day: datetime.date) -> dict[str, Any] | None:
        found = Opinion.objects.told(day).filter(subject=SUBJECTS[page], subject_id=subject.pk).first()
        if found is None:
            return None
        return {"opinion": found, "demonstration": getattr(subject, "demonstration", False)}

    return told


def disagreements_with(subject: Supplier, audience: Audience, day: datetime.date) -> dict[str, Any] | None:
    """Where authorities disagree with what the supplier says of itself, with its answers."""
    found = list(Disagreement.objects.shown().filter(supplier=subject))
    return {"disagreements": found, "demonstration": subject.demonstration} if found else None


def own_disagreements(desk: Desk, audience: Audience, day: datetime.date) -> dict[str, Any] | None:
    """How often the authority disagrees with a supplier, and the way to what it said."""
    count = Disagreement.objects.standing().filter(borough=desk.borough).count()
    return {"borough": desk.borough, "count": count} if count else None


def _may_dispute(request: HttpRequest, supplier: Supplier) -> bool:
    return any(one.told(supplier) for one in STATEMENTS) and audience_of(request) == Audience.BOROUGHS


def register() -> None:
    """Fill the registries; called when the app is ready."""
    ratings.register()
    for page in SUBJECTS:
        panel = Panel(f"{page}-opinion", page, 65, f"{FOLDER}/panel.html", opinion_on(page), queries=1)
        PANELS.register(panel)
    PANELS.register(
        Panel("disagreements", "supplier", 55, f"{FOLDER}/disputed.html", disagreements_with, queries=1)
    )
    PANELS.register(
        Panel("own-disagreements", FIGURES, 45, f"{FOLDER}/of-authority.html", own_disagreements, queries=1)
    )
    RECORD_ACTIONS.register(
        RecordAction(
            "disagree",
            "supplier",
            "Disagree with what it says",
            lambda supplier: reverse("contracts:disagree", args=[supplier.slug]),
            order=80,
            shown_to=_may_dispute,
        )
    )
    ACCOUNT_SECTIONS.register(
        AccountSection(
            "asked",
            "What authorities ask and say",
            "contracts:asked",
            "Joint asks to the supplier that you speak for, and where an authority disagrees with it.",
            lambda request: suppliers_of(request.user).exists(),
            order=35,
        )
    )
    MOVERS.register(Mover(Disagreement, "supplier"))
    JOBS.register(PeriodicJob("opinions of authorities", publish_opinions))
    JOBS.register(PeriodicJob("disagreements with suppliers", go_on))
    QUEUES.register(
        Queue(
            "disagreements",
            "Disagreements of which no member of the supplier could be told",
            lambda: f"{reverse('admin:contracts_disagreement_changelist')}?told_on__isnull=True",
            Disagreement.objects.counted,
            order=30,
            right="contracts.view_disagreement",
        )
    )
