"""My authority: one list of what to do now, and how much is known."""

import datetime
from dataclasses import dataclass
from typing import Any, Final

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from boroughs.models import Borough, RoleRequest
from boroughs.permissions import MAY, Act, Role, authorities_for, authority_for
from thirty3.audiences import Audience
from thirty3.registry import PANELS, Panel

# The pages of panels: what to do now, and what the authority's records come to.
TO_DO: Final = "to-do"
FIGURES: Final = "own-figures"


@dataclass(frozen=True)
class Desk:
    """Whose page it is: an authority, and the role of whoever looks, None for staff."""

    borough: Borough
    role: Role | None

    def may(self, act: Act) -> bool:
        """Whether whoever looks may do this here."""
        return self.role is None or self.role in MAY[act]


@require_safe
@login_required
def mine(request: HttpRequest) -> HttpResponse:
    """Lead to the one authority that somebody works for, or let them choose among several."""
    authorities = list(authorities_for(request.user, Act.SEE_OWN))
    if len(authorities) == 1:
        return redirect("boroughs:authority", authorities[0].slug)
    return render(request, "boroughs/officers/choose.html", {"authorities": authorities})


@require_safe
@login_required
def authority(request: HttpRequest, slug: str) -> HttpResponse:
    """What to do now for an authority, as far as whoever looks may do it."""
    borough, role = authority_for(request.user, Act.SEE_OWN, slug)
    desk, day = Desk(borough, role), timezone.localdate()
    context: dict[str, Any] = {
        "borough": borough,
        "role": role,
        "to_do": PANELS.told(TO_DO, desk, Audience.BOROUGHS, day),
        "figures": PANELS.told(FIGURES, desk, Audience.BOROUGHS, day),
        "may_invite": desk.may(Act.INVITE),
    }
    return render(request, "boroughs/officers/authority.html", context)


def roles_waiting(desk: Desk, audience: Audience, day: datetime.date) -> dict[str, Any] | None:
    """Who waits for a role, for those who decide."""
    if not desk.may(Act.DECIDE_ROLES):
        return None
    requests = list(RoleRequest.objects.waiting().with_people().filter(borough=desk.borough))
    return {"requests": requests} if requests else None


def register() -> None:
    """Put the panel on the page of what to do; called when the app is ready."""
    template = "boroughs/panels/roles-waiting.html"
    PANELS.register(Panel("roles-waiting", TO_DO, 10, template, roles_waiting, queries=1))
