"""Answering a call: for whom, the questions, checking, sending, and taking back."""

from collections.abc import Iterable
from typing import Any, Final

from allauth.core.ratelimit import consume_or_429
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from boroughs.officers.views import form_page
from suppliers.members.forms import AddressForm
from suppliers.members.joining import wish_to_join
from suppliers.members.permissions import Act, suppliers_for
from suppliers.models import Supplier
from thirty3.accounts.joining import begin_again
from thirty3.accounts.views import SignInView
from thirty3.documents.giving import as_attachment
from thirty3.documents.kinds import NotAccepted
from thirty3.london_time import exact_london_time
from toolkit.calls import answering
from toolkit.calls.answering import NotPossible, Unanswered, own_responses, questions_of
from toolkit.calls.content import Given, lines_of
from toolkit.calls.forms import BeginForm, ResponseForm
from toolkit.calls.pages import seen_by, told
from toolkit.models import Call, Response

MYSELF: Final = "myself"


@form_page
def begin(request: HttpRequest, slug: str) -> HttpResponse:
    """Where an answer begins, or goes on: whoever is signed in says for whom they answer."""
    call = get_object_or_404(seen_by(request.user), slug=slug)
    context: dict[str, Any] = {"call": call, "told": told(call), "is_open": call.is_open_at(timezone.now())}
    if not request.user.is_authenticated:
        return render(request, "toolkit/calls/begin-signed-out.html", context)
    person: Any = request.user
    mine = list(own_responses(person).filter(call=call).order_by("begun_at", "pk"))
    suppliers = list(suppliers_for(person, Act.EDIT_PROFILE))
    choices = _choices(call, suppliers, mine)
    form = BeginForm(request.POST if request.method == "POST" else None, choices=choices)
    if len(choices) == 1:
        form.initial["whose"] = choices[0][0]
    if choices and form.is_valid():
        refused: HttpResponse | None = consume_or_429(request, action="answer_call", user=person)
        if refused is not None:
            return refused
        supplier = next((one for one in suppliers if _value(one) == form.cleaned_data["whose"]), None)
        try:
            response = answering.begin(call=call, person=person, supplier=supplier, now=timezone.now())
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("toolkit:response", slug, response.key)
    context |= {"form": form, "mine": mine, "choices": choices, "has_suppliers": bool(suppliers)}
    return render(request, "toolkit/calls/begin.html", context)


def _value(supplier: Supplier) -> str:
    return f"for-{supplier.slug}"


def _choices(call: Call, suppliers: list[Supplier], mine: list[Response]) -> list[tuple[str, str]]:
    """For whom somebody may begin an answer that is not begun yet."""
    begun = {response.supplier_id for response in mine}
    whose = [(_value(one), f"{one.name}’s") for one in suppliers if one.pk not in begun]
    if call.who == Call.Who.ANYONE and None not in begun:
        whose.append((MYSELF, "My own"))
    return whose


@form_page
def address(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Sign in by a code to whichever address, known or not, to answer."""
    call = get_object_or_404(seen_by(request.user), slug=slug)
    if request.user.is_authenticated:
        return redirect("toolkit:answer-call", slug)
    form = AddressForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return render(request, "toolkit/calls/address.html", {"form": form, "call": call})
    refused: HttpResponse | None = consume_or_429(request, action="answer_call_address")
    if refused is not None:
        return refused
    begin_again(request)
    wish_to_join(form.cleaned_data["email"])
    asked: HttpResponseBase = SignInView.as_view()(request)
    return asked


@form_page
@login_required
def response(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """The questions with the draft. After closing nothing is saved, and the draft is shown as it was."""
    person: Any = request.user
    held = _own(request, slug, key)
    questions, names = questions_of(held.call), _file_names(held)
    form = ResponseForm(
        *((request.POST, request.FILES) if request.method == "POST" else ()),
        questions=questions,
        draft=Given.read(held.draft),
        edition=held.edition,
        file_names=names,
    )
    if form.is_valid():
        refused: HttpResponse | None = consume_or_429(request, action="answer_call", user=person)
        if refused is not None:
            return refused
        try:
            answering.keep_draft(
                response=held,
                person=person,
                given=form.given(),
                files=form.new_files(),
                seen=form.cleaned_data["edition"],
                now=timezone.now(),
            )
        except (NotPossible, NotAccepted) as refusal:
            form.add_error(None, str(refusal))
        else:
            if form.wants_check:
                return redirect("toolkit:response-check", slug, key)
            messages.success(request, "Your draft is saved. Nobody else sees it until you send it.")
            return redirect("toolkit:response", slug, key)
    return render(request, "toolkit/calls/response.html", _context(held, form=form))


@form_page
@login_required
def check(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """Check the answers, and send them."""
    held = _own(request, slug, key)
    questions = questions_of(held.call)
    problems: list[dict[str, str]] = []
    if request.method == "POST":
        try:
            answering.send(response=held, seen=_edition(request), now=timezone.now())
        except Unanswered as refusal:
            problems = [{"text": f"Answer: {question.label}"} for question in refusal.questions]
        except NotPossible as refusal:
            problems = [{"text": str(refusal)}]
        else:
            return redirect("toolkit:response-receipt", slug, key)
    draft = Given.read(held.draft)
    lines = lines_of(draft, questions, _file_names(held))
    context = _context(held, lines=lines, draft=draft, problems=problems, missing=draft.missing(questions))
    return render(request, "toolkit/calls/check.html", context)


def _edition(request: HttpRequest) -> int:
    """The edition that was looked at; one that was never there where the field is not what we sent."""
    sent = request.POST.get("edition", "")
    return int(sent) if sent.isascii() and sent.isdigit() and len(sent) < len("1000000000") else -1


@require_safe
@login_required
def receipt(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """What was sent and when, and what was said of it."""
    held = _own(request, slug, key)
    if held.sent_at is None:
        return redirect("toolkit:response", slug, key)
    sent = Given.read(held.sent)
    context = _context(
        held,
        lines=lines_of(sent, questions_of(held.call), _file_names(held)),
        given=sent,
        sendings=[exact_london_time(one) for one in _times(held)],
        feedback=held.feedback.select_related("borough").order_by("written_at", "pk"),
        changed=held.draft != held.sent,
    )
    return render(request, "toolkit/calls/receipt.html", context)


def _times(held: Response) -> Iterable[Any]:
    return held.sendings.order_by("-at", "-pk").values_list("at", flat=True)


@form_page
@login_required
def withdraw(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """Take the answer back: all of it is deleted."""
    held = _own(request, slug, key)
    if request.method == "POST":
        answering.withdraw(held)
        messages.success(request, "Your answer and its files are deleted.")
        return redirect("toolkit:answer-call", slug)
    return render(request, "toolkit/calls/withdraw.html", _context(held))


@require_safe
@login_required
def file(request: HttpRequest, slug: str, key: str, file: str) -> FileResponse:
    """A file of one's own answer."""
    held = _own(request, slug, key)
    found = get_object_or_404(held.files.all(), key=file)
    return as_attachment(found.stored_as, found.name)


def _own(request: HttpRequest, slug: str, key: str) -> Response:
    """One's own answer, or that of a supplier whose profile one keeps; any other is not there."""
    found = own_responses(request.user).filter(call__slug=slug, key=key).first()
    if found is None:
        raise Http404
    return found


def _file_names(held: Response) -> dict[str, str]:
    return dict(held.files.values_list("key", "name"))


def _context(held: Response, **more: Any) -> dict[str, Any]:
    now = timezone.now()
    back = reverse("toolkit:answer-call", args=[held.call.slug])
    return {
        "response": held,
        "call": held.call,
        "told": told(held.call),
        "is_open": held.call.is_open_at(now),
        "has_closed": held.call.has_closed_at(now),
        "back": back,
        **more,
    }
