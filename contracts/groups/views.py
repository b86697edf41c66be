"""The pages of a supplier group, for officers: who uses the supplier, what was asked, ends and sums."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from boroughs.models import Borough
from boroughs.officers.views import form_page
from boroughs.permissions import Act, authorities_for, authority_for
from contracts.groups import writing
from contracts.groups.figures import managed_by, sums_of
from contracts.groups.forms import AskForm, NotedAnswerForm
from contracts.groups.using import FEWEST, Count, Using
from contracts.listing.describing import list_of
from contracts.listing.filters import ContractFilter
from contracts.models import GroupAsk, GroupMember
from contracts.sharing.wording import NOTICE, NamesSomebody
from suppliers.models import Supplier
from thirty3.audiences import Audience, audience_of
from thirty3.evidence import known_slugs
from thirty3.headers import keep_out_of_search_engines

ENDS_SHOWN: Final = 50
ASKS_SHOWN: Final = 50
# What may be done in a group, and with an ask: the last part of the address, the service, what is said then.
GROUP_DEEDS: Final[Mapping[str, tuple[Callable[..., object], str]]] = {
    "join": (writing.join, "{borough} joined the group."),
    "leave": (writing.leave, "{borough} left the group."),
}
ASK_DEEDS: Final[Mapping[str, tuple[Callable[..., object], str]]] = {
    "join": (writing.join_ask, "{borough} asks it too."),
    "leave": (writing.leave_ask, "{borough} asks it no longer."),
    "send": (writing.send, "It was put to the supplier."),
    "publish": (writing.publish, "Everyone may now read it, with the name of {borough}."),
    "take-back": (writing.take_back, "{borough} is no longer named to everyone."),
    **{
        outcome.value: (
            lambda outcome=outcome, **facts: writing.settle(outcome=outcome, **facts),
            f"Marked as {outcome.label.lower()}.",
        )
        for outcome in writing.OUTCOMES
    },
}


@dataclass(frozen=True)
class Line:
    """An authority that uses the supplier: how much of it, who manages that there, and whether it joined."""

    borough: Borough
    count: Count
    departments: list[str]
    joined: bool


def supplier_for(request: HttpRequest, slug: str) -> Supplier:
    """The supplier of a page, for officers and staff; others find no such page."""
    if audience_of(request) != Audience.BOROUGHS:
        raise Http404
    supplier = get_object_or_404(Supplier.objects.current(), slug=slug)
    if supplier.held_from or slug not in known_slugs("supplier", Audience.BOROUGHS):
        raise Http404
    return supplier


def own_members(request: HttpRequest, supplier: Supplier) -> list[Borough]:
    """The authorities of a group for which whoever asks may act."""
    joined = GroupMember.objects.filter(supplier=supplier).values("borough")
    return list(authorities_for(request.user, Act.GROUP).filter(pk__in=joined))


@require_safe
@login_required
def group(request: HttpRequest, slug: str) -> HttpResponse:
    """The group on one supplier, or who could be in it."""
    supplier = supplier_for(request, slug)
    using = Using(supplier, Audience.BOROUGHS, timezone.localdate())
    joined = set(GroupMember.objects.filter(supplier=supplier).values_list("borough__slug", flat=True))
    if len(using.by_authority) < FEWEST and not joined:
        raise Http404
    mine = list(authorities_for(request.user, Act.GROUP).values_list("slug", flat=True))
    lines = _lines(using, joined)
    context: dict[str, Any] = {
        "supplier": supplier,
        "lines": lines,
        "using": len(using.by_authority),
        "may_join": [line.borough for line in lines if not line.joined and line.borough.slug in mine],
        "joined": [line.borough for line in lines if line.joined and line.borough.slug in mine],
        "asks": _asks(supplier, among_them=bool(joined.intersection(mine)))[:ASKS_SHOWN],
        "rows": using.rows[:ENDS_SHOWN],
        "contracts": len(using.rows),
        "list": list_of(ContractFilter(supplier=(supplier.slug,))),
        "sums": sums_of(using.rows),
        "notice": NOTICE,
    }
    return keep_out_of_search_engines(render(request, "contracts/groups/group.html", context))


def _lines(using: Using, joined: set[str]) -> list[Line]:
    """Those that use it, and those that joined while they did, by name: one query."""
    slugs = using.by_authority.keys() | joined
    departments = managed_by(using.rows)
    return [
        Line(
            borough,
            using.by_authority.get(borough.slug, Count()),
            departments.get(borough.slug, []),
            borough.slug in joined,
        )
        for borough in Borough.objects.by_name().filter(slug__in=slugs)
    ]


def _asks(supplier: Supplier, *, among_them: bool) -> Any:
    """What was asked; drafts are for those who joined."""
    asks = GroupAsk.objects.of(supplier)
    return (asks if among_them else asks.sent()).with_all()


@require_POST
@login_required
def do(request: HttpRequest, slug: str, borough: str, deed: str) -> HttpResponse:
    """Join the group for an authority, or leave it."""
    supplier = supplier_for(request, slug)
    if deed not in GROUP_DEEDS:
        raise Http404
    authority, _ = authority_for(request.user, Act.GROUP, borough)
    _done(request, GROUP_DEEDS[deed], authority, supplier=supplier)
    return redirect("contracts:supplier-group", slug)


def _done(
    request: HttpRequest, deed: tuple[Callable[..., object], str], borough: Borough, **what: Any
) -> None:
    service, told = deed
    try:
        service(**what, borough=borough, actor=request.user)
    except writing.NotPossible as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, told.format(borough=borough))


@form_page
@login_required
def new_ask(request: HttpRequest, slug: str) -> HttpResponse:
    """Write down something to ask together."""
    supplier = supplier_for(request, slug)
    mine = own_members(request, supplier)
    if not mine:
        raise Http404
    form = AskForm(request.POST if request.method == "POST" else None, boroughs=mine)
    if form.is_valid():
        try:
            ask = writing.draft(supplier=supplier, actor=request.user, **form.cleaned_data)
        except (writing.NotPossible, NamesSomebody) as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "The group now reads the draft. Others may join it before it is asked.")
            return redirect("contracts:group-ask", slug, ask.key)
    context = {"form": form, "supplier": supplier, "notice": NOTICE}
    return render(request, "contracts/groups/new-ask.html", context)


def _ask_of(request: HttpRequest, supplier: Supplier, key: str, mine: list[Borough]) -> GroupAsk:
    """An ask that whoever asks may read: a draft only where they act for one that joined."""
    found = GroupAsk.objects.of(supplier).filter(Q(key=key)).with_all().first()
    if found is None or (found.state == GroupAsk.State.DRAFT and not mine):
        raise Http404
    return found


@require_safe
@login_required
def ask(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """One joint ask, its answers, and what may be done with it."""
    supplier = supplier_for(request, slug)
    mine = own_members(request, supplier)
    found = _ask_of(request, supplier, key, mine)
    askers = set(found.boroughs.all())
    published = set(found.published_by.all())
    asking = [borough for borough in mine if borough in askers]
    context: dict[str, Any] = {
        "supplier": supplier,
        "ask": found,
        "may_join": [borough for borough in mine if borough not in askers] if found.is_open else [],
        "asking": [(borough, borough in published) for borough in asking],
        "unpublished": any(not answer.published for answer in found.answers.all()),
        "outcomes": [one for one in writing.OUTCOMES if one != found.state],
        "notice": NOTICE,
    }
    return render(request, "contracts/groups/ask.html", context)


@require_POST
@login_required
def do_ask(request: HttpRequest, slug: str, key: str, borough: str, deed: str) -> HttpResponse:
    """Do something with an ask for an authority."""
    supplier = supplier_for(request, slug)
    if deed not in ASK_DEEDS:
        raise Http404
    authority, _ = authority_for(request.user, Act.GROUP, borough)
    found = _ask_of(request, supplier, key, own_members(request, supplier))
    _done(request, ASK_DEEDS[deed], authority, ask=found)
    if GroupAsk.objects.filter(pk=found.pk).exists():
        return redirect("contracts:group-ask", slug, key)
    return redirect("contracts:supplier-group", slug)


@form_page
@login_required
def note_answer(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """Keep what the supplier answered elsewhere."""
    supplier = supplier_for(request, slug)
    mine = own_members(request, supplier)
    found = _ask_of(request, supplier, key, mine)
    asking = [borough for borough in found.boroughs.all() if borough in mine]
    if not asking or found.state == GroupAsk.State.DRAFT or not found.is_open:
        raise Http404
    form = NotedAnswerForm(request.POST if request.method == "POST" else None, boroughs=asking)
    if form.is_valid():
        try:
            writing.note_answer(ask=found, actor=request.user, **form.cleaned_data)
        except (writing.NotPossible, NamesSomebody) as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "The answer is noted.")
            return redirect("contracts:group-ask", slug, key)
    context = {"form": form, "supplier": supplier, "ask": found, "notice": NOTICE}
    return render(request, "contracts/groups/note-answer.html", context)
