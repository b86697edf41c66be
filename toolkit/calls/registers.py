"""What calls add to the site: where people are held, what a merge moves, what is deleted and when."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from boroughs.models import Borough
from boroughs.officers.authority import FIGURES, Desk
from thirty3.audiences import Audience
from thirty3.crawlers import SiteSitemap
from thirty3.registry import (
    DOCUMENTS,
    HOLDERS,
    JOBS,
    MOVERS,
    PANELS,
    RECORD_ACTIONS,
    SITEMAPS,
    TRACES,
    DocumentHolder,
    Mover,
    Panel,
    PeriodicJob,
    PersonalDataHolder,
    RecordAction,
    SitemapSection,
    Trace,
)
from toolkit.calls import erasing, searching
from toolkit.calls.answering import withdraw
from toolkit.calls.retention import delete_old_answers
from toolkit.guidance.ways import WAYS, Way
from toolkit.models import Call, Feedback, Response, ResponseFile


class CallsSitemap(SiteSitemap):
    """The page of each published call that is not invented."""

    def items(self) -> QuerySet[Call]:
        return Call.objects.published().filter(demonstration=False).order_by("pk")


def stored_files() -> Iterable[str]:
    return ResponseFile.objects.values_list("stored_as", flat=True)


def calls_of(desk: Desk, audience: Audience, day: Any) -> dict[str, Any] | None:
    """The calls that name the authority, the latest three."""
    held = list(Call.objects.naming(desk.borough).latest_first()[:3])
    return {"calls": held, "borough": desk.borough} if held else None


def answers_of(call: Call) -> str:
    """Where staff read the answers: from the first authority that the call names, or from any."""
    first = call.boroughs.by_name().first() or Borough.objects.by_name().first()
    return reverse("toolkit:call-answers", args=[first.slug, call.slug]) if first else call.get_absolute_url()


def register() -> None:
    """Say all of it; called when the app is ready."""
    searching.register()
    MOVERS.register(Mover(Response, "supplier"))
    for holder in (
        PersonalDataHolder(Response, "person", "Their answer to a call", keep_row=False, remove=withdraw),
        PersonalDataHolder(Response, "saved_by", "Who saved a supplier’s answer to a call last"),
        PersonalDataHolder(Feedback, "written_by", "Who wrote feedback on an answer to a call"),
    ):
        HOLDERS.register(holder)
    DOCUMENTS.register(DocumentHolder("answers", stored_files))
    TRACES.register(Trace("files of answers to calls", erasing.find, erasing.erase))
    JOBS.register(PeriodicJob("answers to calls", delete_old_answers))
    SITEMAPS.register(SitemapSection("calls", CallsSitemap, order=42))
    PANELS.register(Panel("calls", FIGURES, 80, "toolkit/calls/panel.html", calls_of, queries=1))
    WAYS.register(
        Way(
            "calls",
            "Calls for answers",
            "Surveys and early talks with the market.",
            "toolkit:calls",
            order=50,
        )
    )
    for name, label, url in (
        ("call-page", "Page of the call", Call.get_absolute_url),
        ("call-answers", "Answers to the call", answers_of),
    ):
        RECORD_ACTIONS.register(RecordAction(name, "staff:toolkit.call", label, url, order=10))
