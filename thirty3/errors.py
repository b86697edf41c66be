"""The answers for what goes wrong: each page with its own status, none showing internals."""

from django.http import HttpRequest, HttpResponse, HttpResponseServerError
from django.shortcuts import render
from django.template.loader import render_to_string

from thirty3.design.context import page_actions


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: the address or the form was not one that we understand."""
    return _told(request, "400.html", 400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: signed in, or not, as someone who may not do this."""
    return _told(request, "403.html", 403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: a form that was open for too long, or sent from elsewhere."""
    return _told(request, "403.html", 403, form_expired=True)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: nothing here, or nothing that this visitor may know of; the two look the same."""
    return _told(request, "404.html", 404)


def gone(request: HttpRequest) -> HttpResponse:
    """410: there was a record here, which this visitor could have seen, and it was removed."""
    return _told(request, "410.html", 410)


def being_checked(request: HttpRequest) -> HttpResponse:
    """410: there is a record here, which this visitor could see, and staff are checking it."""
    return _told(request, "being-checked.html", 410)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: a static page, which asks nothing of a database, a session or the static files' manifest."""
    return HttpResponseServerError(render_to_string("500.html"))


def _told(request: HttpRequest, template: str, status: int, **context: object) -> HttpResponse:
    """A page that does not repeat its address: what is hidden and what never was look the same."""
    return render(request, template, {**context, "page_actions": page_actions("")}, status=status)
