"""Changing several contracts, or several systems in use, at once: what is to be the same for all of them."""

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar, Final

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
from contracts.keeping.kinds import CONTRACTS, SYSTEMS, Kept, Record, kept_or_404
from contracts.models import Contract, SystemInUse
from contracts.my_authority.forms import ChosenForm
from contracts.services.call_offs import NotAFramework
from contracts.services.keeping import SystemsTogether, Together, change_several, change_several_systems
from contracts.services.states import OutOfStep
from thirty3.design.formatting import fact_date
from thirty3.history.versions import ChangedSince

A_PAGE: Final = 50
MOVED: Final = "One of them was changed since you opened this page. Nothing was done: look again."
AS_IS: Final = ("", "As each has it now")


class SeveralForm(ChosenForm):
    """Which records, and what they are to say alike; a field left blank changes nothing."""

    # The fields that say something, in order; what is missing where all of them are blank; and the first.
    said: ClassVar[tuple[str, ...]]
    nothing: ClassVar[str]

    functions = forms.ModelMultipleChoiceField(
        Function.objects.order_by("name", "pk"),
        required=False,
        label="What they are used for",
        widget=forms.CheckboxSelectMultiple(attrs={"class": "govuk-checkboxes--small"}),
        help_text="What you choose takes the place of what each says now.",
    )

    @property
    def facts(self) -> list[forms.BoundField]:
        """The fields between the records and what these are used for."""
        return [self[name] for name in self.said]

    def hold(self, chosen: Iterable[Any]) -> None:
        """Say what cannot be true of all that were chosen."""
        if not any(self.cleaned_data[name] for name in (*self.said, "functions")):
            self.add_error(self.said[0], self.nothing)

    def change(self, chosen: Iterable[Any], actor: Any) -> None:
        raise NotImplementedError


class SeveralContractsForm(SeveralForm):
    """What several contracts are to say."""

    said = ("end", "review_date")
    nothing = "Enter what is to change: the end, the review, or what they are used for."

    end = RoughDayField(last=True, label="They end", help_text=f"As exact as you know it, {SHOWN_AS}.")
    review_date = DayField(label="Review them on")

    def hold(self, chosen: Iterable[Contract]) -> None:
        """No contract ends before it starts."""
        super().hold(chosen)
        end = self.cleaned_data.get("end")
        for contract in chosen:
            if end and contract.start_date and end.day < contract.start_date:
                self.add_error("end", f"“{contract}” starts on {fact_date(contract.start_date)}, after that.")

    def change(self, chosen: Iterable[Contract], actor: Any) -> None:
        given = self.cleaned_data
        end = given["end"]
        together = Together(
            functions=list(given["functions"]) or None,
            end=(end.day, end.precision) if end else None,
            review=given["review_date"],
        )
        change_several(contracts=chosen, together=together, actor=actor)


class SeveralSystemsForm(SeveralForm):
    """What several systems in use are to say."""

    said = ("status", "hosting", "replace_by")
    nothing = "Enter what is to change: the status, the hosting, the replacement, or what they are used for."

    status = forms.ChoiceField(
        choices=[AS_IS, *SystemInUse.Status.choices], required=False, label="Their status"
    )
    hosting = forms.ChoiceField(
        choices=[AS_IS, *SystemInUse.Hosting.choices], required=False, label="How they are hosted"
    )
    replace_by = DayField(
        label="Replace them by", help_text="A day such as 31 March 2028. It says that there is a plan to."
    )

    def change(self, chosen: Iterable[SystemInUse], actor: Any) -> None:
        given = self.cleaned_data
        together = SystemsTogether(
            functions=list(given["functions"]) or None,
            status=given["status"],
            hosting=given["hosting"],
            replace_by=given["replace_by"],
        )
        change_several_systems(systems=chosen, together=together, actor=actor)


FORMS: Final[Mapping[str, type[SeveralForm]]] = {
    CONTRACTS.slug: SeveralContractsForm,
    SYSTEMS.slug: SeveralSystemsForm,
}


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def several(request: HttpRequest, slug: str, kept: str) -> HttpResponse:
    """Choose records of a kind and say what is the same for all of them."""
    borough, _ = authority_for(request.user, Act.EDIT, slug)
    kind = kept_or_404(kept)
    page = Paginator(kind.listed(borough), A_PAGE).get_page(request.GET.get("page"))
    sent = _sent(kind, borough, request.POST.getlist("chosen"))
    form = FORMS[kept](request.POST if request.method == "POST" else None, offered=sent)
    if form.is_valid():
        chosen = [sent[value] for value in form.cleaned_data["chosen"]]
        form.hold(chosen)
        if not form.errors and _changed(form, chosen, request.user):
            told = f"You changed {len(chosen)} {kind.one if len(chosen) == 1 else kind.many}."
            messages.success(request, told)
            return redirect("contracts:own-records", borough.slug, kind.slug)
    ticked = set(request.POST.getlist("chosen"))
    context: dict[str, Any] = {
        "borough": borough,
        "kept": kind,
        "form": form,
        "page_obj": page,
        "items": [_item(record, ticked) for record in page.object_list],
    }
    return render(request, "contracts/keeping/several.html", context)


def _changed(form: SeveralForm, chosen: list[Record], actor: Any) -> bool:
    try:
        form.change(chosen, actor)
    except ChangedSince:
        form.add_error("chosen", MOVED)
        return False
    except (NotAFramework, OutOfStep) as refused:
        form.add_error("chosen", str(refused))
        return False
    return True


def _sent(kept: Kept, borough: Borough, values: list[str]) -> dict[str, Record]:
    """The records that were chosen, by what their boxes send now."""
    keys = [value.partition(".")[0] for value in values[:A_PAGE]]
    found = kept.own(borough).filter(key__in=keys) if keys else []
    return {_value(record): record for record in found}


def _value(record: Record) -> str:
    """The record as it was shown, so that nobody changes what they did not see."""
    return f"{record.key}.{record.version}"


def _item(record: Record, ticked: set[str]) -> dict[str, Any]:
    mark = "Demonstration. " if record.demonstration else ""
    return {
        "text": str(record),
        "value": _value(record),
        "checked": _value(record) in ticked,
        "hint": mark + (_ends(record) if isinstance(record, Contract) else _status(record)),
    }


def _ends(contract: Contract) -> str:
    ends = fact_date(contract.end_date, contract.end_precision)
    return f"Ends {ends}." if ends else "No day is held on which it ends."


def _status(system: SystemInUse) -> str:
    return f"{system.get_status_display() or 'Status not known'}."
