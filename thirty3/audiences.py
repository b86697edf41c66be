"""Who is looking: the two audiences that lists, search and downloads are made for."""

from enum import StrEnum

from django.http import HttpRequest


class Audience(StrEnum):
    """Who may see a projection: everyone, or officers of any authority here and staff."""

    PUBLIC = "public"
    BOROUGHS = "boroughs"


def audience_of(request: HttpRequest) -> Audience:
    """The audience of a request. Only a proven officer or a member of staff sees what authorities share."""
    user = getattr(request, "user", None)
    if user is not None and user.is_authenticated and user.sees_what_boroughs_share:
        return Audience.BOROUGHS
    return Audience.PUBLIC
