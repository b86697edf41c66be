"""The profile as its people keep it: the list of sections, each on a page of its own, and the preview."""

from typing import Any

from allauth.core.ratelimit import consume_or_429
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from boroughs.officers.views import form_page
from boroughs.permissions import is_staff
from suppliers.members.permissions import Act, supplier_for
from suppliers.members.requests import NotPossible
from suppliers.models import ProfileEdit, Supplier
from suppliers.profiles.asking import Facts, SectionForm
from suppliers.profiles.completeness import meter
from suppliers.profiles.saying import Said, SaidSince, draft, say, shows_at_once
from suppliers.profiles.section import SECTIONS, Section
from suppliers.profiles.sizes import limit_on
from suppliers.profiles.telling import Told, drafted
from thirty3.history.editing import CHANGED_SINCE
from thirty3.history.entries import NOT_SAID
from thirty3.history.versions import Version
from thirty3.keys import new_key


@require_safe
@login_required
def profile(request: HttpRequest, slug: str) -> HttpResponse:
    """Every section, whether something is said and how that is known; and what buyers look for next."""
    person: Any = request.user
    supplier, _ = supplier_for(person, Act.EDIT_PROFILE, slug)
    told = drafted(supplier)
    context = {
        "supplier": supplier,
        "rows": [(section, _of(section, told)) for section in SECTIONS],
        "meter": meter(told),
        "staff": is_staff(person),
    }
    return render(request, "suppliers/profiles/profile.html", context)


def _of(section: Section, told: list[Told]) -> list[Told]:
    return [one for one in told if one.section is section and one.is_said]


@require_safe
@login_required
def preview(request: HttpRequest, slug: str) -> HttpResponse:
    """The draft as buyers would see it."""
    supplier, _ = supplier_for(request.user, Act.EDIT_PROFILE, slug)
    said = (one for one in drafted(supplier) if not one.section.own_people_alone)
    told = [one for one in said if one.lines or (one.item and one.is_said)]
    name = next((one.facts["name"] for one in told if "name" in one.facts), supplier.name)
    context = {"supplier": supplier, "name": name, "told": told}
    return render(request, "suppliers/profiles/preview.html", context)


@form_page
@login_required
def section(request: HttpRequest, slug: str, section: str) -> HttpResponse:
    """One section: its questions, or the list of its items."""
    supplier, told = _place(request, slug, section)
    if told.items is None:
        return _asked(request, supplier, told, "")
    if request.method == "POST":
        return redirect("suppliers:profile-section", slug, section)
    items = [one for one in drafted(supplier) if one.section is told]
    return render(
        request, "suppliers/profiles/items.html", {"supplier": supplier, "section": told, "items": items}
    )


@form_page
@login_required
def add(request: HttpRequest, slug: str, section: str) -> HttpResponse:
    """One more item of a section."""
    supplier, told = _place(request, slug, section)
    if told.items is None:
        raise Http404
    return _asked(request, supplier, told, new_key())


@form_page
@login_required
def item(request: HttpRequest, slug: str, section: str, key: str) -> HttpResponse:
    """One item of a section."""
    supplier, told = _place(request, slug, section)
    _known_item(supplier, told, key)
    return _asked(request, supplier, told, key)


@form_page
@login_required
def take_away(request: HttpRequest, slug: str, section: str, key: str) -> HttpResponse:
    """Take an item away."""
    person: Any = request.user
    supplier, told = _place(request, slug, section)
    called = _known_item(supplier, told, key)
    if request.method == "POST":
        try:
            said = say(person=person, supplier=supplier, section=told.name, item=key, values=told.blank)
        except NotPossible as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _became(said))
        return redirect("suppliers:profile-section", slug, section)
    context = {"supplier": supplier, "section": told, "called": called}
    return render(request, "suppliers/profiles/take-away.html", context)


def _place(request: HttpRequest, slug: str, section: str) -> tuple[Supplier, Section]:
    supplier, _ = supplier_for(request.user, Act.EDIT_PROFILE, slug)
    if section not in SECTIONS:
        raise Http404
    return supplier, SECTIONS[section]


def _known_item(supplier: Supplier, section: Section, key: str) -> str:
    """What an item is called; one that this supplier does not have is not there."""
    for one in drafted(supplier):
        if one.section is section and one.item == key and key:
            return one.called
    raise Http404


def _asked(request: HttpRequest, supplier: Supplier, section: Section, item: str) -> HttpResponse:
    """The page on which a section is asked, and kept when it is answered."""
    person: Any = request.user
    if section.form is None:
        raise Http404
    facts = draft(supplier, section, item)
    form = section.form(request.POST if request.method == "POST" else None, supplier=supplier, facts=facts)
    versions: list[Version] = []
    if form.is_valid():
        refused: HttpResponse | None = consume_or_429(request, action="edit_profile", user=person)
        if refused is not None:
            return refused
        try:
            said = _kept(person, supplier, section, item, form)
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
        except SaidSince as changed:
            versions = side_by_side(section, changed)
            form.take_for_seen(changed.now)
            form.add_error(None, CHANGED_SINCE)
        else:
            messages.success(request, _became(said))
            return redirect("suppliers:profile", supplier.slug)
    context = {
        "form": form,
        "supplier": supplier,
        "section": section,
        "versions": versions,
        "at_once": shows_at_once(person, supplier),
        "held": item and section.is_said(facts),
        "item": item,
        "refused": ProfileEdit.objects.last_refused(supplier, section.name, item),
        "limit": limit_on(timezone.localdate()) if section.name == "size" else None,
    }
    return render(request, "suppliers/profiles/section.html", context)


def _kept(person: Any, supplier: Supplier, section: Section, item: str, form: SectionForm) -> Said:
    return say(
        person=person,
        supplier=supplier,
        section=section.name,
        item=item,
        values=form.facts(),
        opened=form.cleaned_data["opened"],
    )


def _became(said: Said) -> str:
    match bool(said.shown), bool(said.waiting):
        case True, True:
            return "Saved. Part of it shows now, the rest once LOTI’s staff approved it."
        case True, False:
            return "Saved."
        case False, True:
            return "Saved. It shows once LOTI’s staff approved it."
    return "Nothing was changed."


def side_by_side(section: Section, changed: SaidSince) -> list[Version]:
    """Every fact that one of two members changed: as it was opened, as it is now, and as it was given."""

    def words(name: str, facts: Facts) -> str:
        return section.fact(name).words(facts[name]) or NOT_SAID

    states = (changed.opened, changed.now, changed.given)
    return [
        Version(
            label=fact.label,
            opened=words(fact.name, changed.opened),
            now=words(fact.name, changed.now),
            given=words(fact.name, changed.given),
            apart=changed.now[fact.name] != changed.given[fact.name],
        )
        for fact in section.facts
        if any(facts[fact.name] != changed.opened[fact.name] for facts in states)
    ]
