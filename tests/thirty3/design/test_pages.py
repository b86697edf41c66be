"""The layout of every page, and the pages for what goes wrong."""

import re
from collections.abc import Callable

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.test import RequestFactory

from thirty3 import errors

ANSWERS: dict[str, tuple[Callable[[HttpRequest], HttpResponse], int]] = {
    "400": (lambda request: errors.bad_request(request, SuspiciousOperation("secret detail")), 400),
    "403": (lambda request: errors.permission_denied(request, PermissionDenied("secret detail")), 403),
    "expired form": (lambda request: errors.csrf_failure(request, "secret detail"), 403),
    "404": (lambda request: errors.page_not_found(request, Http404("secret detail")), 404),
    "410": (errors.gone, 410),
    "500": (errors.server_error, 500),
}


@pytest.fixture
def request_by_a_visitor() -> HttpRequest:
    request = RequestFactory().get("/contracts/missing/")
    request.user = AnonymousUser()
    return request


@pytest.mark.parametrize("name", ANSWERS)
def test_each_problem_has_its_status_and_a_page_without_internals(
    name: str, request_by_a_visitor: HttpRequest
) -> None:
    answer, status = ANSWERS[name]
    response = answer(request_by_a_visitor)
    html = response.content.decode()
    assert response.status_code == status
    assert len(re.findall("<h1", html)) == 1
    assert "secret detail" not in html
    assert 'content="noindex"' in html


@pytest.mark.parametrize("name", ANSWERS)
def test_the_title_of_a_page_is_its_heading_and_the_site(
    name: str, request_by_a_visitor: HttpRequest
) -> None:
    html = ANSWERS[name][0](request_by_a_visitor).content.decode()
    heading = re.search(r"<h1[^>]*>(.*?)</h1>", html)
    assert heading
    assert f"<title>{heading[1]} - Thirty3</title>" in html


@pytest.mark.parametrize("name", ANSWERS)
def test_no_page_holds_inline_script_or_style(name: str, request_by_a_visitor: HttpRequest) -> None:
    html = ANSWERS[name][0](request_by_a_visitor).content.decode()
    assert not re.search(r"<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)", html)


@pytest.mark.parametrize("name", ["404", "410"])
def test_a_missing_record_offers_a_search(name: str, request_by_a_visitor: HttpRequest) -> None:
    html = ANSWERS[name][0](request_by_a_visitor).content.decode()
    assert '<form class="t3-search" action="/search/" method="get"' in html
    assert 'name="q"' in html


def test_the_page_for_a_fault_of_ours_needs_nothing_that_may_be_broken() -> None:
    # No database is allowed here, and the request is bare: no user, no session.
    source = errors.server_error(HttpRequest()).content.decode()
    assert "{%" not in source
    assert 'href="/static/css/thirty3.css"' in source


def test_an_error_before_anyone_is_known_still_has_a_page() -> None:
    response = errors.bad_request(RequestFactory().get("/"), SuspiciousOperation())
    assert response.status_code == 400


def test_the_first_link_of_a_page_leads_to_its_content(request_by_a_visitor: HttpRequest) -> None:
    html = render_to_string("base.html", request=request_by_a_visitor)
    assert re.findall(r'<a href="([^"]+)" class="([^"]+)"', html)[0] == ("#main-content", "govuk-skip-link")
    assert 'id="main-content"' in html


def test_invented_records_are_announced_on_every_page(
    settings: object, request_by_a_visitor: HttpRequest
) -> None:
    settings.ALLOW_DEMONSTRATION = True  # type: ignore[attr-defined]
    assert "t3-demonstration" in render_to_string("base.html", request=request_by_a_visitor)
    settings.ALLOW_DEMONSTRATION = False  # type: ignore[attr-defined]
    assert "t3-demonstration" not in render_to_string("base.html", request=request_by_a_visitor)


def test_public_pages_carry_no_form_token(request_by_a_visitor: HttpRequest) -> None:
    assert "csrf" not in render_to_string("base.html", request=request_by_a_visitor)
