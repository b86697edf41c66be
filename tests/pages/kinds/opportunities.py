"""Pages of what authorities need and buy."""

from collections.abc import Callable

from django.urls import reverse

from contracts.models import OpportunityFollower, OpportunityQuestion
from tests.pages.kinds.kind import NEEDED, Kind, Queries, at
from tests.pages.opportunities import draft_of, first_of
from tests.pages.visitors import Visitor
from tests.pages.worlds import World

ITS = "boroughs_borough: the authority"
THE_ONE = "contracts_opportunity: the opportunity"
CORRECTED = "history_change: what was corrected"
PARTS: Queries = (
    "boroughs_borough: those that take part",
    "boroughs_function: its functions",
    *("contracts_opportunitystep: its steps", "contracts_opportunitylot: its lots"),
    *("contracts_barrieranswer: what was done about barriers", "contracts_opportunityquestion: questions"),
)
SIGNED_IN = (Visitor.PERSON, Visitor.STAFF)
STAFF_ONLY = (Visitor.STAFF,)


def own_at(name: str, *more: str) -> Callable[[World], str]:
    """A page on which the first authority keeps its first opportunity."""
    return lambda world: reverse(f"contracts:{name}", args=[world.borough.slug, first_of(world).key, *more])


def one_at(name: str) -> Callable[[World], str]:
    """A page of the first opportunity."""
    return lambda world: reverse(f"contracts:{name}", args=[first_of(world).key])


def question_of(world: World) -> str:
    """Where the first question that waits is answered."""
    found = first_of(world)
    question = OpportunityQuestion.objects.filter(opportunity=found, answer="").order_by("pk")[0]
    return reverse(
        "contracts:answer-opportunity-question", args=[world.borough.slug, found.key, question.key]
    )


def unfollow_of(world: World) -> str:
    """Where somebody follows the first one no longer."""
    found = first_of(world)
    follower = OpportunityFollower.objects.filter(opportunity=found).order_by("pk")[0]
    return reverse("contracts:unfollow-opportunity", args=[found.key, follower.key])


OPPORTUNITIES = (
    Kind(
        "opportunities",
        ("contracts:opportunities",),
        at("contracts:opportunities"),
        warm=(
            *("boroughs_function: names", "boroughs_borough: names"),
            "contracts_opportunity: how many of each status",
            "contracts_opportunity: how many for each function",
            *2 * ("contracts_opportunity: how many of each authority",),
            "contracts_opportunity: how many suit whom",
            "contracts_opportunity: how many",
            *NEEDED,
        ),
    ),
    Kind(
        "opportunities as CSV",
        ("contracts:opportunities-csv",),
        at("contracts:opportunities-csv"),
        warm=(
            *(*NEEDED, "contracts_opportunitystep: their notices"),
            "contracts_opportunity: whether any is invented",
        ),
        html=False,
    ),
    Kind(
        "opportunities as a feed",
        ("contracts:opportunities-feed",),
        at("contracts:opportunities-feed"),
        warm=(*NEEDED, "boroughs_function: names", "boroughs_borough: names"),
        html=False,
    ),
    Kind(
        "opportunity",
        ("contracts:opportunity",),
        one_at("opportunity"),
        warm=(THE_ONE, *PARTS, CORRECTED, "contracts_interest: who is interested"),
        more_for_staff=("contracts_sharedneed: which need it too",),
    ),
    Kind(
        "opportunity's history",
        ("contracts:opportunity-history",),
        one_at("opportunity-history"),
        warm=(
            *(THE_ONE, "history_change: what was done to it"),
            *("boroughs_borough: names", "boroughs_function: names"),
        ),
    ),
    Kind(
        "ask about an opportunity",
        ("contracts:ask-opportunity",),
        one_at("ask-opportunity"),
        warm=(THE_ONE,),
        visitors=SIGNED_IN,
    ),
    Kind(
        "follow an opportunity",
        ("contracts:follow-opportunity",),
        one_at("follow-opportunity"),
        warm=(THE_ONE, "contracts_opportunityfollower: whether they do"),
        visitors=SIGNED_IN,
    ),
    Kind(
        "follow an opportunity no longer",
        ("contracts:unfollow-opportunity",),
        unfollow_of,
        warm=(THE_ONE, "contracts_opportunityfollower: who"),
    ),
    Kind(
        "need an opportunity too",
        ("contracts:shared-need",),
        one_at("shared-need"),
        warm=(
            THE_ONE,
            *("boroughs_borough: whether any", "boroughs_borough: how many", "boroughs_borough: which"),
        ),
        visitors=STAFF_ONLY,
    ),
    Kind(
        "opportunities that somebody follows",
        ("contracts:my-opportunities",),
        at("contracts:my-opportunities"),
        warm=("contracts_opportunity: followed", "contracts_opportunity: of interest"),
        visitors=SIGNED_IN,
    ),
    Kind(
        "opportunities of an authority",
        ("contracts:own-opportunities",),
        lambda world: reverse("contracts:own-opportunities", args=[world.borough.slug]),
        warm=(ITS, "contracts_opportunity: how many", "contracts_opportunity: those of the page"),
        visitors=STAFF_ONLY,
    ),
    Kind(
        "tell of a need",
        ("contracts:new-opportunity",),
        lambda world: reverse("contracts:new-opportunity", args=[world.borough.slug]),
        warm=(ITS, "boroughs_function: which there are", "boroughs_borough: which there are"),
        visitors=STAFF_ONLY,
    ),
    Kind(
        "opportunity for its officers",
        ("contracts:own-opportunity",),
        own_at("own-opportunity"),
        warm=(
            *(ITS, THE_ONE, "contracts_barrieranswer: what was done about barriers"),
            *("contracts_opportunitystep: its steps", "contracts_opportunitylot: its lots"),
            *2 * ("contracts_opportunityquestion: questions",),
            CORRECTED,
            *2 * ("boroughs_function: whether it names one",),
            *("contracts_interest: who is interested", "contracts_sharedneed: which need it too"),
            "contracts_opportunityfollower: how many follow it",
        ),
        visitors=STAFF_ONLY,
    ),
    Kind(
        "section of an opportunity",
        ("contracts:edit-opportunity",),
        own_at("edit-opportunity", "need"),
        warm=(
            *(ITS, THE_ONE, "boroughs_function: its functions", "boroughs_borough: who takes part"),
            *("boroughs_function: which there are", "boroughs_borough: which there are"),
        ),
        visitors=STAFF_ONLY,
    ),
    *(
        Kind(
            name,
            (f"contracts:{url_name}",),
            own_at(url_name, *more),
            warm=(ITS, THE_ONE, *queries),
            visitors=STAFF_ONLY,
        )
        for name, url_name, more, queries in (
            ("lot to add", "add-opportunity-lot", (), ()),
            (
                *("SME barrier check", "opportunity-barriers", ()),
                ("contracts_barrieranswer: what was done",),
            ),
            (
                *("step of an opportunity", "opportunity-step", ("planned",)),
                ("boroughs_function: whether it names one",),
            ),
            ("award of an opportunity", "award-opportunity", (), ()),
            (
                *("notice to correct", "correct-opportunity-notice", ("engagement", "uk2")),
                ("contracts_opportunitystep: the step",),
            ),
        )
    ),
    Kind(
        "draft to take away",
        ("contracts:discard-opportunity",),
        lambda world: reverse(
            "contracts:discard-opportunity", args=[world.borough.slug, draft_of(world).key]
        ),
        warm=(ITS, THE_ONE),
        visitors=STAFF_ONLY,
    ),
    Kind(
        "notices to bring in",
        ("admin:bring-in-opportunities",),
        at("admin:bring-in-opportunities"),
        visitors=STAFF_ONLY,
    ),
    Kind(
        "question to answer",
        ("contracts:answer-opportunity-question",),
        question_of,
        warm=(ITS, THE_ONE, "contracts_opportunityquestion: the question"),
        visitors=STAFF_ONLY,
    ),
)
