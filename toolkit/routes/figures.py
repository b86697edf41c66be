"""The page of all figures of law and of the notices UK1 to UK17, each with its source."""

import datetime
from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from toolkit.guidance.tokens import fill
from toolkit.law.figures import Figure, Source, figures, notices

GROUPS: Final = (
    ("Thresholds", ("threshold-", "suitability-", "notifiable", "contracts-finder")),
    ("Transparency Code", ("transparency-",)),
    ("The pipeline", ("pipeline-",)),
    ("Time for suppliers", ("tender-days", "participation-", "planned-notice")),
    ("From award to signature and after", ("standstill-", "contract-", "kpi-", "performance-")),
    ("Changes", ("change-",)),
    ("Payments", ("payment", "compliance-")),
    ("Frameworks and markets", ("framework-", "open-framework", "old-markets")),
)
OTHERS: Final = "Other figures and dates"


@dataclass(frozen=True)
class Line:
    """What a figure is of, with each value that it had or has."""

    words: str
    values: tuple[Figure, ...]


@dataclass(frozen=True)
class NoticeLine:
    """A notice in plain words."""

    title: str
    owed_when: str
    deadline: str
    sources: tuple[Source, Source]


def figure_groups() -> dict[str, list[Line]]:
    """Every figure once, under its subject."""
    found: dict[str, list[Line]] = {title: [] for title in (*(title for title, _ in GROUPS), OTHERS)}
    for key, values in figures().items():
        title = next((title for title, starts in GROUPS if key.startswith(starts)), OTHERS)
        found[title].append(Line(values[-1].words, tuple(reversed(values))))
    return found


def notice_lines(day: datetime.date) -> list[NoticeLine]:
    """Every notice, with its figures as they stand on a day."""
    return [
        NoticeLine(
            f"{notice.code}: {notice.name}",
            fill(notice.owed_when, day),
            fill(notice.deadline, day),
            (notice.section, notice.source),
        )
        for notice in notices().values()
    ]


@require_safe
def law_figures(request: HttpRequest) -> HttpResponse:
    """All of them on one page."""
    context = {"groups": figure_groups().items(), "notices": notice_lines(timezone.localdate())}
    return render(request, "toolkit/routes/figures.html", context)
