"""The addresses of one import's pages, the same below the staff site and below an authority's own pages."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponseBase
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from contracts.imports.deciding_pages import Deciding
from contracts.imports.reviewing import Place, Reviewing


@dataclass(frozen=True)
class OnePage:
    """A page of one import: the end of its address and of its name, and its view."""

    route: str
    name: str
    view: Callable[..., HttpResponseBase]


def pages_of_one(place: Place) -> list[OnePage]:
    """Every page of one import, as this place shows it."""
    form, reviewing, deciding = (
        require_http_methods(["GET", "HEAD", "POST"]),
        Reviewing(place),
        Deciding(place),
    )
    views: tuple[tuple[str, str, Any], ...] = (
        ("apply/", "apply", require_POST(reviewing.apply)),
        ("undo/", "undo", require_POST(reviewing.undo)),
        ("compare/", "compare", require_POST(reviewing.compare)),
        ("give-up/", "give-up", require_POST(reviewing.give_up)),
        ("file/", "file", require_safe(reviewing.file)),
        ("rows.xlsx", "annotated", require_safe(reviewing.rows)),
        ("review/", "review", require_safe(reviewing.review)),
        ("columns/", "columns", form(deciding.columns)),
        ("names/", "names", form(deciding.names)),
        ("rows/", "rows", require_POST(deciding.rows)),
        ("rows/<int:position>/", "row", form(deciding.row)),
    )
    return [OnePage(*page) for page in views]
