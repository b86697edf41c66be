"""The addresses of calls: of everyone, of those who answer, and of the officers whom a call names."""

from collections.abc import Mapping
from typing import Any, Final

from django.urls import reverse

from tests.pages.kinds.calls import FIRST, answer_of
from tests.pages.permissions.address import EITHER, Address, Where, at, own
from tests.pages.permissions.place import Place
from tests.pages.permissions.rules import (
    EDITORS,
    EVERYONE,
    KEEPERS,
    MISSING,
    READERS,
    STRANGERS,
    As,
    Rule,
)

# Before a call is published staff alone know of it.
UNPUBLISHED: Final = Rule(As.STAFF, unknown=MISSING)
# To officers whom a call does not name its answers are not there.
NOT_NAMED: Final = Rule(As.STAFF)


def answering(name: str) -> Where:
    """An address of the answer of the supplier here."""
    return lambda place: reverse(f"toolkit:{name}", args=[FIRST, answer_of(place.world).key])


def file_key(place: Place) -> str:
    return answer_of(place.world).files.get().key


def edition(place: Place) -> Mapping[str, Any]:
    return {"edition": answer_of(place.world).edition, "then": "later"}


def key(place: Place) -> str:
    return answer_of(place.world).key


def first(place: Place) -> str:
    return FIRST


def of_answer(name: str) -> Where:
    return own(f"toolkit:{name}", first, key)


CALLS: Final = (
    Address("toolkit:calls", at("toolkit:calls")),
    Address("toolkit:call", at("toolkit:call", FIRST)),
    Address("a call that is not published", at("toolkit:call", "call-hidden"), UNPUBLISHED),
    # Whoever may not answer is told how one comes to.
    Address(
        "toolkit:answer-call",
        at("toolkit:answer-call", FIRST),
        EVERYONE,
        EVERYONE,
        lambda place: {"whose": f"for-{place.firm.supplier.slug}"},
        sent=EITHER,
    ),
    Address(
        "toolkit:answer-call-address",
        at("toolkit:answer-call-address", FIRST),
        STRANGERS,
        STRANGERS,
    ),
    Address("toolkit:response", answering("response"), KEEPERS, KEEPERS, edition, deed=True),
    Address("toolkit:response-check", answering("response-check"), KEEPERS, KEEPERS, edition, deed=True),
    Address("toolkit:response-receipt", answering("response-receipt"), KEEPERS),
    Address("toolkit:response-withdraw", answering("response-withdraw"), KEEPERS, KEEPERS, deed=True),
    Address(
        "toolkit:response-file",
        lambda place: reverse("toolkit:response-file", args=[FIRST, key(place), file_key(place)]),
        KEEPERS,
    ),
    Address("toolkit:own-calls", own("toolkit:own-calls"), READERS),
    *(
        Address(f"toolkit:{name}", own(f"toolkit:{name}", first), READERS)
        for name in ("call-answers", "call-answers-csv", "call-answers-workbook")
    ),
    Address(
        "the answers to a call that names nobody",
        own("toolkit:call-answers", lambda place: "call-elsewhere"),
        NOT_NAMED,
    ),
    Address("toolkit:call-answer", of_answer("call-answer"), READERS),
    Address(
        "toolkit:call-answer-mark",
        of_answer("call-answer-mark"),
        None,
        EDITORS,
        # It is marked already.
        lambda place: {"marked": "no"},
        deed=True,
    ),
    Address(
        "toolkit:call-answer-feedback",
        of_answer("call-answer-feedback"),
        EDITORS,
        EDITORS,
        lambda place: {"text": "Thank you."},
        deed=True,
    ),
    Address("toolkit:call-answer-file", own("toolkit:call-answer-file", first, key, file_key), READERS),
)
