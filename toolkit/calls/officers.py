"""The answers to a call as the officers read them whom it names, and what they do with them."""

from typing import Any, Final

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from boroughs.models import Borough
from boroughs.officers.authority import Desk
from boroughs.officers.views import form_page
from boroughs.permissions import Act, authority_for
from thirty3.documents.giving import as_attachment
from thirty3.london_time import exact_london_time
from thirty3.spreadsheets.downloads import as_csv, as_workbook
from toolkit.calls import exporting, reading
from toolkit.calls.answering import questions_of
from toolkit.calls.content import Given, lines_of
from toolkit.calls.forms import FeedbackForm
from toolkit.calls.pages import told
from toolkit.models import Call, LearnMore, Response

A_PAGE: Final = 25


@require_safe
@login_required
def own_calls(request: HttpRequest, slug: str) -> HttpResponse:
    """The calls whose answers an authority's officers see."""
    borough, _ = authority_for(request.user, Act.SEE_OWN, slug)
    held = [told(call) for call in Call.objects.naming(borough).latest_first()]
    return render(request, "toolkit/calls/own-calls.html", {"borough": borough, "calls": held})


@require_safe
@login_required
def answers(request: HttpRequest, slug: str, call: str) -> HttpResponse:
    """The answers that were sent, a page at a time, and which of them the authority marked."""
    borough, _, found = _place(request, Act.SEE_OWN, slug, call)
    page = Paginator(reading.answers_to(found), A_PAGE).get_page(request.GET.get("page"))
    marked = set(_marks(borough, found).values_list("response", flat=True))
    context = {
        "borough": borough,
        "call": found,
        "told": told(found),
        "page_obj": page,
        "rows": [(one, exact_london_time(one.sent_at), one.pk in marked) for one in page if one.sent_at],
    }
    return render(request, "toolkit/calls/answers.html", context)


@require_safe
@login_required
def answer(request: HttpRequest, slug: str, call: str, key: str) -> HttpResponse:
    """One answer, and what may be done with it."""
    borough, role, found = _place(request, Act.SEE_OWN, slug, call)
    held = _sent(found, key)
    sent = Given.read(held.sent)
    context = {
        "borough": borough,
        "call": found,
        "response": held,
        "given": sent,
        "lines": lines_of(sent, questions_of(found), dict(held.files.values_list("key", "name"))),
        "sent": exact_london_time(held.sent_at) if held.sent_at else "",
        "feedback": held.feedback.select_related("borough").order_by("written_at", "pk"),
        "marked": _marks(borough, found).filter(response=held).exists(),
        "may_act": Desk(borough, role).may(Act.EDIT),
    }
    return render(request, "toolkit/calls/answer.html", context)


@require_POST
@login_required
def mark(request: HttpRequest, slug: str, call: str, key: str) -> HttpResponse:
    """Mark an answer to learn more, or take the mark away."""
    borough, _, found = _place(request, Act.EDIT, slug, call)
    marked = request.POST.get("marked") == "yes"
    reading.mark(response=_sent(found, key), borough=borough, actor=request.user, marked=marked)
    messages.success(request, "Marked, to learn more." if marked else "The mark is taken away.")
    return redirect("toolkit:call-answer", slug, call, key)


@form_page
@login_required
def feedback(request: HttpRequest, slug: str, call: str, key: str) -> HttpResponse:
    """Write back to whoever answered."""
    borough, role, found = _place(request, Act.EDIT, slug, call)
    held = _sent(found, key)
    form = FeedbackForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        reading.write_back(
            response=held,
            borough=borough,
            actor=request.user,
            text=form.cleaned_data["text"],
            now=timezone.now(),
        )
        messages.success(request, f"We wrote to {held.respondent} that there is feedback.")
        return redirect("toolkit:call-answer", slug, call, key)
    context = {"borough": borough, "call": found, "response": held, "form": form, "for_loti": role is None}
    return render(request, "toolkit/calls/feedback.html", context)


@require_safe
@login_required
def file(request: HttpRequest, slug: str, call: str, key: str, file: str) -> FileResponse:
    """A file of an answer as it was sent; one that only a draft names is not there."""
    _, _, found = _place(request, Act.SEE_OWN, slug, call)
    held = _sent(found, key)
    if file not in Given.read(held.sent).file_keys(questions_of(found)):
        raise Http404
    one = get_object_or_404(held.files.all(), key=file)
    return as_attachment(one.stored_as, one.name)


@require_safe
@login_required
def answers_csv(request: HttpRequest, slug: str, call: str) -> StreamingHttpResponse:
    """Every answer as a row."""
    borough, _, found = _place(request, Act.SEE_OWN, slug, call)
    headings, rows = exporting.table(found, borough)
    return as_csv(f"answers-{found.slug}", headings, rows, timezone.localdate(), invented=found.demonstration)


@require_safe
@login_required
def answers_workbook(request: HttpRequest, slug: str, call: str) -> StreamingHttpResponse:
    """The same as a workbook, which says what it is."""
    borough, _, found = _place(request, Act.SEE_OWN, slug, call)
    headings, rows = exporting.table(found, borough)
    return as_workbook(
        "answers",
        headings,
        rows,
        timezone.localdate(),
        about=exporting.about(found, borough),
        invented=found.demonstration,
    )


def _place(request: HttpRequest, act: Act, slug: str, call: str) -> tuple[Borough, Any, Call]:
    """The authority, the role there, and a call that names it; any other call is not there.

    Staff read the answers to a call that names nobody, as whichever authority they look from.
    """
    borough, role = authority_for(request.user, act, slug)
    known = Call.objects.naming(borough)
    if role is None:
        known |= Call.objects.filter(boroughs=None)
    return borough, role, get_object_or_404(known.distinct(), slug=call)


def _sent(call: Call, key: str) -> Response:
    return get_object_or_404(reading.answers_to(call), key=key)


def _marks(borough: Borough, call: Call) -> Any:
    return LearnMore.objects.filter(borough=borough, response__call=call)
