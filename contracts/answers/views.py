"""Answers with a link: the public page of each, and the page on which an authority makes them."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from boroughs.permissions import Act, authority_for
from contracts.answers.keeping import ids_today, keep, withdraw
from contracts.answers.telling import tell
from contracts.models import Answer
from thirty3.errors import gone
from thirty3.headers import keep_out_of_search_engines


@require_safe
def answer(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """One answer, for everyone."""
    found = get_object_or_404(Answer.objects.select_related("borough"), borough__slug=slug, key=key)
    if found.withdrawn_at is not None:
        return gone(request)
    told = tell(found)
    address = settings.SITE_URL + found.get_absolute_url()
    context = {"answer": found, "borough": found.borough, "told": told, "address": address}
    response = render(request, "contracts/answers/answer.html", context)
    return keep_out_of_search_engines(response) if told.invented else response


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def answers(request: HttpRequest, slug: str) -> HttpResponse:
    """An authority's answers, and a new one of today."""
    borough, _ = authority_for(request.user, Act.ANSWER, slug)
    if request.method == "POST":
        made = keep(borough=borough, actor=request.user)
        address = settings.SITE_URL + made.get_absolute_url()
        messages.success(request, f"The answer of {borough.name} is at {address}")
        return redirect(request.path)
    today = ids_today(borough, timezone.localdate())
    context = {
        "borough": borough,
        "answers": list(Answer.objects.of(borough).defer("rows").select_related("borough")),
        "systems": len(today["system"]),
        "contracts": len(today["contract"]),
    }
    return render(request, "contracts/answers/answers.html", context)


@require_POST
@login_required
def withdraw_answer(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """Take an answer back."""
    borough, _ = authority_for(request.user, Act.ANSWER, slug)
    found = get_object_or_404(Answer.objects.select_related("borough"), borough=borough, key=key)
    withdraw(answer=found, actor=request.user)
    messages.success(request, "The answer is withdrawn. Its address says so.")
    return redirect("contracts:answers", borough.slug)
