"""A page of guidance as somebody reads it on a day: its text, its neighbours, what it leads to."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString

from toolkit.guidance.keeping import kept
from toolkit.guidance.renamed import now_called
from toolkit.guidance.rendering import Cited, Rendered, cited, plain, shown
from toolkit.guidance.texts import MOMENTS, ROLES
from toolkit.guidance.ways import WAYS
from toolkit.models import Page, Problem, Resource


@dataclass(frozen=True)
class Heading:
    """A line of the contents."""

    id: str
    words: str


@dataclass(frozen=True)
class Shown:
    """A page, ready to be read."""

    page: Page
    text: SafeString
    contents: Sequence[Heading]
    sources: Sequence[Cited]
    roles: Sequence[str]
    moments: Sequence[str]
    stale: bool
    before: Page | None = None
    after: Page | None = None
    resources: Sequence[Resource] = ()
    problems: Sequence[Problem] = ()


def addresses(pages: Iterable[Page]) -> dict[str, str]:
    """Where each page stands, by its slug."""
    return {page.slug: page.get_absolute_url() for page in pages}


def leading(kind: str, name: str, pages: dict[str, str]) -> str:
    """Where a named link leads. To what is not there any more: to the toolkit's first page."""
    home = reverse("toolkit:toolkit")
    if kind == "toolkit":
        return pages.get(now_called(name), home)
    if kind == "template":
        return f"{reverse('toolkit:templates')}#{name}"
    return WAYS[kind].href if kind in WAYS else home


def read(page: Page, day: datetime.date) -> Shown:
    """A page with all that belongs to it: the outline, its templates and the problems, a query each."""
    outline = list(Page.objects.outline())
    siblings = [one for one in outline if one.stage_id == page.stage_id]
    at = [one.pk for one in siblings].index(page.pk)
    return told(
        page,
        kept(page),
        day,
        outline,
        before=siblings[at - 1] if at else None,
        after=siblings[at + 1] if at + 1 < len(siblings) else None,
        resources=list(page.resources.in_order()),
        problems=[one for one in Problem.objects.in_order() if page.slug in one.helped_by],
    )


def told(page: Page, text: Rendered, day: datetime.date, outline: Iterable[Page], **beside: Any) -> Shown:
    """A rendered text as it is read on a day."""
    known = addresses(outline)
    return Shown(
        page,
        shown(text.html, day, lambda kind, name: leading(kind, name, known)),
        [Heading(one["id"], plain(one["words"], day)) for one in text.contents if one["level"] == 2],
        cited(text.sources),
        [ROLES[role] for role in page.roles if role in ROLES],
        [MOMENTS[moment] for moment in page.moments if moment in MOMENTS],
        page.is_stale(day),
        **beside,
    )
