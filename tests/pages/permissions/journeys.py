"""Journeys: the authority's people look, its editors and leads work, and others find no such page."""

from typing import Any, Final

from contracts.models import Journey
from tests.pages.permissions.address import Address, own
from tests.pages.permissions.place import Place
from tests.pages.permissions.rules import EDITORS, READERS


def key(place: Place) -> Any:
    return Journey.objects.filter(borough=place.borough).order_by("pk")[0].key


def task(place: Place) -> str:
    return "team"


JOURNEYS: Final = (
    Address("contracts:journeys", own("contracts:journeys"), READERS),
    Address(
        "contracts:new-journey",
        own("contracts:new-journey"),
        EDITORS,
        EDITORS,
        lambda place: {"title": "Booking repairs"},
        deed=True,
    ),
    Address("contracts:journey", own("contracts:journey", key), READERS),
    Address("contracts:journey-record", own("contracts:journey-record", key), READERS),
    Address(
        "contracts:journey-task",
        own("contracts:journey-task", key, task),
        READERS,
        EDITORS,
        lambda place: {"state": "done"},
    ),
    Address(
        "contracts:journey-date",
        own("contracts:journey-date", key),
        EDITORS,
        EDITORS,
        lambda place: {"target_date": "31 March 2030"},
        deed=True,
    ),
    Address(
        "contracts:close-journey",
        own("contracts:close-journey", key),
        EDITORS,
        EDITORS,
        lambda place: {"state": "finished", "outcome": "Bought."},
        deed=True,
    ),
)
