"""Guidance: everyone reads it and may say whether it was useful."""

from typing import Final

from tests.pages.permissions.address import Address, a_kind
from tests.pages.permissions.rules import EVERYONE

READ: Final = ("toolkit", "stage", "page", "problems", "templates", "template", "thanked")
GUIDANCE: Final = (
    *(Address(f"toolkit:{name}", a_kind(f"toolkit:{name}")) for name in READ),
    Address("toolkit:useful", a_kind("toolkit:useful"), EVERYONE, EVERYONE),
)
