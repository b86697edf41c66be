"""How to sell to an authority: told by its leads and by staff, read by everyone."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.validators import URLValidator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from boroughs.models import Borough, HowToSell
from boroughs.officers.domains import authorities_of, domain_of
from boroughs.officers.views import form_page
from boroughs.panels import TOLD
from boroughs.permissions import Act, authority_for, capacity, demand
from thirty3.accounts.models import User
from thirty3.history.services import recording


@transaction.atomic
def describe(*, borough: Borough, actor: User, facts: dict[str, Any]) -> HowToSell:
    """Say how to sell to an authority, as it is today."""
    demand(actor, Act.DESCRIBE, borough)
    told = HowToSell.objects.filter(borough=borough).first() or HowToSell(borough=borough)
    with recording(told, actor=actor, role=capacity(actor, borough)):
        for fact in TOLD:
            setattr(told, fact, facts[fact])
        told.as_at_date = timezone.localdate()
        told.save()
    return told


def address_field(label: str, hint: str = "") -> forms.URLField:
    """An address of the web, and of nothing else."""
    return forms.URLField(
        label=label,
        help_text=hint,
        required=False,
        max_length=200,
        assume_scheme="https",
        validators=[URLValidator(schemes=["https", "http"])],
        error_messages={
            "invalid": f"Enter the address of the {label.lower()}, like https://www.example.gov.uk."
        },
    )


class HowToSellForm(forms.Form):
    """What firms need to know. Whatever is left blank is not told."""

    portal_url = address_field("Tender portal", "Where firms register and send bids.")
    procurement_url = address_field("Procurement page")
    mailbox = forms.EmailField(
        label="Shared mailbox",
        required=False,
        help_text="One that several people read, never that of one person. Everyone sees it.",
        error_messages={"invalid": "Enter an e-mail address like procurement@example.gov.uk."},
    )
    pipeline_url = address_field("Pipeline notice", "The newest: what you plan to buy in 18 months.")
    rules_below_threshold = forms.CharField(
        label="Rules below the threshold",
        required=False,
        max_length=1000,
        widget=forms.Textarea,
        help_text="How many quotes you ask for up to which sum, and whether local firms are asked first.",
    )
    paid_in_30_days_percent = forms.IntegerField(
        label="Invoices paid within 30 days, in per cent",
        required=False,
        min_value=0,
        max_value=100,
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-3"}),
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value"), "Enter a whole number from 0 to 100."
        ),
    )

    def __init__(self, *args: Any, borough: Borough, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.borough = borough

    def clean_mailbox(self) -> str:
        mailbox = str(self.cleaned_data["mailbox"])
        if mailbox and not authorities_of(domain_of(mailbox)).filter(pk=self.borough.pk).exists():
            raise forms.ValidationError(f"Enter an address at a domain of {self.borough}.")
        return mailbox


@form_page
@login_required
def how_to_sell(request: HttpRequest, slug: str) -> HttpResponse:
    """Change what firms are told."""
    person: Any = request.user
    borough, _ = authority_for(person, Act.DESCRIBE, slug)
    held = HowToSell.objects.filter(borough=borough).values(*TOLD).first()
    sent = request.POST if request.method == "POST" else None
    form = HowToSellForm(sent, borough=borough, initial=held)
    if form.is_valid():
        describe(borough=borough, actor=person, facts=form.cleaned_data)
        messages.success(request, f"Everyone now reads this on the page of {borough}.")
        return redirect("boroughs:authority", borough.slug)
    return render(request, "boroughs/officers/how-to-sell.html", {"form": form, "borough": borough})
