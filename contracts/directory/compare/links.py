"""The ways into a comparison from the page of a contract, a technology or an authority."""

from collections.abc import Callable
from typing import Any, Final

from django.urls import reverse

from contracts.directory.compare.chosen import address
from thirty3.registry import RECORD_ACTIONS, RecordAction

# Kind of page -> the comparison, its parameter, and what stands for the page's subject in it.
PAGES: Final[dict[str, tuple[str, str, str]]] = {
    "contract": ("contracts:compare-contracts", "key", "key"),
    "technology": ("contracts:compare-technologies", "technology", "slug"),
    "borough": ("contracts:compare-boroughs", "borough", "slug"),
}


def _link(name: str, parameter: str, attribute: str) -> Callable[[Any], str]:
    return lambda subject: address(reverse(name), parameter, [getattr(subject, attribute)])


def register() -> None:
    """Put the link beside the heading of each; called when the app is ready."""
    for kind, way in PAGES.items():
        RECORD_ACTIONS.register(
            RecordAction(f"compare {kind}", kind, "Compare with others", _link(*way), order=20)
        )
