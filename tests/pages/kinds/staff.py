"""The staff site."""

from django.db import models
from django.urls import reverse

from boroughs import models as boroughs
from contracts import models as contracts
from suppliers import models as suppliers
from tests.pages.kinds.kind import NAMES, STAFF_ONLY, Kind, Queries, at
from tests.pages.kinds.own_imports import FORESEEN
from tests.pages.worlds import World
from thirty3.accounts.models import Erasure, User
from thirty3.history.models import Change, Merge
from thirty3.search.models import SameWords
from toolkit import models as toolkit


def pair_of(world: World) -> suppliers.LikelyDuplicate:
    """The first pair of suppliers that may be one."""
    return suppliers.LikelyDuplicate.objects.order_by("pk")[0]


def alias_of(world: World) -> suppliers.SupplierAlias:
    """A spelling of the first supplier's name."""
    return suppliers.SupplierAlias.objects.get(supplier=world.suppliers[0])


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
    staff_list(contracts.Opportunity, AUTHORITIES),
    staff_list(contracts.GroupMember),
    staff_list(contracts.Disagreement),
    staff_list(contracts.PublishedRating),
    staff_list(contracts.Journey),
    staff_list(contracts.JourneyTask),
    staff_list(contracts.Source),
    staff_list(contracts.DataIssue),
    staff_list(Erasure),
    staff_list(toolkit.Project),
    staff_list(toolkit.Stage),
    staff_list(toolkit.Page, "toolkit_stage: stages to filter by"),
    staff_list(toolkit.Resource),
    staff_list(toolkit.Problem),
    staff_list(toolkit.PageFeedback),
    staff_list(toolkit.Call),
    staff_list(
        contracts.Assertion,
        "contracts_assertion: kinds of record to filter by",
        "contracts_source: sources to filter by",
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
            "toolkit_page: guidance to check",
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
            # Of these the one that stays may have its own, which are told by name too.
            *5 * ("suppliers_productoffer: what its maker says of it",),
            *5 * ("contracts_useclaim: where it is said to be used",),
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
            *2 * ("contracts_interest: what it is interested in",),
            "contracts_opportunity: in which opportunities",
            *2 * ("toolkit_response: its answers to calls",),
            "toolkit_call: to which calls",
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
