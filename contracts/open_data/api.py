"""The API: read-only and open to all. Its reference is a page of our own; see `reference`."""

from collections.abc import Callable
from typing import Final

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from ninja import NinjaAPI

from contracts.open_data import schemas
from contracts.open_data.answers import answer
from contracts.open_data.lists import LISTS, List
from contracts.open_data.parameters import parameters_of

DESCRIPTION: Final = (
    "What London’s authorities bought and run, as the lists here show it to all. Parameters are those of "
    "the pages; a name that is none of them is passed over, and a value that makes no sense is refused."
)
api: Final = NinjaAPI(
    title="Thirty3", version="1", description=DESCRIPTION, docs_url=None, urls_namespace="api"
)


def _view_of(about: List) -> Callable[[HttpRequest], HttpResponseBase]:
    def view(request: HttpRequest) -> HttpResponseBase:
        return answer(request, about)

    return view


for _list in LISTS:
    api.api_operation(
        ["GET", "HEAD"],
        f"/{_list.name}",
        response={200: _list.shape, 400: schemas.Problems},
        operation_id=_list.name,
        summary=_list.summary,
        description=_list.description,
        url_name=_list.name,
        openapi_extra={"parameters": parameters_of(_list.filters)},
    )(_view_of(_list))
