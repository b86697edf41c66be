"""What an authority's people come to."""

from collections.abc import Callable

from django.urls import reverse
from django.utils import timezone

from boroughs import models as boroughs
from contracts import models as contracts
from contracts.answers.keeping import keep, rows_today
from tests.pages.kinds.kind import (
    CAME_OF,
    CONTRACT,
    EARLIER,
    FITTING,
    LEARNT_OF,
    OFFERED,
    OWNERS,
    RATED,
    SEEN,
    SEEN_COLD,
    STAFF_ONLY,
    STATUSES,
    Kind,
    Queries,
    at,
)
from tests.pages.visitors import Visitor
from tests.pages.worlds import World
from tests.signing_in import staff_member
from thirty3.accounts.models import User

OF_GROUP = "suppliers_supplier: the supplier"

LISTED_SUPPLIERS = "suppliers_supplier: whom everyone may know of"

ASKED: Queries = (
    "contracts_groupask: what was asked",
    *("boroughs_borough: who asks", "boroughs_borough: who published it"),
    "contracts_groupanswer: what was answered",
)


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


def kept_at(name: str, record: contracts.Contract | contracts.SystemInUse, *more: str) -> str:
    """A page on which an authority keeps a record of its own."""
    if isinstance(record, contracts.Contract):
        owner, kept = record.lead_buyer, "contracts"
    else:
        owner, kept = record.borough, "systems"
    return reverse(f"contracts:{name}", args=[owner.slug, kept, record.key, *more])


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
            "contracts_journey: which journeys are under way",
            "contracts_journeytask: what was kept of their tasks",
            "contracts_contract: their contracts",
            "contracts_extensionoption: options to extend these",
            "contracts_journey: how many are under way",
            "contracts_opportunity: how many it keeps",
            "toolkit_call: calls that name it",
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
            "contracts_opportunityquestion: questions that wait",
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
            *("contracts_practicenote: what was learnt of it", RATED, OWNERS, CAME_OF, FITTING),
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
