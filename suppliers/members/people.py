"""A supplier's people: who keeps its profile, whom to invite, whose membership to end; and withdrawing it."""

from typing import Any

from allauth.core.ratelimit import consume_or_429
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from boroughs.officers.views import form_page
from suppliers.members import claiming, colleagues, withdrawing
from suppliers.members.forms import InviteForm, ReturnForm, RoleForm
from suppliers.members.permissions import Act, supplier_for
from suppliers.members.requests import NotPossible
from suppliers.models import Claim, Supplier, SupplierInvitation, SupplierMember
from thirty3.accounts.inviting import EndForm


@require_safe
@login_required
def people(request: HttpRequest, slug: str) -> HttpResponse:
    """Who keeps the profile, who asks to join, and who is invited."""
    person: Any = request.user
    supplier, _ = supplier_for(person, Act.MANAGE_MEMBERS, slug)
    joins = Claim.objects.waiting().filter(supplier=supplier, kind=Claim.Kind.JOIN)
    context = {
        "supplier": supplier,
        "members": list(_members(supplier)),
        "requests": list(joins.select_related("user", "supplier")),
        "invitations": list(
            SupplierInvitation.objects.open().filter(supplier=supplier).select_related("user")
        ),
    }
    return render(request, "suppliers/members/people.html", context)


@form_page
@login_required
def invite(request: HttpRequest, slug: str) -> HttpResponse:
    """Invite a colleague."""
    person: Any = request.user
    supplier, _ = supplier_for(person, Act.MANAGE_MEMBERS, slug)
    form = InviteForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        refused: HttpResponse | None = consume_or_429(request, action="invite_to_supplier", user=person)
        if refused is not None:
            return refused
        given = form.cleaned_data
        try:
            colleagues.invite(address=given["address"], supplier=supplier, role=given["role"], actor=person)
        except NotPossible as refusal:
            form.add_error("address", str(refusal))
        else:
            messages.success(request, f"We wrote to {given['address']}.")
            return redirect("suppliers:people", slug)
    return render(request, "suppliers/members/invite.html", {"form": form, "supplier": supplier})


@require_POST
@login_required
def withdraw_invitation(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """Take an invitation back."""
    person: Any = request.user
    supplier, _ = supplier_for(person, Act.MANAGE_MEMBERS, slug)
    invited = SupplierInvitation.objects.select_related("supplier")
    invitation = get_object_or_404(invited, key=key, supplier=supplier)
    try:
        colleagues.withdraw(invitation=invitation, actor=person)
    except NotPossible as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "You took the invitation back.")
    return redirect("suppliers:people", slug)


@form_page
@login_required
def invitation(request: HttpRequest, key: str) -> HttpResponse:
    """Take up an invitation. One that is somebody else's is not there."""
    person: Any = request.user
    mine = SupplierInvitation.objects.filter(user=person).select_related("supplier", "invited_by")
    found = get_object_or_404(mine, key=key)
    is_open = SupplierInvitation.objects.open().filter(pk=found.pk).exists()
    if request.method == "POST":
        try:
            taken = colleagues.accept(invitation=found, person=person)
        except NotPossible as refusal:
            messages.error(request, str(refusal))
            return redirect("suppliers:my-suppliers")
        if isinstance(taken, Claim):
            messages.success(
                request, "You have a role at an authority, so LOTI’s staff decide. We write to you."
            )
        else:
            messages.success(request, f"You now keep the profile of {found.supplier}.")
        return redirect("suppliers:my-suppliers")
    context = {"invitation": found, "is_open": is_open}
    return render(request, "suppliers/members/invitation.html", context)


@form_page
@login_required
def change_role(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Make a member an owner or an editor."""
    person: Any = request.user
    supplier, _ = supplier_for(person, Act.MANAGE_MEMBERS, slug)
    member = get_object_or_404(_members(supplier), pk=number)
    form = RoleForm(request.POST if request.method == "POST" else None, initial={"role": member.role})
    if form.is_valid():
        try:
            colleagues.change_role(member=member, role=form.cleaned_data["role"], actor=person)
        except NotPossible as refusal:
            form.add_error("role", str(refusal))
        else:
            messages.success(request, f"You changed the role of {member.user}.")
            # Who is an owner no more sees their people no more.
            own = member.user_id == person.pk
            return redirect("suppliers:my-suppliers") if own else redirect("suppliers:people", slug)
    context = {"form": form, "member": member, "supplier": supplier}
    return render(request, "suppliers/members/change-role.html", context)


@form_page
@login_required
def end(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """End a colleague's membership."""
    person: Any = request.user
    supplier, _ = supplier_for(person, Act.MANAGE_MEMBERS, slug)
    member = get_object_or_404(_members(supplier).exclude(user=person), pk=number)
    form = EndForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            colleagues.end(member=member, actor=person, reason=form.cleaned_data["reason"])
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{member.user} no longer keeps the profile of {supplier}.")
            return redirect("suppliers:people", slug)
    context = {"form": form, "member": member, "supplier": supplier}
    return render(request, "suppliers/members/end.html", context)


@form_page
@login_required
def leave(request: HttpRequest, slug: str) -> HttpResponse:
    """Leave a supplier."""
    person: Any = request.user
    member = get_object_or_404(SupplierMember.objects.of(person), supplier__slug=slug)
    if request.method == "POST":
        try:
            colleagues.leave(member=member, person=person)
        except NotPossible as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, f"You left {member.supplier}.")
        return redirect("suppliers:my-suppliers")
    return render(request, "suppliers/members/leave.html", {"member": member})


@form_page
@login_required
def withdraw_profile(request: HttpRequest, slug: str) -> HttpResponse:
    """Withdraw the profile: the name and public contracts remain."""
    person: Any = request.user
    supplier, _ = supplier_for(person, Act.WITHDRAW_PROFILE, slug)
    if request.method == "POST":
        try:
            withdrawing.withdraw_profile(supplier=supplier, actor=person)
        except NotPossible as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, f"You withdrew the profile of {supplier}.")
        return redirect("suppliers:my-suppliers")
    return render(request, "suppliers/members/withdraw-profile.html", {"supplier": supplier})


@form_page
@login_required
def bring_back(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask staff to bring a withdrawn profile back."""
    person: Any = request.user
    supplier, _ = supplier_for(person, Act.WITHDRAW_PROFILE, slug)
    form = ReturnForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            asked = claiming.ask_to_return(
                person=person, supplier=supplier, message=form.cleaned_data["message"]
            )
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"You asked to bring the profile of {supplier} back.")
            return redirect("suppliers:request", asked.key)
    return render(request, "suppliers/members/bring-back.html", {"form": form, "supplier": supplier})


def _members(supplier: Supplier) -> Any:
    return SupplierMember.objects.with_people().filter(supplier=supplier, ended_at=None)
