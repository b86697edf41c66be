"""What became of one contract or system: its history, how it stood on a day, and that it is gone."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from contracts.directory.facts import fact_rows
from contracts.listing.held import is_held_from
from contracts.listing.history import Past
from contracts.listing.rows import FACTS, Listing, row_of
from contracts.listing.subjects import MODELS
from thirty3.audiences import Audience, audience_of
from thirty3.errors import being_checked, gone
from thirty3.history.models import Tombstone
from thirty3.history.pages import Subject, history_page, past_page
from thirty3.history.past import Asked

# The list that leads to a kind of record.
LISTS = {
    "contract": ("Contracts", "contracts:contracts"),
    "system": ("Technologies", "contracts:technologies"),
}


@require_safe
def contract_history(request: HttpRequest, key: str) -> HttpResponse:
    """What was done to a contract."""
    return _history(request, "contract", key)


@require_safe
def system_history(request: HttpRequest, key: str) -> HttpResponse:
    """What was done to a system in use."""
    return _history(request, "system", key)


def _history(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    audience = audience_of(request)
    row = row_of(kind, key, audience)
    if row is None:
        return missing(request, kind, key, audience)
    return history_page(request, _subject(row), Past(row, audience).entries())


def as_it_stood(request: HttpRequest, row: Listing, audience: Audience, asked: Asked) -> HttpResponse:
    """A record at the end of a day, as far as the audience may know it today."""
    then = Past(row, audience).on(asked.day) if asked.day else None
    if then is None:
        return past_page(request, _subject(row), asked)
    facts = list(fact_rows(then, audience, past=True))
    context = {
        "facts": [fact for fact in facts if fact.state != "unknown"],
        "unknown": [fact.label.lower() for fact in facts if fact.state == "unknown"],
        "texts_hidden": bool(then.data["hidden"].keys() & FACTS[then.kind].telling),
        "sources": then.data["sources"],
    }
    return past_page(request, _subject(then), asked, template="contracts/past.html", context=context)


def _subject(row: Listing) -> Subject:
    label, name = LISTS[row.kind]
    return Subject(
        title=row.title,
        address=reverse(f"contracts:{row.kind}", args=[row.key]),
        history=reverse(f"contracts:{row.kind}-history", args=[row.key]),
        trail=(label, reverse(name)),
        demonstration=row.demonstration,
        whose=row.data["lead"]["name"],
    )


def missing(request: HttpRequest, kind: str, key: str, audience: Audience) -> HttpResponse:
    """A hidden record and one that never was answer alike; one that was removed or is being checked
    says so to who saw it.
    """
    left = Tombstone.objects.filter(kind=MODELS[kind].record_kind(), key=key).first()
    if left is not None and left.is_seen_by(audience):
        return gone(request)
    if is_held_from(kind, key, audience):
        return being_checked(request)
    raise Http404
