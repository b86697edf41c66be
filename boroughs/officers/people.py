"""An authority's people: who has a role there, whom to invite, whose role to end."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from boroughs.models import Invitation, Officer, RoleRequest
from boroughs.officers import colleagues
from boroughs.officers.asking import NotPossible
from boroughs.officers.forms import InviteForm
from boroughs.officers.views import form_page
from boroughs.permissions import Act, authority_for
from thirty3.accounts.inviting import EndForm


@require_safe
@login_required
def people(request: HttpRequest, slug: str) -> HttpResponse:
    """Who has a role at the authority, who waits for one, and who is invited."""
    person: Any = request.user
    borough, _ = authority_for(person, Act.DECIDE_ROLES, slug)
    held = Officer.objects.held().filter(borough=borough).select_related("user", "borough")
    in_force = set(Officer.objects.in_force().filter(borough=borough).values_list("pk", flat=True))
    context = {
        "borough": borough,
        "people": [(officer, officer.pk in in_force) for officer in held.order_by("user__email", "pk")],
        "requests": RoleRequest.objects.waiting().with_people().filter(borough=borough),
        "invitations": Invitation.objects.open().filter(borough=borough).select_related("user"),
    }
    return render(request, "boroughs/officers/people.html", context)


@form_page
@login_required
def invite(request: HttpRequest, slug: str) -> HttpResponse:
    """Invite a colleague."""
    person: Any = request.user
    borough, _ = authority_for(person, Act.INVITE, slug)
    form = InviteForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        given = form.cleaned_data
        try:
            colleagues.invite(address=given["address"], borough=borough, role=given["role"], actor=person)
        except NotPossible as refusal:
            form.add_error("address", str(refusal))
        else:
            messages.success(request, f"We wrote to {given['address']}.")
            return redirect("boroughs:people", borough.slug)
    domains = borough.email_domains.order_by("domain")
    context = {"form": form, "borough": borough, "domains": domains}
    return render(request, "boroughs/officers/invite.html", context)


@require_POST
@login_required
def withdraw(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """Take an invitation back."""
    person: Any = request.user
    borough, _ = authority_for(person, Act.INVITE, slug)
    invitation = get_object_or_404(Invitation.objects.select_related("borough"), key=key, borough=borough)
    try:
        colleagues.withdraw(invitation=invitation, actor=person)
    except NotPossible as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "You took the invitation back.")
    return redirect("boroughs:people", borough.slug)


@form_page
@login_required
def end(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """End a colleague's role."""
    person: Any = request.user
    borough, _ = authority_for(person, Act.DECIDE_ROLES, slug)
    held = Officer.objects.held().filter(borough=borough).select_related("user", "borough")
    officer = get_object_or_404(held.exclude(user=person), pk=number)
    form = EndForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        colleagues.end_role(officer=officer, actor=person, reason=form.cleaned_data["reason"])
        messages.success(request, f"The role of {officer.user} at {borough} has ended.")
        return redirect("boroughs:people", borough.slug)
    return render(
        request, "boroughs/officers/end.html", {"form": form, "officer": officer, "borough": borough}
    )
