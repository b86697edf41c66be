"""An authority agrees to be named as a reference, or does not: its officers say so on their own page."""

import datetime
from typing import Any, Final

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from boroughs.officers.authority import TO_DO, Desk
from boroughs.officers.views import form_page
from boroughs.permissions import Act, authority_for, capacity, demand
from suppliers.members.letters import members_of, own_page, write_to
from suppliers.members.permissions import role_of
from suppliers.members.requests import NotPossible
from suppliers.models import HowKnown, Reference, Supplier
from suppliers.profiles.evidence import How, note_known
from suppliers.profiles.forms import AgreeForm
from suppliers.profiles.section import WrittenBy
from suppliers.profiles.sections.references import REFERENCES
from thirty3.accounts.models import User
from thirty3.audiences import Audience
from thirty3.history.services import recording
from thirty3.registry import PANELS, Panel

# Whoever may share what an authority learnt may say that it speaks for a supplier.
MAY: Final = Act.SHARE


def asked_of(desk: Desk) -> list[Reference]:
    """The references for which an authority has not said yes or no, oldest first: one query."""
    found = Reference.objects.filter(borough=desk.borough, declined_at=None, supplier__merged_into=None)
    shown = found.filter(supplier__withdrawn_on=None, supplier__held_from="").select_related("supplier")
    known = HowKnown.objects.filter(section=REFERENCES.name, how__in=REFERENCES.shows_once)
    agreed = known.filter(supplier=OuterRef("supplier"), item=OuterRef("key"))
    return list(shown.exclude(Exists(agreed)).order_by("pk"))


def references_to_agree(desk: Desk, audience: Audience, day: datetime.date) -> dict[str, Any] | None:
    """What an authority is asked to agree to, for those who may."""
    if not desk.may(MAY):
        return None
    references = asked_of(desk)
    return {"references": references, "borough": desk.borough} if references else None


@transaction.atomic
def answer(*, reference: Reference, actor: User, agrees: bool) -> None:
    """Say for an authority whether it agrees. Nobody speaks for both sides."""
    Supplier.objects.select_for_update().get(pk=reference.supplier_id)
    held = Reference.objects.select_related("supplier", "borough").filter(pk=reference.pk).first()
    if held is None or held.borough is None:
        raise NotPossible("The supplier took this reference back.")
    demand(actor, MAY, held.borough)
    if role_of(actor, held.supplier) is not None:
        raise PermissionDenied
    if (held.role, held.about) != (reference.role, reference.about):
        raise NotPossible("The supplier changed this reference since you opened it. Read it again.")
    by = WrittenBy(actor, capacity(actor, held.borough), "Reference")
    if agrees:
        note_known(held.supplier, REFERENCES.name, held.key, How.CONFIRMED, by, note=str(held.borough))
    else:
        with recording(held, **by.recorded):
            held.declined_at = timezone.now()
            held.save()
    outcome = "agreed to be named" if agrees else "did not agree to be named"
    told = {"authority": str(held.borough), "outcome": outcome, "reference": str(held)}
    people = members_of(held.supplier, besides=actor)
    write_to(people, "reference", held.supplier.name, page=own_page(), **told)


@form_page
@login_required
def agree(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """One reference, for an officer to agree to or not."""
    person: Any = request.user
    borough, role = authority_for(person, MAY, slug)
    found = get_object_or_404(Reference.objects.select_related("supplier"), borough=borough, key=key)
    if found not in asked_of(Desk(borough, role)) or role_of(person, found.supplier) is not None:
        raise Http404
    form = AgreeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            answer(reference=found, actor=person, agrees=form.cleaned_data["agrees"] == "yes")
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"You answered the reference of {found.supplier}.")
            return redirect("boroughs:authority", slug)
    context = {"form": form, "borough": borough, "reference": found}
    return render(request, "suppliers/profiles/agree.html", context)


def register() -> None:
    """Put what waits on the page of what an authority has to do; called when the app is ready."""
    template = "suppliers/panels/references.html"
    PANELS.register(Panel("references", TO_DO, 40, template, references_to_agree, queries=1))
