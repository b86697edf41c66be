"""The pages on which a supplier's members read what authorities ask it together, and answer."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from contracts.groups import answering
from contracts.groups.forms import AnswerForm
from contracts.groups.views import form_page
from contracts.groups.writing import NotPossible
from contracts.models import GroupAsk
from contracts.services.speaking import suppliers_of
from contracts.sharing.wording import NamesSomebody


@require_safe
@login_required
def asks(request: HttpRequest, slug: str) -> HttpResponse:
    """What authorities ask together of a supplier for which somebody speaks. Others find no such page."""
    supplier = get_object_or_404(suppliers_of(request.user), slug=slug)
    context = {"supplier": supplier, "asks": GroupAsk.objects.of(supplier).sent().with_all()}
    return render(request, "contracts/groups/own-asks.html", context)


@form_page
@login_required
def answer(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """Answer one of them."""
    supplier = get_object_or_404(suppliers_of(request.user), slug=slug)
    ask = get_object_or_404(GroupAsk.objects.of(supplier).sent().with_all(), key=key)
    form = AnswerForm(request.POST if request.method == "POST" and ask.is_open else None)
    if form.is_valid():
        try:
            answering.answer(ask=ask, actor=request.user, text=form.cleaned_data["text"])
        except (NotPossible, NamesSomebody) as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "The authorities that ask now read your answer.")
            return redirect("contracts:supplier-asks", slug)
    context: dict[str, Any] = {"supplier": supplier, "ask": ask, "form": form}
    return render(request, "contracts/groups/own-answer.html", context)
