"""Any other table: an authority's own register, in whatever shape it keeps it."""

from pathlib import Path
from typing import Any

from django.utils.text import slugify

from boroughs.models import Borough
from contracts.imports.formats.format import Format
from contracts.models import Rank


def _source(path: Path, borough: Borough | None, demonstration: bool) -> dict[str, Any]:
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


TABLE = Format(name="table", label="Table with known headings", source=_source)
