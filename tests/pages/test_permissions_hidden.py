"""Records that are hidden, held or closed in part: each page of each kind, for each audience."""

import io
import zipfile
from collections.abc import Iterator

import pytest
from django.urls import reverse

from contracts.quality.holding import hold
from tests import factories
from tests.pages.answers import answer_of
from tests.pages.permissions.addresses import ADDRESSES
from tests.pages.permissions.asking import PlainClient
from tests.pages.permissions.people import VISITORS, Visitor, visitor_named
from tests.pages.permissions.place import Place
from tests.pages.permissions.rules import As
from tests.pages.worlds import CLOSED, OWN

pytestmark = pytest.mark.django_db(databases="__all__")
NO_KEY, NO_NAME = "bcdfghjkmn", "nobody-of-that-name"
DAY = "?as_of=2026-01-31"
# What nobody but the authority itself and staff may read, and what authorities alone may.
OWN_WORD, SHARED_WORD = "Zwurbel", "Quastik"
OWN_FACT = {"audience": "own", "reason": "personal data"}
SHARED_FACT = {"audience": "boroughs", "reason": "commercial"}


def pages_of(kind: str, key: str) -> tuple[str, ...]:
    """Its page, its history, and how it stood on a day."""
    app = "contracts" if kind in ("contract", "system") else "suppliers"
    page = reverse(f"{app}:{kind}", args=[key])
    return page, reverse(f"{app}:{kind}-history", args=[key]), page + DAY


def hidden_records(rule: dict[str, str]) -> Iterator[tuple[str, str]]:
    """A contract and a system that are closed as a whole, and a supplier and a technology known by them."""
    seller, made = factories.supplier("Hidden Seller"), factories.product("Hidden product")
    whole = {"visibility": {"record": rule}}
    contract = factories.contract("Hidden", suppliers=[seller], **whole)
    yield "contract", contract.key
    yield "system", factories.system(made, **whole).key
    yield "supplier", seller.slug
    yield "technology", made.slug


def none_like(kind: str) -> tuple[str, ...]:
    return pages_of(kind, NO_KEY if kind in ("contract", "system") else NO_NAME)


@pytest.mark.parametrize("visitor", VISITORS, ids=str)
def test_what_is_hidden_and_what_never_was_answer_alike(place: Place, visitor: Visitor) -> None:
    client = visitor.arrive(place)
    # One authority's own records are on no public page: not even for itself, nor for staff.
    rules = [OWN] if As.OFFICER in visitor.stands else [OWN, CLOSED]
    for rule in rules:
        for kind, key in hidden_records(rule):
            for page, nowhere in zip(pages_of(kind, key), none_like(kind), strict=True):
                found = answer_of(client, page)
                assert found[0] == 404, (kind, page)
                assert found == answer_of(client, nowhere), (kind, page)


@pytest.mark.parametrize(
    "visitor",
    [*map(visitor_named, ("a person with no role", "an editor", "a supplier's owner", "a superuser"))],
    ids=str,
)
def test_a_hidden_supplier_can_be_neither_claimed_nor_met_in_a_group(place: Place, visitor: Visitor) -> None:
    client = visitor.arrive(place)
    [key] = [key for kind, key in hidden_records(OWN) if kind == "supplier"]
    for name in ("suppliers:claim", "contracts:supplier-group", "contracts:disagree"):
        found = answer_of(client, reverse(name, args=[key]))
        assert found[0] == 404, name
        assert found == answer_of(client, reverse(name, args=[NO_NAME])), name


@pytest.mark.parametrize("visitor", [VISITORS[0], VISITORS[1], VISITORS[7], VISITORS[-1]], ids=str)
def test_a_report_about_what_is_hidden_says_no_more_than_one_about_nothing(
    place: Place, visitor: Visitor
) -> None:
    client = visitor.arrive(place)
    for kind, key in hidden_records(OWN):
        nobody = NO_KEY if kind in ("contract", "system") else "n" * len(key)
        pages = [client.get(f"/report/?about={kind}:{one}").content for one in (key, nobody)]
        told = [page.replace(one.encode(), b"?") for page, one in zip(pages, (key, nobody), strict=True)]
        assert without_stamps(told[0]) == without_stamps(told[1]), kind


def without_stamps(page: bytes) -> list[bytes]:
    """A form but for its token and the moment at which it was opened."""
    return [line for line in page.splitlines() if b"csrf" not in line and b"opened" not in line]


@pytest.mark.parametrize("visitor", VISITORS, ids=str)
def test_what_is_on_hold_is_told_to_those_who_saw_it_and_to_nobody_else(
    place: Place, visitor: Visitor
) -> None:
    client = visitor.arrive(place)
    seen = {
        "public": [("contract", factories.contract("A")), ("system", factories.system())],
        "boroughs": [
            ("contract", factories.contract("B", visibility={"record": CLOSED})),
            ("system", factories.system(visibility={"record": CLOSED})),
        ],
        "own": [("contract", factories.contract("C", visibility={"record": OWN}))],
    }
    for audience, records in seen.items():
        knew = audience == "public" or (audience == "boroughs" and As.OFFICER in visitor.stands)
        for kind, record in records:
            hold(record=record, actor=None, why="Reported")
            for page, nowhere in zip(pages_of(kind, record.key), none_like(kind), strict=True):
                found = answer_of(client, page)
                assert found[0] == (410 if knew else 404), (audience, page)
                assert knew or found == answer_of(client, nowhere), (audience, page)


def withheld(place: Place) -> None:
    """A contract and a system of the authority here, with words that not everybody may read."""
    facts = {
        "description": f"For {OWN_WORD}",
        "reference": f"{OWN_WORD}-1",
        "department": SHARED_WORD,
        "notes": f"Said by {SHARED_WORD}",
    }
    rules = {"description": OWN_FACT, "reference": OWN_FACT, "department": SHARED_FACT}
    seller = factories.supplier(f"{OWN_WORD} Ltd")
    factories.contract(
        "Kept apart",
        buyer=place.borough,
        suppliers=[seller],
        visibility=rules | {"supplier": OWN_FACT},
        **facts,
    )
    factories.system(
        factories.product(f"{SHARED_WORD} Suite"),
        buyer=place.borough,
        notes=OWN_WORD,
        visibility={"notes": OWN_FACT, "record": SHARED_FACT},
    )


def text_of(client: PlainClient, address: str) -> str:
    """Everything that an answer says, workbooks unpacked."""
    response = client.get(address)
    body = b"".join(response.streaming_content) if response.streaming else response.content
    if body.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(body)) as book:
            body = b"".join(book.read(name) for name in book.namelist())
    return body.decode("utf-8", "replace")


@pytest.mark.parametrize(
    ("visitor", "words"),
    [
        (VISITORS[0], {OWN_WORD, SHARED_WORD}),
        (VISITORS[1], {OWN_WORD, SHARED_WORD}),
        (VISITORS[9], {OWN_WORD}),
        (VISITORS[10], {OWN_WORD, SHARED_WORD}),
    ],
    ids=lambda value: str(value) if isinstance(value, Visitor) else "",
)
def test_what_is_withheld_stands_in_no_answer_of_any_address(
    place: Place, visitor: Visitor, words: set[str]
) -> None:
    client = visitor.arrive(place)
    withheld(place)
    pages = {address.where(place) for address in ADDRESSES if address.look is not None}
    found = {page: text_of(client, page) for page in sorted(pages)}
    assert {page: word for page, text in found.items() for word in words if word in text} == {}
    if SHARED_WORD not in words:
        assert any(SHARED_WORD in text for text in found.values())
