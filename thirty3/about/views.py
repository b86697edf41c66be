"""The pages about Thirty3 itself: texts, with the few facts that the settings hold."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from thirty3.about import accessibility as statement
from thirty3.about.cookies import cookies as cookies_of_this_site
from thirty3.about.cookies import duration
from thirty3.about.law import LAWS
from thirty3.about.materials import REFERENCE_DATA, SOFTWARE
from thirty3.about.operator import operator
from thirty3.audiences import audience_of
from thirty3.headers import keep_out_of_search_engines
from thirty3.registry import PANELS


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """What Thirty3 is, for whom, and where what it shows comes from."""
    return render(request, "about/about.html", {"operator": operator()})


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """The statement that the Regulations of 2018 ask for."""
    context = {
        "operator": operator(),
        "laws": LAWS,
        "standard": statement.STANDARD,
        "prepared": statement.PREPARED,
        "faults": statement.KNOWN_FAULTS,
        "only_staff_site": all(fault.staff_site for fault in statement.KNOWN_FAULTS),
        "site_url": settings.SITE_URL,
    }
    return render(request, "about/accessibility.html", context)


@require_safe
def contact(request: HttpRequest) -> HttpResponse:
    """Whom to write to, about what."""
    return render(request, "about/contact.html", {"operator": operator()})


@require_safe
def cookies(request: HttpRequest) -> HttpResponse:
    """Every cookie, what it is for and how long it stays."""
    return render(request, "about/cookies.html", {"cookies": cookies_of_this_site(), "laws": LAWS})


@require_safe
def licences(request: HttpRequest) -> HttpResponse:
    """The licence and attribution of every source: of the records, of reference data, of software."""
    day, audience = timezone.localdate(), audience_of(request)
    panels = PANELS.told("licences", None, audience, day)
    context = {"panels": panels, "reference_data": REFERENCE_DATA, "software": SOFTWARE}
    response = render(request, "about/licences.html", context)
    if any(told.get("demonstration") for _, told in panels):
        keep_out_of_search_engines(response)
    return response


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """The privacy notice: what is held of people, why, for how long, and what they can ask for."""
    context = {
        "operator": operator(),
        "laws": LAWS,
        "session": duration(settings.SESSION_COOKIE_AGE),
        "code": duration(settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT),
    }
    return render(request, "about/privacy.html", context)


@require_safe
def terms(request: HttpRequest) -> HttpResponse:
    """What may be added, who answers for it, what staff remove, and how to object."""
    return render(request, "about/terms.html", {"operator": operator()})
