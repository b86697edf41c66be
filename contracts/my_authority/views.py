"""The list on which an authority confirms its contracts, and takes a mistaken confirmation back."""

import datetime
from collections.abc import Iterable
from typing import Any, Final

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from boroughs.models import Borough
from boroughs.permissions import Act, authority_for
from contracts.models import Confirmation, Contract, State
from contracts.my_authority.forms import ChosenForm
from contracts.my_authority.own import CONFIRM_AFTER_MONTHS, due, own_contracts, running
from contracts.services.confirming import CannotUndo, confirm, take_back
from thirty3.design.formatting import fact_date, money, state_words

A_PAGE: Final = 25
# How long a confirmation can be taken back on the page.
OF_LATE: Final = datetime.timedelta(days=7)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def contracts(request: HttpRequest, slug: str) -> HttpResponse:
    """Confirm that contracts are still true: those that are due, or all that have not ended."""
    borough, _ = authority_for(request.user, Act.CONFIRM, slug)
    shown = "all" if request.GET.get("show") == "all" else "due"
    page = Paginator(_listed(borough, shown), A_PAGE).get_page(request.GET.get("page"))
    by_value = {_value(contract): contract for contract in page.object_list}
    sent = _sent(borough, request.POST.getlist("chosen"))
    form = ChosenForm(request.POST if request.method == "POST" else None, offered=sent)
    if form.is_valid():
        chosen = [sent[value] for value in form.cleaned_data["chosen"]]
        confirm(records=chosen, borough=borough, actor=request.user)
        messages.success(request, f"You confirmed {len(chosen)} contract{'' if len(chosen) == 1 else 's'}.")
        return redirect(request.get_full_path())
    ticked = set(form.data.getlist("chosen")) if form.is_bound else set()  # type: ignore[attr-defined]
    context: dict[str, Any] = {
        "borough": borough,
        "form": form,
        "shown": shown,
        "months": CONFIRM_AFTER_MONTHS,
        "page_obj": page,
        "items": [_item(contract, value in ticked) for value, contract in by_value.items()],
        "of_late": _boxes(_of_late(borough)),
    }
    return render(request, "contracts/my_authority/contracts.html", context)


@require_POST
@login_required
def undo(request: HttpRequest, slug: str) -> HttpResponse:
    """Take back confirmations of the last days."""
    borough, _ = authority_for(request.user, Act.CONFIRM, slug)
    by_value = {str(one.pk): one for one in _of_late(borough)}
    form = ChosenForm(request.POST, offered=by_value)
    if not form.is_valid():
        messages.error(request, "Choose what to take back.")
    else:
        _undo(request, [by_value[value] for value in form.cleaned_data["chosen"]])
    return redirect(reverse("contracts:own-contracts", args=[borough.slug]))


def _undo(request: HttpRequest, chosen: Iterable[Confirmation]) -> None:
    for confirmation in chosen:
        try:
            take_back(confirmation=confirmation, actor=request.user)
        except CannotUndo as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, f"You took back the confirmation of “{confirmation.title}”.")


def _listed(borough: Borough, shown: str) -> QuerySet[Contract]:
    day, own = timezone.localdate(), own_contracts(borough)
    found = due(own, day) if shown == "due" else running(own, day).order_by("title", "pk")
    return found.prefetch_related("supplier_links__supplier")


def _sent(borough: Borough, values: list[str]) -> dict[str, Contract]:
    """The contracts that were chosen, by what their boxes send now; the list may have moved on meanwhile."""
    keys = [value.partition(".")[0] for value in values[:A_PAGE]]
    found = own_contracts(borough).filter(key__in=keys) if keys else Contract.objects.none()
    return {_value(contract): contract for contract in found}


def _of_late(borough: Borough) -> list[Confirmation]:
    late = Confirmation.objects.standing().filter(borough=borough, at__gte=timezone.now() - OF_LATE)
    return list(late.select_related("borough")[:A_PAGE])


def _value(contract: Contract) -> str:
    """What a box sends: the record as it was shown, so that nobody confirms what they did not see."""
    return f"{contract.key}.{contract.version}"


def _item(contract: Contract, ticked: bool) -> dict[str, Any]:
    mark = "Demonstration. " if contract.demonstration else ""
    return {
        "text": contract.title,
        "value": _value(contract),
        "checked": ticked,
        "hint": f"{mark}{_supplier(contract)}. {_end(contract)}. {_sum(contract)}. {_newest(contract)}.",
    }


def _supplier(contract: Contract) -> str:
    if contract.supplier_state != State.KNOWN:
        return f"Supplier: {state_words(contract.supplier_state).lower()}"
    return ", ".join(link.supplier.name for link in contract.supplier_links.all())


def _end(contract: Contract) -> str:
    if contract.end_date:
        return f"Ends {fact_date(contract.end_date, contract.end_precision)}"
    if contract.end_state == State.KNOWN:
        return str(contract.get_end_kind_display())
    return f"End: {state_words(contract.end_state).lower()}"


def _sum(contract: Contract) -> str:
    if contract.value is None:
        return f"Value: {state_words(contract.value_state).lower()}"
    if contract.value_vat == Contract.Vat.NOT_STATED:
        return money(contract.value)
    return f"{money(contract.value)} ({contract.get_value_vat_display()})"


def _newest(contract: Any) -> str:
    day = contract.newest_source
    return f"Newest source {fact_date(day)}" if day else "No source says when it was true"


def _boxes(confirmations: Iterable[Confirmation]) -> list[dict[str, Any]]:
    return [
        {
            "text": one.title,
            "value": str(one.pk),
            "hint": f"{one.role}, {timezone.localtime(one.at):%-d %B %Y at %H:%M}",
        }
        for one in confirmations
    ]
