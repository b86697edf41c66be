"""The headers that every answer carries: who may keep it, who may index it, what it may use."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils.cache import patch_vary_headers

PERMISSIONS_POLICY = "browsing-topics=(), camera=(), geolocation=(), microphone=(), payment=(), usb=()"
PRIVATE = "private, no-store"
PUBLIC = "public, max-age=60"
# Without a word, caches may keep "not found", "gone" and the like for as long as they think right
# (RFC 9110, section 15.1): what is published a minute later would stay missing.
ASK_AGAIN = "no-cache"
FOR_AN_HOUR = "public, max-age=3600"


def keep_out_of_search_engines[Response: HttpResponseBase](response: Response) -> Response:
    """Ask search engines not to list this answer: a view's way to say so."""
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def keep_for_an_hour[Response: HttpResponseBase](response: Response) -> Response:
    """Let caches keep what changes seldom for longer than a page: a view's way to say so."""
    response.headers["Cache-Control"] = FOR_AN_HOUR
    return response


class HeadersMiddleware:
    """Adds what a view left open. Sits outside the session, so that it sees the cookies that are set."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        # The session cookie decides, not request.user: it needs no query, and every signed-in person has it.
        if response.cookies or settings.SESSION_COOKIE_NAME in request.COOKIES:
            response.headers["Cache-Control"] = PRIVATE
        else:
            whole = request.method in ("GET", "HEAD") and response.status_code == 200
            response.headers.setdefault("Cache-Control", PUBLIC if whole else ASK_AGAIN)
        # Compression says so of the pages that it compresses; a 304 must not say otherwise of the same page.
        patch_vary_headers(response, ["Accept-Encoding", "Cookie"])
        return response
