"""The list of suppliers."""

from django.urls import reverse

from tests.pages.kinds.kind import (
    BY_DAY,
    KEPT,
    MERGED,
    OFFERED,
    ORDER,
    OTHER_NAMES,
    OTHER_NAMES_COLD,
    RATED,
    ROWS,
    SEEN,
    SEEN_COLD,
    STAMP,
    Kind,
    Queries,
    at,
)

PUBLISHED: Queries = (
    "contracts_groupask: what was published",
    "boroughs_borough: who published it",
    "contracts_groupanswer: what was answered",
)

# What a supplier says of itself: which functions and places these are, and what they are called.
SAID: Queries = (
    "suppliers_howknown: which sections are said, and how they are known",
    *2 * ("boroughs_function: functions that it serves",),
    *2 * ("boroughs_borough: where it has operations",),
    "suppliers_reference: its references",
)

# Whom the visitor may know of; and what they do, which one that is not filtered does not ask.
KNOWN: Queries = (
    *(*SEEN, KEPT, "suppliers_certification: certificates in force", "suppliers_supplier: names"),
)

MADE = "suppliers_product: who makes what"

SAID_BY_THEM: Queries = (
    *("suppliers_supplierprofile: functions that they say", "suppliers_supplierprofile: where they work"),
    "suppliers_frameworkplace: places that they say",
)

NAMES_OF_SUPPLIERS: Queries = (
    *SAID_BY_THEM,
    *(MADE, "boroughs_function: names of functions and areas", "boroughs_borough: names of authorities"),
    *("suppliers_product: names of products", "contracts_listing: names of frameworks"),
)

SUPPLIERS = (
    Kind(
        "suppliers",
        ("suppliers:suppliers",),
        at("suppliers:suppliers"),
        warm=(*KNOWN, *NAMES_OF_SUPPLIERS),
        cold=SEEN_COLD,
    ),
    Kind(
        "suppliers, filtered every way",
        ("suppliers:suppliers",),
        lambda world: reverse(
            "suppliers:suppliers",
            query=[
                *(("q", "sell"), ("letter", "s"), ("role", "supplier"), ("sme", "unknown")),
                *(("area", world.functions[0].area.slug), ("source", "real"), ("page", "1")),
                *(("function", world.functions[0].slug), ("product", world.products[0].slug)),
                *(("borough", world.borough.slug), ("framework", "g-cloud-14"), ("location", "unknown")),
                *(("size", "unknown"), ("vcse", "unknown"), ("certification", "cyber-essentials")),
            ],
        ),
        warm=(
            *(MERGED, *KNOWN, *NAMES_OF_SUPPLIERS),
            *(*SEEN, *OTHER_NAMES, "history_change: the last change, since which names may be others"),
        ),
        cold=(*SEEN_COLD, KEPT, "suppliers_supplier: names to search", *OTHER_NAMES_COLD),
    ),
    Kind(
        "suppliers, with a filter that makes no sense",
        ("suppliers:suppliers",),
        lambda world: reverse("suppliers:suppliers", query={"sme": "perhaps"}),
        warm=(*KNOWN, *NAMES_OF_SUPPLIERS),
        cold=SEEN_COLD,
    ),
    Kind(
        "choose a function for suppliers",
        ("suppliers:choose",),
        lambda world: reverse("suppliers:choose", args=["function"], query={"find": "a"}),
        warm=(*KNOWN, *NAMES_OF_SUPPLIERS[:6]),
        cold=SEEN_COLD,
    ),
    Kind(
        "suppliers as CSV",
        ("suppliers:suppliers-csv",),
        at("suppliers:suppliers-csv"),
        warm=KNOWN,
        cold=SEEN_COLD,
        html=False,
    ),
    *(
        Kind(
            f"suppliers as {kind}",
            (f"suppliers:suppliers-{kind}",),
            at(f"suppliers:suppliers-{kind}"),
            warm=(
                *(*KNOWN, *NAMES_OF_SUPPLIERS[:6]),
                "contracts_source: the sources of the records that are counted",
            ),
            cold=SEEN_COLD,
            html=False,
        )
        for kind in ("workbook", "json")
    ),
    Kind(
        "supplier",
        ("suppliers:supplier",),
        lambda world: world.suppliers[0].get_absolute_url(),
        warm=(
            # The page itself, its technologies, what it makes, its authorities, who else, what it serves, and
            # what runs by it at each authority.
            *7 * SEEN,
            KEPT,
            "suppliers_supplier: the supplier",
            *(STAMP, ORDER, ROWS),
            *("search_stamp: of contracts, for the size at award", "boroughs_borough: who bought"),
            *(STAMP, "contracts_listing: the order of what ends", "contracts_listing: what ends"),
            *("suppliers_product: what runs", "contracts_source: who told", "boroughs_borough: where"),
            "boroughs_function: what it serves",
            "suppliers_product: technologies in use",
            OFFERED,
            "suppliers_product: what it makes",
            "boroughs_borough: all, for the map and the list",
            "suppliers_supplier: who else",
            "boroughs_function: what these supply",
            *("suppliers_supplierownership: owners over time", "suppliers_supplier: subsidiaries"),
            "suppliers_howknown: how its size is known",
            *(*PUBLISHED, "contracts_disagreement: where authorities disagree"),
            *(*SEEN, "contracts_listing: contracts that were rated", RATED),
            *SAID,
            *("suppliers_certification: certificates", "suppliers_howknown: how they are known"),
            *("suppliers_howknown: which places are said", "suppliers_frameworkplace: places on frameworks"),
            *(*SEEN, "suppliers_productoffer: answers that may be disputed"),
        ),
        cold=(*SEEN_COLD, *BY_DAY),
        more_for_staff=(
            *(*SEEN, "contracts_groupmember: how many joined"),
            "suppliers_suppliermember: whether they keep it",
        ),
    ),
)
