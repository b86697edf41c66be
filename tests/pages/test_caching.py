"""Who may keep an answer and for how long, and that what has not changed is not sent again."""

import gzip
from typing import Final

import pytest
from django.test import Client

from tests import factories
from tests.pages.kinds import KINDS, Kind
from tests.pages.visitors import Visitor, client_of
from tests.pages.worlds import World
from thirty3.history.services import recording

pytestmark = pytest.mark.django_db(databases="__all__")
A_MINUTE, AN_HOUR = "public, max-age=60", "public, max-age=3600"
NEVER: Final = "max-age=0, no-cache, no-store, must-revalidate, private"
PRIVATE: Final = "private, no-store"
# Every kind of page that is not kept for a minute by everyone, or kept by nobody because someone signed in.
OF_ITS_OWN: Final[dict[str, str]] = {
    "alive?": NEVER,
    "ready?": NEVER,
    "outbox of the demonstration": NEVER,
    "account closed": A_MINUTE,
    "the empty workbook": AN_HOUR,
    "robots.txt": AN_HOUR,
    **{kind.name: AN_HOUR for kind in KINDS if kind.name.startswith("sitemap")},
    "page not found": "no-cache",
    # Their forms have a token, which comes with a cookie.
    "sign in": PRIVATE,
    "address to register with": PRIVATE,
    "address to answer a call with": PRIVATE,
    "was this page useful": PRIVATE,
    "report a problem": PRIVATE,
    "report a problem with a contract": PRIVATE,
    "follow an opportunity no longer": PRIVATE,
}
CONDITIONAL = [
    kind
    for kind in KINDS
    if Visitor.ANYONE in kind.visitors and OF_ITS_OWN.get(kind.name, A_MINUTE) in (A_MINUTE, AN_HOUR)
]


def name_of(value: object) -> str:
    return getattr(value, "name", str(value))


def expected(kind: Kind, visitor: Visitor) -> str:
    if visitor != Visitor.ANYONE:
        return PRIVATE
    return OF_ITS_OWN.get(kind.name, A_MINUTE)


@pytest.mark.parametrize("kind", CONDITIONAL, ids=name_of)
def test_what_has_not_changed_is_not_sent_again(world: World, client: Client, kind: Kind) -> None:
    first = client.get(kind.address(world))
    if first.streaming:
        # A download is made while it is sent: nobody knows beforehand what it will hold.
        assert "ETag" not in first.headers
        return
    again = client.get(kind.address(world), headers={"if-none-match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    for name in ("Cache-Control", "ETag", "Vary"):
        assert again.headers[name] == first.headers[name]


def test_what_is_sent_compressed_is_known_again(world: World, client: Client) -> None:
    packed = {"accept-encoding": "gzip"}
    first = client.get("/contracts/", headers=packed)
    assert gzip.decompress(first.content) == client.get("/contracts/").content
    again = client.get("/contracts/", headers={**packed, "if-none-match": first.headers["ETag"]})
    assert again.status_code == 304
    assert {"Accept-Encoding", "Cookie"} == set(again.headers["Vary"].split(", "))


def test_what_has_changed_is_sent(client: Client) -> None:
    record = factories.contract("Before")
    first = client.get(record.get_absolute_url())
    with recording(record):
        record.title = "After"
        record.save()
    again = client.get(record.get_absolute_url(), headers={"if-none-match": first.headers["ETag"]})
    assert again.status_code == 200
    assert "After" in again.text


@pytest.mark.parametrize("visitor", [Visitor.OFFICER, Visitor.STAFF])
def test_an_answer_to_somebody_signed_in_is_never_recognised(visitor: Visitor) -> None:
    response = client_of(visitor).get("/contracts/")
    assert "ETag" not in response.headers
    assert "Last-Modified" not in response.headers


def test_two_who_may_see_different_things_never_share_an_answer(world: World, client: Client) -> None:
    public = client.get("/contracts/").headers["ETag"]
    asked_by_officer = client_of(Visitor.OFFICER).get("/contracts/", headers={"if-none-match": public})
    assert asked_by_officer.status_code == 200
