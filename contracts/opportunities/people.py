"""What somebody who is signed in does with an opportunity: ask, follow, be interested, need it too."""

from typing import Any, Final

from allauth.core.ratelimit import consume_or_429
from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from boroughs.models import Borough
from boroughs.officers.views import form_page
from boroughs.permissions import Act, authorities_for
from contracts.models import Interest, Opportunity, OpportunityFollower, OpportunityQuestion
from contracts.opportunities import asking, following
from contracts.opportunities.listing import line_of
from contracts.opportunities.own import own_opportunity
from contracts.opportunities.steps import NotPossible
from contracts.services.speaking import suppliers_of
from contracts.sharing.wording import NamesSomebody
from suppliers.models import Supplier
from thirty3.headers import keep_out_of_search_engines

SHOWN: Final = 200


def published(key: str) -> Opportunity:
    """One that everybody may see."""
    return get_object_or_404(Opportunity.objects.published().select_related("borough"), key=key)


def _page(
    request: HttpRequest, found: Opportunity, heading: str, words: str, button: str, form: Any = None
) -> HttpResponse:
    context = {"opportunity": found, "heading": heading, "words": words, "button": button, "form": form}
    return keep_out_of_search_engines(render(request, "contracts/opportunities/person.html", context))


@form_page
@login_required
def ask(request: HttpRequest, key: str) -> HttpResponse:
    """Ask something; the answer is for everybody."""
    found = published(key)
    if not asking.takes_questions(found):
        raise Http404
    form = asking.AskForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        refused: HttpResponse | None = consume_or_429(
            request, action="ask_about_opportunity", user=request.user
        )
        if refused is not None:
            return refused
        try:
            asking.ask(opportunity=found, text=form.cleaned_data["text"])
        except (NotPossible, NamesSomebody) as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(
                request, "Your question is with the authority. Follow this to hear of the answer."
            )
            return redirect(found)
    words = (
        "The officers get your question without your name. They publish it with their answer, for everybody "
        "at the same moment. Nothing is kept of who asked."
    )
    return _page(request, found, "Ask a question", words, "Ask", form)


@form_page
@login_required
def answer(request: HttpRequest, slug: str, key: str, question: str) -> HttpResponse:
    """An officer publishes a question with its answer."""
    found = own_opportunity(request, Act.EDIT, slug, key)
    held = get_object_or_404(OpportunityQuestion, opportunity=found, key=question)
    sent = request.POST if request.method == "POST" else None
    form = asking.AnswerForm(sent, initial={"text": held.text, "said": held.answer})
    if form.is_valid():
        try:
            asking.answer(opportunity=found, actor=request.user, key=held.key, **form.cleaned_data)
        except (NotPossible, NamesSomebody) as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, "Everybody reads the answer now.")
            return redirect("contracts:own-opportunity", slug, key)
    context = {
        "form": form,
        "borough": found.borough,
        "opportunity": found,
        "heading": "Answer a question",
        "button": "Publish the answer",
        "question": held,
    }
    return render(request, "contracts/opportunities/own-form.html", context)


class InterestForm(forms.Form):
    """For which supplier, and whether everybody may read its name."""

    supplier = forms.ModelChoiceField(
        Supplier.objects.none(),
        label="The supplier that you speak for",
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the supplier that you speak for."},
    )
    interested = forms.ChoiceField(
        label="Is it interested?",
        choices=(
            ("quietly", "Yes, and only the authority’s officers read its name"),
            ("openly", "Yes, and everybody may read its name"),
            ("no", "No, or no longer"),
        ),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether it is interested."},
    )

    def __init__(self, *args: Any, suppliers: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["supplier"]
        field.queryset = suppliers
        if suppliers.count() == 1:
            field.initial, field.widget = suppliers[0].pk, forms.HiddenInput()
            self.fields["interested"].label = f"Is {suppliers[0]} interested?"


@form_page
@login_required
def interest(request: HttpRequest, key: str) -> HttpResponse:
    """A member says for its supplier that this interests it."""
    found = published(key)
    speaks_for = suppliers_of(request.user)
    if not speaks_for.exists() or found.stage_at(timezone.now()) in following.ENDED:
        raise Http404
    form = InterestForm(request.POST if request.method == "POST" else None, suppliers=speaks_for)
    if form.is_valid():
        supplier, said = form.cleaned_data["supplier"], form.cleaned_data["interested"]
        whose = {"opportunity": found, "supplier": supplier, "actor": request.user}
        try:
            if said == "no":
                following.withdraw_interest(**whose)
                told = f"{supplier} is not among those that are interested."
            else:
                following.register_interest(**whose, shown=said == "openly")
                told = f"The officers of {found.borough} read that {supplier} is interested."
        except NotPossible as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, told)
            return redirect(found)
    words = (
        "This is no request to take part and no tender: these go where the opportunity says. It gives no "
        "advantage, and staying away no handicap. Everybody reads how many are interested, once there are "
        "enough that the number tells nothing of any of them."
    )
    return _page(request, found, "Register interest", words, "Save", form)


@form_page
@login_required
def follow(request: HttpRequest, key: str) -> HttpResponse:
    """Be told by e-mail of steps, new deadlines and answers."""
    found = published(key)
    person: Any = request.user
    held = OpportunityFollower.objects.filter(opportunity=found, user=person).first()
    if held is not None:
        return redirect("contracts:unfollow-opportunity", found.key, held.key)
    if request.method == "POST":
        try:
            following.follow(opportunity=found, person=person)
        except NotPossible as refused:
            messages.error(request, str(refused))
            return redirect("contracts:opportunities")
        messages.success(request, "You follow it. We write to you when something is new.")
        return redirect(found)
    words = (
        "We write to your e-mail address when it takes a step, when its deadline changes and when a question "
        "was answered. Nobody is told that you follow it."
    )
    return _page(request, found, "Follow this opportunity", words, "Follow")


@form_page
def unfollow(request: HttpRequest, key: str, follower: str) -> HttpResponse:
    """Follow it no longer: whoever holds the link may, signed in or not."""
    found = published(key)
    get_object_or_404(OpportunityFollower, opportunity=found, key=follower)
    if request.method == "POST":
        following.unfollow(opportunity=found, key=follower)
        return _page(request, found, "You no longer follow it", "We write to you of it no more.", "")
    words = "You get letters when something is new. We then write no more of it."
    return _page(request, found, "Follow it no longer?", words, "Follow it no longer")


class SharedNeedForm(forms.Form):
    """For which authority, and whether it needs this too."""

    borough = forms.ModelChoiceField(
        Borough.objects.none(),
        label="The authority that you act for",
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the authority that you act for."},
    )
    needs = forms.ChoiceField(
        label="Does it need this too?",
        choices=(("yes", "Yes"), ("no", "No, or no longer")),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether it needs this too."},
    )

    def __init__(self, *args: Any, boroughs: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["borough"]
        field.queryset = boroughs
        if boroughs.count() == 1:
            field.initial, field.widget = boroughs[0].pk, forms.HiddenInput()
            self.fields["needs"].label = f"Does {boroughs[0]} need this too?"


@form_page
@login_required
def shared_need(request: HttpRequest, key: str) -> HttpResponse:
    """An officer of another authority says that it needs this too."""
    found = published(key)
    mine = authorities_for(request.user, Act.GROUP).exclude(pk=found.borough_id)
    if not mine.exists():
        raise Http404
    form = SharedNeedForm(request.POST if request.method == "POST" else None, boroughs=mine)
    if form.is_valid():
        borough, needs = form.cleaned_data["borough"], form.cleaned_data["needs"] == "yes"
        try:
            following.need_it_too(opportunity=found, borough=borough, actor=request.user, needs=needs)
        except NotPossible as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(
                request,
                f"Authorities read that {borough} needs it too."
                if needs
                else f"{borough} is not named any more.",
            )
            return redirect(found)
    words = f"Authorities alone read it. {found.borough} may then ask you to buy together."
    return _page(request, found, "We need this too", words, "Save", form)


@require_safe
@login_required
def mine(request: HttpRequest) -> HttpResponse:
    """What somebody follows, and what interests the suppliers that they speak for."""
    now = timezone.now()
    person: Any = request.user
    followed = OpportunityFollower.objects.filter(user=person).values("opportunity")
    interests = Interest.objects.filter(supplier__in=suppliers_of(person)).values("opportunity")
    kinds: tuple[tuple[str, Any], ...] = (
        ("You follow", followed),
        ("Your supplier is interested", interests),
    )
    context = {
        "lists": [
            (
                heading,
                [
                    line_of(one, now)
                    for one in Opportunity.objects.published()
                    .filter(pk__in=held)
                    .for_list()
                    .closing_first()[:SHOWN]
                ],
            )
            for heading, held in kinds
        ]
    }
    return render(request, "contracts/opportunities/mine.html", context)
