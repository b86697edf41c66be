"""The pages of journeys. Readers of the authority look; editors and leads work."""

from typing import Any, Final

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from boroughs.models import Borough
from boroughs.officers.views import form_page
from boroughs.permissions import Act, authority_for, may
from contracts.journeys import writing
from contracts.journeys.dates import first_end
from contracts.journeys.decided import decided
from contracts.journeys.forms import CloseForm, DateForm, NeedForm, StartForm, TaskForm
from contracts.journeys.guidance import help_with
from contracts.journeys.tasks import tasks
from contracts.journeys.telling import tell_all, told
from contracts.models import Contract, Journey, JourneyTask
from contracts.sharing.wording import NamesSomebody
from thirty3.history.versions import ChangedSince

A_PAGE: Final = 20


@require_safe
@login_required
def journeys(request: HttpRequest, slug: str) -> HttpResponse:
    """An authority's journeys: what is under way, and what is closed."""
    borough, _ = authority_for(request.user, Act.SEE_OWN, slug)
    held = Journey.objects.of(borough)
    closed = Paginator(held.exclude(state=Journey.State.OPEN), A_PAGE)
    context = {
        "borough": borough,
        "open": tell_all(list(held.under_way()), timezone.localdate()),
        "page_obj": closed.get_page(request.GET.get("page")),
        "may_edit": may(request.user, Act.EDIT, borough),
    }
    return render(request, "contracts/journeys/journeys.html", context)


@form_page
@login_required
def new(request: HttpRequest, slug: str) -> HttpResponse:
    """Start a journey from the contract that the address names, or from a need."""
    borough, _ = authority_for(request.user, Act.EDIT, slug)
    contract = _contract(borough, request.GET.get("contract", ""))
    if contract is not None:
        under_way = Journey.objects.of(borough).under_way().filter(contract_key=contract.key).first()
        if under_way is not None and request.method != "POST":
            return redirect(under_way)
    sent = (request.POST,) if request.method == "POST" else ()
    form = StartForm(*sent) if contract else NeedForm(*sent)
    if form.is_valid():
        try:
            journey = writing.start(
                borough=borough, actor=request.user, contract=contract, **form.cleaned_data
            )
        except (writing.NotPossible, NamesSomebody) as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "The journey has begun. Only officers of your authority see it.")
            return redirect(journey)
    context: dict[str, Any] = {"borough": borough, "contract": contract, "form": form}
    context["end"] = first_end(contract) if contract else None
    return render(request, "contracts/journeys/new.html", context)


def _contract(borough: Borough, key: str) -> Contract | None:
    if not key:
        return None
    own = Contract.objects.filter(lead_buyer=borough, held_from="").exclude(kind=Contract.Kind.SPEND)
    return get_object_or_404(own, key=key.replace("\0", ""))


@require_safe
@login_required
def journey(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """One journey: the five stages as a list of tasks, each with its date."""
    borough, subject = _whose(request, Act.SEE_OWN, slug, key)
    context = {
        "borough": borough,
        "told": told(subject, timezone.localdate()),
        "may_edit": may(request.user, Act.EDIT, borough),
    }
    return render(request, "contracts/journeys/journey.html", context)


@form_page
@login_required
def task(request: HttpRequest, slug: str, key: str, task: str) -> HttpResponse:
    """One task: what to do, the guidance for it, and what was done, noted and decided."""
    act = Act.EDIT if request.method == "POST" else Act.SEE_OWN
    borough, subject = _whose(request, act, slug, key)
    if task not in tasks():
        raise Http404
    seen = told(subject, timezone.localdate())
    line = next(one for one in seen.lines if one.task.key == task)
    kept = line.kept or JourneyTask(journey=subject, task=task)
    form = TaskForm(request.POST if request.method == "POST" else None, instance=kept)
    if form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("state", "note", "decision", "reason")}
        version = form.cleaned_data.get("seen_version") or 0
        try:
            writing.keep_task(journey=subject, actor=request.user, task=task, seen=version, **given)
        except ChangedSince as changed:
            form.tell(changed)
        except (writing.NotPossible, NamesSomebody) as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, f"“{tasks()[task].title}” is saved.")
            return redirect(subject)
    context = {"borough": borough, "told": seen, "line": line, "form": form, "help": help_with(line.task)}
    context["may_edit"] = subject.is_open and may(request.user, Act.EDIT, borough)
    return render(request, "contracts/journeys/task.html", context)


@form_page
@login_required
def date(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """Say which date the tasks are worked back from."""
    borough, subject = _whose(request, Act.EDIT, slug, key)
    form = DateForm(request.POST if request.method == "POST" else None, instance=subject)
    if form.is_valid():
        day, version = form.cleaned_data["target_date"], form.cleaned_data.get("seen_version")
        subject.refresh_from_db()
        try:
            writing.set_date(journey=subject, actor=request.user, target_date=day, seen=version)
        except ChangedSince as changed:
            form.tell(changed)
        except writing.NotPossible as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "The dates of the tasks are worked out anew.")
            return redirect(subject)
    return render(
        request, "contracts/journeys/date.html", {"borough": borough, "journey": subject, "form": form}
    )


@form_page
@login_required
def close(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """Finish a journey or give it up."""
    borough, subject = _whose(request, Act.EDIT, slug, key)
    form = CloseForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            writing.close(journey=subject, actor=request.user, **form.cleaned_data)
        except (writing.NotPossible, NamesSomebody) as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, f"“{subject}” is closed. Its record of decisions stays.")
            return redirect("contracts:journeys", borough.slug)
    return render(
        request, "contracts/journeys/close.html", {"borough": borough, "journey": subject, "form": form}
    )


@require_safe
@login_required
def record(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """What was decided, by which role and when, to be printed and kept with the papers."""
    borough, subject = _whose(request, Act.SEE_OWN, slug, key)
    seen = told(subject, timezone.localdate())
    context = {"borough": borough, "told": seen, "decided": decided(seen)}
    return render(request, "contracts/journeys/record.html", context)


def _whose(request: HttpRequest, act: Act, slug: str, key: str) -> tuple[Borough, Journey]:
    """The authority of an address and its journey: another's is not found, as one that is missing."""
    borough, _ = authority_for(request.user, act, slug)
    return borough, get_object_or_404(Journey.objects.of(borough), key=key)
