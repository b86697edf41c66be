"""What a process works out from the lists and keeps until these change."""

from collections.abc import Callable, Hashable
from typing import Any


class Held[T]:
    """Results by key, each of one moment: of another one it is worked out anew.

    The moment holds every stamp that the result depends on, so nothing stale is ever given. One result
    is kept for each key; two threads that both find it stale both work it out, which does no harm.
    """

    def __init__(self) -> None:
        self._found: dict[Hashable, tuple[Hashable, T]] = {}
        _everything_held.append(self)

    def of(self, key: Hashable, moment: Hashable, make: Callable[[], T]) -> T:
        held = self._found.get(key)
        if held is not None and held[0] == moment:
            return held[1]
        made = make()
        self._found[key] = (moment, made)
        return made

    def forget(self) -> None:
        self._found.clear()


_everything_held: list[Held[Any]] = []


def forget_everything() -> None:
    """As in a process that has just started."""
    for held in _everything_held:
        held.forget()
