"""The pages on which an authority's people share notes and look after them."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from boroughs.officers.authority import Desk
from boroughs.permissions import Act, authorities_for, authority_for
from contracts.models import PracticeNote
from contracts.sharing import writing
from contracts.sharing.about import About, about_of, with_subjects
from contracts.sharing.forms import NoteForm
from contracts.sharing.wording import NOTICE, NamesSomebody
from thirty3.audiences import Audience
from thirty3.documents.kinds import NotAccepted

A_PAGE: Final = 20
# What may be done with a note: the last part of the address, the service, and what is said afterwards.
DEEDS: Final[Mapping[str, tuple[Callable[..., None], str]]] = {
    "confirm": (writing.confirm, "You confirmed the note. It is shown for another 24 months."),
    "publish": (writing.show_to_everyone, "Everyone may now read the note."),
    "close": (writing.show_to_authorities, "Only authorities now read the note."),
    "withdraw": (writing.withdraw, "The note is withdrawn. Nobody else sees it any more."),
}


@require_safe
@login_required
def start(request: HttpRequest) -> HttpResponse:
    """From a record's page to the form of the authority that somebody works for."""
    asked = request.GET.get("about", "")
    if about_of(asked) is None:
        raise Http404
    query = {"about": asked} if asked else {}
    ways = [
        (one.name, reverse("contracts:new-note", args=[one.slug], query=query))
        for one in authorities_for(request.user, Act.SHARE)
    ]
    if len(ways) == 1:
        return redirect(ways[0][1])
    return render(request, "contracts/sharing/start.html", {"ways": ways})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def new(request: HttpRequest, slug: str) -> HttpResponse:
    """Write a note about what the address names, or about an engagement with the market."""
    borough, _ = authority_for(request.user, Act.SHARE, slug)
    about = about_of(request.GET.get("about", ""))
    if about is None:
        raise Http404
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = NoteForm(*sent, about_engagement=not about.page)
    if form.is_valid() and _shared(form, borough, request.user, about):
        messages.success(request, f"Other authorities now read what {borough} shared.")
        return redirect(about.page or reverse("contracts:notes", args=[borough.slug]))
    context = {"form": form, "borough": borough, "about": about, "notice": NOTICE}
    return render(request, "contracts/sharing/new.html", context)


def _shared(form: NoteForm, borough: Any, actor: Any, about: About) -> bool:
    given = {name: value for name, value in form.cleaned_data.items() if name != "agreed"}
    try:
        writing.share(borough=borough, actor=actor, about=about, **given)
    except (NamesSomebody, NotAccepted) as refused:
        form.add_error(None, str(refused))
        return False
    return True


@require_safe
@login_required
def notes(request: HttpRequest, slug: str) -> HttpResponse:
    """An authority's notes, withdrawn ones left out, newest first."""
    borough, role = authority_for(request.user, Act.SEE_OWN, slug)
    day = timezone.localdate()
    held = PracticeNote.objects.newest_first().filter(borough=borough).exclude(state=writing.State.WITHDRAWN)
    page = Paginator(held, A_PAGE).get_page(request.GET.get("page"))
    shown = with_subjects(page.object_list, Audience.BOROUGHS, own=True)
    context: dict[str, Any] = {
        "borough": borough,
        "page_obj": page,
        "shown": [(one, one.note.has_lapsed(day)) for one in shown],
        "may_share": Desk(borough, role).may(Act.SHARE),
        "notice": NOTICE,
    }
    return render(request, "contracts/sharing/notes.html", context)


@require_POST
@login_required
def do(request: HttpRequest, slug: str, key: str, deed: str) -> HttpResponse:
    """Confirm a note, withdraw it, or say who reads it."""
    borough, _ = authority_for(request.user, Act.SHARE, slug)
    note = get_object_or_404(PracticeNote.objects.select_related("borough"), borough=borough, key=key)
    if deed not in DEEDS:
        raise Http404
    service, told = DEEDS[deed]
    try:
        service(note=note, actor=request.user)
    except writing.NotPossible as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, told)
    return redirect("contracts:notes", borough.slug)
