"""Whatever becomes of a request to the API, the answer is JSON, and a page elsewhere may read it."""

from collections.abc import Callable
from typing import Final

from django.http import HttpRequest, HttpResponse, HttpResponseBase

from contracts.open_data.answers import as_json, problem
from thirty3.headers import keep_out_of_search_engines

PREFIX: Final = "/api/"
READING: Final = ("GET", "HEAD")
METHODS: Final = "GET, HEAD, OPTIONS"
MESSAGES: Final = {
    400: "The address cannot be read.",
    404: "There is no such list. The reference at /data/api/ names all of them.",
    405: "The API can only be read.",
    500: "Something went wrong here. It has been noted.",
}
ANYONE: Final = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": METHODS,
    "Access-Control-Allow-Headers": "If-None-Match",
    "Access-Control-Expose-Headers": "ETag",
}


class OpenDataMiddleware:
    """Sits close to the views: what they and the map of addresses refuse is told in one shape."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.path_info.startswith(PREFIX):
            return self.get_response(request)
        response = self._answer(request)
        if response.status_code in MESSAGES and not _is_json(response):
            refused = as_json({"errors": [problem(MESSAGES[response.status_code])]}, response.status_code)
            if response.status_code == 405:
                refused.headers["Allow"] = METHODS
            response = refused
        for name, value in ANYONE.items():
            response.headers[name] = value
        return keep_out_of_search_engines(response)

    def _answer(self, request: HttpRequest) -> HttpResponseBase:
        if request.method == "OPTIONS":
            return HttpResponse(status=204)
        # The document of the API would answer whatever is sent to it.
        return self.get_response(request) if request.method in READING else HttpResponse(status=405)


def _is_json(response: HttpResponseBase) -> bool:
    return response.headers.get("Content-Type", "").startswith("application/json")
