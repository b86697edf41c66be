"""Calls: what everyone reads, and what the officers come to whom they name."""

from collections.abc import Callable

from django.urls import reverse

from tests.pages.kinds.kind import STAFF_ONLY, Kind, at
from tests.pages.kinds.own import ITS
from tests.pages.visitors import Visitor
from tests.pages.worlds import World
from toolkit.models import Response

FIRST = "call-0"
THE_CALL = "toolkit_call: the call"
ANSWER = "toolkit_response: the answer"


def answer_of(world: World) -> Response:
    """The answer of the first supplier."""
    return Response.objects.get(call__slug=FIRST, supplier=world.suppliers[0])


def of_call(name: str) -> Callable[[World], str]:
    """A page of the first call, as the first authority's officers see it."""
    return lambda world: reverse(f"toolkit:{name}", args=[world.borough.slug, FIRST])


def of_answer(name: str) -> Callable[[World], str]:
    """A page of the first answer to it."""
    return lambda world: reverse(f"toolkit:{name}", args=[world.borough.slug, FIRST, answer_of(world).key])


CALLS = (
    Kind("calls", ("toolkit:calls",), at("toolkit:calls"), warm=("toolkit_call: what is published",)),
    Kind(
        "call",
        ("toolkit:call",),
        at("toolkit:call", FIRST),
        warm=(
            THE_CALL,
            "toolkit_call: its other sides",
            "boroughs_borough: whose officers see answers",
            "toolkit_question: what it asks",
        ),
    ),
    Kind(
        "answer a call",
        ("toolkit:answer-call",),
        at("toolkit:answer-call", FIRST),
        warm=(THE_CALL,),
        more_for_staff=(ANSWER, "suppliers_supplier: for whom they may answer"),
    ),
    Kind(
        "address to answer a call with",
        ("toolkit:answer-call-address",),
        at("toolkit:answer-call-address", FIRST),
        warm=(THE_CALL,),
        visitors=(Visitor.ANYONE,),
    ),
)
OWN_CALLS = (
    Kind(
        "calls of an authority",
        ("toolkit:own-calls",),
        lambda world: reverse("toolkit:own-calls", args=[world.borough.slug]),
        warm=(ITS, "toolkit_call: those that name it"),
        visitors=STAFF_ONLY,
    ),
    Kind(
        "answers to a call",
        ("toolkit:call-answers",),
        of_call("call-answers"),
        warm=(
            *(ITS, THE_CALL, "toolkit_response: how many were sent", "toolkit_response: a page of them"),
            "toolkit_learnmore: which are marked",
        ),
        visitors=STAFF_ONLY,
    ),
    *(
        Kind(
            f"answers to a call as {kind}",
            (f"toolkit:call-answers-{name}",),
            of_call(f"call-answers-{name}"),
            warm=(
                *(ITS, THE_CALL, "toolkit_question: what it asks", "toolkit_response: what was sent"),
                *("toolkit_learnmore: which are marked", "toolkit_responsefile: names of files"),
            ),
            visitors=STAFF_ONLY,
            html=False,
        )
        for kind, name in (("CSV", "csv"), ("a workbook", "workbook"))
    ),
    Kind(
        "answer to a call",
        ("toolkit:call-answer",),
        of_answer("call-answer"),
        warm=(
            *(
                ITS,
                THE_CALL,
                ANSWER,
                "toolkit_question: what it asks",
                "toolkit_responsefile: names of files",
            ),
            *("toolkit_learnmore: whether it is marked", "toolkit_feedback: what was said of it"),
        ),
        visitors=STAFF_ONLY,
    ),
    Kind(
        "feedback on an answer",
        ("toolkit:call-answer-feedback",),
        of_answer("call-answer-feedback"),
        warm=(ITS, THE_CALL, ANSWER),
        visitors=STAFF_ONLY,
    ),
)
