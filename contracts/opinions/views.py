"""The pages on which an authority disagrees with a supplier, and looks after what it said."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from boroughs.officers.views import form_page
from boroughs.permissions import MAY, Act, authorities_for, authority_for
from contracts.groups.using import Using
from contracts.groups.views import supplier_for
from contracts.models import Disagreement
from contracts.opinions import disagreeing
from contracts.opinions.forms import DisagreementForm
from contracts.opinions.statements import statements_of
from contracts.sharing.wording import NamesSomebody
from thirty3.audiences import Audience


@form_page
@login_required
def disagree(request: HttpRequest, slug: str) -> HttpResponse:
    """Dispute something that a supplier says of itself, for an authority that uses it."""
    supplier = supplier_for(request, slug)
    using = Using(supplier, Audience.BOROUGHS, timezone.localdate()).by_authority
    mine = list(authorities_for(request.user, Act.DISPUTE).filter(slug__in=using))
    statements = statements_of(supplier)
    if not mine or not statements:
        raise Http404
    form = DisagreementForm(
        request.POST if request.method == "POST" else None,
        boroughs=mine,
        statements=statements,
        initial={"statement": request.GET.get("statement", "")},
    )
    if form.is_valid():
        try:
            found = disagreeing.disagree(supplier=supplier, actor=request.user, **form.cleaned_data)
        except (disagreeing.NotPossible, NamesSomebody) as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "It waits until the supplier was told and had its time to answer.")
            return redirect("contracts:disagreements", found.borough.slug)
    return render(request, "contracts/opinions/disagree.html", {"form": form, "supplier": supplier})


@form_page
@login_required
def disagreements(request: HttpRequest, slug: str) -> HttpResponse:
    """Where an authority disagrees; who may takes one of them back."""
    act = Act.DISPUTE if request.method == "POST" else Act.SEE_OWN
    borough, role = authority_for(request.user, act, slug)
    own = Disagreement.objects.standing().filter(borough=borough)
    if request.method == "POST":
        found = get_object_or_404(own.select_related("borough"), key=request.POST.get("key", ""))
        disagreeing.take_back(disagreement=found, actor=request.user)
        messages.success(request, "You took it back. Nobody reads it any more.")
        return redirect("contracts:disagreements", slug)
    context: dict[str, Any] = {
        "borough": borough,
        "disagreements": own.newest_first().select_related("supplier"),
        "may": role is None or role in MAY[Act.DISPUTE],
    }
    return render(request, "contracts/opinions/disagreements.html", context)
