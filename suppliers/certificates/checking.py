"""Staff check a certificate with its issuer, and write down on which day and what they saw."""

import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from boroughs.officers.views import form_page
from boroughs.permissions import is_staff
from suppliers.members.forms import text_field
from suppliers.members.permissions import role_of
from suppliers.members.requests import NotPossible
from suppliers.models import Certification, HowKnown, Supplier
from suppliers.profiles.asking import DateField
from suppliers.profiles.evidence import by_staff, note_known
from suppliers.profiles.sections.certifications import CERTIFICATIONS, facts_of
from suppliers.profiles.telling import lines_of
from thirty3.accounts.models import User
from thirty3.history.services import recording


class CheckedForm(forms.Form):
    """When the issuer was asked, and what it said."""

    on = DateField("Checked with the issuer on")
    note = text_field(
        "What you saw",
        "Where, for example the register of the issuer. Only staff read it.",
        required="Enter what you saw.",
    )

    def clean_on(self) -> datetime.date:
        on: datetime.date | None = self.cleaned_data["on"]
        if on is None or on > timezone.localdate():
            raise forms.ValidationError("Enter today or a day that has passed.")
        return on


def may_check(person: Any, supplier: Supplier) -> bool:
    """Staff, but nobody of the supplier itself."""
    return is_staff(person) and role_of(person, supplier) is None


@transaction.atomic
def mark_checked(*, certification: Certification, actor: User, on: datetime.date, note: str) -> None:
    """Keep that the issuer confirmed a certificate, as it was when it was opened."""
    supplier = Supplier.objects.select_for_update().get(pk=certification.supplier_id)
    if not may_check(actor, supplier):
        raise PermissionDenied
    if on > timezone.localdate():
        raise NotPossible("That day has not come yet.")
    held = Certification.objects.filter(pk=certification.pk).first()
    if held is None or facts_of(held) != facts_of(certification):
        raise NotPossible("This certificate was changed since you opened it. Check it again.")
    by = by_staff(actor, "Checked with the issuer")
    with recording(supplier, **by.recorded):
        held.checked_date = on
        held.save(update_fields=["checked_date"])
    note_known(supplier, CERTIFICATIONS.name, held.key, HowKnown.How.CHECKED, by, on=on, note=note)


@form_page
@login_required
def checked(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """One certificate, for staff to mark as checked."""
    person: Any = request.user
    supplier = get_object_or_404(Supplier.objects.current(), slug=slug)
    if not may_check(person, supplier):
        raise Http404
    found = get_object_or_404(Certification, supplier=supplier, key=key)
    form = CheckedForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            mark_checked(certification=found, actor=person, **form.cleaned_data)
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"You marked {found.scheme} of {supplier} as checked.")
            return redirect("suppliers:profile", slug)
    lines = lines_of(CERTIFICATIONS, facts_of(found))
    context = {"form": form, "supplier": supplier, "section": CERTIFICATIONS, "lines": lines}
    return render(request, "suppliers/certificates/checked.html", context)
