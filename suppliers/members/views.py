"""A person's own suppliers and requests: claiming, proving, waiting, previewing, taking back."""

from typing import Any

from allauth.core.ratelimit import consume_or_429
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from boroughs.officers.views import form_page
from boroughs.permissions import is_staff
from suppliers.members import claiming, proving, registering
from suppliers.members.claiming import has_members
from suppliers.members.deciding import as_supplier
from suppliers.members.domains import domain_for_code, domain_of_address
from suppliers.members.forms import CodeAddressForm, CodeForm, SendForm
from suppliers.members.permissions import role_of
from suppliers.members.requests import (
    ANSWERED_WITHIN,
    NotPossible,
    is_for_staff,
    place_in_queue,
)
from suppliers.models import Claim, Supplier, SupplierInvitation, SupplierMember
from thirty3.audiences import Audience
from thirty3.evidence import known_slugs
from thirty3.working_days import working_days_after


@require_safe
@login_required
def mine(request: HttpRequest) -> HttpResponse:
    """The suppliers whose profiles somebody keeps, what they asked for, and what they are offered."""
    person: Any = request.user
    asked = list(Claim.objects.of(person).exclude(state=Claim.State.APPROVED)[:20])
    invitations = SupplierInvitation.objects.open().filter(user=person).select_related("supplier")
    context = {
        "members": list(SupplierMember.objects.of(person)),
        "asked": asked,
        "invitations": list(invitations),
        "staff": is_staff(person),
    }
    return render(request, "suppliers/members/mine.html", context)


@form_page
@login_required
def claim(request: HttpRequest, slug: str) -> HttpResponse:
    """Is this your organisation? Claim it, or ask to join those who keep its profile."""
    person: Any = request.user
    supplier = get_object_or_404(Supplier.objects.current(), slug=slug, demonstration=False, held_from="")
    # What is hidden from the public is hidden here too: a claim must not tell of a supplier.
    if slug not in known_slugs("supplier", Audience.PUBLIC):
        raise Http404
    form = SendForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        refused: HttpResponse | None = consume_or_429(request, action="ask_for_supplier", user=person)
        if refused is not None:
            return refused
        try:
            made = claiming.claim(person=person, supplier=supplier, message=form.cleaned_data["message"])
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"You asked to keep the profile of {supplier}.")
            return redirect("suppliers:request", made.key)
    context = {
        "form": form,
        "supplier": supplier,
        "member": role_of(person, supplier),
        "joins": has_members(supplier),
        "domain": domain_for_code(supplier),
    }
    return render(request, "suppliers/members/claim.html", context)


@require_safe
@login_required
def own_request(request: HttpRequest, key: str) -> HttpResponse:
    """What became of a request: its place in the queue, how it is proved, why it was refused."""
    found = _own(request, key)
    if found.state == Claim.State.DRAFT:
        return redirect("suppliers:registration", key)
    waits = found.state == Claim.State.WAITING
    for_staff = is_for_staff(found)
    sent = timezone.localdate(found.sent_at)
    context = {
        "claim": found,
        "place": place_in_queue(found) if waits and for_staff else None,
        "until": working_days_after(sent, ANSWERED_WITHIN) if waits else None,
        "for_staff": for_staff,
        "domain": proving.provable_at(found),
    }
    return render(request, "suppliers/members/request.html", context)


@require_safe
@login_required
def preview(request: HttpRequest, key: str) -> HttpResponse:
    """How the profile of a registration would look. Nobody else sees this page."""
    found = _own(request, key)
    if found.kind != Claim.Kind.REGISTER or found.supplier is not None:
        raise Http404
    return render(request, "suppliers/members/preview.html", {"claim": found, "subject": as_supplier(found)})


@form_page
@login_required
def send_code(request: HttpRequest, key: str) -> HttpResponse:
    """Have a code sent to an address at the supplier's domain."""
    person: Any = request.user
    found = _own(request, key)
    domain = proving.provable_at(found)
    if not domain:
        return redirect("suppliers:request", key)
    at_domain = domain_of_address(person.email) == domain
    initial = {"address": person.email if at_domain else ""}
    form = CodeAddressForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        address = form.cleaned_data["address"]
        refused: HttpResponse | None = consume_or_429(
            request, action="supplier_code", user=person, key=address.lower()
        )
        if refused is not None:
            return refused
        try:
            proving.send_code(claim=found, person=person, address=address)
        except NotPossible as refusal:
            form.add_error("address", str(refusal))
        else:
            return redirect("suppliers:give-code", key)
    context = {"form": form, "claim": found, "domain": domain}
    return render(request, "suppliers/members/send-code.html", context)


@form_page
@login_required
def give_code(request: HttpRequest, key: str) -> HttpResponse:
    """Give the code that came."""
    person: Any = request.user
    found = _own(request, key)
    if not found.code_digest:
        return redirect("suppliers:request", key)
    form = CodeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            proving.give_code(claim=found, person=person, code=form.cleaned_data["code"])
        except NotPossible as refusal:
            form.add_error("code", str(refusal))
        else:
            messages.success(request, f"The code is right. It proves an address at {found.code_domain}.")
            return redirect("suppliers:request", key)
    context = {"form": form, "claim": found}
    return render(request, "suppliers/members/give-code.html", context)


@form_page
@login_required
def take_back(request: HttpRequest, key: str) -> HttpResponse:
    """Take a request back, or throw a draft away."""
    person: Any = request.user
    found = _own(request, key)
    if not found.is_open:
        return redirect("suppliers:request", key)
    if request.method == "POST":
        try:
            registering.withdraw(claim=found, person=person)
        except NotPossible as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, "You took the request back.")
        return redirect("suppliers:my-suppliers")
    return render(request, "suppliers/members/take-back.html", {"claim": found})


def _own(request: HttpRequest, key: str) -> Claim:
    """A person's own request; somebody else's is not there."""
    person: Any = request.user
    mine = Claim.objects.with_people().filter(user=person)
    return get_object_or_404(mine, key=key)
