"""The pages on which authorities confirm what makers say, and answer what suppliers say that they use."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from boroughs.officers.authority import Desk
from boroughs.officers.views import form_page
from boroughs.permissions import Act, authorities_for, authority_for
from contracts.models import UseClaim
from contracts.offers import answering, confirming
from contracts.offers.forms import ConfirmForm, UseForm
from contracts.offers.running import running
from contracts.sharing.wording import NamesSomebody
from suppliers.members.permissions import role_of
from suppliers.profiles.data_freedom import answers_of, full_words, shown_offers, statement_name


@form_page
@login_required
def confirm_offer(request: HttpRequest, slug: str) -> HttpResponse:
    """Say which answers of a maker are true at an authority that runs the product."""
    offer = get_object_or_404(shown_offers(), product__slug=slug)
    mine = list(authorities_for(request.user, Act.EDIT).filter(pk__in=running(offer.product)))
    if not mine or role_of(request.user, offer.supplier) is not None:
        raise Http404
    answers = answers_of(offer)
    words = {one.name: full_words(one) for one in answers}
    held = confirming.confirmed_by(offer, mine[0]) if len(mine) == 1 else {}
    form = ConfirmForm(
        request.POST if request.method == "POST" else None,
        boroughs=mine,
        words=words,
        labels={one.name: one.label for one in answers},
        initial={"answers": [f"{name}|{text}" for name, text in held.items() if words.get(name) == text]},
    )
    if form.is_valid():
        borough = form.cleaned_data["borough"]
        try:
            confirming.confirm(offer=offer, borough=borough, actor=request.user, seen=form.seen())
        except confirming.NotPossible as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Kept what {borough} confirms.")
            return redirect(offer.product)
    statements = [(one, f"data-freedom:{statement_name(offer, one.name)}") for one in answers]
    context = {"form": form, "offer": offer, "statements": statements}
    return render(request, "contracts/offers/confirm.html", context)


@form_page
@login_required
def answer_use(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """One claim of use, for the authority's editors to confirm or not."""
    person: Any = request.user
    borough, role = authority_for(person, Act.EDIT, slug)
    found = get_object_or_404(UseClaim.objects.with_names(), borough=borough, key=key)
    if found not in answering.asked_of(Desk(borough, role)) or role_of(person, found.supplier) is not None:
        raise Http404
    form = UseForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            _answer(found, person, form.cleaned_data)
        except (answering.NotPossible, NamesSomebody) as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"You answered {found.supplier}.")
            return redirect("boroughs:authority", slug)
    return render(request, "contracts/offers/use.html", {"form": form, "borough": borough, "claim": found})


def _answer(claim: UseClaim, person: Any, given: dict[str, Any]) -> None:
    if given["decision"] == "confirm":
        answering.confirm(claim=claim, actor=person)
    else:
        answering.refuse(claim=claim, actor=person, reason=given["reason"])
