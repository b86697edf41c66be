"""Pages of contracts and systems beside the record itself: histories and comparisons."""

from collections.abc import Callable

from django.urls import reverse

from tests.pages.kinds.kind import (
    BITMAPS,
    CONTRACT,
    EARLIER,
    KEPT,
    NAMES,
    OFFERED,
    ORDER,
    ROWS,
    SEEN,
    SEEN_COLD,
    STAMP,
    STATUSES,
    Kind,
    Queries,
    at,
)
from tests.pages.worlds import World

# The past of a contract or system: the record, its changes with their sources, and the names in them.
PAST: Queries = (CONTRACT[0], *CONTRACT[3:])

LONG_AGO = "2020-01-01"


def on_a_day(address: Callable[[World], str]) -> Callable[[World], str]:
    """The same record as it stood on a day on which there was none."""
    return lambda world: f"{address(world)}?as_of={LONG_AGO}"


def system_page(world: World) -> str:
    return reverse("contracts:system", args=[world.systems[0].key])


HISTORIES = (
    Kind(
        "contract's history",
        ("contracts:contract-history",),
        lambda world: reverse("contracts:contract-history", args=[world.contract.key]),
        warm=(*PAST, EARLIER),
    ),
    Kind(
        "contract on a day",
        ("contracts:contract",),
        on_a_day(lambda world: world.contract.get_absolute_url()),
        warm=(*PAST, EARLIER),
    ),
    Kind(
        "contract on no day",
        ("contracts:contract",),
        lambda world: f"{world.contract.get_absolute_url()}?as_of=soon",
        warm=PAST[:1],
    ),
    Kind(
        "system in use",
        ("contracts:system",),
        system_page,
        warm=(*("contracts_listing: the system", *2 * ("contracts_listing: its contracts",)),),
    ),
    Kind(
        "system's history",
        ("contracts:system-history",),
        lambda world: reverse("contracts:system-history", args=[world.systems[0].key]),
        warm=(*PAST, EARLIER),
    ),
    Kind("system on a day", ("contracts:system",), on_a_day(system_page), warm=(*PAST, EARLIER)),
    Kind(
        "supplier's history",
        ("suppliers:supplier-history",),
        lambda world: reverse("suppliers:supplier-history", args=[world.suppliers[0].slug]),
        warm=(
            *(*SEEN, KEPT, "suppliers_supplier: the supplier", "history_change: what was done to it"),
            "boroughs_borough: its home authority",
        ),
        cold=SEEN_COLD,
    ),
    Kind(
        "technology's history",
        ("suppliers:technology-history",),
        lambda world: reverse("suppliers:technology-history", args=[world.products[0].slug]),
        warm=(
            *(*SEEN, OFFERED, "suppliers_product: the technology", "history_change: what was done to it"),
            *("suppliers_supplier: its makers", *SEEN),
        ),
        cold=SEEN_COLD,
    ),
    Kind(
        "authority's history",
        ("boroughs:borough-history",),
        lambda world: reverse("boroughs:borough-history", args=[world.borough.slug]),
        warm=(
            "boroughs_borough: the authority",
            "history_change: what was done to it",
            "boroughs_borough: its neighbours and parents",
        ),
    ),
)

COMPARISONS = (
    Kind(
        "compare contracts",
        ("contracts:compare-contracts",),
        lambda world: reverse(
            "contracts:compare-contracts", query=[("key", record.key) for record in world.contracts[:2]]
        ),
        # The last three are those of similar contracts.
        warm=("contracts_listing: the contracts", STAMP, ORDER, ROWS),
        cold=(BITMAPS, *STATUSES),
    ),
    Kind(
        "compare contracts, none chosen", ("contracts:compare-contracts",), at("contracts:compare-contracts")
    ),
    Kind(
        "compare technologies",
        ("contracts:compare-technologies",),
        lambda world: reverse(
            "contracts:compare-technologies", query=[("technology", made.slug) for made in world.products[:2]]
        ),
        warm=(
            *("suppliers_product: the technologies", *SEEN, OFFERED),
            # Their agreements and systems. Nothing else serves the same functions here, so none is offered.
            *(STAMP, "search_stamp: of systems", *NAMES),
        ),
        cold=(*SEEN_COLD, *STATUSES, "contracts_listing: sums"),
    ),
    Kind(
        "compare authorities",
        ("contracts:compare-boroughs",),
        lambda world: reverse(
            "contracts:compare-boroughs",
            query=[
                *(("borough", one.slug) for one in (world.borough, world.others[0])),
                ("source", "real"),
            ],
        ),
        warm=("boroughs_borough: all", *2 * SEEN, *NAMES),
        cold=(
            *(*SEEN_COLD, *STATUSES),
            *2 * ("contracts_listing: of which day the newest source is",),
        ),
    ),
)
