"""Every kind of page is sound with values as long, and as awkward, as somebody can make them."""

import pytest
from django.urls import reverse

from tests import factories
from tests.pages.reading import faults
from tests.pages.visitors import Visitor, client_of
from tests.pages.worlds import World

pytestmark = pytest.mark.django_db(databases="__all__")
# Markup characters, no space to break at, ten thousand long.
LONG = ("<b>&amp;\"'“—é" + "W" * 90) * 100


def longest_world() -> World:
    """Every text that is shown, at its longest and at its worst."""
    world = World()
    world.grow(1)
    for name in [*world.others, world.borough]:
        factories.change(name, name=LONG, formal_name=LONG)
    for record in (*world.functions, *world.suppliers, *world.products):
        factories.change(record, name=LONG)
    texts = ("title", "reference", "ocid", "description", "department", "route_note", "framework")
    texts += ("extensions_note", "value_note", "notes")
    factories.change(
        world.contract,
        **dict.fromkeys(texts, LONG),
        links=["https://example.org/" + "a" * 9000 + "?<b>&\"'", "javascript:alert(1)"],
        value="9999999999999.99",
        notice_months=32767,
    )
    said = {"value": {"value": "1.00", "value_state": "known"}, "description": {"description": LONG}}
    origin = factories.source(
        "long", name=LONG, publisher=LONG, licence=LONG, attribution=LONG, published=True
    )
    factories.assertion(
        world.contract,
        origin,
        won=["department"],
        values=said,
        publisher=LONG,
        evidence=LONG,
        url="https://e.example/" + LONG,
    )
    factories.change(
        factories.contract(LONG, buyer=world.borough, supplier_state="withheld", supplier_reason=LONG),
        visibility={"review": {"audience": "boroughs", "reason": LONG}},
    )
    return world


@pytest.mark.parametrize("visitor", [Visitor.ANYONE, Visitor.STAFF])
def test_every_page_is_sound_with_the_longest_values(visitor: Visitor) -> None:
    world, client = longest_world(), client_of(visitor)
    for address in (
        "/",
        "/contracts/",
        "/boroughs/",
        world.borough.get_absolute_url(),
        world.contract.get_absolute_url(),
        reverse("contracts:contracts", query={"q": LONG[:190], "borough": world.borough.slug}),
    ):
        response = client.get(address)
        assert response.status_code == 200
        assert faults(response.text) == [], address
