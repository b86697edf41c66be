"""Changing several contracts at once: what they are used for, when they end, when they are reviewed."""

from collections.abc import Iterable
from typing import Any, Final

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from boroughs.models import Borough, Function
from boroughs.permissions import Act, authority_for
from contracts.keeping.fields import SHOWN_AS, DayField, RoughDayField
from contracts.keeping.kinds import CONTRACTS
from contracts.models import Contract
from contracts.my_authority.forms import ChosenForm
from contracts.services.keeping import Together, change_several
from thirty3.design.formatting import fact_date
from thirty3.history.versions import ChangedSince

A_PAGE: Final = 50
MOVED: Final = "One of them was changed since you opened this page. Nothing was done: look again."


class SeveralForm(ChosenForm):
    """Which contracts, and what they are to say alike."""

    end = RoughDayField(last=True, label="They end", help_text=f"As exact as you know it, {SHOWN_AS}.")
    review_date = DayField(label="Review them on")
    functions = forms.ModelMultipleChoiceField(
        Function.objects.order_by("name", "pk"),
        required=False,
        label="What they are used for",
        widget=forms.CheckboxSelectMultiple(attrs={"class": "govuk-checkboxes--small"}),
        help_text="What you choose takes the place of what each says now.",
    )

    def together(self) -> Together:
        """What is to be written; a field left blank changes nothing."""
        given = self.cleaned_data
        end = given["end"]
        return Together(
            functions=list(given["functions"]) or None,
            end=(end.day, end.precision) if end else None,
            review=given["review_date"],
        )

    def hold_starts(self, chosen: Iterable[Contract]) -> None:
        """No contract ends before it starts."""
        end = self.cleaned_data["end"]
        for contract in chosen:
            if end and contract.start_date and end.day < contract.start_date:
                self.add_error("end", f"“{contract}” starts on {fact_date(contract.start_date)}, after that.")


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def several(request: HttpRequest, slug: str) -> HttpResponse:
    """Choose contracts and say what is the same for all of them."""
    borough, _ = authority_for(request.user, Act.EDIT, slug)
    page = Paginator(CONTRACTS.listed(borough), A_PAGE).get_page(request.GET.get("page"))
    sent = _sent(borough, request.POST.getlist("chosen"))
    form = SeveralForm(request.POST if request.method == "POST" else None, offered=sent)
    if form.is_valid():
        chosen = [sent[value] for value in form.cleaned_data["chosen"]]
        if form.together() == Together():
            form.add_error("end", "Enter what is to change: the end, the review, or what they are used for.")
        else:
            form.hold_starts(chosen)
        if not form.errors and _changed(form, chosen, request.user):
            told = f"You changed {len(chosen)} contract{'' if len(chosen) == 1 else 's'}."
            messages.success(request, told)
            return redirect("contracts:own-records", borough.slug, CONTRACTS.slug)
    ticked = set(request.POST.getlist("chosen"))
    context: dict[str, Any] = {
        "borough": borough,
        "kept": CONTRACTS,
        "form": form,
        "page_obj": page,
        "items": [_item(contract, ticked) for contract in page.object_list],
    }
    return render(request, "contracts/keeping/several.html", context)


def _changed(form: SeveralForm, chosen: list[Contract], actor: Any) -> bool:
    try:
        change_several(contracts=chosen, together=form.together(), actor=actor)
    except ChangedSince:
        form.add_error("chosen", MOVED)
        return False
    return True


def _sent(borough: Borough, values: list[str]) -> dict[str, Contract]:
    """The contracts that were chosen, by what their boxes send now."""
    keys = [value.partition(".")[0] for value in values[:A_PAGE]]
    found = CONTRACTS.own(borough).filter(key__in=keys) if keys else []
    return {_value(contract): contract for contract in found}


def _value(contract: Contract) -> str:
    """The record as it was shown, so that nobody changes what they did not see."""
    return f"{contract.key}.{contract.version}"


def _item(contract: Contract, ticked: set[str]) -> dict[str, Any]:
    ends = fact_date(contract.end_date, contract.end_precision)
    mark = "Demonstration. " if contract.demonstration else ""
    return {
        "text": contract.title,
        "value": _value(contract),
        "checked": _value(contract) in ticked,
        "hint": f"{mark}Ends {ends}." if ends else f"{mark}No day is held on which it ends.",
    }
