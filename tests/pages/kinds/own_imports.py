"""What an authority's editors send and decide."""

from collections.abc import Callable

from django.urls import reverse

from tests.pages.kinds.kind import NAMES, STAFF_ONLY, Kind
from tests.pages.kinds.own import ITS
from tests.pages.worlds import World

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
