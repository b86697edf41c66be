"""Pages of what authorities do, and what is said of the site."""

from tests.pages.kinds.kind import (
    BITMAPS,
    CONTENT,
    LEARNT,
    NEEDED,
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

# The panels of a service: what runs, contracts, who supplies, and which authorities have told.
SERVICE: Queries = (
    *4 * SEEN,
    "suppliers_product: technologies in use",
    *(STAMP, ORDER, ROWS),
    "suppliers_supplier: who supplies",
    "boroughs_borough: all, for the map and the list",
    "boroughs_function: functions with their figures",
)

SERVICES = (
    Kind(
        "services",
        ("boroughs:services",),
        at("boroughs:services"),
        warm=(*2 * SEEN, "boroughs_borough: the 33", "boroughs_function: all", "boroughs_servicearea: all"),
        cold=SEEN_COLD,
    ),
    Kind(
        "service area",
        ("boroughs:area",),
        lambda world: world.functions[0].area.get_absolute_url(),
        warm=("boroughs_servicearea: the area", "boroughs_borough: the 33", *SERVICE),
        cold=(*SEEN_COLD, *STATUSES),
    ),
    Kind(
        "function",
        ("boroughs:function",),
        lambda world: world.functions[0].get_absolute_url(),
        warm=(
            "boroughs_function: the function",
            "boroughs_borough: the 33",
            *SERVICE,
            *NEEDED,
            LEARNT,
            CONTENT,
        ),
        cold=(*SEEN_COLD, *STATUSES),
    ),
)

ABOUT = (
    *(
        Kind(f"about this site: {name}", (f"about:{name}",), at(f"about:{name}"))
        for name in ("about", "accessibility", "contact", "cookies", "privacy", "terms")
    ),
    Kind(
        "about this site: licences",
        ("about:licences",),
        at("about:licences"),
        warm=(STAMP, "search_stamp: of systems", "contracts_source: the sources of what is shown"),
        cold=(BITMAPS, "search_facetbits: of systems"),
    ),
)
