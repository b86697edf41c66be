"""What people do with their own account: see where they are signed in, and end it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from thirty3.accounts.models import OpenSession, User
from thirty3.accounts.sessions import end, end_all

OTHERS = "others"


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def sessions(request: HttpRequest) -> HttpResponse:
    """Every session of the person who is signed in; each but this one can be ended."""
    person = person_of(request)
    if request.method == "POST":
        end_chosen(request, person, request.POST.get("session", ""))
        return redirect("account_sessions")
    found = list(OpenSession.objects.of(person))
    context = {
        "sessions": [(one, one.session_key == request.session.session_key) for one in found],
        "others": OTHERS,
    }
    return render(request, "account/sessions.html", context)


def end_chosen(request: HttpRequest, person: User, chosen: str) -> None:
    """End the session that was chosen, or all others; somebody else's is not found."""
    current = request.session.session_key or ""
    if chosen == OTHERS:
        end_all(person=person, but=current)
        messages.success(request, "You are signed out everywhere else.")
        return
    if not chosen.isdecimal() or len(chosen) > 18:
        raise Http404
    session = get_object_or_404(OpenSession.objects.of(person).exclude(session_key=current), pk=int(chosen))
    end(session)
    messages.success(request, f"Signed out: {session.device}.")


def person_of(request: HttpRequest) -> User:
    """Who is signed in, on a page for those who are."""
    if not isinstance(request.user, User):
        raise TypeError("This page is for people who are signed in.")
    return request.user
