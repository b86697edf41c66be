"""An authority's own record as its officers see it: all that is held, and who else sees each fact."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from boroughs.permissions import Act, authority_for, may
from contracts.directory.facts import fact_rows
from contracts.keeping.kinds import kept_or_404
from contracts.keeping.who_sees import WHO
from contracts.listing.projection import View
from contracts.listing.subjects import subjects_of
from contracts.models import Listing
from contracts.models.visibility import RECORD, Seen
from thirty3.audiences import Audience


@require_safe
@login_required
def own_record(request: HttpRequest, slug: str, kept: str, key: str) -> HttpResponse:
    """Every fact of a record, those that the authority keeps to itself included."""
    borough, _ = authority_for(request.user, Act.SEE_OWN, slug)
    kind = kept_or_404(kept)
    record = get_object_or_404(kind.own(borough), key=key)
    [subject], lookups = subjects_of(kind.kind, [record.pk])
    view = View(kind.kind, subject.facts or {}, subject.assertions, lookups)
    row = Listing(kind=kind.kind, record_id=record.pk, key=key, title=str(record), data=view.whole())
    rules = view.decision.rules
    facts = list(fact_rows(row, Audience.BOROUGHS))
    narrowed = {fact: WHO[rule.seen] for fact, rule in rules.items() if rule.seen is not Seen.PUBLIC}
    context = {
        "borough": borough,
        "kept": kind,
        "record": record,
        "facts": [(fact, narrowed.get(fact.fact, "")) for fact in facts if fact.state != "unknown"],
        "unknown": [fact.label.lower() for fact in facts if fact.state == "unknown"],
        "whole": narrowed.get(RECORD, ""),
        "sources": row.data["sources"],
        "may_edit": may(request.user, Act.EDIT, borough),
        "may_set_visibility": may(request.user, Act.SET_VISIBILITY, borough),
    }
    return render(request, "contracts/keeping/own.html", context)
