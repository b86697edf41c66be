"""The pages on which an authority's officers keep its opportunities."""

from collections.abc import Callable
from typing import Any, Final

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from boroughs.models import Borough
from boroughs.officers.views import form_page
from boroughs.permissions import Act, authority_for, may
from contracts.models import Opportunity, Stage
from contracts.opportunities import barriers, correcting, writing
from contracts.opportunities.correcting import CorrectionForm, step_at
from contracts.opportunities.forms import SECTIONS, LotForm, NeedForm, SectionForm, StepForm
from contracts.opportunities.owing import owed_in_words
from contracts.opportunities.steps import NotPossible, may_follow, owed_for, what_is_missing
from contracts.opportunities.telling import told_of
from contracts.sharing.wording import NamesSomebody
from thirty3.history.versions import ChangedSince
from toolkit.law.figures import notices

A_PAGE: Final = 25


def own_opportunity(request: HttpRequest, act: Act, slug: str, key: str) -> Opportunity:
    """One that the authority of a page leads; whoever may not come there finds none or is refused."""
    borough, _ = authority_for(request.user, act, slug)
    return get_object_or_404(Opportunity.objects.select_related("borough"), borough=borough, key=key)


@require_safe
@login_required
def opportunities(request: HttpRequest, slug: str) -> HttpResponse:
    """What an authority needs and buys, drafts among them, the latest change first."""
    borough, _ = authority_for(request.user, Act.SEE_OWN, slug)
    page = Paginator(Opportunity.objects.of(borough), A_PAGE).get_page(request.GET.get("page"))
    now = timezone.now()
    context = {
        "borough": borough,
        "page_obj": page,
        "shown": [(one, one.stage_at(now)) for one in page.object_list],
        "may_edit": may(request.user, Act.EDIT, borough),
    }
    return render(request, "contracts/opportunities/own-list.html", context)


@form_page
@login_required
def new(request: HttpRequest, slug: str) -> HttpResponse:
    """Begin with what is needed. It is a draft until its first step is published."""
    borough, _ = authority_for(request.user, Act.EDIT, slug)
    return _section(request, borough, Opportunity(borough=borough), NeedForm)


@require_safe
@login_required
def own(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """One opportunity for its officers: what is said, what is missing, and which step comes next."""
    found = own_opportunity(request, Act.SEE_OWN, slug, key)
    now = timezone.now()
    following = [stage for stage in may_follow(found, now) if stage != Stage.CLOSED or not found.deadline]
    may_edit = may(request.user, Act.EDIT, found.borough)
    context: dict[str, Any] = {
        **told_of(found, now),
        "borough": found.borough,
        "may_edit": may_edit,
        "sections": [(name, form.heading) for name, form in SECTIONS.items()],
        "following": following if may_edit else [],
        "missing": what_is_missing(found, following[0], now) if following else [],
        "missing_to_open": what_is_missing(found, Stage.OPEN, now) if Stage.OPEN in following else [],
        "more_notices": bool(may_edit and not found.is_draft and owed_for(Stage(found.stage), found)),
        "waiting": [one for one in found.questions.all() if not one.answer],
        "interests": found.interests.select_related("supplier").order_by("since_date", "pk"),
        "shared_needs": found.shared_needs.select_related("borough").order_by("borough__name"),
        "followers": found.followers.count(),
    }
    return render(request, "contracts/opportunities/own.html", context)


@form_page
@login_required
def edit(request: HttpRequest, slug: str, key: str, section: str) -> HttpResponse:
    """One section of it, saved and returned from."""
    found = own_opportunity(request, Act.EDIT, slug, key)
    if section not in SECTIONS:
        raise Http404
    return _section(request, found.borough, found, SECTIONS[section])


def _section(
    request: HttpRequest, borough: Borough, record: Opportunity, form_of: type[SectionForm]
) -> HttpResponse:
    title = record.title
    form: Any = form_of(request.POST if request.method == "POST" else None, instance=record)
    if form.is_valid():
        try:
            saved = form.keep(request.user)
        except ChangedSince as changed:
            form.tell(changed)
        except (NotPossible, NamesSomebody) as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "Saved.")
            return redirect("contracts:own-opportunity", borough.slug, saved.key)
    context = {"form": form, "borough": borough, "opportunity": record, "called": title}
    return render(request, "contracts/opportunities/section.html", context)


@form_page
@login_required
def add_lot(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """Add a lot."""
    found = own_opportunity(request, Act.EDIT, slug, key)
    form = LotForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and _done(
        form, lambda: writing.add_lot(opportunity=found, actor=request.user, **form.facts())
    ):
        return _back(request, found, "The lot is added.")
    return _form(request, found, form, "Add a lot", "Save and return")


@require_POST
@login_required
def remove_lot(request: HttpRequest, slug: str, key: str, position: int) -> HttpResponse:
    """Take a lot away."""
    found = own_opportunity(request, Act.EDIT, slug, key)
    try:
        writing.remove_lot(opportunity=found, actor=request.user, position=position)
    except NotPossible as refused:
        return _refused(request, found, refused)
    return _back(request, found, "The lot is taken away.")


@form_page
@login_required
def step(request: HttpRequest, slug: str, key: str, stage: str) -> HttpResponse:
    """Take a step, with the notice that publishes it or why none is owed."""
    found = own_opportunity(request, Act.EDIT, slug, key)
    now = timezone.now()
    follows = stage in may_follow(found, now) and stage != Stage.AWARDED
    another = not found.is_draft and stage == found.stage and bool(owed_for(Stage(stage), found))
    if not follows and not another:
        raise Http404
    taken = Stage(stage)
    names = {code: one.name for code, one in notices().items()}
    sent = request.POST if request.method == "POST" else None
    form = StepForm(sent, opportunity=found, stage=taken, names=names)
    if form.is_valid() and _done(form, lambda: _taken(request, found, taken, form, another=another)):
        return _back(request, found, "Everybody sees it now.")
    heading = "Tell of another notice" if another else f"Publish: {taken.label.lower()}"
    missing = [] if another else what_is_missing(found, taken, now)
    owed = owed_in_words(form.owed, timezone.localdate(now))
    return _form(request, found, form, heading, "Publish", missing=missing, owed=owed)


@form_page
@login_required
def correct(request: HttpRequest, slug: str, key: str, stage: str, code: str) -> HttpResponse:
    """Put the notice of a step right that everybody sees, and say why."""
    found = own_opportunity(request, Act.EDIT, slug, key)
    held = step_at(found, stage, code)
    if held is None or not owed_for(Stage(stage), found):
        raise Http404
    names = {code: one.name for code, one in notices().items()}
    form = CorrectionForm(request.POST if request.method == "POST" else None, step=held, names=names)
    if form.is_valid() and _done(
        form,
        lambda: correcting.correct(
            step=held, actor=request.user, notice=form.notice(), why=form.cleaned_data["why"]
        ),
    ):
        return _back(request, found, "It is corrected. Everybody sees that, and why.")
    heading = f"Correct the notice: {held.get_stage_display().lower()}"
    return _form(request, found, form, heading, "Publish the correction")


def _taken(request: HttpRequest, found: Opportunity, stage: Stage, form: StepForm, *, another: bool) -> None:
    given = {"on_date": form.cleaned_data["on_date"], "notice": form.notice()}
    if another:
        writing.add_notice(opportunity=found, actor=request.user, **given)
    else:
        writing.take_step(opportunity=found, actor=request.user, stage=stage, **given)


@form_page
@login_required
def barrier_check(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """The twelve barriers of small firms, with what the authority did about each."""
    found = own_opportunity(request, Act.EDIT, slug, key)
    form = barriers.BarriersForm(request.POST if request.method == "POST" else None, opportunity=found)
    if form.is_valid() and _done(
        form,
        lambda: barriers.answer(opportunity=found, actor=request.user, answers=form.answers()),
    ):
        return _back(request, found, "The check is saved, and published with the opportunity.")
    return _form(request, found, form, "SME barrier check", "Save and return", check=True)


@form_page
@login_required
def discard(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """Take a draft away."""
    found = own_opportunity(request, Act.EDIT, slug, key)
    if not found.is_draft:
        raise Http404
    if request.method == "POST":
        try:
            writing.discard(opportunity=found, actor=request.user)
        except NotPossible as refused:
            return _refused(request, found, refused)
        messages.success(request, "The draft is taken away.")
        return redirect("contracts:own-opportunities", slug)
    context = {"borough": found.borough, "opportunity": found}
    return render(request, "contracts/opportunities/discard.html", context)


def _done(form: Any, work: Callable[[], object]) -> bool:
    """Whether a service did it; otherwise the form says why not."""
    try:
        work()
    except (NotPossible, NamesSomebody) as refused:
        form.add_error(None, str(refused))
        return False
    return True


def _back(request: HttpRequest, found: Opportunity, told: str) -> HttpResponse:
    messages.success(request, told)
    return redirect("contracts:own-opportunity", found.borough.slug, found.key)


def _refused(request: HttpRequest, found: Opportunity, refused: NotPossible) -> HttpResponse:
    """Where there is no form that could say it: on the list of the authority's opportunities."""
    messages.error(request, str(refused))
    return redirect("contracts:own-opportunities", found.borough.slug)


def _form(
    request: HttpRequest, found: Opportunity, form: Any, heading: str, button: str, **more: Any
) -> HttpResponse:
    context = {
        "form": form,
        "borough": found.borough,
        "opportunity": found,
        "heading": heading,
        "button": button,
        **more,
    }
    return render(request, "contracts/opportunities/own-form.html", context)
