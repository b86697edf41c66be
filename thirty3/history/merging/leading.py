"""Where the old address of a merged record leads, and what a filter by it means now."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.http import Http404, HttpResponsePermanentRedirect, QueryDict
from django.shortcuts import redirect

from thirty3.audiences import Audience
from thirty3.history.merging.kinds import MERGEABLE
from thirty3.history.models import Merge


def led_on(
    record: Any, audience: Audience, seen: Iterable[str] | None = None
) -> HttpResponsePermanentRedirect:
    """The way from the page of one that was merged to that of the one that it became.

    For those who knew of the old one, so that no address tells of a name that they never saw. `seen` are
    the slugs of which they may know; None where everyone may know of all. Redirects are answered with
    `no-cache`, so that an undo is heeded by those who came before.
    """
    known = Merge.objects.standing().filter(kind=record.record_kind(), loser_id=record.pk)
    if not any(_knew(merge.seen_by, audience) for merge in known):
        raise Http404
    survivor = record.merged_into
    if seen is not None and survivor.slug not in seen:
        raise Http404
    answer: Any = redirect(survivor, permanent=True)
    return answer  # type: ignore[no-any-return]


def followed(slugs: Mapping[str, Iterable[str]], audience: Audience) -> dict[tuple[str, str], str]:
    """For kinds of record and slugs that somebody filters by: those that were merged, and their survivors'.

    One query, and one more for each kind of which something was merged.
    """
    asked = {slug for some in slugs.values() for slug in some}
    if not asked:
        return {}
    merges = Merge.objects.standing().filter(kind__in=slugs, loser_slug__in=asked)
    old: dict[str, set[str]] = {}
    for kind, slug, seen_by in merges.values_list("kind", "loser_slug", "seen_by"):
        if slug in set(slugs[kind]) and _knew(seen_by, audience):
            old.setdefault(kind, set()).add(slug)
    return {
        (kind, slug): now
        for kind, some in old.items()
        for slug, now in MERGEABLE[kind]
        .model._default_manager.filter(slug__in=some, merged_into__isnull=False)
        .values_list("slug", "merged_into__slug")
    }


def with_survivors(query: QueryDict, named_by: Mapping[str, Iterable[str]], audience: Audience) -> QueryDict:
    """The same parameters with the slugs of today: one query where any of these is asked for.

    `named_by` are the parameters whose values are slugs of a kind of record.
    """
    slugs = {
        kind: [slug for name in names for slug in query.getlist(name)] for kind, names in named_by.items()
    }
    now = followed(slugs, audience)
    if not now:
        return query
    led = query.copy()
    for kind, names in named_by.items():
        for name in names:
            if values := query.getlist(name):
                led.setlist(name, list(dict.fromkeys(now.get((kind, value), value) for value in values)))
    return led


def _knew(seen_by: str, audience: Audience) -> bool:
    return seen_by in (Audience.PUBLIC, audience)
