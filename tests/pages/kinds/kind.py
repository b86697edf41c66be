"""What the budget of a kind of page is, and the queries and addresses that several subjects share."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse

from tests.pages.visitors import Visitor
from tests.pages.worlds import World

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

ORDER = "contracts_listing: the columns that the order depends on"

ROWS = "contracts_listing: the rows of the page"

NAMES: Queries = (
    "boroughs_borough: names of authorities",
    "boroughs_function: names of functions and areas",
    "suppliers_supplier: names of suppliers",
    "suppliers_product: names of products",
)

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

CAME_OF = "contracts_opportunity: the opportunity that a contract came of"

# What is needed and bought now, with the functions that it serves.
NEEDED: Queries = ("contracts_opportunity: those shown", "boroughs_function: their functions")

CONTENT = "contracts_opinion: how content authorities are"

FITTING = "toolkit_page: guidance that fits its moment"

EARLIER = "contracts_contract: keys of agreements in its history"


def at(name: str, *args: str) -> Callable[[World], str]:
    """An address that is the same in every world."""
    return lambda world: reverse(name, args=args)


SEEN: Queries = (STAMP, "search_stamp: of systems")

SEEN_COLD: Queries = (BITMAPS, "search_facetbits: of systems")

OFFERED = "suppliers_product: what is openly offered"

# Whose own people keep a profile is known without a record.
KEPT = "suppliers_supplier: those that keep a profile"
