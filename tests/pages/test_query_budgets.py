"""Each page asks what the table says, however many rows there are, in a fresh process and in a warm one."""

from collections import Counter
from collections.abc import Iterator

import pytest
from django.test import Client, RequestFactory

from tests.pages.budgets import forget, queries_of
from tests.pages.kinds import KINDS
from tests.pages.visitors import Visitor, client_of
from tests.pages.worlds import World
from thirty3 import errors

FEW, MANY = 2, 40


@pytest.mark.django_db(databases="__all__")
def test_every_page_asks_what_the_table_says_with_few_rows_and_with_many() -> None:
    # One test, so that the world of many rows is made once: it names every page that differs.
    world, clients = World(), {visitor: client_of(visitor) for visitor in Visitor}
    differing = []
    for size in (FEW, MANY):
        world.grow(size)
        differing += list(differences(world, clients, size))
    assert not differing, "\n".join(differing)


def differences(world: World, clients: dict[Visitor, Client], size: int) -> Iterator[str]:
    """Every visit whose queries are not those of its budget, and which they are."""
    for kind in KINDS:
        for visitor in kind.visitors:
            forget()
            for cold in (True, False):
                asked = queries_of(clients[visitor], kind.address(world), kind.status)
                budget = Counter(query.partition(":")[0] for query in kind.asked(visitor, cold=cold))
                if asked != budget:
                    yield (
                        f"{kind.name} for {visitor}, {size} rows, {'cold' if cold else 'warm'}: "
                        f"also asks {dict(asked - budget)}, does not ask {dict(budget - asked)}"
                    )


def test_the_pages_that_must_work_when_the_database_does_not_ask_it_nothing(client: Client) -> None:
    # No database is allowed in this test at all.
    assert client.get("/healthz").status_code == 200
    assert errors.server_error(RequestFactory().get("/")).status_code == 500
    assert client.get("/nowhere/").status_code == 404
