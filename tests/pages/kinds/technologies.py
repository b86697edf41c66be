"""Pages of technologies."""

from django.urls import reverse

from tests.pages.kinds.kind import (
    BITMAPS,
    BY_WORDS,
    CONTENT,
    LEARNT,
    MERGED,
    NAMES,
    OFFERED,
    ORDER,
    OTHER_NAMES,
    OTHER_NAMES_COLD,
    ROWS,
    SEEN,
    SEEN_COLD,
    STAMP,
    STATUSES,
    WORDS,
    Kind,
    Queries,
    at,
)
from tests.pages.kinds.records import COMPARISONS

SYSTEMS: Queries = ("contracts_listing: the systems", "contracts_listing: the contracts that pay for them")

# The names of what the filters offer, and of all that may be listed.
BY_TECHNOLOGY: Queries = (STAMP, *NAMES, "suppliers_product: names of technologies")

TECHNOLOGIES = (
    Kind(
        "technologies",
        ("contracts:technologies",),
        at("contracts:technologies"),
        warm=(*BY_TECHNOLOGY, *SYSTEMS),
        cold=(BITMAPS,),
    ),
    Kind(
        "technologies filtered every way",
        ("contracts:technologies",),
        lambda world: reverse(
            "contracts:technologies",
            query=[
                ("q", "product"),
                ("borough", world.borough.slug),
                ("function", world.functions[0].slug),
                ("maker", "withheld"),
                ("maker", world.products[0].maker.slug if world.products[0].maker else ""),
                ("status", "live"),
                ("replace", "yes"),
                ("ends_after", "2020-01-01"),
                ("sort", "relevance"),
            ],
        ),
        warm=(
            MERGED,
            *(*BY_TECHNOLOGY, *SYSTEMS, WORDS, *OTHER_NAMES, BY_WORDS[0]),
            *("search_stamp: of contracts", "contracts_listing: which contracts end within the range"),
        ),
        cold=(
            *(BITMAPS, "search_facetbits: of contracts", "contracts_listing: which pays for which"),
            *OTHER_NAMES_COLD,
        ),
    ),
    Kind(
        "technologies, with a filter that makes no sense",
        ("contracts:technologies",),
        lambda world: reverse("contracts:technologies", query={"ends_after": "soon"}),
        warm=(STAMP, *NAMES),
        cold=(BITMAPS,),
    ),
    Kind(
        "technologies, none found",
        ("contracts:technologies",),
        lambda world: reverse("contracts:technologies", query={"borough": "nowhere"}),
        # No supplier and no product is offered, so none is named.
        warm=(STAMP, *NAMES[:2], "suppliers_product: names of technologies"),
        cold=(BITMAPS,),
    ),
    Kind(
        "technologies as CSV",
        ("contracts:technologies-csv",),
        at("contracts:technologies-csv"),
        warm=(STAMP, "suppliers_product: names of technologies", *SYSTEMS),
        cold=(BITMAPS,),
        html=False,
    ),
    Kind(
        "technology",
        ("suppliers:technology",),
        lambda world: world.products[0].get_absolute_url(),
        warm=(
            *SEEN,
            "suppliers_product: the technology",
            OFFERED,
            # Who runs it.
            *("search_stamp: of systems", *SYSTEMS, "boroughs_borough: the 33"),
            # Contracts for it.
            *(STAMP, ORDER, ROWS),
            # What else serves: tests/contracts/directory/test_technology.py, since nothing does here.
            "search_stamp: of systems",
            "boroughs_function: what the catalogue says that it is for",
            "boroughs_function: these and those seen in use",
            "suppliers_product: what it follows",
            *(LEARNT, CONTENT),
            # What its maker says of it.
            *("suppliers_productoffer: the offer", "suppliers_howknown: how that is known"),
            *(
                "contracts_offerconfirmation: who confirmed it",
                *SEEN,
                "contracts_disagreement: who disputes it",
            ),
        ),
        cold=(*SEEN_COLD, *STATUSES),
        more_for_staff=(
            "suppliers_productalias: its other names",
            *(
                "suppliers_productoffer: whether it can be confirmed",
                "boroughs_borough: for whom the person may",
            ),
            *("contracts_systeminuse: who runs it", "contracts_contract: who bought it"),
        ),
    ),
    Kind(
        "technologies by function and authority",
        ("contracts:matrix",),
        at("contracts:matrix"),
        warm=(STAMP, *NAMES, "boroughs_function: in order", "suppliers_product: names of technologies"),
        cold=(BITMAPS,),
    ),
    Kind(
        "technologies by function and authority, with a filter that makes no sense",
        ("contracts:matrix",),
        lambda world: reverse("contracts:matrix", query={"ends_after": "soon"}),
        warm=(STAMP, *NAMES),
        cold=(BITMAPS,),
    ),
    Kind(
        "technologies by function and authority as CSV",
        ("contracts:matrix-csv",),
        at("contracts:matrix-csv"),
        warm=(STAMP, *NAMES[:2], "boroughs_function: in order", "suppliers_product: names of technologies"),
        cold=(BITMAPS,),
        html=False,
    ),
    Kind(
        "choose an authority for contracts",
        ("contracts:choose-for-contracts",),
        lambda world: reverse("contracts:choose-for-contracts", args=["borough"], query={"find": "cam"}),
        warm=(STAMP, *NAMES[:2]),
        cold=(BITMAPS,),
    ),
    Kind(
        "choose a product for technologies",
        ("contracts:choose-for-technologies",),
        at("contracts:choose-for-technologies", "product"),
        warm=(STAMP, *NAMES[:2], NAMES[3]),
        cold=(BITMAPS,),
    ),
    Kind(
        "choose a supplier for the dashboard",
        ("contracts:choose-for-insights",),
        at("contracts:choose-for-insights", "supplier"),
        warm=(*SEEN, *NAMES[:3], "boroughs_borough: all of them"),
        cold=SEEN_COLD,
    ),
    Kind(
        "new in London",
        ("contracts:newest",),
        lambda world: reverse("contracts:newest", query={"source": "real"}),
        # What is openly offered and never run would be asked what the catalogue says that it is for.
        warm=(
            *(*SEEN, OFFERED, "search_stamp: of systems", "suppliers_product: those known"),
            *("contracts_listing: the first uses", "boroughs_function: in order"),
        ),
        cold=(*SEEN_COLD, "contracts_listing: since when each is in use"),
    ),
    *COMPARISONS,
)
