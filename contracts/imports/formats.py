"""The formats that the pipeline knows: how each is recognised, and what its source is.

To add one, add it here and, where its rows mean something of their own, a step in
`interpreting`. `docs/add-an-import-format.md` walks through it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils.text import slugify

from boroughs.models import Borough
from contracts.models import Rank, Source

type Sheets = Mapping[str, str]


@dataclass(frozen=True)
class Format:
    """One way in which files arrive."""

    name: str
    label: str
    recognises: Callable[[Sheets], bool]
    source: Callable[[Path, Borough | None, bool], dict[str, Any]]

    def source_of(
        self, path: Path, *, borough: Borough | None, demonstration: bool, stated: Source | None
    ) -> Source:
        """The source that a file speaks for, made on first sight."""
        if stated is not None:
            return stated
        described = self.source(path, borough, demonstration)
        source, _ = Source.objects.get_or_create(
            slug=described.pop("slug"),
            defaults={**described, "borough": borough, "demonstration": demonstration},
        )
        return source


def _city_tools_source(path: Path, borough: Borough | None, demonstration: bool) -> dict[str, Any]:
    """LOTI's survey of all authorities; a workbook stated to be one authority's is its own register."""
    prefix = "demonstration-" if demonstration else ""
    if borough is None:
        name = "City Tools: London survey"
        slug, rank = f"{prefix}city-tools", Rank.SURVEY
    else:
        name = f"City Tools workbook of the {borough.formal_name}"
        slug, rank = f"{prefix}city-tools-{borough.slug}", Rank.REGISTER
    return {"slug": slug, "name": f"Demonstration {name}" if demonstration else name, "rank": rank}


def _table_source(path: Path, borough: Borough | None, demonstration: bool) -> dict[str, Any]:
    """One authority's register, or a collection known by the name of its file."""
    prefix = "demonstration-" if demonstration else ""
    if borough is not None:
        return {
            "slug": f"{prefix}register-{borough.slug}",
            "name": f"Contract register of the {borough.formal_name}",
            "rank": Rank.REGISTER,
        }
    stem = path.stem.removeprefix("demonstration-")
    return {"slug": f"{prefix}{slugify(stem)[:80] or 'table'}", "name": stem, "rank": Rank.OTHER}


CITY_TOOLS = Format(
    name="city-tools",
    label="City Tools workbook",
    recognises=lambda sheets: {"Systems", "Contracts"} <= set(sheets),
    source=_city_tools_source,
)
TABLE = Format(
    name="table", label="Table with known headings", recognises=lambda sheets: True, source=_table_source
)
FORMATS: Mapping[str, Format] = {known.name: known for known in (CITY_TOOLS, TABLE)}
