"""The one table of page kinds: where each is, who comes to it, and which queries it asks.

Every address that has a name stands here or in `EXEMPT`, with the reason; `test_kinds.py` fails for a
new one. A query is named by the table that it asks first, then by what it asks for.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import models
from django.urls import reverse
from django.utils import timezone

from boroughs import models as boroughs
from contracts import models as contracts
from contracts.answers.keeping import keep, rows_today
from suppliers import models as suppliers
from tests.pages.visitors import Visitor
from tests.pages.worlds import World
from tests.signing_in import staff_member
from thirty3.accounts.models import Erasure, User
from thirty3.history.models import Change, Merge
from thirty3.search.models import SameWords

type Queries = tuple[str, ...]


@dataclass(frozen=True)
class Kind:
    """A kind of page: the names of its addresses, one of these in a world, and what it asks.

    `warm` is asked at every visit; `cold` also of a process that has just started. `more_for_staff` and
    `cold_for_staff` are what staff's page asks beyond the public one. A page with no place for everyone
    is `closed`.
    """

    name: str
    url_names: tuple[str, ...]
    address: Callable[[World], str]
    warm: Queries = ()
    cold: Queries = ()
    more_for_staff: Queries = ()
    cold_for_staff: Queries = ()
    visitors: tuple[Visitor, ...] = (Visitor.ANYONE, Visitor.STAFF)
    html: bool = True
    status: int = 200

    def asked(self, visitor: Visitor, *, cold: bool) -> Queries:
        """The whole budget of one visit."""
        queries = SIGNED_IN[visitor] + self.warm + (self.cold if cold else ())
        if visitor != Visitor.STAFF:
            return queries
        return queries + self.more_for_staff + (self.cold_for_staff if cold else ())


NOBODY: tuple[Visitor, ...] = ()
STAFF_ONLY = (Visitor.STAFF,)
SESSION: Queries = ("django_session: who this is", "accounts_user: the person")
SIGNED_IN: dict[Visitor, Queries] = {
    Visitor.ANYONE: (),
    Visitor.PERSON: SESSION,
    Visitor.OFFICER: (*SESSION, "boroughs_officer: whether they may see what authorities share"),
    Visitor.NEW_STAFF: (*SESSION, "mfa_authenticator: whether they have an app"),
    Visitor.STAFF: (*SESSION, "mfa_authenticator: whether they proved it with their app"),
    Visitor.STAFF_AGAIN: (*SESSION, "mfa_authenticator: whether they proved it with their app"),
    Visitor.CODE_SENT: SESSION,
    Visitor.CODE_GIVEN: SESSION,
}
# Asked where somebody filters by a supplier, a technology or a function.
MERGED = "history_merge: what these were merged into"
STAMP = "search_stamp: whether the held bitmaps are still true"
BITMAPS = "search_facetbits: every facet's bitmap"
STATUSES: Queries = (
    "contracts_listing: what ends in the months that today parts",
    "contracts_listing: what has not started",
)
# What a list of contracts offers besides depends on today too.
BY_DAY: Queries = (*STATUSES, "contracts_listing: what ends in the months that the filters part")
# How what a contract pays for is hosted is offered to authorities alone.
HOSTING: Queries = ("search_stamp: of systems",)
HOSTING_COLD: Queries = ("search_facetbits: of systems", "contracts_listing: which pays for which")
ORDER = "contracts_listing: the columns that the order depends on"
ROWS = "contracts_listing: the rows of the page"
NAMES: Queries = (
    "boroughs_borough: names of authorities",
    "boroughs_function: names of functions and areas",
    "suppliers_supplier: names of suppliers",
    "suppliers_product: names of products",
)
LIST: Queries = (STAMP, *NAMES, ORDER, ROWS)
WORDS = "search_words: which records have the words"
BY_WORDS: Queries = (
    "search_words: which of them fit best",
    "contracts_listing: which of the best say the words in their titles",
)
# What else the words that were typed are called.
FUNCTIONS_CHANGED = "boroughs_function: whether any changed"
OTHER_NAMES: Queries = (
    "search_samewords: words for one thing",
    FUNCTIONS_CHANGED,
    "suppliers_supplieralias: aliases",
    "suppliers_productalias: aliases",
    "boroughs_boroughname: other names of authorities",
)
OTHER_NAMES_COLD: Queries = ("boroughs_function: what all are called",)
# Agreements and systems are two selections.
INSIGHTS: Queries = ("boroughs_borough: the 33", *2 * (STAMP,), *NAMES)
ROLLED_UP: Queries = (
    *STATUSES,
    "contracts_listing: which agreement ends on which day",
    *2 * ("contracts_listing: of which day the newest source is",),
    "contracts_listing: sums",
)
OWNERS = "suppliers_supplierownership: who owned its suppliers"
CONTRACT: Queries = (
    "contracts_listing: the record",
    "contracts_listing: titles of agreements that it refers to",
    "contracts_listing: the systems that it pays for",
    "history_change: what was done to it",
    "contracts_assertion: what its sources may show",
    *NAMES[:3],
    # The first table of that statement is what tells which products protect.
    "suppliers_product_functions: names of products",
    "contracts_source: names of sources",
)
LEARNT = "contracts_practicenote: what authorities learnt"
# Of those that an authority shares: which contracts and technologies may be named.
LEARNT_OF: Queries = (
    LEARNT,
    "contracts_listing: titles of the contracts that notes are about",
    *(STAMP, "search_stamp: of systems"),
    "suppliers_product: what is openly offered, for the technologies that notes are about",
)
RATED = "contracts_publishedrating: published ratings"
CONTENT = "contracts_opinion: how content authorities are"
PUBLISHED: Queries = (
    "contracts_groupask: what was published",
    "boroughs_borough: who published it",
    "contracts_groupanswer: what was answered",
)
OF_GROUP = "suppliers_supplier: the supplier"
LISTED_SUPPLIERS = "suppliers_supplier: whom everyone may know of"
ASKED: Queries = (
    "contracts_groupask: what was asked",
    *("boroughs_borough: who asks", "boroughs_borough: who published it"),
    "contracts_groupanswer: what was answered",
)
# The past of a contract or system: the record, its changes with their sources, and the names in them.
PAST: Queries = (CONTRACT[0], *CONTRACT[3:])


def pair_of(world: World) -> suppliers.LikelyDuplicate:
    """The first pair of suppliers that may be one."""
    return suppliers.LikelyDuplicate.objects.order_by("pk")[0]


def alias_of(world: World) -> suppliers.SupplierAlias:
    """A spelling of the first supplier's name."""
    return suppliers.SupplierAlias.objects.get(supplier=world.suppliers[0])


def claim_of(world: World) -> suppliers.Claim:
    """The first claim of a supplier."""
    return suppliers.Claim.objects.filter(supplier=world.suppliers[0], kind="claim").order_by("pk")[0]


def member_of(world: World) -> suppliers.SupplierMember:
    """The first who keeps the first supplier's profile."""
    return suppliers.SupplierMember.objects.filter(supplier=world.suppliers[0]).order_by("pk")[0]


def edit_of(world: World) -> suppliers.ProfileEdit:
    """The first edit of the first supplier's profile that waits."""
    return suppliers.ProfileEdit.objects.filter(supplier=world.suppliers[0]).order_by("pk")[0]


def certificate_of(world: World) -> suppliers.Certification:
    """The first certificate of the first supplier."""
    return suppliers.Certification.objects.filter(supplier=world.suppliers[0]).order_by("pk")[0]


def of_supplier(name: str, *more: str) -> Callable[[World], str]:
    """A page of those who keep the first supplier's profile."""
    return lambda world: reverse(f"suppliers:{name}", args=[world.suppliers[0].slug, *more])


def request_of(world: World) -> boroughs.RoleRequest:
    """The first request for a role."""
    return boroughs.RoleRequest.objects.filter(borough=world.borough).order_by("pk")[0]


def ask_of(world: World) -> contracts.GroupAsk:
    """The first joint ask."""
    return contracts.GroupAsk.objects.order_by("pk")[0]


def officer_of(world: World) -> boroughs.Officer:
    """The first officer of the second authority."""
    return (
        boroughs.Officer.objects.filter(borough=world.others[0]).select_related("borough").order_by("pk")[0]
    )


def at_first(name: str) -> Callable[[World], str]:
    """A page of the first authority."""
    return lambda world: reverse(name, args=[world.borough.slug])


def answer_of(world: World) -> contracts.Answer:
    """An answer with everything that the first authority shows."""
    made = contracts.Answer.objects.of(world.borough).first()
    if made is not None and len(made.rows) == len(rows_today(world.borough, timezone.localdate())):
        return made
    maker = User.objects.filter(email="answers@loti.example").first()
    return keep(borough=world.borough, actor=maker or staff_member("answers@loti.example"))


ANSWERED: Queries = ("contracts_listing: systems", "contracts_listing: contracts")
EARLIER = "contracts_contract: keys of agreements in its history"


def kept_at(name: str, record: contracts.Contract | contracts.SystemInUse, *more: str) -> str:
    """A page on which an authority keeps a record of its own."""
    if isinstance(record, contracts.Contract):
        owner, kept = record.lead_buyer, "contracts"
    else:
        owner, kept = record.borough, "systems"
    return reverse(f"contracts:{name}", args=[owner.slug, kept, record.key, *more])


def at(name: str, *args: str) -> Callable[[World], str]:
    """An address that is the same in every world."""
    return lambda world: reverse(name, args=args)


SEEN: Queries = (STAMP, "search_stamp: of systems")
SEEN_COLD: Queries = (BITMAPS, "search_facetbits: of systems")
# The panels of a service: what runs, contracts, who supplies, and which authorities have told.
SERVICE: Queries = (
    *4 * SEEN,
    "suppliers_product: technologies in use",
    *(STAMP, ORDER, ROWS),
    "suppliers_supplier: who supplies",
    "boroughs_borough: all, for the map and the list",
    "boroughs_function: functions with their figures",
)
OFFERED = "suppliers_product: what is openly offered"
# Whose own people keep a profile is known without a record.
KEPT = "suppliers_supplier: those that keep a profile"
# What a supplier says of itself: which functions and places these are, and what they are called.
SAID: Queries = (
    "suppliers_howknown: which sections are said, and how they are known",
    *2 * ("boroughs_function: functions that it serves",),
    *2 * ("boroughs_borough: where it has operations",),
    "suppliers_reference: its references",
)
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
# Whom the visitor may know of; and what they do, which one that is not filtered does not ask.
KNOWN: Queries = (
    *(*SEEN, KEPT, "suppliers_certification: certificates in force", "suppliers_supplier: names"),
)
MADE = "suppliers_product: who makes what"
NAMES_OF_SUPPLIERS: Queries = (
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
        warm=(*KNOWN, *NAMES_OF_SUPPLIERS[:3]),
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
                *(*KNOWN, *NAMES_OF_SUPPLIERS[:3]),
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
            *(*PUBLISHED, "contracts_disagreement: where authorities disagree"),
            *(*SEEN, "contracts_listing: contracts that were rated", RATED),
            *SAID,
            *("suppliers_certification: certificates", "suppliers_howknown: how they are known"),
            *("suppliers_howknown: which places are said", "suppliers_frameworkplace: places on frameworks"),
            *(*SEEN, "suppliers_productoffer: answers that may be disputed"),
        ),
        cold=(*SEEN_COLD, *BY_DAY),
        more_for_staff=(*SEEN, "contracts_groupmember: how many joined"),
    ),
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
        warm=("boroughs_function: the function", "boroughs_borough: the 33", *SERVICE, LEARNT, CONTENT),
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
)
SEARCH = (
    Kind(
        "search for everything",
        ("search:everything",),
        lambda world: reverse("search:everything", query={"q": "agreement"}),
        warm=(
            *EVERYTHING,
            WORDS,
            *BY_WORDS,
            ROWS,
            "search_words: which systems have the words",
            *2 * ("search_words: whether there are such systems otherwise",),
        ),
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
        warm=(*CONTRACT, EARLIER, OWNERS, LEARNT, RATED),
    ),
    Kind(
        "protective contract",
        ("contracts:contract",),
        lambda world: world.contracts[1].get_absolute_url(),
        warm=(*CONTRACT, LEARNT, RATED),
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
            *LEARNT_OF,
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
            "boroughs_borough: how many there are",
            *SEEN,
            *("suppliers_supplier: how many there are", "suppliers_certification: certificates", KEPT),
            *SEEN,
            OFFERED,
            "suppliers_product: how many technologies there are",
            "boroughs_servicearea: how many there are",
            "boroughs_function: how many there are",
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
# The sign-in library asks for each kind of second factor anew wherever it needs one.
FACTORS = "mfa_authenticator: which second factors the person has"
ACCOUNTS = (
    Kind(
        "your account",
        ("account_home", "mfa_index"),
        at("account_home"),
        warm=("suppliers_supplier: whether they speak for one",),
        visitors=(Visitor.OFFICER, Visitor.STAFF),
    ),
    Kind("outbox of the demonstration", ("account_outbox",), at("account_outbox")),
    Kind(
        "sign in",
        ("account_login", "account_request_login_code"),
        at("account_login"),
        visitors=(Visitor.ANYONE,),
    ),
    Kind(
        "give the code",
        ("account_confirm_login_code",),
        at("account_confirm_login_code"),
        warm=("boroughs_borough: whether somebody at this address may join",),
        visitors=(Visitor.CODE_SENT,),
    ),
    Kind(
        "give the app's code",
        ("mfa_authenticate",),
        at("mfa_authenticate"),
        # With a passkey in mind: which the person has, and what was asked of the browser.
        warm=(*2 * (FACTORS,), "django_session: what was asked is kept"),
        visitors=(Visitor.CODE_GIVEN,),
    ),
    Kind("sign out", ("account_logout",), at("account_logout"), visitors=(Visitor.PERSON, Visitor.STAFF)),
    Kind("account closed", ("account_inactive",), at("account_inactive"), visitors=(Visitor.ANYONE,)),
    Kind(
        "set up your app",
        ("mfa_activate_totp",),
        at("mfa_activate_totp"),
        warm=(
            *5 * (FACTORS,),
            "django_session: the secret is kept",
            "account_emailaddress: whether an address waits to be confirmed",
        ),
        visitors=(Visitor.NEW_STAFF,),
    ),
    Kind(
        "give the app's code again",
        ("mfa_reauthenticate",),
        at("mfa_reauthenticate"),
        warm=2 * (FACTORS,),
        visitors=STAFF_ONLY,
    ),
    Kind(
        "recovery codes",
        ("mfa_view_recovery_codes",),
        at("mfa_view_recovery_codes"),
        warm=4 * (FACTORS,),
        visitors=(Visitor.STAFF_AGAIN,),
    ),
    Kind(
        "new recovery codes",
        ("mfa_generate_recovery_codes",),
        at("mfa_generate_recovery_codes"),
        warm=5 * (FACTORS,),
        visitors=(Visitor.STAFF_AGAIN,),
    ),
    Kind(
        "passkeys",
        ("mfa_list_webauthn",),
        at("mfa_list_webauthn"),
        warm=(FACTORS,),
        visitors=STAFF_ONLY,
    ),
    Kind(
        "new passkey",
        ("mfa_add_webauthn",),
        at("mfa_add_webauthn"),
        warm=(
            *5 * (FACTORS,),
            "django_session: what was asked is kept",
            "account_emailaddress: whether an address waits to be confirmed",
        ),
        visitors=(Visitor.STAFF_AGAIN,),
    ),
    Kind(
        "where you are signed in",
        ("account_sessions",),
        at("account_sessions"),
        warm=("accounts_opensession: where they are signed in",),
        visitors=(Visitor.PERSON, Visitor.STAFF),
    ),
    Kind(
        "delete your account",
        ("account_delete",),
        at("account_delete"),
        more_for_staff=("accounts_user: whether somebody else may do everything",),
        visitors=(Visitor.PERSON, Visitor.STAFF),
    ),
    Kind(
        "account deleted",
        ("account_deleted",),
        at("account_deleted"),
        visitors=(Visitor.ANYONE,),
    ),
)


ITS = "boroughs_borough: the authority"
# Who sees each fact follows from all of a record, and from who said it.
RULES_OF_A_CONTRACT: Queries = (
    "contracts_contract: its columns",
    *(f"contracts_contract_{name}: a set" for name in ("participants", "products", "functions")),
    "contracts_contract_predecessors: a set",
    "contracts_contractsupplier: who supplies",
    "contracts_extensionoption: its options",
    "contracts_assertion: what sources say",
    "contracts_contract: when it was changed",
    "contracts_contract: what it refers to",
    "boroughs_borough: names of authorities",
    "boroughs_function: which functions protect",
    "suppliers_supplier: names of suppliers",
    "suppliers_product_functions: what products serve",
    "contracts_source: names of sources",
)
DOMAIN = "boroughs_emaildomain: whose address it is"
# What an authority's people come to. The officer of the table is a reader at the first authority.
OWN_PAGES = (
    Kind(
        "your roles",
        ("boroughs:roles",),
        at("boroughs:roles"),
        warm=(
            DOMAIN,
            "boroughs_officer: their roles",
            "boroughs_officer: which of these do not rest",
            "boroughs_rolerequest: what they asked for",
            "boroughs_rolerequest: how many they may decide about",
            "boroughs_invitation: what they are offered",
        ),
        visitors=(Visitor.PERSON, Visitor.STAFF),
    ),
    Kind(
        "ask for a role",
        ("boroughs:ask-for-role",),
        at("boroughs:ask-for-role"),
        warm=(DOMAIN,),
        visitors=(Visitor.PERSON, Visitor.STAFF),
    ),
    Kind(
        "who waits for a role",
        ("boroughs:roles-waiting",),
        at("boroughs:roles-waiting"),
        warm=("boroughs_rolerequest: who waits",),
        visitors=STAFF_ONLY,
    ),
    Kind(
        "decide about a role",
        ("boroughs:role-request",),
        lambda world: reverse("boroughs:role-request", args=[request_of(world).key]),
        warm=("boroughs_rolerequest: the request", "suppliers_suppliermember: whether they keep a profile"),
        visitors=STAFF_ONLY,
    ),
    Kind(
        "my authority",
        ("boroughs:my-authority",),
        at("boroughs:my-authority"),
        warm=("boroughs_borough: authorities to choose",),
        visitors=STAFF_ONLY,
    ),
    Kind(
        "an authority's own page",
        ("boroughs:authority",),
        lambda world: reverse("boroughs:authority", args=[world.borough.slug]),
        warm=(
            ITS,
            "contracts_practicenote: how many stand",
            "contracts_contract: how many end in a year",
            "contracts_assertion: those that end next, with their newest sources",
            "contracts_listing: which of them have a page",
            "contracts_assertion: how much is known",
            "contracts_disagreement: how often it disagrees",
        ),
        more_for_staff=(
            "boroughs_rolerequest: who waits",
            "contracts_importbatch: registers",
            "contracts_contract: how many nobody told of",
            *("contracts_contract: what is withheld", "contracts_systeminuse: what is withheld"),
            "contracts_answer: how many answers stand",
            "contracts_practicenote: how many lapse",
            *2 * ("contracts_dataissue: what suppliers reported",),
            "suppliers_reference: which it is asked to agree to",
            "contracts_useclaim: what suppliers say that it uses",
        ),
        visitors=(Visitor.OFFICER, Visitor.STAFF),
    ),
    Kind(
        "say how to sell to an authority",
        ("boroughs:how-to-sell",),
        lambda world: reverse("boroughs:how-to-sell", args=[world.borough.slug]),
        warm=(ITS, "boroughs_howtosell: what it told before"),
        visitors=STAFF_ONLY,
    ),
    Kind(
        "people of an authority",
        ("boroughs:people",),
        lambda world: reverse("boroughs:people", args=[world.borough.slug]),
        warm=(
            ITS,
            "boroughs_officer: who has a role",
            "boroughs_officer: which of these do not rest",
            "boroughs_rolerequest: who waits",
            "boroughs_invitation: who is invited",
        ),
        visitors=STAFF_ONLY,
    ),
    Kind(
        "invite a colleague",
        ("boroughs:invite",),
        lambda world: reverse("boroughs:invite", args=[world.borough.slug]),
        warm=(ITS, "boroughs_emaildomain: its domains"),
        visitors=STAFF_ONLY,
    ),
    Kind(
        "end a role",
        ("boroughs:end-role",),
        lambda world: reverse(
            "boroughs:end-role", args=[officer_of(world).borough.slug, officer_of(world).pk]
        ),
        warm=(ITS, "boroughs_officer: the role"),
        visitors=STAFF_ONLY,
    ),
    Kind(
        "an authority's own contracts",
        ("contracts:own-contracts",),
        lambda world: reverse("contracts:own-contracts", args=[world.borough.slug], query={"show": "all"}),
        warm=(
            ITS,
            "contracts_contract: how many have not ended",
            "contracts_assertion: the contracts of the page, with their newest sources",
            "contracts_contractsupplier: who supplies",
            "suppliers_supplier: their names",
            "contracts_confirmation: what was confirmed of late",
        ),
        visitors=STAFF_ONLY,
    ),
    Kind(
        "contracts that an authority keeps",
        ("contracts:own-records",),
        lambda world: reverse("contracts:own-records", args=[world.borough.slug, "contracts"]),
        warm=(ITS, "contracts_contract: how many", "contracts_contract: those of the page"),
        visitors=STAFF_ONLY,
    ),
    Kind(
        "systems that an authority keeps",
        ("contracts:own-records",),
        lambda world: reverse("contracts:own-records", args=[world.borough.slug, "systems"]),
        warm=(ITS, "contracts_systeminuse: how many", "contracts_systeminuse: those of the page"),
        visitors=STAFF_ONLY,
    ),
    Kind(
        "change several contracts",
        ("contracts:change-several",),
        lambda world: reverse("contracts:change-several", args=[world.borough.slug, "contracts"]),
        warm=(
            ITS,
            "contracts_contract: how many",
            "contracts_contract: those of the page",
            "boroughs_function: what they may be used for",
        ),
        visitors=STAFF_ONLY,
    ),
    Kind(
        "change several systems",
        ("contracts:change-several",),
        lambda world: reverse("contracts:change-several", args=[world.borough.slug, "systems"]),
        warm=(
            ITS,
            "contracts_systeminuse: how many",
            "contracts_systeminuse: those of the page",
            "boroughs_function: what they may be used for",
        ),
        visitors=STAFF_ONLY,
    ),
    Kind(
        "add a contract",
        ("contracts:add-record",),
        lambda world: reverse("contracts:add-record", args=[world.borough.slug, "contracts"]),
        warm=(ITS, "boroughs_function: what it may be used for"),
        visitors=STAFF_ONLY,
    ),
    Kind(
        "edit a contract",
        ("contracts:edit-record",),
        lambda world: kept_at("edit-record", world.contract),
        warm=(
            ITS,
            "contracts_contract: the record",
            "contracts_contractsupplier: who supplies",
            "suppliers_product: what is bought",
            "boroughs_function: what it is used for",
            "contracts_extensionoption: its options",
            "boroughs_function: what it may be used for",
        ),
        visitors=STAFF_ONLY,
    ),
    Kind(
        "add a system in use",
        ("contracts:add-record",),
        lambda world: reverse("contracts:add-record", args=[world.borough.slug, "systems"]),
        warm=(ITS, "contracts_contract: what may pay", "boroughs_function: what it may be used for"),
        visitors=STAFF_ONLY,
    ),
    Kind(
        "edit a system in use",
        ("contracts:edit-record",),
        lambda world: kept_at("edit-record", world.systems[0]),
        warm=(
            ITS,
            "contracts_systeminuse: the record",
            "suppliers_product: what runs",
            "boroughs_borough: where",
            "suppliers_supplier: who supplies",
            "boroughs_function: what it is used for",
            "contracts_contract: what may pay",
            "boroughs_function: what it may be used for",
        ),
        visitors=STAFF_ONLY,
    ),
    Kind(
        "who sees what of a contract",
        ("contracts:record-visibility",),
        lambda world: kept_at("record-visibility", world.contract),
        warm=(ITS, "contracts_contract: the record", *RULES_OF_A_CONTRACT),
        visitors=STAFF_ONLY,
    ),
    Kind(
        "say who sees a fact",
        ("contracts:change-visibility",),
        lambda world: kept_at("change-visibility", world.contract, "value"),
        warm=(ITS, "contracts_contract: the record", *RULES_OF_A_CONTRACT),
        visitors=STAFF_ONLY,
    ),
    Kind(
        "a contract as its authority holds it",
        ("contracts:own-record",),
        lambda world: kept_at("own-record", world.contract),
        warm=(
            *(ITS, "contracts_contract: the record", *RULES_OF_A_CONTRACT),
            "contracts_listing: titles of agreements that it refers to",
        ),
        visitors=STAFF_ONLY,
    ),
    Kind(
        "a contract as the public sees it",
        ("contracts:record-as-public",),
        lambda world: kept_at("record-as-public", world.contract),
        warm=(
            ITS,
            "contracts_contract: the record",
            *CONTRACT,
            EARLIER,
            *("contracts_practicenote: what was learnt of it", RATED, OWNERS),
        ),
        visitors=STAFF_ONLY,
    ),
    Kind(
        "a system as the public sees it",
        ("contracts:record-as-public",),
        lambda world: kept_at("record-as-public", world.systems[0]),
        warm=(
            ITS,
            "contracts_systeminuse: the record",
            "contracts_listing: what the public sees",
            "contracts_listing: which contract pays for it",
            "contracts_listing: that contract",
        ),
        visitors=STAFF_ONLY,
    ),
    Kind(
        "an authority's answers with a link",
        ("contracts:answers",),
        at_first("contracts:answers"),
        warm=(ITS, *SEEN, "contracts_answer: made before"),
        cold=(*SEEN_COLD, *STATUSES),
        visitors=STAFF_ONLY,
    ),
    Kind(
        "an answer with a link",
        ("contracts:answer",),
        lambda world: answer_of(world).get_absolute_url(),
        warm=(
            "contracts_answer: the answer and its authority",
            *ANSWERED,
            *("suppliers_supplier: who is on hold", "suppliers_product: what is on hold"),
        ),
    ),
    Kind(
        "share what you learnt", ("contracts:share",), at("contracts:share"), warm=(ITS,), visitors=STAFF_ONLY
    ),
    Kind(
        "an authority's notes",
        ("contracts:notes",),
        lambda world: reverse("contracts:notes", args=[world.borough.slug]),
        warm=(ITS, "contracts_practicenote: how many there are", *LEARNT_OF),
        cold=SEEN_COLD,
        visitors=STAFF_ONLY,
    ),
    Kind(
        "write a note",
        ("contracts:new-note",),
        lambda world: reverse(
            "contracts:new-note",
            args=[world.borough.slug],
            query={"about": f"technology:{world.products[0].slug}"},
        ),
        warm=(ITS, "suppliers_product: what it is about", *SEEN, OFFERED),
        cold=SEEN_COLD,
        visitors=STAFF_ONLY,
    ),
    Kind(
        "group on a supplier",
        ("contracts:supplier-group",),
        lambda world: reverse("contracts:supplier-group", args=[world.suppliers[0].slug]),
        warm=(
            *(OF_GROUP, LISTED_SUPPLIERS),
            *2 * SEEN,
            "contracts_groupmember: who joined",
            ITS,
            "contracts_listing: the contracts",
            "boroughs_borough: who uses it",
            *ASKED,
        ),
        cold=(*SEEN_COLD, *STATUSES),
        visitors=(Visitor.STAFF,),
    ),
    Kind(
        "ask a supplier together",
        ("contracts:new-group-ask",),
        lambda world: reverse("contracts:new-group-ask", args=[world.suppliers[0].slug]),
        warm=(OF_GROUP, LISTED_SUPPLIERS, *SEEN, ITS),
        cold=SEEN_COLD,
        visitors=STAFF_ONLY,
    ),
    Kind(
        "joint ask",
        ("contracts:group-ask",),
        lambda world: reverse("contracts:group-ask", args=[world.suppliers[0].slug, ask_of(world).key]),
        warm=(OF_GROUP, LISTED_SUPPLIERS, *SEEN, ITS, *ASKED),
        cold=SEEN_COLD,
        visitors=STAFF_ONLY,
    ),
    Kind(
        "note what a supplier answered",
        ("contracts:note-group-answer",),
        lambda world: reverse(
            "contracts:note-group-answer", args=[world.suppliers[0].slug, ask_of(world).key]
        ),
        warm=(OF_GROUP, LISTED_SUPPLIERS, *SEEN, ITS, *ASKED),
        cold=SEEN_COLD,
        visitors=STAFF_ONLY,
    ),
    Kind(
        "where an authority disagrees",
        ("contracts:disagreements",),
        lambda world: reverse("contracts:disagreements", args=[world.others[0].slug]),
        warm=(ITS, "contracts_disagreement: where"),
        visitors=STAFF_ONLY,
    ),
    Kind(
        "ask an authority",
        ("contracts:ask-authority",),
        lambda world: reverse("contracts:ask-authority", args=[world.borough.slug]),
        warm=(ITS,),
        visitors=STAFF_ONLY,
    ),
    Kind(
        "who could teach whom",
        ("boroughs:skills",),
        at("boroughs:skills"),
        warm=("boroughs_skilllevel: the skills that authorities share",),
        visitors=STAFF_ONLY,
    ),
    Kind(
        "give up a role",
        ("boroughs:give-up-role",),
        lambda world: reverse("boroughs:give-up-role", args=[world.borough.slug]),
        # Which asks for the role that it gives up instead of any.
        visitors=(Visitor.OFFICER,),
    ),
)


def staff_list(model: type[models.Model], *filters: str) -> Kind:
    """A list of the staff site: how many match, how many there are, the rows, and what its filters offer."""
    name, table = f"{model._meta.app_label}_{model._meta.model_name}", model._meta.db_table
    return Kind(
        f"staff list: {model._meta.verbose_name_plural}",
        (f"admin:{name}_changelist",),
        at(f"admin:{name}_changelist"),
        warm=(f"{table}: how many match", f"{table}: how many there are", f"{table}: the rows", *filters),
        visitors=STAFF_ONLY,
    )


AUTHORITIES = "boroughs_borough: authorities to filter by"
SETS = ("participants", "products", "functions", "predecessors")
STAFF_HISTORY: Queries = (
    "contracts_contract: the record",
    "history_change: what was done to it",
    *NAMES,
    "contracts_contract: agreements that it named",
)
LISTS = (
    staff_list(User),
    staff_list(Change, "history_change: kinds to filter by"),
    staff_list(Merge),
    staff_list(boroughs.Borough),
    staff_list(boroughs.BoroughName),
    staff_list(boroughs.EmailDomain, "boroughs_borough: authorities of the domains"),
    staff_list(boroughs.ServiceArea),
    staff_list(boroughs.Function, "boroughs_servicearea: areas to filter by"),
    staff_list(boroughs.Partnership),
    staff_list(boroughs.Officer, AUTHORITIES),
    staff_list(boroughs.RoleRequest, AUTHORITIES),
    staff_list(boroughs.HowToSell),
    staff_list(boroughs.Skill, "boroughs_skill: groups to filter by"),
    staff_list(boroughs.SkillLevel, "boroughs_skill: skills to filter by"),
    staff_list(SameWords),
    staff_list(suppliers.Supplier),
    staff_list(suppliers.SupplierMember),
    staff_list(suppliers.Claim),
    staff_list(suppliers.SupplierProfile),
    staff_list(suppliers.HowKnown, "suppliers_howknown: sections to filter by"),
    staff_list(suppliers.SizeFigures),
    staff_list(suppliers.Reference),
    staff_list(suppliers.ProductOffer),
    staff_list(suppliers.FrameworkPlace),
    staff_list(contracts.OfferConfirmation, "contracts_offerconfirmation: answers to filter by"),
    staff_list(contracts.UseClaim),
    staff_list(suppliers.SupplierAlias),
    Kind(
        "staff list: likely duplicates",
        ("admin:suppliers_likelyduplicate_changelist",),
        at("admin:suppliers_likelyduplicate_changelist"),
        warm=(
            *2 * ("suppliers_likelyduplicate: how many there are",),
            # The names of both come first in that statement.
            "suppliers_supplier: the rows",
        ),
        visitors=STAFF_ONLY,
    ),
    staff_list(suppliers.SupplierSplit),
    staff_list(suppliers.Product),
    staff_list(suppliers.ProductAlias),
    staff_list(suppliers.Certification, "suppliers_certification: schemes to filter by"),
    staff_list(contracts.ImportBatch, "contracts_importbatch: formats to filter by"),
    staff_list(contracts.Contract, AUTHORITIES),
    staff_list(contracts.SystemInUse, AUTHORITIES),
    staff_list(contracts.PracticeNote, AUTHORITIES),
    staff_list(contracts.GroupAsk),
    staff_list(contracts.GroupMember),
    staff_list(contracts.Disagreement),
    staff_list(contracts.PublishedRating),
    staff_list(contracts.Source),
    staff_list(contracts.DataIssue),
    staff_list(Erasure),
    staff_list(
        contracts.Assertion,
        "contracts_assertion: kinds of record to filter by",
        "contracts_source: sources to filter by",
    ),
)
# What is foreseen of the public's view of rows needs names, those of records that they write apart.
FORESEEN = (
    "boroughs_function: their names and which protect",
    "boroughs_borough: their names",
    "contracts_source: their names",
)
OWN_BATCH = "contracts_importbatch: the import"


def of_import(name: str, *more: int) -> Callable[[World], str]:
    """A page of the first import, below its authority's own pages."""
    return lambda world: reverse(
        f"contracts:own-import-{name}", args=[world.borough.slug, world.batch.key, *more]
    )


# What an authority's editors send and decide; the officer of the table is a reader.
OWN_IMPORTS = (
    Kind(
        "registers of an authority",
        ("contracts:own-imports",),
        lambda world: reverse("contracts:own-imports", args=[world.borough.slug]),
        warm=(ITS, "contracts_importbatch: how many", "contracts_importbatch: those of the page"),
        visitors=STAFF_ONLY,
    ),
    Kind(
        "send a register",
        ("contracts:upload-register",),
        lambda world: reverse("contracts:upload-register", args=[world.borough.slug]),
        warm=(ITS,),
        visitors=STAFF_ONLY,
    ),
    Kind(
        "review a register",
        ("contracts:own-import-review",),
        of_import("review"),
        warm=(
            ITS,
            OWN_BATCH,
            "contracts_importbatch: the one that undid it",
            "contracts_importrow: how many rows",
            "contracts_importrow: the rows of the page",
            "contracts_importwrite: what they would change",
            "contracts_importwrite: products that it makes itself",
            "contracts_importwrite: suppliers that it makes itself",
            *NAMES[2:],
            *FORESEEN,
        ),
        visitors=STAFF_ONLY,
    ),
    Kind(
        "what a register leaves out",
        ("contracts:own-import-missing",),
        of_import("missing"),
        warm=(
            *(ITS, OWN_BATCH, "contracts_confirmation: what was confirmed since"),
            *("contracts_contract: those that have not ended", "contracts_systeminuse: those still run"),
        ),
        visitors=STAFF_ONLY,
    ),
    Kind(
        "say what columns of a register are",
        ("contracts:own-import-columns",),
        of_import("columns"),
        warm=(
            ITS,
            OWN_BATCH,
            "contracts_importanswer: what was decided",
            "contracts_columnchoice: what its authority chose before",
        ),
        visitors=STAFF_ONLY,
    ),
    Kind(
        "choose what names in a register mean",
        ("contracts:own-import-names",),
        of_import("names"),
        warm=(ITS, OWN_BATCH, "contracts_importrow: the doubtful rows"),
        visitors=STAFF_ONLY,
    ),
    Kind(
        "decide about a row of a register",
        ("contracts:own-import-row",),
        of_import("row", 1),
        warm=(
            ITS,
            OWN_BATCH,
            "contracts_importrow: the row",
            "contracts_importwrite: what it would write",
            *FORESEEN,
        ),
        visitors=STAFF_ONLY,
    ),
)
STAFF_PAGES = (
    Kind(
        "staff site",
        ("admin:index",),
        at("admin:index"),
        warm=(
            "boroughs_rolerequest: requests that wait",
            "suppliers_claim: requests to keep a profile",
            "suppliers_profileedit: edits of profiles",
            "contracts_dataissue: problems that wait",
            "suppliers_likelyduplicate: suppliers that may be one",
            "contracts_disagreement: of which nobody was told",
            *("contracts_importbatch: to review", "contracts_importbatch: not read"),
            *("contracts_importrow: in doubt", "contracts_importbatch: names to decide"),
            "django_admin_log: what they did last",
        ),
        visitors=STAFF_ONLY,
    ),
    Kind(
        "staff site: one app",
        ("admin:app_list",),
        at("admin:app_list", "contracts"),
        visitors=STAFF_ONLY,
    ),
    Kind(
        "upload a spreadsheet",
        ("admin:contracts_importbatch_add",),
        at("admin:contracts_importbatch_add"),
        warm=("boroughs_borough: authorities to choose", "contracts_source: sources to choose"),
        visitors=STAFF_ONLY,
    ),
    Kind(
        "review an import",
        ("admin:import-review",),
        lambda world: reverse("admin:import-review", args=[world.batch.key]),
        warm=(
            "contracts_importbatch: the batch",
            "contracts_importbatch: the one that undid it",
            "contracts_importrow: how many rows",
            "contracts_importrow: the rows of the page",
            "contracts_importwrite: what they would change",
            "contracts_importwrite: products that it makes itself",
            "contracts_importwrite: suppliers that it makes itself",
            *NAMES[2:],
            *FORESEEN,
        ),
        visitors=STAFF_ONLY,
    ),
    Kind(
        "say what columns are",
        ("admin:import-columns",),
        lambda world: reverse("admin:import-columns", args=[world.batch.key]),
        warm=(
            "contracts_importbatch: the batch",
            "contracts_importanswer: what was decided",
            "contracts_columnchoice: what its authority chose before",
            "boroughs_borough: its authority, by name",
        ),
        visitors=STAFF_ONLY,
    ),
    Kind(
        "choose what names mean",
        ("admin:import-names",),
        lambda world: reverse("admin:import-names", args=[world.batch.key]),
        warm=("contracts_importbatch: the batch", "contracts_importrow: the doubtful rows"),
        visitors=STAFF_ONLY,
    ),
    Kind(
        "merge two technologies",
        ("admin:merge-into",),
        lambda world: reverse(
            "admin:merge-into",
            args=["suppliers.product", world.products[0].pk],
            query={"survivor": world.products[1].pk},
        ),
        warm=(
            *("suppliers_product: the one that goes", "suppliers_product: the one that stays"),
            # What refers to the first, what of that refers to the second, and the first few by name.
            *2 * ("contracts_contract_products: contracts",),
            *2 * ("contracts_contract: their names",),
            "contracts_systeminuse: systems",
            "contracts_systeminuse: their names",
            *2 * ("suppliers_productalias: its names",),
            *("suppliers_product: what it succeeds", *2 * ("suppliers_product: what was merged into it",)),
            "suppliers_product_functions: what it is for",
            *2 * ("contracts_practicenote: what was learnt of it",),
            *2 * ("suppliers_productoffer: what its maker says of it",),
            *2 * ("contracts_useclaim: where it is said to be used",),
            *2 * ("contracts_assertion: what sources say",),
            *2 * ("contracts_importwrite: what imports are about to write",),
            *2 * ("suppliers_productalias: names that both have",),
        ),
        visitors=STAFF_ONLY,
    ),
    Kind(
        "merge of the past",
        ("admin:merge-page",),
        lambda world: reverse("admin:merge-page", args=[Merge.objects.order_by("pk")[0].key]),
        warm=("history_merge: the merge", "history_change: what moved", "suppliers_product: the two"),
        visitors=STAFF_ONLY,
    ),
    Kind(
        "two suppliers that may be one",
        ("admin:duplicate-page",),
        lambda world: reverse("admin:duplicate-page", args=[pair_of(world).key]),
        warm=(
            "suppliers_likelyduplicate: the pair",
            "suppliers_supplier: both",
            "suppliers_supplieralias: what they are called",
            "suppliers_certification: what was certified of them",
        ),
        visitors=STAFF_ONLY,
    ),
    Kind(
        "part a supplier",
        ("admin:split-supplier",),
        lambda world: reverse("admin:split-supplier", args=[world.suppliers[0].pk]),
        warm=(
            *("suppliers_supplier: the supplier", "suppliers_supplier: what was merged into it"),
            # What names it, by kind: the first few, their names, how many there are.
            *3 * ("suppliers_supplieralias: its names",),
            *3 * ("suppliers_certification: certifications",),
            *2 * ("contracts_contractsupplier: contracts",),
            "contracts_contract: their titles",
            *3 * ("contracts_systeminuse: systems",),
            *("suppliers_product: what it makes", "suppliers_supplier: what it owns"),
            *2 * ("suppliers_supplierownership: its owners, and what it owned",),
            *3 * ("suppliers_productoffer: what it says of products",),
            *3 * ("suppliers_frameworkplace: its places on frameworks",),
            *3 * ("contracts_useclaim: where it says that they are used",),
            *3 * ("suppliers_suppliermember: who keeps its profile",),
            *3 * ("suppliers_claim: who asked to",),
            *3 * ("suppliers_supplierinvitation: who was invited to",),
            *3 * ("contracts_groupmember: who joined its group",),
            *3 * ("contracts_groupask: what was asked there",),
            *3 * ("contracts_disagreement: who disagrees",),
            *3 * ("suppliers_supplierprofile: what it says of itself",),
            *3 * ("suppliers_sizefigures: its figures of size",),
            *3 * ("suppliers_howknown: how that is known",),
            *3 * ("suppliers_profileedit: edits of its profile",),
            *3 * ("suppliers_reference: its references",),
        ),
        visitors=STAFF_ONLY,
    ),
    Kind(
        "split of the past",
        ("admin:split-page",),
        lambda world: reverse(
            "admin:split-page", args=[suppliers.SupplierSplit.objects.order_by("pk")[0].key]
        ),
        warm=("suppliers_suppliersplit: the split", "suppliers_supplier: the two"),
        visitors=STAFF_ONLY,
    ),
    Kind(
        "forget a name",
        ("admin:import-forget",),
        lambda world: reverse("admin:import-forget", args=["supplier", alias_of(world).pk]),
        warm=(
            "suppliers_supplieralias: the alias",
            "contracts_assertion: contracts that its supplier is said to hold",
            "contracts_assertion: systems that its supplier is said to supply",
        ),
        visitors=STAFF_ONLY,
    ),
    Kind(
        "decide about a row",
        ("admin:import-row",),
        lambda world: reverse("admin:import-row", args=[world.batch.key, 1]),
        warm=(
            "contracts_importbatch: the batch",
            "contracts_importrow: the row",
            "contracts_importwrite: what it would write",
            *FORESEEN,
        ),
        visitors=STAFF_ONLY,
    ),
    Kind(
        "history of a record",
        ("admin:contracts_contract_history",),
        lambda world: reverse("admin:contracts_contract_history", args=[world.contract.pk]),
        warm=STAFF_HISTORY,
        visitors=STAFF_ONLY,
    ),
    Kind(
        "state to put back",
        ("admin:contracts_contract_restore",),
        lambda world: reverse("admin:contracts_contract_restore", args=[world.contract.pk, 1]),
        warm=(
            *STAFF_HISTORY,
            # What it named that is held today, and all that the record is today.
            *NAMES,
            "contracts_contract: the columns of today",
            *(f"contracts_contract_{name}: a set" for name in SETS),
            *("contracts_contractsupplier: its suppliers", "contracts_extensionoption: its options"),
        ),
        visitors=STAFF_ONLY,
    ),
    Kind(
        "hold a record",
        ("admin:problem-hold",),
        lambda world: reverse("admin:problem-hold", args=["contracts.contract", world.contract.pk]),
        warm=("contracts_contract: the record", "contracts_dataissue: the report that leads here"),
        visitors=STAFF_ONLY,
    ),
    Kind(
        "erase a text",
        ("admin:accounts_erasure_add",),
        at("admin:accounts_erasure_add"),
        visitors=STAFF_ONLY,
    ),
    *LISTS,
)
ITS_SUPPLIER = "suppliers_supplier: the supplier"
MEMBERS = (
    Kind("register or claim a supplier", ("suppliers:register",), at("suppliers:register")),
    Kind(
        "address to register with",
        ("suppliers:register-address",),
        at("suppliers:register-address"),
        visitors=(Visitor.ANYONE,),
    ),
    Kind(
        "begin a registration",
        ("suppliers:register-start",),
        at("suppliers:register-start"),
        visitors=(Visitor.PERSON, Visitor.STAFF),
    ),
    Kind(
        "my suppliers",
        ("suppliers:my-suppliers",),
        at("suppliers:my-suppliers"),
        warm=(
            "suppliers_suppliermember: what they keep",
            "suppliers_claim: what they asked for",
            "suppliers_supplierinvitation: what they are offered",
        ),
        visitors=(Visitor.PERSON, Visitor.STAFF),
    ),
    Kind(
        "claim a supplier",
        ("suppliers:claim",),
        of_supplier("claim"),
        warm=(
            *(ITS_SUPPLIER, *SEEN, KEPT),
            "suppliers_suppliermember: whether they keep it",
            "suppliers_suppliermember: whether anybody does",
        ),
        cold=SEEN_COLD,
        visitors=(Visitor.PERSON, Visitor.STAFF),
    ),
    Kind(
        "who waits to keep a profile",
        ("suppliers:waiting",),
        at("suppliers:waiting"),
        warm=("suppliers_claim: who waits",),
        visitors=STAFF_ONLY,
    ),
    Kind(
        "decide about a claim",
        ("suppliers:decide",),
        lambda world: reverse("suppliers:decide", args=[claim_of(world).key]),
        warm=("suppliers_claim: the request", "boroughs_officer: whether they stand elsewhere"),
        visitors=STAFF_ONLY,
    ),
    Kind(
        "people of a supplier",
        ("suppliers:people",),
        of_supplier("people"),
        warm=(
            ITS_SUPPLIER,
            "suppliers_suppliermember: who keeps the profile",
            "suppliers_claim: who asks to join",
            "suppliers_supplierinvitation: who is invited",
        ),
        visitors=STAFF_ONLY,
    ),
    *(
        Kind(
            name,
            (f"suppliers:{page}",),
            lambda world, page=page: reverse(  # type: ignore[misc]
                f"suppliers:{page}", args=[world.suppliers[0].slug, member_of(world).pk]
            ),
            warm=(ITS_SUPPLIER, "suppliers_suppliermember: the member"),
            visitors=STAFF_ONLY,
        )
        for name, page in (("change a member's role", "change-role"), ("end a membership", "end-membership"))
    ),
    *(
        Kind(name, (f"suppliers:{page}",), of_supplier(page), warm=(ITS_SUPPLIER,), visitors=STAFF_ONLY)
        for name, page in (
            ("invite to a supplier", "invite"),
            ("withdraw a profile", "withdraw-profile"),
            ("bring a profile back", "bring-back"),
        )
    ),
)
ITS_PROFILE = "suppliers_supplierprofile: what it says of itself"
WAITS = "suppliers_profileedit: what waits of it"
DRAFT: Queries = (
    ITS_SUPPLIER,
    ITS_PROFILE,
    "suppliers_howknown: how it is known",
    "suppliers_profileedit: what waits",
    "boroughs_function: functions that it serves",
    "boroughs_borough: where it has operations",
    "suppliers_sizefigures: its figures",
    "suppliers_reference: its references",
    *("suppliers_productoffer: its products", "boroughs_function: what these serve"),
    "suppliers_product: those of which it said nothing",
    *("suppliers_certification: its certificates", "suppliers_frameworkplace: its places on frameworks"),
    *("contracts_useclaim: where its products are used", *SEEN),
)
IN_WORDS: Queries = (
    "boroughs_function: names of functions",
    "boroughs_borough: names of authorities",
)
MAY_SHOW: Queries = (
    "suppliers_suppliermember: whether it is staff who write",
    "suppliers_profileedit: whether the last was refused",
)
PROFILES = (
    Kind(
        "edits of profiles",
        ("suppliers:edits",),
        at("suppliers:edits"),
        warm=("suppliers_profileedit: what waits",),
        visitors=STAFF_ONLY,
    ),
    Kind(
        "edit of a profile",
        ("suppliers:edit",),
        lambda world: reverse("suppliers:edit", args=[edit_of(world).key]),
        warm=(
            "suppliers_profileedit: the edit",
            "suppliers_suppliermember: whether they keep it",
            "suppliers_reference: what is held now",
        ),
        visitors=STAFF_ONLY,
    ),
    Kind(
        "profile of a supplier",
        ("suppliers:profile",),
        of_supplier("profile"),
        warm=(*DRAFT, *IN_WORDS),
        cold=SEEN_COLD,
        visitors=STAFF_ONLY,
    ),
    Kind(
        "preview of a profile",
        ("suppliers:profile-preview",),
        of_supplier("profile-preview"),
        warm=(*DRAFT, *IN_WORDS),
        cold=SEEN_COLD,
        visitors=STAFF_ONLY,
    ),
    Kind(
        "section of a profile",
        ("suppliers:profile-section",),
        of_supplier("profile-section", "about"),
        warm=(ITS_SUPPLIER, ITS_PROFILE, WAITS, *MAY_SHOW),
        visitors=STAFF_ONLY,
    ),
    Kind(
        "items of a section",
        ("suppliers:profile-section",),
        of_supplier("profile-section", "references"),
        warm=(*DRAFT, *IN_WORDS),
        cold=SEEN_COLD,
        visitors=STAFF_ONLY,
    ),
    Kind(
        "add to a section",
        ("suppliers:profile-add",),
        of_supplier("profile-add", "references"),
        warm=(
            ITS_SUPPLIER,
            "suppliers_reference: none of that name",
            WAITS,
            "boroughs_borough: authorities to choose",
            *MAY_SHOW,
        ),
        visitors=STAFF_ONLY,
    ),
    Kind(
        "item of a section",
        ("suppliers:profile-item",),
        lambda world: of_supplier("profile-item", "references", edit_of(world).item)(world),
        warm=(
            *(*DRAFT, *IN_WORDS, "suppliers_reference: the item", WAITS),
            "boroughs_borough: authorities to choose",
            *MAY_SHOW,
        ),
        cold=SEEN_COLD,
        visitors=STAFF_ONLY,
    ),
    Kind(
        "take an item away",
        ("suppliers:profile-take-away",),
        lambda world: of_supplier("profile-take-away", "references", edit_of(world).item)(world),
        warm=(*DRAFT, *IN_WORDS),
        cold=SEEN_COLD,
        visitors=STAFF_ONLY,
    ),
    Kind(
        "mark a section as seen",
        ("suppliers:profile-seen",),
        of_supplier("profile-seen", "about"),
        warm=(ITS_SUPPLIER, ITS_PROFILE),
        visitors=STAFF_ONLY,
    ),
    Kind(
        "mark an item as seen",
        ("suppliers:profile-item-seen",),
        lambda world: of_supplier("profile-item-seen", "references", edit_of(world).item)(world),
        warm=(ITS_SUPPLIER, "suppliers_reference: the item"),
        visitors=STAFF_ONLY,
    ),
    Kind(
        "certificate to check",
        ("suppliers:certificate-checked",),
        lambda world: of_supplier("certificate-checked", certificate_of(world).key)(world),
        warm=(
            ITS_SUPPLIER,
            "suppliers_suppliermember: whether they keep it",
            "suppliers_certification: the certificate",
        ),
        visitors=STAFF_ONLY,
    ),
    Kind(
        "answers of a maker to confirm",
        ("contracts:confirm-offer",),
        lambda world: reverse("contracts:confirm-offer", args=[world.products[0].slug]),
        warm=(
            "suppliers_productoffer: the offer",
            "contracts_systeminuse: who runs it",
            "contracts_contract: who bought it",
            "boroughs_borough: for whom the person may",
            "suppliers_suppliermember: whether they keep it",
            "contracts_offerconfirmation: what is confirmed",
        ),
        visitors=STAFF_ONLY,
    ),
    Kind(
        "agree to a reference",
        ("suppliers:reference",),
        lambda world: reverse(
            "suppliers:reference",
            args=[
                world.borough.slug,
                suppliers.Reference.objects.filter(borough=world.borough).order_by("pk")[0].key,
            ],
        ),
        warm=(
            ITS,
            "suppliers_reference: the reference",
            "suppliers_reference: which wait",
            "suppliers_suppliermember: whether they keep it",
        ),
        visitors=STAFF_ONLY,
    ),
)
KINDS = (*PUBLIC, *FORMS, *ACCOUNTS, *OWN_PAGES, *OWN_IMPORTS, *MEMBERS, *PROFILES, *STAFF_PAGES)

# Addresses without a page of their own in the table above, by pattern of their name.
EXEMPT = {
    r"contracts:(supplier-group|group-ask)-deed": (
        "accept a POST and lead back: tests/contracts/groups/test_pages.py"
    ),
    r"contracts:(asked|answer-group-ask|answer-disagreement)": (
        "for a supplier's members alone: tests/contracts/groups/test_answering.py, tests/contracts/opinions"
    ),
    r"contracts:answer-use": "there once a supplier says so: tests/contracts/offers",
    r"contracts:disagree": "there once suppliers say something: tests/contracts/opinions",
    r"contracts:withdraw-answer": "accepts a POST and leads back: tests/contracts/answers",
    r"account_delete_confirm": "there once a code was sent: tests/thirty3/accounts/test_leaving.py",
    r"mfa_remove_webauthn": "of one passkey: tests/thirty3/accounts/test_passkeys.py",
    r"api:api-root": "no list, so not found: tests/contracts/open_data/test_api.py",
    r"admin:records-(contract|systeminuse)": (
        "workbooks of an authority's records: tests/contracts/imports/test_round_trip.py, test_permissions.py"
    ),
    r"admin:import-annotated": "a workbook: tests/contracts/imports/test_annotating.py, test_permissions.py",
    r"suppliers:(registration(-send|-step|-mend)?|request|preview|send-code|give-code|take-back)": (
        "of one person's own request: tests/suppliers/members"
    ),
    r"suppliers:(invitation|withdraw-invitation|leave)": "of one member alone: tests/suppliers/members",
    r"boroughs:invitation": "for the invited person alone: tests/boroughs/officers/test_colleagues.py",
    r"(boroughs:withdraw|contracts:undo-confirmations)": (
        "accept a POST and lead back: test_permissions.py, tests/contracts/my_authority/test_pages.py"
    ),
    r"contracts:note-deed": "accepts a POST and leads back: tests/contracts/sharing/test_pages.py",
    r"contracts:note-document": "a file: tests/contracts/sharing/test_pages.py",
    r"mfa_totp_qr": "a picture: tests/thirty3/accounts/test_second_factor.py",
    r"admin:(login|logout|password_change|password_change_done)": (
        "lead to the one sign-in, or nowhere: tests/thirty3/accounts and test_permissions.py"
    ),
    r"admin:(autocomplete|jsi18n|view_on_site)": "parts of the admin's own pages, which answer no page",
    r"admin:-": "the admin's old addresses and its own 404",
    r"contracts:own-import-(file|annotated)": "downloads: tests/contracts/imports/test_own.py",
    r"contracts:own-import-(apply|undo|compare|give-up|rows)": (
        "accept a POST and lead to the review: test_permissions.py, tests/contracts/imports/test_own.py"
    ),
    r"admin:import-file": "the file as it came: tests/contracts/imports/test_quarantine.py",
    r"admin:import-(apply|undo|compare|give-up|rows)": (
        "accept a POST and lead to the review: test_permissions.py"
    ),
    r"admin:\w+_(import|process_import|export)": "tables in and out: tests/boroughs/test_admin.py",
    r"admin:\w+_(add|change|delete|history)": "the admin's own forms: tests/boroughs/test_admin.py",
    r"admin:\w+_restore": "as that of a contract: tests/contracts/test_restoring.py",
    r"admin:\w+_bring_back": "for what is removed, of every kind: tests/contracts/test_bringing_back.py",
}
