"""What everyone may see."""

from django.urls import reverse

from tests.pages.kinds.kind import (
    BITMAPS,
    BY_DAY,
    BY_WORDS,
    CAME_OF,
    CONTRACT,
    EARLIER,
    FITTING,
    KEPT,
    LEARNT,
    LEARNT_OF,
    MERGED,
    NAMES,
    NEEDED,
    OFFERED,
    ORDER,
    OTHER_NAMES,
    OTHER_NAMES_COLD,
    OWNERS,
    RATED,
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
from tests.pages.kinds.records import HISTORIES
from tests.pages.kinds.search import OPEN_DATA, SEARCH
from tests.pages.kinds.selling_list import KNOWN, SUPPLIERS
from tests.pages.kinds.services import ABOUT, SERVICES
from tests.pages.kinds.technologies import TECHNOLOGIES
from tests.pages.visitors import Visitor

# How what a contract pays for is hosted is offered to authorities alone.
HOSTING: Queries = ("search_stamp: of systems",)

HOSTING_COLD: Queries = ("search_facetbits: of systems", "contracts_listing: which pays for which")

LIST: Queries = (STAMP, *NAMES, ORDER, ROWS)

# Agreements and systems are two selections.
INSIGHTS: Queries = ("boroughs_borough: the 33", *2 * (STAMP,), *NAMES)

ROLLED_UP: Queries = (
    *STATUSES,
    "contracts_listing: which agreement ends on which day",
    *2 * ("contracts_listing: of which day the newest source is",),
    "contracts_listing: sums",
)

# Open to everyone, but with a form and so kept by nobody.
FORMS = (
    Kind("report a problem", ("contracts:report",), at("contracts:report")),
    Kind(
        "report a problem with a contract",
        ("contracts:report",),
        lambda world: reverse("contracts:report", query={"about": f"contract:{world.contract.key}"}),
        warm=("contracts_listing: the contract",),
        more_for_staff=("suppliers_supplier: for which they speak",),
    ),
)

PROBLEMS = (
    Kind(
        "what became of a report",
        ("contracts:report-sent",),
        lambda world: world.problems[0].get_absolute_url(),
        warm=("contracts_dataissue: the report",),
    ),
    Kind(
        "log of problems",
        ("contracts:problems",),
        at("contracts:problems"),
        warm=(
            "contracts_dataissue: how many are told",
            "contracts_dataissue: those of the page",
            "contracts_listing: contracts",
            "contracts_listing: systems",
            *2 * SEEN,
            *(OFFERED, KEPT),
            "suppliers_supplier: suppliers",
            "suppliers_product: technologies",
            "boroughs_borough: authorities",
        ),
        cold=SEEN_COLD,
    ),
)

PUBLIC = (
    *SEARCH,
    *PROBLEMS,
    Kind(
        "home",
        ("contracts:home",),
        at("contracts:home"),
        # How many systems there are is a second stamp.
        warm=(
            *(*2 * (STAMP,), "boroughs_borough: all", ORDER, ROWS),
            *("contracts_listing: what small writes changed", "contracts_source: who told of it"),
        ),
        cold=(*2 * (BITMAPS,), *STATUSES, "contracts_listing: what was written last"),
    ),
    Kind(
        "contracts",
        ("contracts:contracts",),
        at("contracts:contracts"),
        warm=LIST,
        cold=(BITMAPS, *BY_DAY),
        more_for_staff=HOSTING,
        cold_for_staff=HOSTING_COLD,
    ),
    Kind(
        "contracts found by words",
        ("contracts:contracts",),
        lambda world: reverse("contracts:contracts", query={"q": "agreement"}),
        warm=(STAMP, WORDS, *OTHER_NAMES, *NAMES, *BY_WORDS, ROWS),
        cold=(BITMAPS, *BY_DAY, *OTHER_NAMES_COLD),
        more_for_staff=HOSTING,
        cold_for_staff=HOSTING_COLD,
    ),
    Kind(
        "contracts filtered every way",
        ("contracts:contracts",),
        lambda world: reverse(
            "contracts:contracts",
            query=[
                ("borough", world.borough.slug),
                ("function", world.functions[0].slug),
                ("supplier", world.suppliers[0].slug),
                ("status", "live"),
                ("value_min", "1"),
                ("ends_after", "2020-01-01"),
                ("sort", "value"),
            ],
        ),
        warm=(*LIST, MERGED, "contracts_listing: within the ranges"),
        cold=(BITMAPS, *BY_DAY),
        more_for_staff=HOSTING,
        cold_for_staff=HOSTING_COLD,
    ),
    Kind(
        "contracts, with a filter that makes no sense",
        ("contracts:contracts",),
        lambda world: reverse("contracts:contracts", query={"ends_after": "soon"}),
        warm=(STAMP, *NAMES),
        cold=(BITMAPS, *BY_DAY),
        more_for_staff=HOSTING,
        cold_for_staff=HOSTING_COLD,
    ),
    Kind(
        "contracts, none found",
        ("contracts:contracts",),
        lambda world: reverse("contracts:contracts", query={"borough": "nowhere"}),
        # No supplier and no product is offered, so none is named.
        warm=(STAMP, *NAMES[:2]),
        cold=(BITMAPS, *BY_DAY),
        more_for_staff=HOSTING,
        cold_for_staff=HOSTING_COLD,
    ),
    Kind(
        "contracts, beyond the last page",
        ("contracts:contracts",),
        lambda world: reverse("contracts:contracts", query={"page": "99"}),
        warm=(STAMP, *NAMES),
        cold=(BITMAPS, *BY_DAY),
        more_for_staff=HOSTING,
        cold_for_staff=HOSTING_COLD,
    ),
    Kind(
        "contracts as CSV",
        ("contracts:contracts-csv",),
        at("contracts:contracts-csv"),
        warm=(STAMP, ORDER, ROWS),
        cold=(BITMAPS,),
        html=False,
    ),
    Kind("the empty workbook", ("contracts:template",), at("contracts:template"), html=False),
    Kind(
        "contract",
        ("contracts:contract",),
        lambda world: world.contract.get_absolute_url(),
        warm=(*CONTRACT, EARLIER, OWNERS, LEARNT, RATED, CAME_OF, FITTING),
    ),
    Kind(
        "protective contract",
        ("contracts:contract",),
        lambda world: world.contracts[1].get_absolute_url(),
        warm=(*CONTRACT, LEARNT, RATED, CAME_OF, FITTING),
        more_for_staff=(OWNERS,),
    ),
    Kind(
        "insights",
        ("contracts:insights",),
        at("contracts:insights"),
        warm=INSIGHTS,
        cold=(*2 * (BITMAPS,), *ROLLED_UP),
    ),
    Kind(
        "insights narrowed every way",
        ("contracts:insights",),
        lambda world: reverse(
            "contracts:insights",
            query=[
                ("borough", world.borough.slug),
                ("area", world.functions[0].area.slug),
                ("supplier", world.suppliers[0].slug),
                ("product", world.products[0].slug),
                ("ends_after", "2020-01-01"),
                ("colour", "suppliers"),
                ("map", "boundaries"),
            ],
        ),
        # A system ends with the agreement that pays for it, which is asked of the agreements.
        warm=(*INSIGHTS, MERGED, STAMP, *2 * ("contracts_listing: within the ranges",)),
        cold=(*2 * (BITMAPS,), *ROLLED_UP, "contracts_listing: what pays for which system"),
    ),
    Kind(
        "insights, with a filter that makes no sense",
        ("contracts:insights",),
        lambda world: reverse("contracts:insights", query={"ends_after": "soon"}),
        warm=INSIGHTS,
        cold=2 * (BITMAPS,),
    ),
    Kind(
        "figures as CSV",
        ("contracts:figures-csv",),
        at("contracts:figures-csv", "suppliers"),
        warm=("boroughs_borough: the 33", STAMP, *NAMES[:3]),
        cold=(BITMAPS,),
        html=False,
    ),
    Kind(
        "authorities",
        ("boroughs:boroughs",),
        at("boroughs:boroughs"),
        warm=(*SEEN, "boroughs_borough: all"),
        cold=SEEN_COLD,
    ),
    Kind(
        "authority",
        ("boroughs:borough",),
        lambda world: world.borough.get_absolute_url(),
        warm=(
            "boroughs_borough: the authority",
            *(STAMP, ORDER, ROWS),
            "search_stamp: of systems",
            "contracts_listing: its systems by name",
            "contracts_listing: the first of them",
            "contracts_listing: the contracts that pay for them",
            # Who is like it: nobody here is, or there would be their names.
            "search_stamp: of systems",
            "boroughs_borough: its neighbours",
            "search_stamp: of their contracts",
            "boroughs_howtosell: what it tells firms",
            *(*LEARNT_OF, *NEEDED),
            # How fresh and complete it is.
            *(STAMP, "search_stamp: of systems", "contracts_source: its own registers"),
        ),
        cold=(
            *(BITMAPS, *STATUSES, "search_facetbits: of systems"),
            *2 * ("contracts_listing: of which day the newest source is",),
        ),
        more_for_staff=(
            "boroughs_skilllevel: its people's skills",
            "boroughs_skilllevel: those that it keeps to itself",
        ),
    ),
    *TECHNOLOGIES,
    *OPEN_DATA,
    *SUPPLIERS,
    *SERVICES,
    *ABOUT,
    *HISTORIES,
    Kind("robots.txt", ("robots",), at("robots"), html=False, visitors=(Visitor.ANYONE,)),
    Kind(
        "sitemap",
        ("sitemap",),
        at("sitemap"),
        warm=(
            "contracts_listing: when one last changed",
            "contracts_listing: how many there are",
            *("contracts_opportunity: when one last changed", "contracts_opportunity: how many there are"),
            "boroughs_borough: how many there are",
            *SEEN,
            *("suppliers_supplier: how many there are", "suppliers_certification: certificates", KEPT),
            *SEEN,
            OFFERED,
            "suppliers_product: how many technologies there are",
            "boroughs_servicearea: how many there are",
            "boroughs_function: how many there are",
            *("toolkit_stage: how many there are", "toolkit_page: how many there are"),
            "toolkit_project: how many there are",
            "toolkit_call: how many there are",
        ),
        cold=SEEN_COLD,
        html=False,
        visitors=(Visitor.ANYONE,),
    ),
    Kind(
        "sitemap of the main pages",
        ("sitemap-section",),
        at("sitemap-section", "main"),
        html=False,
        visitors=(Visitor.ANYONE,),
    ),
    Kind(
        "sitemap of suppliers",
        ("sitemap-section",),
        at("sitemap-section", "suppliers"),
        warm=KNOWN,
        cold=SEEN_COLD,
        html=False,
        visitors=(Visitor.ANYONE,),
    ),
    Kind(
        "sitemap of technologies",
        ("sitemap-section",),
        at("sitemap-section", "technologies"),
        warm=(*SEEN, OFFERED, "suppliers_product: their names"),
        cold=SEEN_COLD,
        html=False,
        visitors=(Visitor.ANYONE,),
    ),
    Kind(
        "sitemap of services",
        ("sitemap-section",),
        at("sitemap-section", "services"),
        warm=("boroughs_servicearea: their addresses", "boroughs_function: their addresses"),
        html=False,
        visitors=(Visitor.ANYONE,),
    ),
    Kind(
        "sitemap of contracts",
        ("sitemap-section",),
        at("sitemap-section", "contracts"),
        warm=("contracts_listing: how many there are", "contracts_listing: their addresses"),
        html=False,
        visitors=(Visitor.ANYONE,),
    ),
    Kind(
        "sitemap of opportunities",
        ("sitemap-section",),
        at("sitemap-section", "opportunities"),
        warm=("contracts_opportunity: how many there are", "contracts_opportunity: their addresses"),
        html=False,
        visitors=(Visitor.ANYONE,),
    ),
    Kind(
        "sitemap of authorities",
        ("sitemap-section",),
        at("sitemap-section", "authorities"),
        warm=("boroughs_borough: how many there are", "boroughs_borough: their addresses"),
        html=False,
        visitors=(Visitor.ANYONE,),
    ),
    Kind(
        "sitemap of the pages about this site",
        ("sitemap-section",),
        at("sitemap-section", "about"),
        html=False,
        visitors=(Visitor.ANYONE,),
    ),
    Kind("components of the demonstration", ("design:gallery",), at("design:gallery")),
    Kind("alive?", ("healthz",), at("healthz"), html=False, visitors=(Visitor.ANYONE,)),
    Kind(
        "ready?",
        ("readyz",),
        at("readyz"),
        warm=(
            "tables: whether there is a log of migrations",
            "django_migrations: which are applied",
            "search_stamp: that it can be read",
            "django_tasks_database_dbtaskresult: the oldest task",
        ),
        html=False,
        visitors=(Visitor.ANYONE,),
    ),
    Kind("page not found", (), lambda world: "/nowhere/", status=404),
)
