"""What an address asks to compare: those that are shown, those beyond five, and those that are not held."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Self
from urllib.parse import quote_plus

from django.http import QueryDict

from thirty3.evidence import DEMONSTRATION, REAL
from thirty3.parameters import MOST_VALUES, printable

MOST: Final = 5
# Of a longer word, only its beginning is repeated to whoever wrote it.
REPEATED: Final = 60


def asked(query: QueryDict, parameter: str) -> list[str]:
    """What an address names, each once and in its order; of the address of a page, its last part."""
    written = (value.strip().rstrip("/").rpartition("/")[2] for value in printable(query).getlist(parameter))
    return list(dict.fromkeys(filter(None, written)))[:MOST_VALUES]


def address(path: str, parameter: str, values: Iterable[str], **more: str) -> str:
    """The one address of a comparison."""
    query = [
        *((parameter, value) for value in values),
        *((name, said) for name, said in more.items() if said),
    ]
    return path + ("?" + "&".join(f"{name}={quote_plus(value)}" for name, value in query) if query else "")


@dataclass(frozen=True)
class Other:
    """Something that is not compared, with the address that would compare it too."""

    name: str
    note: str
    add_url: str


@dataclass(frozen=True)
class Chosen[T]:
    """What of an address is held for this audience. `found` keeps the order of the address."""

    path: str
    parameter: str
    found: Mapping[str, T]
    unknown: list[str]
    # What else the address says, and keeps saying: whose records are counted.
    source: str = ""

    @classmethod
    def of(
        cls,
        query: QueryDict,
        path: str,
        parameter: str,
        hold: Callable[[list[str]], Mapping[str, tuple[str, T]]],
    ) -> Self:
        """`hold` says which of the words it knows: each with the value that stands for it in addresses."""
        words = asked(query, parameter)
        held = hold(words) if words else {}
        found = dict(held[word] for word in words if word in held)
        unknown = [word[:REPEATED] for word in words if word not in held]
        source = query.get("source", "")
        return cls(path, parameter, found, unknown, source if source in (REAL, DEMONSTRATION) else "")

    @property
    def shown(self) -> dict[str, T]:
        return dict(list(self.found.items())[:MOST])

    @property
    def beyond(self) -> dict[str, T]:
        """Held and asked for, and more than there is room for."""
        return dict(list(self.found.items())[MOST:])

    @property
    def room(self) -> bool:
        return len(self.found) < MOST

    def without(self, value: str) -> str:
        return self._at(other for other in self.found if other != value)

    def adding(self, value: str) -> str:
        return self._at([*self.found, value])

    @property
    def real_url(self) -> str:
        return address(self.path, self.parameter, self.found, source=REAL)

    @property
    def invented_url(self) -> str:
        return address(self.path, self.parameter, self.found, source=DEMONSTRATION)

    def _at(self, values: Iterable[str]) -> str:
        return address(self.path, self.parameter, values, source=self.source)
