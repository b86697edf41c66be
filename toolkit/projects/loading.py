"""Loading the projects of `fixtures/toolkit/projects/`, a file each."""

import datetime
import re
import tomllib
from calendar import monthrange
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.db import transaction

from boroughs.reference_rows import Row, load_records
from thirty3.history.many import Tally
from thirty3.precision import Precision
from toolkit.models import Collaborator, ProblemArea, Project, ProjectLink, TimelineEntry

PROJECTS: Final[Path] = settings.BASE_DIR / "fixtures" / "toolkit" / "projects"
# "2020", "2020-Q4", "2020-09" or "2020-11-13".
WRITTEN: Final = re.compile(
    r"(?P<year>\d{4})(-Q(?P<quarter>[1-4])|-(?P<month>0[1-9]|1[0-2])(-(?P<day>\d\d))?)?"
)
LAST_MONTH: Final = 12
MONTHS_OF_A_QUARTER: Final = 3


@transaction.atomic
def load_projects(*, overwrite: bool = False) -> Tally:
    """Bring the projects up to date; what staff changed stays, unless it is to be overwritten."""
    rows = [_row(tomllib.loads(path.read_text(encoding="utf-8"))) for path in sorted(PROJECTS.glob("*.toml"))]
    return load_records(Project, rows, natural="slug", overwrite=overwrite)


def _row(told: Mapping[str, Any]) -> Row:
    columns = ("name", "summary", "introduction", "status", "status_note")
    return Row(
        told["slug"],
        {name: told.get(name, "").strip() for name in columns},
        children={
            "collaborators": [Collaborator(**one) for one in told.get("collaborator", ())],
            "problem_areas": [ProblemArea(**one) for one in told.get("problem_area", ())],
            "timeline": list(_timeline(told.get("step", ()))),
            "links": [ProjectLink(**one) for one in told.get("link", ())],
        },
        alike=("name",),
    )


def _timeline(steps: Iterable[Mapping[str, Any]]) -> Iterable[TimelineEntry]:
    for position, step in enumerate(steps, start=1):
        facts = {name: text for name, text in step.items() if name not in ("when", "until")}
        day, precision = date_as_written(step.get("when", ""))
        until, _ = date_as_written(step.get("until", ""))
        yield TimelineEntry(position=position, on_date=day, until_date=until, precision=precision, **facts)


def date_as_written(text: str) -> tuple[datetime.date | None, Precision]:
    """A date as files write it, with how exactly: the last day that it may be."""
    if not text:
        return None, Precision.DAY
    match = WRITTEN.fullmatch(text)
    if match is None:
        raise ValueError(f"Not a date such as 2020, 2020-Q4, 2020-09 or 2020-11-13: {text!r}")
    year, day = int(match["year"]), match["day"]
    if day:
        return datetime.date(year, int(match["month"]), int(day)), Precision.DAY
    if match["month"]:
        return _last_day(year, int(match["month"])), Precision.MONTH
    if match["quarter"]:
        return _last_day(year, int(match["quarter"]) * MONTHS_OF_A_QUARTER), Precision.QUARTER
    return _last_day(year, LAST_MONTH), Precision.YEAR


def _last_day(year: int, month: int) -> datetime.date:
    return datetime.date(year, month, monthrange(year, month)[1])
