"""The site's own addresses, and one for each way in which a request can fail."""

from typing import NoReturn

from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from thirty3 import urls as own


def bad(request: HttpRequest) -> NoReturn:
    raise SuspiciousOperation


def forbidden(request: HttpRequest) -> NoReturn:
    raise PermissionDenied


def too_many(request: HttpRequest) -> HttpResponse:
    return render(request, "429.html", status=429)


def broken(request: HttpRequest) -> NoReturn:
    raise RuntimeError


urlpatterns = [
    path("fails/400/", bad),
    path("fails/403/", forbidden),
    path("fails/429/", too_many),
    path("fails/500/", broken),
    *own.urlpatterns,
]
handler400, handler403, handler404, handler500 = (
    own.handler400,
    own.handler403,
    own.handler404,
    own.handler500,
)
