"""What of the guidance fits where somebody is: a moment of a contract, a stage of a journey."""

from collections import defaultdict

from django.db.models import QuerySet

from toolkit.guidance.texts import MOMENTS
from toolkit.models import Page


def fitting(moment: str) -> list[Page]:
    """The pages that fit a moment of a contract ("24", "18", "12", "6", "awarded", "in-life"): one query."""
    if moment not in MOMENTS:
        raise ValueError(f"“{moment}” is no moment of a contract.")
    return [page for page in _outline() if moment in page.moments]


def pages_by_stage() -> dict[str, list[Page]]:
    """Every page by the slug of its stage, in their order: one query."""
    found: dict[str, list[Page]] = defaultdict(list)
    for page in _outline():
        found[page.stage.slug].append(page)
    return dict(found)


def _outline() -> QuerySet[Page]:
    return Page.objects.outline()
