"""Reporting a problem, what became of one report, and the public log."""

from typing import Final

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from contracts.models import DataIssue
from contracts.quality.about import about_of
from contracts.quality.forms import ReportForm
from contracts.quality.log import told
from contracts.quality.own_record import OF_AN_AUTHORITY, is_own_record
from contracts.quality.reporting import report_problem
from thirty3.audiences import audience_of
from thirty3.headers import keep_out_of_search_engines
from thirty3.spam import TOO_MANY

PER_PAGE: Final = 50
TOO_MANY_REQUESTS: Final = 429


@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest) -> HttpResponse:
    """The form, and taking it in. What was written stays in it whatever is wrong."""
    audience = audience_of(request)
    about = about_of(request.GET.get("about", ""), audience)
    own = is_own_record(about, request.user, audience)
    sent = request.method == "POST"
    form = ReportForm(
        request.POST if sent else None,
        network=_address(request) if sent else "",
        for_authority=own and about.subject in OF_AN_AUTHORITY,
    )
    if sent and form.is_valid():
        found = form.cleaned_data
        issue = report_problem(
            wrong=found["wrong"],
            about=about,
            text=found["text"],
            email=found["email"],
            reporter=request.user,
            by_supplier=own,
        )
        return redirect(issue)
    too_many = TOO_MANY in form.non_field_errors()
    context = {"form": form, "about": about, "canonical": settings.SITE_URL + request.path}
    status = TOO_MANY_REQUESTS if too_many else 200
    response = render(request, "contracts/quality/report.html", context, status=status)
    return keep_out_of_search_engines(response)


def _address(request: HttpRequest) -> str:
    """Where a report comes from, past the proxies of our own."""
    return str(get_adapter().get_client_ip(request))


@require_safe
def report_sent(request: HttpRequest, key: str) -> HttpResponse:
    """What became of one report, for whoever knows its reference."""
    issue = get_object_or_404(DataIssue, reference=key)
    return keep_out_of_search_engines(render(request, "contracts/quality/sent.html", {"issue": issue}))


@require_safe
def problems(request: HttpRequest) -> HttpResponse:
    """What was reported and what became of it, in staff's words, the last reported first."""
    page = Paginator(DataIssue.objects.told(), PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "lines": told(list(page), audience_of(request))}
    return render(request, "contracts/quality/problems.html", context)
