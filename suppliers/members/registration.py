"""The pages of a registration: what it is, getting an account, one question a page, and sending it."""

from dataclasses import dataclass
from typing import Any, Final

from allauth.core.ratelimit import consume_or_429
from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from boroughs.officers.views import form_page
from suppliers.members import registering
from suppliers.members.forms import (
    NEW,
    AddressForm,
    KindForm,
    MatchForm,
    MoreForm,
    NameForm,
    NumberForm,
    SendForm,
)
from suppliers.members.joining import wish_to_join
from suppliers.members.matching import is_this_you
from suppliers.members.requests import NotPossible
from suppliers.models import Claim
from thirty3.accounts.joining import begin_again
from thirty3.accounts.views import SignInView


@dataclass(frozen=True)
class Step:
    """One page of a registration."""

    name: str
    heading: str


STEPS: Final = (
    Step("kind", "What kind of organisation is it?"),
    Step("name", "What is it called?"),
    Step("number", "What numbers does it have?"),
    Step("match", "Is one of these your organisation?"),
    Step("more", "Where is it found?"),
)


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """What keeping a profile is, and how one comes to. It has no form, so it is the same for everyone."""
    return render(request, "suppliers/members/about.html")


@form_page
def address(request: HttpRequest) -> HttpResponseBase:
    """Get an account by a code, to whichever address; then it goes on as any sign-in does."""
    if request.user.is_authenticated:
        return redirect("suppliers:register-start")
    form = AddressForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return render(request, "suppliers/members/address.html", {"form": form})
    refused: HttpResponse | None = consume_or_429(request, action="register_supplier")
    if refused is not None:
        return refused
    begin_again(request)
    wish_to_join(form.cleaned_data["email"])
    asked: HttpResponseBase = SignInView.as_view()(request)
    return asked


@form_page
@login_required
def start(request: HttpRequest) -> HttpResponse:
    """The first question begins a draft."""
    person: Any = request.user
    form = KindForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        refused: HttpResponse | None = consume_or_429(request, action="ask_for_supplier", user=person)
        if refused is not None:
            return refused
        try:
            draft = registering.start(person=person, organisation=form.cleaned_data["organisation"])
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("suppliers:registration-step", draft.key, "name")
    return render(request, "suppliers/members/step.html", {"form": form, "step": STEPS[0]})


@require_safe
@login_required
def resume(request: HttpRequest, key: str) -> HttpResponse:
    """Go on where something is missing."""
    draft = _draft(request, key)
    wanting = registering.missing(draft)
    if wanting:
        return redirect("suppliers:registration-step", key, wanting)
    return redirect("suppliers:registration-send", key)


@form_page
@login_required
def step(request: HttpRequest, key: str, step: str) -> HttpResponse:
    """One question, kept when it is answered."""
    person: Any = request.user
    draft = _draft(request, key)
    asked = next((one for one in STEPS if one.name == step), None)
    if asked is None:
        raise Http404
    found = is_this_you(draft) if step == "match" else []
    if step == "match" and not found:
        return redirect("suppliers:registration-step", key, "more")
    form = _form_of(step, draft, found, request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            return _kept(draft, person, step, form.cleaned_data)
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
    context = {"form": form, "step": asked, "draft": draft}
    return render(request, "suppliers/members/step.html", context)


def _form_of(step: str, draft: Claim, found: list[Any], data: Any) -> forms.Form:
    if step == "match":
        passed = found and all(one.slug in draft.passed_over for one in found)
        return MatchForm(data, found=found, initial={"supplier": NEW} if passed else None)
    initial = {
        name: getattr(draft, name)
        for name in ("organisation", "name", "company_number", "charity_number", "other_number", "ppon")
    }
    initial |= {"website": draft.website, "home_borough": draft.home_borough_id}
    if step == "number":
        return NumberForm(data, organisation=draft.organisation, initial=initial)
    kinds = {"kind": KindForm, "name": NameForm, "more": MoreForm}
    return kinds[step](data, initial=initial)


def _kept(draft: Claim, person: Any, step: str, given: dict[str, Any]) -> HttpResponse:
    if step != "match":
        registering.answer(claim=draft, person=person, facts=given)
    elif given["supplier"] == NEW:
        registering.pass_over(claim=draft, person=person)
    else:
        return redirect("suppliers:claim", given["supplier"])
    names = [one.name for one in STEPS]
    after = names.index(step) + 1
    if after == len(names):
        return redirect("suppliers:registration", draft.key)
    return redirect("suppliers:registration-step", draft.key, names[after])


@form_page
@login_required
def send(request: HttpRequest, key: str) -> HttpResponse:
    """Check the answers and send them."""
    person: Any = request.user
    draft = _draft(request, key)
    if wanting := registering.missing(draft):
        return redirect("suppliers:registration-step", key, wanting)
    form = SendForm(request.POST if request.method == "POST" else None, initial={"message": draft.message})
    if form.is_valid():
        refused: HttpResponse | None = consume_or_429(request, action="ask_for_supplier", user=person)
        if refused is not None:
            return refused
        try:
            sent = registering.send(claim=draft, person=person, message=form.cleaned_data["message"])
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"You sent the registration of {sent.title}.")
            return redirect("suppliers:request", sent.key)
    context = {"form": form, "draft": draft, "steps": STEPS}
    return render(request, "suppliers/members/send.html", context)


@require_POST
@login_required
def mend(request: HttpRequest, key: str) -> HttpResponse:
    """Mend what was refused, in a draft of its own."""
    person: Any = request.user
    refused = get_object_or_404(Claim.objects.of(person), key=key)
    try:
        draft = registering.mend(claim=refused, person=person)
    except NotPossible as refusal:
        messages.error(request, str(refusal))
        return redirect("suppliers:request", key)
    return redirect("suppliers:registration-send", draft.key)


def _draft(request: HttpRequest, key: str) -> Claim:
    """A person's own draft; what was sent is no longer one."""
    person: Any = request.user
    drafts = Claim.objects.drafts().filter(user=person, kind=Claim.Kind.REGISTER)
    return get_object_or_404(drafts.select_related("home_borough", "mends"), key=key)
