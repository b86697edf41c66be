"""Acme, its product Acme Homes with answers that show, Camden, and people of all three sides."""

from typing import Any

import pytest

from boroughs.models import Borough
from suppliers.adding import add_product
from suppliers.models import Product, ProductOffer, Supplier
from suppliers.profiles.saying import say
from suppliers.profiles.section import SECTIONS
from tests import factories
from tests.contracts.sharing.conftest import officer_at
from tests.suppliers.members.conftest import acme, ben, member, staff, window
from tests.suppliers.profiles.conftest import olga
from thirty3.accounts.models import User
from thirty3.keys import new_key

__all__ = ["acme", "ben", "member", "olga", "staff", "window"]
OWN = {"record": {"audience": "own", "reason": "It could help an attack"}}


@pytest.fixture
def camden() -> Borough:
    return factories.borough("Camden")


@pytest.fixture
def editor(camden: Borough) -> User:
    return officer_at(camden)


@pytest.fixture
def offer(acme: Supplier, staff: User) -> ProductOffer:
    answers = {
        "name": "Acme Homes",
        "open_api": "yes",
        "fees": "no",
        "extracts": "yes",
        "extract_formats": "CSV",
    }
    told(staff, acme, "products", new_key(), **answers)
    return ProductOffer.objects.select_related("product", "supplier").get()


def told(person: User, supplier: Supplier, section: str, item: str, **facts: Any) -> str:
    """Say an item of a section over what it says now; its key."""
    held = SECTIONS[section].read(supplier, item)
    say(person=person, supplier=supplier, section=section, item=item, values=held | facts)
    return item


def named(name: str) -> Product:
    return add_product(name=name)
