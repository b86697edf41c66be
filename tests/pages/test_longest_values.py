"""Every kind of page is sound with values as long, and as awkward, as somebody can make them."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import reverse

from tests.pages.conftest import forgotten_afterwards
from tests.pages.kinds import ACCOUNTS, PUBLIC, STAFF_PAGES
from tests.pages.longest import AWKWARD, lengthen
from tests.pages.reading import faults
from tests.pages.visitors import Visitor, client_of
from tests.pages.worlds import World

pytestmark = pytest.mark.django_db(databases="__all__")
# A thousand letters in one piece.
LONG = AWKWARD * 10

RECORDS = 6


@pytest.fixture(scope="module")
def longest(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    with django_db_blocker.unblock(), forgotten_afterwards():
        yield lengthen(World().grow(RECORDS), LONG)


@pytest.mark.parametrize(
    ("kind", "visitor"),
    [
        (kind, visitor)
        for kind in (*PUBLIC, *ACCOUNTS[:1], *STAFF_PAGES)
        for visitor in kind.visitors
        if kind.html and visitor in (Visitor.ANYONE, Visitor.STAFF)
    ],
    ids=lambda value: getattr(value, "name", str(value)),
)
def test_a_page_is_sound_with_the_longest_values(longest: World, kind: Any, visitor: Visitor) -> None:
    address = kind.address(longest)
    response = client_of(visitor).get(address)
    assert response.status_code == kind.status
    assert faults(response.text, staff_site=address.startswith("/admin/")) == []


def test_a_search_as_long_as_may_be_is_said_again(longest: World) -> None:
    address = reverse("contracts:contracts", query={"q": LONG[:190], "borough": longest.borough.slug})
    assert faults(client_of(Visitor.ANYONE).get(address).text) == []
