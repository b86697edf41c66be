"""The pages on which an authority's own people keep its records."""

from typing import Any, Final

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.forms import modelform_factory
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from boroughs.models import Borough
from boroughs.officers.views import form_page
from boroughs.permissions import Act, authority_for, may
from contracts.directory.contract import contract_page
from contracts.directory.system import system_page
from contracts.keeping.kinds import CONTRACTS, KEPT, Kept, kept_or_404
from contracts.keeping.states import HELP
from contracts.keeping.who_sees import WHO, WhoSeesForm, label_of, lines_of, rules_of
from contracts.listing.rows import row_of
from contracts.models.visibility import FACTS, RECORD
from contracts.services.call_offs import NotAFramework
from contracts.services.keeping import set_visibility
from contracts.services.states import OutOfStep
from thirty3.audiences import Audience
from thirty3.headers import keep_out_of_search_engines
from thirty3.history.versions import ChangedSince

A_PAGE: Final = 50
LONGEST_WORDS: Final = 100


@require_safe
@login_required
def records(request: HttpRequest, slug: str, kept: str) -> HttpResponse:
    """The contracts or systems of an authority, all or by words of their names."""
    borough, kind = _whose(request, Act.SEE_OWN, slug, kept)
    words = request.GET.get("q", "").replace("\0", "").strip()[:LONGEST_WORDS]
    page = Paginator(kind.listed(borough, words=words), A_PAGE).get_page(request.GET.get("page"))
    context = {"borough": borough, "kept": kind, "kinds": KEPT.values(), "page_obj": page, "words": words}
    context["may_edit"] = may(request.user, Act.EDIT, borough)
    return render(request, "contracts/keeping/records.html", context)


@form_page
@login_required
def add(request: HttpRequest, slug: str, kept: str) -> HttpResponse:
    """Add a contract or a system in use."""
    borough, kind = _whose(request, Act.EDIT, slug, kept)
    return _form(request, borough, kind, kind.new(borough))


@form_page
@login_required
def edit(request: HttpRequest, slug: str, kept: str, key: str) -> HttpResponse:
    """Change one; where somebody else did meanwhile, show both and lose nothing."""
    borough, kind = _whose(request, Act.EDIT, slug, kept)
    return _form(request, borough, kind, get_object_or_404(kind.own(borough), key=key))


def _form(request: HttpRequest, borough: Borough, kept: Kept, record: Any) -> HttpResponse:
    title = str(record) if record.pk else ""
    form = kept.form(request.POST if request.method == "POST" else None, instance=record)
    if form.is_valid():
        try:
            saved = form.keep(request.user)
        except ChangedSince as changed:
            form.tell(changed)
        except (NotAFramework, OutOfStep) as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, f"“{saved}” is saved. Your word counts before registers and notices.")
            return redirect("contracts:record-visibility", borough.slug, kept.slug, saved.key)
    context = {
        "borough": borough,
        "kept": kept,
        "record": record,
        "heading": title or f"Add a {kept.one}",
        "form": form,
        "options": getattr(form, "options", None),
        "states": HELP,
    }
    return render(request, "contracts/keeping/edit.html", context)


@require_safe
@login_required
def who_sees(request: HttpRequest, slug: str, kept: str, key: str) -> HttpResponse:
    """Who sees each fact of a record, with the way to change it."""
    borough, kind = _whose(request, Act.SET_VISIBILITY, slug, kept)
    record = get_object_or_404(kind.own(borough), key=key)
    context = {
        "borough": borough,
        "kept": kind,
        "record": record,
        "lines": lines_of(kind.kind, record),
    }
    return render(request, "contracts/keeping/who-sees.html", context)


@form_page
@login_required
def change_who_sees(request: HttpRequest, slug: str, kept: str, key: str, fact: str) -> HttpResponse:
    """Say who sees one fact, and why others do not."""
    borough, kind = _whose(request, Act.SET_VISIBILITY, slug, kept)
    record = get_object_or_404(kind.own(borough), key=key)
    if fact != RECORD and fact not in FACTS[kind.kind].closable:
        raise Http404
    usual = WHO[rules_of(kind.kind, record, without=fact)[fact].seen]
    sent = request.POST if request.method == "POST" else None
    made: Any = modelform_factory(kind.model, form=WhoSeesForm, fields=())
    form = made(sent, instance=record, fact=fact, usual=usual)
    if form.is_valid():
        choices = {name: choice for name, choice in record.visibility.items() if name != fact}
        choice = form.choice()
        if choice is not None:
            choices[fact] = choice
        seen = form.cleaned_data.get("seen_version")
        try:
            set_visibility(record=record, choices=choices, actor=request.user, seen=seen)
        except ChangedSince as changed:
            form.tell(changed)
        else:
            messages.success(request, f"{label_of(fact)}: who sees it is saved.")
            return redirect("contracts:record-visibility", borough.slug, kind.slug, record.key)
    context = {"borough": borough, "kept": kind, "record": record, "label": label_of(fact), "form": form}
    return render(request, "contracts/keeping/change-who-sees.html", context)


@require_safe
@login_required
def as_public(request: HttpRequest, slug: str, kept: str, key: str) -> HttpResponse:
    """A record's page as everyone sees it, made from the public's row alone."""
    borough, kind = _whose(request, Act.SET_VISIBILITY, slug, kept)
    record = get_object_or_404(kind.own(borough), key=key)
    row = row_of(kind.kind, key, Audience.PUBLIC)
    if row is None:
        context = {"borough": borough, "kept": kind, "record": record}
        return render(request, "contracts/keeping/not-public.html", context)
    back = reverse("contracts:record-visibility", args=[borough.slug, kind.slug, key])
    page = contract_page if kind is CONTRACTS else system_page
    return keep_out_of_search_engines(page(request, row, Audience.PUBLIC, as_public=back))


def _whose(request: HttpRequest, act: Act, slug: str, kept: str) -> tuple[Borough, Kept]:
    """The authority and the kind of record of an address, for whoever may do this there."""
    borough, _ = authority_for(request.user, act, slug)
    return borough, kept_or_404(kept)
