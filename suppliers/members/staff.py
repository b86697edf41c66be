"""Deciding about requests to keep a profile: the queue, and one request with all that is known of it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from boroughs.officers.views import form_page
from boroughs.permissions import is_staff
from suppliers.members import deciding
from suppliers.members.domains import domain_for_code, domain_of_address, proves_nothing
from suppliers.members.forms import NEW, DecisionForm
from suppliers.members.matching import for_staff
from suppliers.members.permissions import Act, may
from suppliers.members.requests import SIDE, NotPossible, may_decide
from suppliers.models import Claim, Supplier
from thirty3.registry import stands_elsewhere


@require_safe
@login_required
def waiting(request: HttpRequest) -> HttpResponse:
    """Every request that waits, oldest first: for staff."""
    if not is_staff(request.user):
        raise Http404
    requests = Claim.objects.waiting().select_related("user", "supplier")
    return render(request, "suppliers/members/waiting.html", {"requests": list(requests)})


@form_page
@login_required
def decide(request: HttpRequest, key: str) -> HttpResponse:
    """Approve or refuse one request. Whoever may not decide about it finds none."""
    person: Any = request.user
    found = get_object_or_404(Claim.objects.with_people().exclude(state=Claim.State.DRAFT), key=key)
    own = found.user_id == person.pk
    staff, decides = is_staff(person), may_decide(person, found)
    if not (decides or (own and staff) or _sees_join(person, found)):
        raise Http404
    known = for_staff(found) if staff and found.kind == Claim.Kind.REGISTER and not found.supplier else []
    is_open = decides and found.state == Claim.State.WAITING
    posted = request.POST if request.method == "POST" and is_open else None
    form = DecisionForm(posted, claim=found, staff=staff, known=known)
    if form.is_valid():
        try:
            _decide(found, person, form.cleaned_data, known)
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"You decided about the request of {found.user}.")
            if staff:
                return redirect("suppliers:waiting")
            return redirect("suppliers:people", found.supplier.slug if found.supplier else "")
    context = {
        "form": form,
        "claim": found,
        "own": own,
        "decides": decides,
        "staff": staff,
        "known": known,
        "elsewhere": stands_elsewhere(SIDE, found.user_id) if staff else [],
        "domain": domain_for_code(found.supplier) if found.supplier else "",
        "webmail": proves_nothing(domain_of_address(found.user.email)),
        "passed_over": list(Supplier.objects.filter(slug__in=found.passed_over).order_by("name", "pk")),
    }
    return render(request, "suppliers/members/decide.html", context)


def _sees_join(person: Any, claim: Claim) -> bool:
    """Owners see every wish to join them, also those about which staff alone decide."""
    joins = claim.kind == Claim.Kind.JOIN and claim.user_id != person.pk
    return joins and claim.supplier is not None and may(person, Act.MANAGE_MEMBERS, claim.supplier)


def _decide(claim: Claim, person: Any, given: dict[str, Any], known: list[Supplier]) -> None:
    seen = given.get("seen", "")
    if given["decision"] == "refuse":
        deciding.refuse(claim=claim, actor=person, reason=given["reason"], seen=seen)
        return
    chosen = given.get("known") or NEW
    means = next((one for one in known if one.slug == chosen), None)
    deciding.approve(claim=claim, actor=person, seen=seen, known=means)
