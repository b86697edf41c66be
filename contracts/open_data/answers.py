"""The answers of the API: a page of results, or what is wrong with the question."""

from dataclasses import dataclass
from hashlib import blake2b
from typing import Any, Final

import orjson
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.utils import timezone
from django.utils.cache import get_conditional_response

from contracts.listing.continuing import MisplacedError, Place
from contracts.open_data.cursors import read, written
from contracts.open_data.lists import PUBLIC, List, Page
from contracts.open_data.parameters import MOST, PAGING, USUAL
from contracts.open_data.records import Json
from thirty3.headers import PUBLIC as PUBLIC_ANSWER
from thirty3.search.facets import facets

# To be raised whenever the same records are told in another way: answers that are kept are then stale.
SHAPE: Final = 2
JSON: Final = "application/json"


@dataclass(frozen=True)
class Asked:
    """What an address asks for."""

    chosen: Any
    order: str
    place: Place | None
    limit: int


def answer(request: HttpRequest, about: List) -> HttpResponseBase:
    """A page of results, always as the public sees them; 304 where the visitor has it already."""
    etag = _etag(request, about)
    if etag is not None:
        response = get_conditional_response(request, etag=etag)
        if response is not None:
            response.headers["Cache-Control"], response.headers["ETag"] = PUBLIC_ANSWER, etag
            return response
    asked = asked_for(request.GET, about)
    if isinstance(asked, list):
        return as_json({"errors": asked}, status=400)
    try:
        page = about.find(asked.chosen, asked.place, asked.limit)
    except MisplacedError:
        return as_json({"errors": [NO_CURSOR]}, status=400)
    response = as_json(told(page, asked, request.path, request.GET))
    if etag is not None:
        response.headers["ETag"] = etag
    return response


def told(page: Page, asked: Asked, path: str, query: QueryDict) -> Json:
    """A page of results as it is sent."""
    return {
        "count": page.count,
        "facets": page.facets,
        "next": _next(path, query, written(asked.order, page.last)) if page.last else None,
        "results": page.results,
    }


def as_json(content: Json, status: int = 200) -> HttpResponse:
    return HttpResponse(orjson.dumps(content), status=status, content_type=JSON)


def problem(message: str, parameter: str | None = None) -> Json:
    return {"parameter": parameter, "message": message}


NO_CURSOR: Final = problem(
    "This cursor belongs to another list or order. Begin without it, and follow “next”.", "cursor"
)
NO_LIMIT: Final = problem(f"The limit must be a whole number from 1 to {MOST}.", "limit")


def asked_for(query: QueryDict, about: List) -> Asked | list[Json]:
    """What an address asks for, or all that is wrong with it. Names that mean nothing are passed over."""
    filters = about.filters.read(_without_paging(query))
    chosen = filters.filter
    problems = [
        problem(str(error), None if name == "__all__" else name)
        for name, errors in filters.form.errors.items()
        for error in errors
    ]
    limit = query.get("limit", "") or str(USUAL)
    if not (limit.isascii() and limit.isdecimal() and len(limit) < 5 and 1 <= int(limit) <= MOST):
        problems.append(NO_LIMIT)
    order = f"{about.name} {getattr(chosen, 'order', '')}".strip()
    place, cursor = None, query.get("cursor", "")
    if cursor and chosen is not None:
        try:
            place = read(cursor, order)
        except ValueError:
            problems.append(NO_CURSOR)
    return problems or Asked(chosen, order, place, int(limit))


def _without_paging(query: QueryDict) -> QueryDict:
    """The filters alone: pages are numbered on pages."""
    left = query.copy()
    for name in (*PAGING, "page"):
        left.pop(name, None)
    return left


def _next(path: str, query: QueryDict, cursor: str) -> str:
    following = query.copy()
    following["cursor"] = cursor
    return f"{settings.SITE_URL}{path}?{following.urlencode()}"


def _etag(request: HttpRequest, about: List) -> str | None:
    """Of what is told from list rows alone: the same address says the same until a stamp or the day moves.

    Names of other records have no stamp; their answers are compared as a whole when they are made.
    """
    if not about.kinds:
        return None
    stamps = [facets(kind, PUBLIC).stamp for kind in about.kinds]
    moment = (SHAPE, settings.SITE_URL, PUBLIC, stamps, str(timezone.localdate()), request.get_full_path())
    return f'"{blake2b(repr(moment).encode(), digest_size=16).hexdigest()}"'
