"""Records that an authority's register names no more: its people say of each whether it ended."""

import datetime
from collections.abc import Iterable, Sequence
from typing import Any, Final

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from boroughs.models import Borough
from boroughs.permissions import Act, authority_for
from contracts.models import Confirmation, Contract, ImportBatch, SystemInUse
from contracts.services.confirming import Record
from contracts.services.ending import say_of_missing
from thirty3.design.formatting import fact_date
from thirty3.history.versions import ChangedSince

A_PAGE: Final = 25
LATER, ENDED, TRUE = "later", "ended", "true"
ANSWERS: Final = {ENDED: "It has ended", TRUE: "It is still true", LATER: "Ask me later"}
MOVED: Final = "This was changed since you opened this page. Look again, and choose once more."


class MissingForm(forms.Form):
    """Of each record, what became of it; and the day by which those ended that did."""

    day = forms.DateField(
        label="When did those end that have ended?",
        help_text="The last day on which they ran, such as 31/3/2027. Systems need no day.",
        required=False,
        input_formats=["%d/%m/%Y", "%d %B %Y", "%Y-%m-%d"],
        error_messages={"invalid": "Write a day, such as 31/3/2027."},
    )

    def __init__(self, *args: Any, records: Sequence[Record], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by_name = {record.key: record for record in records}
        for name, record in self.by_name.items():
            # With the record as it was shown, so that nobody speaks of what they did not see.
            values = {answer: f"{answer}.{record.version}" for answer in ANSWERS}
            self.fields[name] = forms.ChoiceField(
                label=str(record),
                choices=[(values[answer], words) for answer, words in ANSWERS.items()],
                initial=values[LATER],
                required=False,
                widget=forms.RadioSelect(attrs={"class": "govuk-radios--small govuk-radios--inline"}),
                error_messages={"invalid_choice": MOVED},
            )
        self.order_fields([*self.by_name, "day"])

    def of(self, answer: str) -> list[Record]:
        """The records of which this was said."""
        return [
            record
            for name, record in self.by_name.items()
            if self.cleaned_data.get(name, "").startswith(f"{answer}.")
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        ended = [record for record in self.of(ENDED) if isinstance(record, Contract)]
        day: datetime.date | None = cleaned.get("day")
        if ended and day is None and "day" not in self.errors:
            self.add_error("day", "Enter the day by which the contracts ended.")
        if day is not None and day > timezone.localdate():
            self.add_error("day", "What has ended did so today or earlier.")
        for contract in ended:
            if day is not None and contract.start_date and day < contract.start_date:
                self.add_error(
                    "day", f"“{contract}” started on {fact_date(contract.start_date)}, after that."
                )
        return cleaned


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def missing(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """Say of each record that the file leaves out whether it ended or is still true, or be asked later."""
    borough, _ = authority_for(request.user, Act.IMPORT, slug)
    batch = get_object_or_404(ImportBatch, key=key, borough=borough)
    page = Paginator(still_open(batch, borough), A_PAGE).get_page(request.GET.get("page"))
    records = list(page.object_list)
    form = MissingForm(request.POST if request.method == "POST" else None, records=records)
    if form.is_valid() and _said(form, borough, request):
        return redirect(reverse("contracts:own-import-review", args=[slug, key]))
    context = {
        "borough": borough,
        "batch": batch,
        "title": "What this register leaves out",
        "form": form,
        "page_obj": page,
        "records": [_line(form, record) for record in records],
    }
    return render(request, "contracts/imports/missing.html", context)


def _said(form: MissingForm, borough: Borough, request: HttpRequest) -> bool:
    ended, still_true = form.of(ENDED), form.of(TRUE)
    if not ended and not still_true:
        form.add_error(None, "Choose for at least one record whether it has ended or is still true.")
        return False
    try:
        say_of_missing(
            ended=ended,
            still_true=still_true,
            day=form.cleaned_data["day"],
            borough=borough,
            actor=request.user,
        )
    except ChangedSince:
        form.add_error(None, MOVED)
        return False
    messages.success(request, f"You ended {len(ended)} and confirmed {len(still_true)}.")
    return True


def _line(form: MissingForm, record: Record) -> dict[str, Any]:
    kept = "contracts" if isinstance(record, Contract) else "systems"
    return {"record": record, "kept": kept, "field": form[record.key]}


def still_open(batch: ImportBatch, borough: Borough) -> list[Record]:
    """The records of an authority that a file leaves out, have not ended and nobody spoke of since."""
    keys = [told["key"] for told in batch.vanished if told["key"]]
    spoken = Confirmation.objects.standing().filter(borough=borough, at__gte=batch.created_at)
    keys = sorted(set(keys) - set(spoken.filter(key__in=keys).values_list("key", flat=True)))
    return sorted([*_contracts(keys, borough), *_systems(keys, borough)], key=lambda one: str(one).casefold())


def _contracts(keys: list[str], borough: Borough) -> Iterable[Contract]:
    today = timezone.localdate()
    ends = Q(end_date__isnull=True) | Q(end_date__gte=today)
    own = Contract.objects.filter(
        key__in=keys, lead_buyer=borough, held_from="", terminated_date__isnull=True
    )
    return own.filter(ends)


def _systems(keys: list[str], borough: Borough) -> Iterable[SystemInUse]:
    own = SystemInUse.objects.filter(key__in=keys, borough=borough, held_from="")
    return own.exclude(status=SystemInUse.Status.RETIRED).select_related("product", "borough")
