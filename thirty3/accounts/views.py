"""Sign-in, the second factor, and a signed-in person's own page."""

from typing import Any

from allauth.account.adapter import get_adapter as account_adapter
from allauth.account.internal.userkit import user_id_to_str
from allauth.account.models import Login
from allauth.account.views import ConfirmLoginCodeView, RequestLoginCodeView
from allauth.mfa.adapter import get_adapter as second_factor_adapter
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY
from allauth.mfa.totp.views import ActivateTOTPView
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from thirty3.accounts.joining import may_join, remember_code
from thirty3.accounts.models import User
from thirty3.accounts.outbox import newest_letters
from thirty3.accounts.second_factor import authenticator_of, record_set_up
from thirty3.accounts.services import join, prove_mailbox
from thirty3.headers import keep_out_of_search_engines
from thirty3.registry import ACCOUNT_SECTIONS

# Sign-in


def even_out(login: Login) -> None:
    """For an address that nobody has, ask the database what it is asked for a person."""
    if login.user is None:
        User.objects.filter(pk=0).first()


class SignInView(RequestLoginCodeView):  # type: ignore[misc]
    """Asks for an address and sends a code to it. Every address gets the same answer."""

    def form_valid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        if form._user is None:
            adapter = account_adapter()
            code = adapter.generate_login_code()
            adapter.send_mail("account/email/login_code", form.cleaned_data["email"], {"code": code})
            remember_code(self.request, code)
        return response

    def _redirect_to_pending_stage(self, request: HttpRequest, stage: Any) -> HttpResponse | None:
        even_out(stage.login)
        response: HttpResponse | None = super()._redirect_to_pending_stage(request, stage)
        return response


class ConfirmCodeView(ConfirmLoginCodeView):  # type: ignore[misc]
    """Asks for the code that was sent."""

    def get_form_kwargs(self) -> dict[str, Any]:
        even_out(self.stage.login)
        kwargs: dict[str, Any] = super().get_form_kwargs()
        # Asked for everyone, so that the answer takes the same time.
        open_to_join = may_join(self._process.state.get("email", ""))
        if self.stage.login.user is None and not open_to_join:
            kwargs["code"] = ""
        return kwargs

    def form_valid(self, form: Any) -> HttpResponse:
        sent_to = self._process.state.get("email")
        person = self.stage.login.user = self.stage.login.user or join(address=sent_to)
        self._process.state["user_id"] = user_id_to_str(person)
        # A closed account proves nothing, nor does a code that went to an address of before.
        if person.is_active and person.email == sent_to.lower():
            prove_mailbox(person=person)
        response: HttpResponse = super().form_valid(form)
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_context_data(**kwargs),
            "minutes": settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT // 60,
            "has_outbox": settings.DEMO,
        }


# The second factor


class SetUpAppView(ActivateTOTPView):  # type: ignore[misc]
    """Staff set up their authenticator app, once. A lost one is taken away by a command."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated:
            if not request.user.is_staff:
                raise Http404
            if authenticator_of(request) is not None:
                return redirect("account_home")
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response

    def form_valid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        record_set_up(self.request)
        return response


class NewRecoveryCodesView(GenerateRecoveryCodesView):  # type: ignore[misc]
    """Recovery codes stand in for an app: there are none without one."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated and authenticator_of(request) is None:
            raise Http404
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response


@require_safe
@login_required
def qr_code(request: HttpRequest) -> HttpResponse:
    """The picture that an authenticator app scans, for the person who is setting theirs up."""
    secret = request.session.get(SECRET_SESSION_KEY)
    if not secret:
        raise Http404
    adapter = second_factor_adapter()
    picture = adapter.build_totp_svg(adapter.build_totp_url(request.user, secret))
    return HttpResponse(picture, content_type="image/svg+xml")


# A person's own page


@require_safe
@login_required
def home(request: HttpRequest) -> HttpResponse:
    """Who is signed in, and where they may go."""
    context = {
        "sections": [section for section in ACCOUNT_SECTIONS if section.shown_to(request)],
        "has_outbox": settings.DEMO,
    }
    return render(request, "account/home.html", context)


@never_cache
@require_safe
def outbox(request: HttpRequest) -> HttpResponse:
    """The mail of a demonstration, so that people can sign in without a mail server."""
    if not settings.DEMO:
        raise Http404
    context = {"letters": newest_letters(settings.OUTBOX_DIR)}
    return keep_out_of_search_engines(render(request, "account/outbox.html", context))
