"""The page on which a supplier's member answers what authorities ask it together."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from boroughs.officers.views import form_page
from contracts.groups import answering
from contracts.groups.forms import AnswerForm
from contracts.groups.writing import NotPossible
from contracts.models import GroupAsk
from contracts.services.speaking import suppliers_of
from contracts.sharing.wording import NamesSomebody


@form_page
@login_required
def answer(request: HttpRequest, key: str) -> HttpResponse:
    """Answer a joint ask to a supplier for which somebody speaks. Others find no such page."""
    asks = GroupAsk.objects.filter(supplier__in=suppliers_of(request.user)).sent().with_all()
    ask = get_object_or_404(asks.select_related("supplier"), key=key)
    form = AnswerForm(request.POST if request.method == "POST" and ask.is_open else None)
    if form.is_valid():
        try:
            answering.answer(ask=ask, actor=request.user, text=form.cleaned_data["text"])
        except (NotPossible, NamesSomebody) as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "The authorities that ask now read your answer.")
            return redirect("contracts:asked")
    context: dict[str, Any] = {"supplier": ask.supplier, "ask": ask, "form": form}
    return render(request, "contracts/groups/own-answer.html", context)
