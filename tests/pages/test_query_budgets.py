"""Each page asks what the table says, however many rows there are, in a fresh process and in a warm one."""

from collections import Counter
from typing import Any

import pytest
from django.test import Client, RequestFactory

from tests.pages.budgets import forget, queries_of
from tests.pages.conftest import forgotten_afterwards, shown_as_demonstration
from tests.pages.kinds import KINDS, Kind
from tests.pages.visitors import Visitor, client_of
from tests.pages.worlds import World
from thirty3 import errors

FEW, MANY = 2, 40
VISITS = [(kind, visitor) for kind in KINDS for visitor in kind.visitors]
type Visit = tuple[str, Visitor, int, bool]


@pytest.fixture(scope="module")
def asked(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> dict[Visit, Counter[str]]:
    """What every visit asked: by kind, visitor, size, and whether the process had just started."""
    found: dict[Visit, Counter[str]] = {}
    with (
        django_db_blocker.unblock(),
        forgotten_afterwards(),
        shown_as_demonstration(tmp_path_factory.mktemp("letters")),
    ):
        world, clients = World(), {visitor: client_of(visitor) for visitor in Visitor}
        for size in (FEW, MANY):
            world.grow(size)
            for kind, visitor in VISITS:
                address = kind.address(world)
                forget()
                for cold in (True, False):
                    found[kind.name, visitor, size, cold] = queries_of(clients[visitor], address, kind.status)
    return found


@pytest.mark.parametrize(("kind", "visitor"), VISITS, ids=lambda value: getattr(value, "name", str(value)))
def test_a_page_asks_what_the_table_says(
    asked: dict[Visit, Counter[str]], kind: Kind, visitor: Visitor
) -> None:
    for cold in (True, False):
        budget = Counter(query.partition(":")[0] for query in kind.asked(visitor, cold=cold))
        for size in (FEW, MANY):
            assert asked[kind.name, visitor, size, cold] == budget, f"{size} rows, cold: {cold}"


def test_the_pages_that_must_work_when_the_database_does_not_ask_it_nothing(client: Client) -> None:
    # No database is allowed in this test at all.
    assert client.get("/healthz").status_code == 200
    assert errors.server_error(RequestFactory().get("/")).status_code == 500
    assert client.get("/nowhere/").status_code == 404
