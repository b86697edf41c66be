"""The page on which officers tell of an award."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from boroughs.permissions import Act
from contracts.models import Stage
from contracts.opportunities.awarding import AwardForm, award
from contracts.opportunities.owing import owed_in_words
from contracts.opportunities.own import own_opportunity
from contracts.opportunities.steps import NotPossible, may_follow
from contracts.services.call_offs import NotAFramework
from contracts.services.states import OutOfStep
from contracts.sharing.wording import NamesSomebody
from toolkit.law.figures import notices


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def award_opportunity(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """Publish who won, and keep the contract and the system that come of it."""
    found = own_opportunity(request, Act.EDIT, slug, key)
    if Stage.AWARDED not in may_follow(found, timezone.now()):
        raise Http404
    names = {code: one.name for code, one in notices().items()}
    sent = request.POST if request.method == "POST" else None
    form = AwardForm(sent, opportunity=found, stage=Stage.AWARDED, names=names)
    if form.is_valid():
        try:
            contract = award(opportunity=found, actor=request.user, award=form.award(), notice=form.notice())
        except (NotPossible, NamesSomebody, NotAFramework, OutOfStep) as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "The award is published, and the contract is kept. Look it over.")
            return redirect("contracts:edit-record", slug, "contracts", contract.key)
    context = {
        "form": form,
        "borough": found.borough,
        "opportunity": found,
        "heading": "Tell of the award",
        "button": "Publish the award",
        "owed": owed_in_words(form.owed, timezone.localdate()),
    }
    return render(request, "contracts/opportunities/own-form.html", context)
