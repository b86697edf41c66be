"""The pages of "Which procedure?". Nothing is kept: every answer is in the address."""

import json

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from thirty3.headers import keep_out_of_search_engines
from toolkit.law.as_json import case_as_json
from toolkit.law.decide import decide
from toolkit.routes.answers import Answers, read_answers
from toolkit.routes.forms import StepForm
from toolkit.routes.question import Step
from toolkit.routes.steps import STEPS
from toolkit.routes.telling import answer_lines, grounds_of, heading_of, told_notices

SENT = "sent"


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """What the questions are for."""
    return render(request, "toolkit/routes/start.html")


@require_safe
def step(request: HttpRequest, slug: str) -> HttpResponse:
    """One page of questions; its answers lead to the next."""
    asked = next((one for one in STEPS if one.slug == slug), None)
    if asked is None:
        raise Http404
    answers = read_answers(request.GET.dict())
    questions = asked.asked(answers.known)
    if not questions:
        return redirect(_next(asked, answers))
    others = answers.without(asked)
    form = StepForm(questions, answers.known, request.GET if SENT in request.GET else None, answers.given)
    if form.is_bound and form.is_valid():
        followed = read_answers({**others, **form.answers})
        if not followed.problems:
            return redirect(_next(asked, followed))
        for problem in followed.problems:
            form.add_error(None, problem)
    context = {"step": asked, "form": form, "others": others.items(), "back": _before(asked, answers)}
    return keep_out_of_search_engines(render(request, "toolkit/routes/step.html", context))


@require_safe
def result(request: HttpRequest) -> HttpResponse:
    """What the law asks of what was answered."""
    answers = read_answers(request.GET.dict())
    decision = decide(answers.case)
    context = {
        "answers": answers,
        "lines": answer_lines(answers),
        "decision": decision,
        "heading": heading_of(decision),
        "notices": told_notices(decision),
        "download": f"{reverse('toolkit:case-json')}?{answers.query}",
        "grounds": grounds_of(decision),
    }
    return keep_out_of_search_engines(render(request, "toolkit/routes/result.html", context))


@require_safe
def case_json(request: HttpRequest) -> HttpResponse:
    """The case as the command `procurement_route` reads it."""
    case = read_answers(request.GET.dict()).case
    text = json.dumps(case_as_json(case), indent=2, ensure_ascii=False)
    response = HttpResponse(text, content_type="application/json")
    response["Content-Disposition"] = 'attachment; filename="case.json"'
    return keep_out_of_search_engines(response)


def _next(now: Step, answers: Answers) -> str:
    """The address of the next page that asks something, or of the result."""
    later = STEPS[STEPS.index(now) + 1 :]
    following = next((one for one in later if one.asked(answers.known)), None)
    name = reverse("toolkit:which-procedure-step", args=[following.slug]) if following else ""
    return f"{name or reverse('toolkit:which-procedure-result')}?{answers.query}"


def _before(now: Step, answers: Answers) -> str:
    """The address of the page before, with every answer."""
    earlier = [one for one in STEPS[: STEPS.index(now)] if one.asked(answers.known)]
    if not earlier:
        return reverse("toolkit:which-procedure")
    return f"{reverse('toolkit:which-procedure-step', args=[earlier[-1].slug])}?{answers.query}"
