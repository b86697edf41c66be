"""A supplier that three authorities use, one of them behind a closed door, and people of theirs."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from boroughs.models import Borough
from contracts.groups import writing
from contracts.models import GroupAsk
from suppliers.models import Supplier
from tests import factories
from tests.contracts.sharing.conftest import officer_at
from tests.signing_in import sign_in
from thirty3.accounts.models import User

CLOSED = {"supplier": {"audience": "boroughs", "reason": "commercial"}}
type Asks = Callable[..., GroupAsk]


@pytest.fixture
def camden() -> Borough:
    return factories.borough("Camden")


@pytest.fixture
def hackney() -> Borough:
    return factories.borough("Hackney")


@pytest.fixture
def brent() -> Borough:
    return factories.borough("Brent")


@pytest.fixture
def civica(camden: Borough, hackney: Borough, brent: Borough) -> Supplier:
    """Everyone knows that Camden and Brent use it; that Hackney does, authorities alone."""
    supplier = factories.supplier("Civica")
    factories.contract("Housing", buyer=camden, suppliers=[supplier], department="Housing", value="100")
    factories.contract("Benefits", buyer=hackney, suppliers=[supplier], visibility=CLOSED)
    factories.system(factories.product("Cx", maker=supplier), buyer=brent)
    return supplier


@pytest.fixture
def editors(camden: Borough, hackney: Borough, brent: Borough) -> dict[str, User]:
    """An editor of each of the three."""
    return {one.slug: officer_at(one) for one in (camden, hackney, brent)}


@pytest.fixture
def asks(civica: Supplier, camden: Borough, hackney: Borough, editors: dict[str, User]) -> Asks:
    """Lets Camden and Hackney ask something together."""

    def made(title: str = "An open interface", *, sent: bool = True) -> GroupAsk:
        for one in (camden, hackney):
            writing.join(supplier=civica, borough=one, actor=editors[one.slug])
        facts: dict[str, Any] = {"supplier": civica, "title": title, "text": "At no fee."}
        ask = writing.draft(borough=camden, actor=editors["camden"], **facts)
        writing.join_ask(ask=ask, borough=hackney, actor=editors["hackney"])
        if sent:
            writing.send(ask=ask, borough=camden, actor=editors["camden"])
        return ask

    return made


@pytest.fixture
def camdens(client: Client, editors: dict[str, User]) -> Client:
    """A browser in which Camden's editor is signed in."""
    sign_in(client, editors["camden"])
    return client
