"""Projects: everyone reads them, and nothing is sent there."""

from typing import Final

from tests.pages.permissions.address import Address, a_kind

PROJECTS: Final = tuple(Address(name, a_kind(name)) for name in ("toolkit:projects", "toolkit:project"))
