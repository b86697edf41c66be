"""Search and open data."""

from django.urls import reverse

from tests.pages.kinds.kind import (
    BITMAPS,
    BY_DAY,
    BY_WORDS,
    KEPT,
    NAMES,
    NEEDED,
    ORDER,
    OTHER_NAMES,
    OTHER_NAMES_COLD,
    ROWS,
    SEEN,
    SEEN_COLD,
    STAMP,
    WORDS,
    Kind,
    Queries,
    at,
)
from tests.pages.kinds.selling_list import KNOWN, NAMES_OF_SUPPLIERS
from tests.pages.kinds.technologies import SYSTEMS

# Of contracts and systems, and of both again for suppliers and for technologies, less what is asked for each.
EVERYTHING: Queries = (
    *6 * (STAMP,),
    *OTHER_NAMES,
    "history_change: the last change, since which names may be others",
)

EVERYTHING_COLD: Queries = (
    *OTHER_NAMES_COLD,
    *2 * (BITMAPS,),
    *("suppliers_product: what is openly offered", *2 * (KEPT,)),
    *2 * (STAMP,),
    "boroughs_borough: names of authorities",
    "boroughs_boroughname: their spellings",
    "boroughs_function: names of functions",
    "suppliers_supplier: names of suppliers",
    "suppliers_product: names of technologies",
    "toolkit_problem: what guidance helps with",
    "toolkit_page: guidance with its HTML",
    "toolkit_resource: templates",
    "toolkit_project: projects",
    "toolkit_collaborator: who took part in them",
    "toolkit_problemarea: what they found",
    "toolkit_timelineentry: their steps",
    "toolkit_call: what is published",
    "toolkit_question: what they ask",
    *NEEDED,
)

FOUND: Queries = (
    *EVERYTHING,
    WORDS,
    *BY_WORDS,
    ROWS,
    "search_words: which systems have the words",
    *2 * ("search_words: whether there are such systems otherwise",),
)

SEARCH = (
    Kind(
        "search for everything",
        ("search:everything",),
        lambda world: reverse("search:everything", query={"q": "agreement"}),
        warm=FOUND,
        cold=EVERYTHING_COLD,
    ),
    Kind(
        "search for everything, all of one kind",
        ("search:everything",),
        lambda world: reverse("search:everything", query={"q": "agreement", "kind": "contract"}),
        warm=FOUND,
        cold=EVERYTHING_COLD,
    ),
    Kind("search for everything, nothing asked", ("search:everything",), at("search:everything")),
    Kind(
        "search for everything, nothing found",
        ("search:everything",),
        lambda world: reverse("search:everything", query={"q": "zzyzx qqqq"}),
        warm=(
            *EVERYTHING,
            *2 * (WORDS, "search_words: the words that begin so", BY_WORDS[0]),
            # The same again without the one word and without the other.
            *2 * 6 * (STAMP,),
            *2 * 2 * (WORDS, "search_words: the words that begin so", BY_WORDS[0]),
        ),
        cold=EVERYTHING_COLD,
    ),
    Kind("help with searching", ("search:help",), at("search:help")),
)

SOURCES = "contracts_source: the sources of what is found"

REFERRED = "contracts_listing: the agreements that they refer to"

TITLE: Queries = (*NAMES[:2], SOURCES)

OPEN_DATA = (
    Kind(
        "contracts as a workbook",
        ("contracts:contracts-workbook",),
        at("contracts:contracts-workbook"),
        warm=(STAMP, *TITLE, ORDER, ROWS),
        cold=(BITMAPS,),
        html=False,
    ),
    Kind(
        "contracts as JSON",
        ("contracts:contracts-json",),
        at("contracts:contracts-json"),
        warm=(STAMP, *TITLE, ORDER, ROWS, REFERRED),
        cold=(BITMAPS,),
        html=False,
    ),
    Kind(
        "contracts as the Transparency Code has them",
        ("contracts:contracts-transparency",),
        at("contracts:contracts-transparency"),
        warm=(STAMP, ORDER, ROWS),
        cold=(BITMAPS,),
        html=False,
    ),
    Kind(
        "technologies as a workbook",
        ("contracts:technologies-workbook",),
        at("contracts:technologies-workbook"),
        warm=(STAMP, *TITLE, "suppliers_product: names of technologies", *SYSTEMS),
        cold=(BITMAPS,),
        html=False,
    ),
    Kind(
        "technologies as JSON",
        ("contracts:technologies-json",),
        at("contracts:technologies-json"),
        warm=(STAMP, *TITLE, "suppliers_product: names of technologies", *SYSTEMS),
        cold=(BITMAPS,),
        html=False,
    ),
    Kind(
        "API: contracts",
        ("api:contracts",),
        at("api:contracts"),
        warm=(*2 * (STAMP,), *NAMES, ORDER, ROWS, REFERRED),
        cold=(BITMAPS, *BY_DAY),
        html=False,
    ),
    Kind(
        "API: systems",
        ("api:systems",),
        at("api:systems"),
        warm=(STAMP, *NAMES, "suppliers_product: names of technologies", *SYSTEMS),
        cold=(BITMAPS,),
        html=False,
    ),
    Kind(
        "API: products",
        ("api:products",),
        at("api:products"),
        warm=(
            STAMP,
            *NAMES,
            "suppliers_product: names of technologies",
            "contracts_listing: a system of each",
        ),
        cold=(BITMAPS,),
        html=False,
    ),
    Kind(
        "API: suppliers",
        ("api:suppliers",),
        at("api:suppliers"),
        warm=(*KNOWN, *NAMES_OF_SUPPLIERS),
        cold=SEEN_COLD,
        html=False,
    ),
    Kind(
        "API: authorities",
        ("api:boroughs",),
        at("api:boroughs"),
        warm=(*SEEN, "boroughs_borough: all"),
        cold=SEEN_COLD,
        html=False,
    ),
    Kind(
        "API: functions",
        ("api:functions",),
        at("api:functions"),
        warm=(*SEEN, "boroughs_function: all"),
        cold=SEEN_COLD,
        html=False,
    ),
    Kind("API: its OpenAPI document", ("api:openapi-json",), at("api:openapi-json"), html=False),
    Kind(
        "reference of the API",
        ("contracts:api",),
        at("contracts:api"),
        warm=(
            *(STAMP, *NAMES, ORDER, ROWS, REFERRED),
            *(STAMP, *NAMES, "suppliers_product: names of technologies", *SYSTEMS),
            *(
                STAMP,
                *NAMES,
                "suppliers_product: names of technologies",
                "contracts_listing: a system of each",
            ),
            *(*KNOWN, *NAMES_OF_SUPPLIERS),
            *(*SEEN, "boroughs_borough: all"),
            *(*SEEN, "boroughs_function: all"),
        ),
        cold=(*SEEN_COLD, *BY_DAY),
    ),
)
