"""Questions of procurement law, which ask no table but that of authorities and what suppliers say."""

from django.urls import reverse

from tests.pages.kinds.kind import KEPT, SEEN, SEEN_COLD, Kind, at
from tests.pages.kinds.selling_list import SAID_BY_THEM
from tests.pages.visitors import Visitor

ANSWERS = {
    "about": "buy", "value": "6000000", "category": "goods_services", "commenced_on": "2026-12-01",
    "route": "open", "authority_spend_over_100m": "yes", "uk4_on": "2026-12-01", "uk6_on": "2027-02-01",
    "entered_on": "2027-02-15",
}  # fmt: skip
COMPETITION = {"day": "1/12/2026", "value": "150000", "category": "goods_services", "area": "borders"}

TOOLKIT_ROUTES = (
    Kind("which procedure", ("toolkit:which-procedure",), at("toolkit:which-procedure")),
    Kind(
        "a question of which procedure",
        ("toolkit:which-procedure-step",),
        lambda world: reverse("toolkit:which-procedure-step", args=["details"], query=ANSWERS),
    ),
    Kind(
        "questions of which procedure, not understood",
        ("toolkit:which-procedure-step",),
        lambda world: reverse(
            "toolkit:which-procedure-step",
            args=["contract"],
            query={"about": "buy", "sent": "yes", "value": "x"},
        ),
    ),
    Kind(
        "the procedures of a purchase",
        ("toolkit:which-procedure-result",),
        lambda world: reverse("toolkit:which-procedure-result", query=ANSWERS),
    ),
    Kind(
        "a case as JSON",
        ("toolkit:case-json",),
        lambda world: reverse("toolkit:case-json", query=ANSWERS),
        html=False,
        visitors=(Visitor.ANYONE,),
    ),
    Kind("figures of law", ("toolkit:figures",), at("toolkit:figures")),
    Kind(
        "local reservation",
        ("toolkit:local-reservation",),
        at("toolkit:local-reservation"),
        warm=("boroughs_borough: names of authorities",),
    ),
    Kind(
        "a local area and its suppliers",
        ("toolkit:local-reservation",),
        lambda world: reverse(
            "toolkit:local-reservation", query={"authority": world.borough.slug, **COMPETITION}
        ),
        warm=(
            *("boroughs_borough: names of authorities", "boroughs_borough: which borders which"),
            *(*SEEN, KEPT, "suppliers_certification: certificates in force", "suppliers_supplier: names"),
            *SAID_BY_THEM,
            "suppliers_howknown: how operations are known",
        ),
        cold=SEEN_COLD,
    ),
    Kind(
        "sitemap of procedures",
        ("sitemap-section",),
        at("sitemap-section", "procedures"),
        html=False,
        visitors=(Visitor.ANYONE,),
    ),
)
