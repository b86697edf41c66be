"""What was said on profiles, for staff to look at: the queue, and one edit beside what it changed."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from boroughs.officers.views import form_page
from boroughs.permissions import is_staff
from suppliers.members.requests import NotPossible
from suppliers.models import ProfileEdit, Supplier
from suppliers.profiles import deciding
from suppliers.profiles.evidence import mark_seen
from suppliers.profiles.forms import EditDecisionForm, SeenForm
from suppliers.profiles.section import SECTIONS, Section
from suppliers.profiles.telling import lines_of
from thirty3.history.entries import NOT_SAID


@dataclass(frozen=True)
class Line:
    """A fact that an edit changed: what it was, what was said, and what is held now where that is neither."""

    label: str
    before: str
    after: str
    now: str


@require_safe
@login_required
def edits(request: HttpRequest) -> HttpResponse:
    """Every edit that nobody of staff has looked at, oldest first."""
    if not is_staff(request.user):
        raise Http404
    found = ProfileEdit.objects.undecided().select_related("user", "supplier")
    told = [(edit, SECTIONS[edit.section].heading) for edit in found]
    return render(request, "suppliers/profiles/edits.html", {"edits": told})


@form_page
@login_required
def edit(request: HttpRequest, key: str) -> HttpResponse:
    """Approve or refuse one edit, seen beside what was there before."""
    person: Any = request.user
    if not is_staff(person):
        raise Http404
    found = get_object_or_404(ProfileEdit.objects.select_related("user", "supplier", "decided_by"), key=key)
    section, may = SECTIONS[found.section], deciding.may_decide(person, found)
    form = EditDecisionForm(request.POST if request.method == "POST" and may else None)
    if form.is_valid():
        try:
            _decide(found, person, form.cleaned_data)
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"You decided about an edit of {found.supplier}.")
            return redirect("suppliers:edits")
    context = {
        "form": form,
        "edit": found,
        "section": section,
        "lines": lines(found, section),
        "may": may,
        "open": found.state in (ProfileEdit.State.SHOWN, ProfileEdit.State.WAITING),
    }
    return render(request, "suppliers/profiles/edit.html", context)


def lines(edit: ProfileEdit, section: Section) -> list[Line]:
    """What an edit changed, fact by fact."""
    held = section.read(edit.supplier, edit.item)
    told = []
    for name, after in edit.after.items():
        before, fact = edit.before[name], section.fact(name)
        moved = held[name] not in (before, after)
        now = fact.words(held[name]) or NOT_SAID if moved else ""
        told.append(Line(fact.label, fact.words(before) or NOT_SAID, fact.words(after) or NOT_SAID, now))
    return told


def _decide(edit: ProfileEdit, person: Any, given: dict[str, Any]) -> None:
    if given["decision"] == "refuse":
        deciding.refuse(edit=edit, actor=person, reason=given["reason"])
    else:
        deciding.approve(edit=edit, actor=person)


@form_page
@login_required
def seen(request: HttpRequest, slug: str, section: str, key: str = "") -> HttpResponse:
    """Staff write down what they saw that shows a section to be true."""
    if not is_staff(request.user):
        raise Http404
    supplier = get_object_or_404(Supplier.objects.current(), slug=slug)
    if section not in SECTIONS or bool(key) != (SECTIONS[section].items is not None):
        raise Http404
    told = SECTIONS[section]
    facts = told.read(supplier, key)
    if facts == told.blank:
        raise Http404
    form = SeenForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        note = form.cleaned_data["note"]
        mark_seen(supplier=supplier, section=section, item=key, actor=request.user, note=note)
        messages.success(request, f"You marked “{told.heading}” of {supplier} as seen.")
        return redirect("suppliers:profile", slug)
    context = {"form": form, "supplier": supplier, "section": told, "lines": lines_of(told, facts)}
    return render(request, "suppliers/profiles/seen.html", context)
