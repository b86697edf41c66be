"""The toolkit's first page, its stages, pages of guidance, and the index by problem."""

from itertools import groupby
from typing import Final

from allauth.account.adapter import get_adapter
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from thirty3.documents.giving import as_attachment
from thirty3.headers import keep_out_of_search_engines
from thirty3.spam import TOO_MANY
from toolkit.guidance.checking import GUIDES
from toolkit.guidance.feedback import FeedbackForm, say_of_page
from toolkit.guidance.fitting import pages_by_stage
from toolkit.guidance.offering import attached, offered
from toolkit.guidance.reading import read
from toolkit.guidance.renamed import now_called
from toolkit.guidance.texts import ROLES
from toolkit.guidance.ways import WAYS
from toolkit.models import Page, Problem, Resource, Stage

TOO_MANY_REQUESTS: Final = 429


@require_safe
def toolkit(request: HttpRequest) -> HttpResponse:
    """The five stages, the guide books, and what helps to apply them."""
    pages = pages_by_stage()
    stages = [(stage, pages.get(stage.slug, [])) for stage in Stage.objects.in_order()]
    context = {
        "stages": [(stage, held) for stage, held in stages if stage.slug != GUIDES],
        "guides": [(stage, held) for stage, held in stages if stage.slug == GUIDES and held],
        "ways": list(WAYS),
    }
    return render(request, "toolkit/guidance/toolkit.html", context)


@require_safe
def stage(request: HttpRequest, slug: str) -> HttpResponse:
    """A stage: its pages in their order, and its templates."""
    stages = list(Stage.objects.in_order())
    found = next((one for one in stages if one.slug == slug), None) or get_object_or_404(Stage, slug=slug)
    at = stages.index(found)
    pages = Page.objects.outline().filter(stage=found)
    context = {
        "stage": found,
        "pages": [(one, [ROLES[role] for role in one.roles if role in ROLES]) for one in pages],
        "resources": list(Resource.objects.in_order().filter(stage=found)),
        "before": stages[at - 1] if at else None,
        "after": stages[at + 1] if at + 1 < len(stages) else None,
    }
    return render(request, "toolkit/guidance/stage.html", context)


@require_safe
def page(request: HttpRequest, stage: str, slug: str) -> HttpResponse:
    """A page of guidance with its figures as they stand today. Under an old stage or name it leads on."""
    held = Page.objects.select_related("stage", "rendered")
    found = held.filter(slug=slug).first() or get_object_or_404(held, slug=now_called(slug))
    if (found.stage.slug, found.slug) != (stage, slug):
        return redirect(found, permanent=True)
    return render(request, "toolkit/guidance/page.html", {"shown": read(found, timezone.localdate())})


@require_safe
def problems(request: HttpRequest) -> HttpResponse:
    """What people find hard, by who it is hard for, each with the pages that help."""
    pages = {one.slug: one for one in Page.objects.outline()}
    held = Problem.objects.in_order()
    told = [(one, [pages[slug] for slug in one.helped_by if slug in pages]) for one in held]
    # In the order in which the kinds are named.
    kinds = list(Problem.Who.values)
    told.sort(key=lambda pair: kinds.index(pair[0].who))
    groups = [(Problem.Who(who), list(group)) for who, group in groupby(told, key=lambda pair: pair[0].who)]
    return render(request, "toolkit/guidance/problems.html", {"groups": groups})


@require_safe
def templates(request: HttpRequest) -> HttpResponse:
    """Every template, by stage, in each form in which it is to be had."""
    held = Resource.objects.in_order().prefetch_related("pages__stage")
    groups = [
        (stage, [(one, offered(one)) for one in group])
        for stage, group in groupby(held, key=lambda one: one.stage)
    ]
    return render(request, "toolkit/guidance/templates.html", {"groups": groups})


@require_safe
def template(request: HttpRequest, slug: str, form: str) -> HttpResponseBase:
    """A template as a file, with its figures as they stand today. Nothing is shown in the browser."""
    resource = get_object_or_404(Resource.objects.select_related("stage"), slug=slug)
    if form not in {one.form for one in offered(resource)}:
        raise Http404
    if resource.kind == Resource.Kind.FILE:
        return as_attachment(resource.stored_as, resource.file_name)
    return attached(resource, form, timezone.localdate())


@require_http_methods(["GET", "HEAD", "POST"])
def useful(request: HttpRequest, stage: str, slug: str) -> HttpResponse:
    """Whether a page was useful: a form of its own, so that the page itself may be kept by caches."""
    found = get_object_or_404(Page.objects.select_related("stage"), slug=slug, stage__slug=stage)
    sent = request.method == "POST"
    initial = {"answer": request.GET.get("answer", "")}
    network = str(get_adapter().get_client_ip(request)) if sent else ""
    form = FeedbackForm(request.POST if sent else None, initial=initial, network=network)
    if sent and form.is_valid():
        say_of_page(
            page=found, useful=form.useful, comment=form.cleaned_data["comment"], day=timezone.localdate()
        )
        return redirect("toolkit:thanked", stage, slug)
    status = TOO_MANY_REQUESTS if TOO_MANY in form.non_field_errors() else 200
    response = render(request, "toolkit/guidance/useful.html", {"form": form, "page": found}, status=status)
    return keep_out_of_search_engines(response)


@require_safe
def thanked(request: HttpRequest, stage: str, slug: str) -> HttpResponse:
    """That what somebody said of a page arrived."""
    found = get_object_or_404(Page.objects.select_related("stage"), slug=slug, stage__slug=stage)
    return keep_out_of_search_engines(render(request, "toolkit/guidance/thanked.html", {"page": found}))
