"""An authority's journeys. An officer who reads is asked for in tests/contracts/journeys."""

from collections.abc import Callable

from django.urls import reverse

from contracts.models import Journey
from tests.pages.kinds.kind import STAFF_ONLY, Kind, Queries
from tests.pages.worlds import World

ITS = "boroughs_borough: the authority"
# What stands behind the dates and states of a journey's tasks.
TOLD: Queries = (
    "contracts_journeytask: what was kept of its tasks",
    "contracts_contract: its contract",
    "contracts_extensionoption: options to extend it",
)
WHOLE: Queries = (ITS, "contracts_journey: the journey", *TOLD)


def of_first(name: str, *more: str) -> Callable[[World], str]:
    """A page of the first journey of the first authority."""

    def address(world: World) -> str:
        first = Journey.objects.filter(borough=world.borough).order_by("pk")[0]
        return reverse(f"contracts:{name}", args=[world.borough.slug, first.key, *more])

    return address


def of_authority(name: str) -> Callable[[World], str]:
    return lambda world: reverse(f"contracts:{name}", args=[world.borough.slug])


JOURNEYS = (
    Kind(
        "journeys of an authority",
        ("contracts:journeys",),
        of_authority("journeys"),
        warm=(ITS, "contracts_journey: those under way", *TOLD, "contracts_journey: how many are closed"),
        visitors=STAFF_ONLY,
    ),
    Kind(
        "start a journey",
        ("contracts:new-journey",),
        of_authority("new-journey"),
        warm=(ITS, "boroughs_function: what it may be for"),
        visitors=STAFF_ONLY,
    ),
    Kind("journey", ("contracts:journey",), of_first("journey"), warm=WHOLE, visitors=STAFF_ONLY),
    Kind(
        "task of a journey",
        ("contracts:journey-task",),
        of_first("journey-task", "check-the-record"),
        warm=(*WHOLE, "toolkit_page: what helps", "toolkit_resource: its template"),
        visitors=STAFF_ONLY,
    ),
    Kind(
        "record of a journey",
        ("contracts:journey-record",),
        of_first("journey-record"),
        warm=(*WHOLE, "history_change: who decided, and when"),
        visitors=STAFF_ONLY,
    ),
    *(
        Kind(name, (f"contracts:{url}",), of_first(url), warm=WHOLE[:2], visitors=STAFF_ONLY)
        for name, url in (("date of a journey", "journey-date"), ("close a journey", "close-journey"))
    ),
)
