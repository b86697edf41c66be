"""Asking an authority: a letter to its editors and leads, in which neither side sees an address."""

import logging
from typing import Any

from allauth.core.ratelimit import consume_or_429
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from boroughs.models import Borough
from boroughs.officers.letters import keepers, write_to
from boroughs.permissions import Act, authorities_for, is_staff
from contracts.models import PracticeNote
from contracts.sharing.about import visible
from contracts.sharing.forms import QuestionForm
from thirty3.accounts.models import User
from thirty3.audiences import Audience, audience_of

audit = logging.getLogger("thirty3.audit")
LOTI = "LOTI staff"


def ask(
    *,
    borough: Borough,
    person: User,
    asker: Borough | None,
    text: str,
    with_address: bool,
    note: PracticeNote | None = None,
) -> None:
    """Write to the authority. The log keeps that somebody asked, and not what.

    An answer on this site goes to the authority that asked, so staff, who ask for none, always give their
    address.
    """
    write_to(
        keepers(borough),
        "question",
        borough,
        page=reverse("contracts:ask-authority", args=[asker.slug]) if asker else "/",
        asker=f"Somebody at {asker}" if asker else LOTI,
        about=f"the note “{note.title}”" if note else "",
        text=text.strip(),
        address=person.email if with_address or asker is None else "",
    )
    audit.info(
        "A question went to %s from %s, written by user %s",
        borough.slug,
        asker.slug if asker else LOTI,
        person.pk,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def ask_authority(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask an authority, about one of its notes or about anything."""
    person: Any = request.user
    if audience_of(request) != Audience.BOROUGHS:
        raise Http404
    borough = get_object_or_404(Borough, slug=slug)
    note = _note(borough, request.GET.get("note", ""))
    askers = [] if is_staff(person) else list(authorities_for(person, Act.SEE_OWN))
    form = QuestionForm(request.POST if request.method == "POST" else None, askers=askers)
    if form.is_valid():
        refused: HttpResponse | None = consume_or_429(request, action="ask_authority", user=person)
        if refused is not None:
            return refused
        given = form.cleaned_data
        ask(
            borough=borough,
            person=person,
            asker=given.get("asker"),
            text=given["text"],
            with_address=given["with_address"],
            note=note,
        )
        messages.success(request, f"Your question is on its way to the editors and leads of {borough}.")
        return redirect(borough.get_absolute_url())
    context = {"form": form, "borough": borough, "note": note, "staff": not askers}
    return render(request, "contracts/sharing/ask.html", context)


def _note(borough: Borough, key: str) -> PracticeNote | None:
    """The note that is asked about, if authorities see it."""
    if not key:
        return None
    seen = PracticeNote.objects.seen_by(Audience.BOROUGHS, timezone.localdate())
    note = seen.filter(borough=borough, key=key).first()
    if note is None or not visible(note, Audience.BOROUGHS):
        raise Http404
    return note
