"""The City Tools workbook, filled in by all authorities for LOTI or by one for itself."""

from pathlib import Path
from typing import Any

from boroughs.models import Borough
from contracts.imports.formats.format import Format
from contracts.models import Rank


def _source(path: Path, borough: Borough | None, demonstration: bool) -> dict[str, Any]:
    """LOTI's survey of all authorities; a workbook stated to be one authority's is its own register."""
    prefix = "demonstration-" if demonstration else ""
    if borough is None:
        name = "City Tools: London survey"
        slug, rank = f"{prefix}city-tools", Rank.SURVEY
    else:
        name = f"City Tools workbook of the {borough.formal_name}"
        slug, rank = f"{prefix}city-tools-{borough.slug}", Rank.REGISTER
    return {"slug": slug, "name": f"Demonstration {name}" if demonstration else name, "rank": rank}


CITY_TOOLS = Format(
    name="city-tools",
    label="City Tools workbook",
    source=_source,
    sheets=frozenset({"Systems", "Contracts"}),
    technology=True,
)
