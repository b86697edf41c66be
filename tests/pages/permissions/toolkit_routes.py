"""Questions of procurement law: everyone reads them, and nothing is sent there."""

from typing import Final

from tests.pages.permissions.address import Address, a_kind

NAMES: Final = (
    *("which-procedure", "which-procedure-step", "which-procedure-result", "case-json", "figures"),
    "local-reservation",
)
TOOLKIT_ROUTES: Final = tuple(Address(f"toolkit:{name}", a_kind(f"toolkit:{name}")) for name in NAMES)
