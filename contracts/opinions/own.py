"""The pages on which a supplier's members read what authorities ask and say, and answer a disagreement."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from boroughs.officers.views import form_page
from contracts.models import Disagreement, GroupAsk
from contracts.opinions import disagreeing
from contracts.opinions.forms import SupplierAnswerForm
from contracts.services.speaking import suppliers_of
from contracts.sharing.wording import NamesSomebody


@require_safe
@login_required
def asked(request: HttpRequest) -> HttpResponse:
    """What authorities ask the suppliers for which somebody speaks, and where they disagree with these."""
    suppliers = list(suppliers_of(request.user))
    if not suppliers:
        raise Http404
    asks = GroupAsk.objects.filter(supplier__in=suppliers).sent().with_all().select_related("supplier")
    disputed = Disagreement.objects.standing().filter(supplier__in=suppliers, told_on__isnull=False)
    context: dict[str, Any] = {
        "suppliers": suppliers,
        "asks": asks.order_by("-asked_on", "-pk"),
        "disagreements": disputed.newest_first().select_related("supplier"),
    }
    return render(request, "contracts/opinions/asked.html", context)


@form_page
@login_required
def answer(request: HttpRequest, key: str) -> HttpResponse:
    """Answer a disagreement with a supplier for which somebody speaks. Others find no such page."""
    told = Disagreement.objects.standing().filter(supplier__in=suppliers_of(request.user))
    found = get_object_or_404(
        told.filter(told_on__isnull=False).select_related("supplier", "borough"), key=key
    )
    sent = request.POST if request.method == "POST" else None
    form = SupplierAnswerForm(sent, initial={"text": found.answer})
    if form.is_valid():
        try:
            disagreeing.answer(disagreement=found, actor=request.user, text=form.cleaned_data["text"])
        except (disagreeing.NotPossible, NamesSomebody) as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "Your answer stands beside what the authority says.")
            return redirect("contracts:asked")
    context = {"supplier": found.supplier, "disagreement": found, "form": form}
    return render(request, "contracts/opinions/answer.html", context)
