"""The headers middleware, header by header."""

import pytest
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound
from django.test import Client, RequestFactory
from pytest_django.fixtures import Settings

from thirty3.headers import HeadersMiddleware, keep_out_of_search_engines


def answer(
    response: HttpResponse, *, method: str = "GET", cookies: dict[str, str] | None = None
) -> dict[str, str]:
    """The headers of `response` after the middleware."""

    def view(request: HttpRequest) -> HttpResponse:
        return response

    request = RequestFactory().generic(method, "/")
    request.COOKIES.update(cookies or {})
    return dict(HeadersMiddleware(view)(request).headers)


def test_a_public_page_may_be_kept_for_a_minute() -> None:
    assert answer(HttpResponse("x")) == {
        "Content-Type": "text/html; charset=utf-8",
        "Permissions-Policy": (
            "browsing-topics=(), camera=(), geolocation=(), microphone=(), payment=(), usb=()"
        ),
        "Cross-Origin-Resource-Policy": "same-origin",
        "Cache-Control": "public, max-age=60",
        "Vary": "Accept-Encoding, Cookie",
    }


def test_an_answer_within_a_session_is_kept_by_nobody_whatever_the_view_says() -> None:
    response = HttpResponse("x", headers={"Cache-Control": "public, max-age=3600"})
    assert answer(response, cookies={"sessionid": "abc"})["Cache-Control"] == "private, no-store"


def test_an_answer_that_sets_a_cookie_is_kept_by_nobody() -> None:
    response = HttpResponse("x")
    response.set_cookie("csrftoken", "abc")
    assert answer(response)["Cache-Control"] == "private, no-store"


def test_a_page_that_says_how_long_it_lasts_is_believed() -> None:
    response = HttpResponse("x", headers={"Cache-Control": "public, max-age=3600"})
    assert answer(response)["Cache-Control"] == "public, max-age=3600"


@pytest.mark.parametrize(
    ("response", "method"), [(HttpResponseNotFound("x"), "GET"), (HttpResponse("x"), "POST")]
)
def test_errors_and_posts_are_asked_for_again(response: HttpResponse, method: str) -> None:
    assert answer(response, method=method)["Cache-Control"] == "no-cache"


def test_vary_is_added_to_and_not_replaced() -> None:
    assert answer(HttpResponse("x", headers={"Vary": "Accept"}))["Vary"] == "Accept, Accept-Encoding, Cookie"


def test_a_view_may_ask_search_engines_to_leave_it_out() -> None:
    assert answer(keep_out_of_search_engines(HttpResponse("x")))["X-Robots-Tag"] == "noindex"


def test_search_engines_may_list_everything_else() -> None:
    assert "X-Robots-Tag" not in answer(HttpResponse("x"))


def test_a_whole_answer_carries_the_headers_of_every_layer(client: Client) -> None:
    headers = dict(client.get("/healthz").headers)
    assert "Expires" in headers
    del headers["Expires"]
    assert headers == {
        "Content-Type": "text/plain",
        "Content-Length": "2",
        "Cache-Control": "max-age=0, no-cache, no-store, must-revalidate, private",
        "Content-Security-Policy": (
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
            "connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; "
            "frame-ancestors 'none'"
        ),
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": (
            "browsing-topics=(), camera=(), geolocation=(), microphone=(), payment=(), usb=()"
        ),
        "Referrer-Policy": "same-origin",
        "Vary": "Accept-Encoding, Cookie",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
    }


def test_letters_are_kept_by_nobody(client: Client, settings: Settings) -> None:
    settings.DEMO = True
    assert "no-store" in client.get("/account/outbox/").headers["Cache-Control"]
