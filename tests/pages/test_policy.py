"""What every answer says of itself: what it may use, who may keep it, and what it leaves in the browser."""

from typing import Final

import pytest
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import factories
from tests.pages.kinds import PUBLIC, Kind
from tests.pages.visitors import Visitor, client_of
from tests.pages.worlds import World
from thirty3.history.services import remove

pytestmark = pytest.mark.django_db(databases="__all__")
POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
SECURE: Final = {
    "Content-Security-Policy": POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
# Pages that everyone may see and that are the same for everyone, so that a cache may keep them.
CACHEABLE = [kind for kind in PUBLIC if kind.status == 200 and not kind.url_names[0].endswith("z")]


def name_of(value: object) -> str:
    return getattr(value, "name", str(value))


def test_every_fault_carries_the_strict_policy(monkeypatch: pytest.MonkeyPatch) -> None:
    client = Client(raise_request_exception=False)
    gone = factories.contract("Gone")
    remove(gone)
    officer = client_of(Visitor.OFFICER)
    checked = Client(enforce_csrf_checks=True)
    answers = {
        404: client.get("/nowhere/"),
        410: client.get(gone.get_absolute_url()),
        405: client.post("/"),
        400: client.get("/contracts.csv?ends_after=soon"),
        403: officer.get("/admin/", follow=True),
        302: client.get("/account/"),
    }
    expired = checked.post("/account/sign-in/", {"email": "a@example.org"})
    monkeypatch.setattr("contracts.directory.home.map_of_ending", None)
    answers[500] = client.get("/")
    for status, response in answers.items():
        assert response.status_code == status
        assert {name: response.headers.get(name) for name in SECURE} == SECURE, status
    assert (expired.status_code, expired.headers["Content-Security-Policy"]) == (403, POLICY)
    assert "TypeError" not in answers[500].text


def test_a_request_that_makes_no_sense_carries_the_strict_policy() -> None:
    response = Client(raise_request_exception=False).get("/", headers={"host": "evil.example"})
    assert response.status_code == 400
    assert response.headers["Content-Security-Policy"] == POLICY


@pytest.mark.parametrize("kind", CACHEABLE, ids=name_of)
def test_a_public_page_is_the_same_for_every_visitor(world: World, kind: Kind) -> None:
    first, second = (Client().get(kind.address(world)) for _ in range(2))
    assert kind.html is False or first.content == second.content
    # Who came before, by which way, and in which language, makes no difference.
    third = Client(headers={"accept-language": "fr", "referer": "https://example.org"})
    assert kind.html is False or third.get(kind.address(world)).content == first.content


def test_a_fault_is_not_kept(client: Client) -> None:
    for address in ("/nowhere/", "/contracts/bcdfghjkmn/", "/boroughs/nowhere/"):
        assert client.get(address).headers["Cache-Control"] == "no-cache"


def test_a_page_comes_compressed_to_those_who_take_it(world: World, client: Client) -> None:
    for address in ("/", "/contracts/", world.contract.get_absolute_url()):
        response = client.get(address, headers={"accept-encoding": "gzip"})
        assert response.headers["Content-Encoding"] == "gzip"
        assert "Accept-Encoding" in response.headers["Vary"]


def test_public_pages_leave_the_cache_alone(world: World, client: Client) -> None:
    """The cache lies in a second database on SQLite, whose queries the budgets do not count."""
    with CaptureQueriesContext(connections[list(connections)[-1]]) as queries:
        for kind in CACHEABLE:
            response = client.get(kind.address(world))
            assert b"".join(response)
    assert [query["sql"] for query in queries if "thirty3_cache" in query["sql"]] == []
