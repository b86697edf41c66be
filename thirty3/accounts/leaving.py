"""Deleting one's own account: what goes and what stays, a code by mail, and the end of it."""

import time
from dataclasses import dataclass
from typing import Any, Final

from allauth.account.adapter import get_adapter
from allauth.core.internal.cryptokit import compare_user_code
from allauth.core.ratelimit import consume_or_429
from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from thirty3.accounts.forms import DeleteCodeForm
from thirty3.accounts.models import User
from thirty3.accounts.pages import person_of
from thirty3.accounts.services import forget, is_last_who_may_do_everything
from thirty3.accounts.tasks import write_to
from thirty3.headers import keep_out_of_search_engines
from thirty3.registry import HOLDERS

CODE: Final = "delete_account_code"
WRONG = "This code is not right. Check the e-mail and enter the code again."
TOO_OLD = "This code no longer works. Ask for a new one."
WHY = "Deleted by the person"


@dataclass(frozen=True)
class Asked:
    """A code that was sent, as the session keeps it."""

    code: str
    until: float
    left: int

    @classmethod
    def of(cls, request: HttpRequest) -> "Asked | None":
        kept = request.session.get(CODE)
        return cls(**kept) if kept else None

    def keep(self, request: HttpRequest) -> None:
        request.session[CODE] = {"code": self.code, "until": self.until, "left": self.left}


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def delete(request: HttpRequest) -> HttpResponse:
    """Says what deleting the account does, and sends a code to those who want it."""
    person = person_of(request)
    last = is_last_who_may_do_everything(person)
    if request.method == "POST" and not last:
        refusal: HttpResponse | None = consume_or_429(request, action="delete_account", user=person)
        return refusal or send_code(request, person)
    context = {
        "goes": [sentence(holder.what) for holder in HOLDERS if not holder.keep_row],
        "stays": [sentence(holder.what) for holder in HOLDERS if holder.keep_row],
        "last": last,
    }
    return render(request, "account/delete.html", context)


def sentence(what: str) -> str:
    return what[:1].upper() + what[1:]


def send_code(request: HttpRequest, person: User) -> HttpResponse:
    """The mailbox is proved again: whoever finds an open session cannot end the account with it."""
    code = get_adapter().generate_login_code()
    allowed = settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT
    Asked(code, time.time() + allowed, settings.ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS).keep(request)
    facts = {"code": code, "minutes": str(allowed // 60)}
    write_to.enqueue(person_id=person.pk, letter="delete_code", facts=facts)
    return redirect("account_delete_confirm")


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def confirm(request: HttpRequest) -> HttpResponse:
    """Takes the code and deletes the account."""
    asked = Asked.of(request)
    if asked is None:
        return redirect("account_delete")
    form = DeleteCodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        problem = problem_with(request, asked, form.cleaned_data["code"])
        if not problem:
            forget(person=person_of(request), why=WHY)
            logout(request)
            return redirect("account_deleted")
        form.add_error("code", problem)
    context: dict[str, Any] = {
        "form": form,
        "minutes": settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT // 60,
        "has_outbox": settings.DEMO,
    }
    return render(request, "account/delete_confirm.html", context)


def problem_with(request: HttpRequest, asked: Asked, given: str) -> str:
    """What is wrong with a code, or nothing. Each wrong one counts; a good one works once."""
    if not asked.left or time.time() > asked.until:
        return TOO_OLD
    if compare_user_code(actual=given, expected=asked.code):
        del request.session[CODE]
        return ""
    Asked(asked.code, asked.until, asked.left - 1).keep(request)
    return WRONG if asked.left > 1 else TOO_OLD


@require_safe
def deleted(request: HttpRequest) -> HttpResponse:
    """The account is gone."""
    return keep_out_of_search_engines(render(request, "account/deleted.html"))
