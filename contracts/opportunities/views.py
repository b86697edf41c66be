"""The pages of opportunities that everybody reads, each the same for everybody."""

from dataclasses import replace
from typing import Any, Final

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from contracts.listing.describing import list_of
from contracts.listing.filters import ContractFilter
from contracts.listing.rows import row_of
from contracts.models import Opportunity, Stage
from contracts.opportunities.asking import takes_questions
from contracts.opportunities.downloads import links_of
from contracts.opportunities.filters import OpportunityFilter, OpportunityFilterSet
from contracts.opportunities.following import ENDED, interest_in
from contracts.opportunities.listing import Names, chips, heading, line_of, offered
from contracts.opportunities.past import as_it_stood, missing
from contracts.opportunities.telling import told_of, with_parts
from thirty3.audiences import Audience, audience_of
from thirty3.headers import keep_out_of_search_engines
from thirty3.history.past import AS_OF, asked_of

PER_PAGE: Final = 25


@require_safe
def opportunities(request: HttpRequest) -> HttpResponse:
    """What authorities need and buy: what is open first, by its deadline."""
    now = timezone.now()
    filters = OpportunityFilterSet.read(request.GET, audience_of(request))
    chosen = filters.filter
    names = Names()
    context: dict[str, Any] = {
        "listed": "Opportunities",
        "form": filters.form,
        "facets": offered(chosen or OpportunityFilter(), names, now),
    }
    if chosen is None:
        response = render(request, "contracts/opportunities/opportunities.html", context | {"invalid": True})
        return keep_out_of_search_engines(response)
    page = Paginator(chosen.found(now).for_list(), PER_PAGE).get_page(chosen.page)
    beyond = chosen.page > page.paginator.num_pages
    context |= {
        "count": page.paginator.count,
        "heading": heading(page.paginator.count, chosen, names),
        "lines": [] if beyond else [line_of(one, now) for one in page],
        "page": page,
        "beyond": beyond,
        "chips": chips(request.path, chosen, names),
        "downloads": links_of(chosen),
        "first_page": replace(chosen, page=1).at(request.path),
        "canonical": settings.SITE_URL + replace(chosen, page=page.number).at(request.path),
    }
    response = render(request, "contracts/opportunities/opportunities.html", context)
    return keep_out_of_search_engines(response) if beyond or not chosen.worth_finding else response


@require_safe
def opportunity(request: HttpRequest, key: str) -> HttpResponse:
    """One opportunity: its steps, what it asks, when it closes, and where suppliers respond."""
    published = Opportunity.objects.published().select_related("borough")
    found = published.prefetch_related(*with_parts()).filter(key=key).first()
    if found is None:
        return missing(request, key)
    asked = asked_of(request)
    if asked.day is not None or asked.problem:
        return as_it_stood(request, found, asked)
    now, audience = timezone.now(), audience_of(request)
    day = timezone.localdate(now)
    stage = found.stage_at(now)
    functions = list(found.functions.all())
    context: dict[str, Any] = {
        **told_of(found, now),
        "contract": row_of("contract", found.contract_key, audience) if found.contract_key else None,
        "awarded": stage == Stage.AWARDED,
        "live": stage not in ENDED,
        "may_ask": takes_questions(found),
        "interest": interest_in(found, day),
        "ending": list_of(ContractFilter(function=tuple(one.slug for one in functions), status=("ending",)))
        if functions
        else "",
        "shared_needs": _shared_needs(found, audience),
        "for_authorities": audience == Audience.BOROUGHS,
        "canonical": settings.SITE_URL + found.get_absolute_url(),
    }
    response = render(request, "contracts/opportunities/opportunity.html", context)
    return keep_out_of_search_engines(response) if AS_OF in request.GET else response


def _shared_needs(found: Opportunity, audience: Audience) -> list[str]:
    """The authorities that need it too, for authorities alone."""
    if audience != Audience.BOROUGHS:
        return []
    return list(found.shared_needs.order_by("borough__name").values_list("borough__name", flat=True))
