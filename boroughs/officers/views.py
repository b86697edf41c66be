"""A person's own roles: what they have, ask for, are offered and give up."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from boroughs.models import Invitation, Officer, RoleRequest
from boroughs.officers import asking, colleagues
from boroughs.officers.asking import NotPossible
from boroughs.officers.domains import authorities_of, domain_of
from boroughs.officers.forms import AskForm, DecisionForm, StatementForm
from boroughs.permissions import Act, authorities_for, demand, is_staff
from thirty3.registry import stands_elsewhere

form_page = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@login_required
def roles(request: HttpRequest) -> HttpResponse:
    """The roles that somebody has, waits for and is offered."""
    person: Any = request.user
    held = list(Officer.objects.held().of(person))
    in_force = set(Officer.objects.in_force().filter(user=person).values_list("pk", flat=True))
    context = {
        "roles": [(officer, officer.pk in in_force) for officer in held],
        "asked": RoleRequest.objects.with_people()
        .filter(user=person)
        .exclude(outcome="approved")
        .order_by("-asked_at", "-pk")[:10],
        "invitations": Invitation.objects.open().filter(user=person).select_related("borough"),
        "authorities": list(authorities_of(domain_of(person.email))),
        "to_decide": decidable(person).count(),
    }
    return render(request, "boroughs/officers/roles.html", context)


@form_page
@login_required
def ask(request: HttpRequest) -> HttpResponse:
    """Ask for a role at an authority of one's own address."""
    person: Any = request.user
    boroughs = list(authorities_of(domain_of(person.email)))
    form = AskForm(request.POST if request.method == "POST" else None, boroughs=boroughs)
    if boroughs and form.is_valid():
        given = form.cleaned_data
        try:
            asking.ask(
                person=person, borough=given["borough"], role=given["role"], interests=given["interests"]
            )
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
        else:
            told = f"You asked for a role at {given['borough']}. We write to you when it is decided."
            messages.success(request, told)
            return redirect("boroughs:roles")
    return render(request, "boroughs/officers/ask.html", {"form": form, "authorities": boroughs})


@form_page
@login_required
def invitation(request: HttpRequest, key: str) -> HttpResponse:
    """Take up an invitation. One that is somebody else's is not there."""
    person: Any = request.user
    mine = Invitation.objects.filter(user=person).select_related("borough", "invited_by")
    found = get_object_or_404(mine, key=key)
    is_open = Invitation.objects.open().filter(pk=found.pk).exists()
    form = StatementForm(request.POST if request.method == "POST" and is_open else None)
    if form.is_valid():
        try:
            taken = asking.accept(invitation=found, person=person, interests=form.cleaned_data["interests"])
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
        else:
            if isinstance(taken, RoleRequest):
                messages.success(
                    request, "You keep a supplier’s profile, so LOTI’s staff decide. We write to you."
                )
                return redirect("boroughs:roles")
            messages.success(request, f"You are now {found.get_role_display().lower()} at {found.borough}.")
            return redirect("boroughs:authority", found.borough.slug)
    context = {"form": form, "invitation": found, "is_open": is_open}
    return render(request, "boroughs/officers/invitation.html", context)


@form_page
@login_required
def give_up(request: HttpRequest, slug: str) -> HttpResponse:
    """Give up one's own role at an authority."""
    person: Any = request.user
    officer = get_object_or_404(Officer.objects.held().of(person), borough__slug=slug)
    if request.method == "POST":
        colleagues.give_up(officer=officer, person=person)
        messages.success(request, f"You gave up your role at {officer.borough}.")
        return redirect("boroughs:roles")
    return render(request, "boroughs/officers/give-up.html", {"officer": officer})


# Deciding about others


def decidable(person: Any) -> Any:
    """The requests on which somebody may decide: never their own."""
    waiting = RoleRequest.objects.waiting().with_people().exclude(user=person)
    if is_staff(person):
        return waiting
    return waiting.filter(borough__in=authorities_for(person, Act.DECIDE_ROLES).values("pk"))


@require_safe
@login_required
def waiting(request: HttpRequest) -> HttpResponse:
    """Who waits for a role, oldest first."""
    person: Any = request.user
    if not is_staff(person) and not authorities_for(person, Act.DECIDE_ROLES).exists():
        raise Http404
    return render(request, "boroughs/officers/waiting.html", {"requests": decidable(person)})


@form_page
@login_required
def decide(request: HttpRequest, key: str) -> HttpResponse:
    """Approve or refuse one request. Whoever may not decide about it finds none."""
    person: Any = request.user
    found = get_object_or_404(RoleRequest.objects.with_people(), key=key)
    try:
        demand(person, Act.DECIDE_ROLES, found.borough)
    except PermissionDenied as refused:
        raise Http404 from refused
    form = DecisionForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        given = form.cleaned_data
        try:
            if given["decision"] == "approve":
                asking.approve(request=found, actor=person)
            else:
                asking.refuse(request=found, actor=person, reason=given["reason"])
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"You decided about the role of {found.user} at {found.borough}.")
            return redirect("boroughs:roles-waiting")
    context = {
        "form": form,
        "asked": found,
        "own": found.user_id == person.pk,
        "elsewhere": stands_elsewhere(asking.SIDE, found.user_id),
    }
    return render(request, "boroughs/officers/decide.html", context)
