"""LOTI's survey sheet: the systems that one authority says it runs, with how satisfied it is."""

from pathlib import Path
from typing import Any

from boroughs.models import Borough
from contracts.imports.fields import fold_heading
from contracts.imports.formats.format import Format
from contracts.models import Rank


def _source(path: Path, borough: Borough | None, demonstration: bool) -> dict[str, Any]:
    prefix = "demonstration-" if demonstration else ""
    if borough is None:
        return {"slug": f"{prefix}survey", "name": "Survey of systems in use", "rank": Rank.SURVEY}
    return {
        "slug": f"{prefix}survey-{borough.slug}",
        "name": f"Survey of systems in use: {borough.formal_name}",
        "rank": Rank.SURVEY,
    }


SURVEY = Format(
    name="survey",
    label="Survey of systems in use",
    source=_source,
    headings=frozenset(map(fold_heading, ("System(s) in use", "Plan to replace?"))),
    technology=True,
)
