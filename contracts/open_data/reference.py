"""The reference of the API: made from its OpenAPI document, with examples that are asked there and then."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from contracts.open_data.answers import Asked, asked_for, told
from contracts.open_data.api import DESCRIPTION, api
from contracts.open_data.lists import LISTS, List
from contracts.open_data.parameters import MOST, USUAL
from contracts.open_data.records import Json
from thirty3.headers import keep_out_of_search_engines

# Of each facet of an example so many values.
SHOWN: Final = 2


@dataclass(frozen=True)
class Parameter:
    """A parameter with the values that it takes, if these are a few words."""

    name: str
    description: str
    values: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Endpoint:
    """A list of the API, with an address of it and what that answers now."""

    name: str
    summary: str
    description: str
    path: str
    parameters: list[Parameter]
    example: str
    answer: str
    invented: bool


@require_safe
def reference(request: HttpRequest) -> HttpResponse:
    """Every list, every parameter with its values in words, and an example of each."""
    paths = api.get_openapi_schema()["paths"]
    endpoints = [_endpoint(about, paths) for about in LISTS]
    context = {
        "about": DESCRIPTION,
        "endpoints": endpoints,
        "openapi": reverse("api:openapi-json"),
        "most": MOST,
        "usual": USUAL,
        "shown": SHOWN,
        "canonical": settings.SITE_URL + request.path,
    }
    response = render(request, "contracts/open_data/reference.html", context)
    return keep_out_of_search_engines(response) if any(one.invented for one in endpoints) else response


def _endpoint(about: List, paths: Mapping[str, Any]) -> Endpoint:
    path = reverse(f"api:{about.name}")
    described = paths[path]["get"]
    answer = _answer(about, path)
    return Endpoint(
        name=about.name,
        summary=described["summary"],
        description=described["description"],
        path=path,
        parameters=[_parameter(one) for one in described["parameters"]],
        example=f"{settings.SITE_URL}{path}?{about.example}",
        answer=json.dumps(answer, indent=2, ensure_ascii=False),
        invented=any(one.get("demonstration") for one in answer["results"]),
    )


def _answer(about: List, path: str) -> Json:
    """What the example's address answers, its facets cut short."""
    query = QueryDict(about.example)
    asked = asked_for(query, about)
    if not isinstance(asked, Asked):
        raise ValueError(f"The example of {about.name} is refused")
    page = about.find(asked.chosen, asked.place, asked.limit)
    found = told(page, asked, path, query)
    return found | {"facets": {name: values[:SHOWN] for name, values in found["facets"].items()}}


def _parameter(described: Mapping[str, Any]) -> Parameter:
    schema = described["schema"]
    worded = schema.get("oneOf") or schema.get("items", {}).get("oneOf") or ()
    values = [(one["const"], one["title"]) for one in worded]
    return Parameter(described["name"], described["description"], values)
