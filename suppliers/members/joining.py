"""Getting an account to register a supplier: whoever says so here, and then proves the address, gets one."""

from typing import Final

from django.core.cache import cache
from django.utils.crypto import salted_hmac

from thirty3.registry import JOINING, Joining

# As long as somebody may need to read the letter with the code, and to sign in again.
SECONDS: Final = 60 * 60


def wish_to_join(address: str) -> None:
    """Remember for an hour that this address wants an account. Only a digest of it is kept."""
    cache.set(_key(address), True, SECONDS)


def may_join(address: str) -> bool:
    return bool(cache.get(_key(address), False))


def _key(address: str) -> str:
    plain = address.strip().lower()
    return f"suppliers.joining.{salted_hmac('suppliers.joining', plain, algorithm='sha256').hexdigest()}"


def register() -> None:
    """Let suppliers join; called when the app is ready."""
    JOINING.register(Joining("suppliers", may_join))
