"""Acme, who keeps its profile, who keeps another's, and staff."""

from collections.abc import Callable
from typing import Any

import pytest

from suppliers.models import ProfileEdit, Supplier
from suppliers.profiles.saying import draft, say
from suppliers.profiles.section import SECTIONS
from tests.suppliers.members.conftest import acme, anna, ben, member, staff, window
from thirty3.accounts.models import User

__all__ = ["acme", "anna", "ben", "member", "staff", "window"]


@pytest.fixture
def olga(member: Callable[..., User]) -> User:
    """She keeps Acme's profile and owns it."""
    return member("olga@acme.example")


def drafted(supplier: Supplier, section: str = "about") -> dict[str, Any]:
    """The draft of a section as it is now, whatever a test holds of the supplier."""
    return draft(Supplier.objects.get(pk=supplier.pk), SECTIONS[section])


def tell(person: User, supplier: Supplier, section: str = "about", **values: Any) -> ProfileEdit:
    """Say something over what the section says now; the edit that comes of it."""
    held = drafted(supplier, section)
    said = say(person=person, supplier=supplier, section=section, values=held | values)
    edit = said.shown or said.waiting
    assert edit is not None
    return edit
