"""An address of the matrix: where it is, and under which rules it stands."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.urls import reverse

from tests.pages.kinds import KINDS
from tests.pages.permissions.place import Place
from tests.pages.permissions.rules import EVERYONE, LED, SHOWN, Rule

type Where = Callable[[Place], str]
type Form = Callable[[Place], Mapping[str, Any]]
EITHER: Final = frozenset({SHOWN, LED})


@dataclass(frozen=True)
class Address:
    """An address, with who may look and who may send something to it.

    Without a rule nobody looks, or nothing is sent: that is a wrong method, as all others are, and `wrong`
    says who hears of it. `shown` and `sent` are what comes to whoever may. A `deed` is done by everyone who
    may send the form, and leads on.
    """

    name: str
    where: Where
    look: Rule | None = EVERYONE
    send: Rule | None = None
    form: Form = lambda place: {}
    deed: bool = False
    shown: frozenset[str] = frozenset({SHOWN})
    sent: frozenset[str] = EITHER
    wrong: Rule = EVERYONE


def at(name: str, *args: Any) -> Where:
    """An address that is the same everywhere."""
    return lambda place: reverse(name, args=args)


def own(name: str, *more: Callable[[Place], Any]) -> Where:
    """An address below the authority's own pages."""
    return lambda place: reverse(name, args=[place.borough.slug, *(one(place) for one in more)])


def a_kind(name: str) -> Where:
    """The address that the page tests know under this name."""
    kind = next(kind for kind in KINDS if name in kind.url_names)
    return lambda place: kind.address(place.world)
