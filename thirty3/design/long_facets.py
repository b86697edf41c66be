"""Long facets, whose values are names: the few that a list offers, and how all of them are found by name."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Final

from thirty3.design.facets import Option
from thirty3.search.analyser import fold
from thirty3.states import STATE_WORDS

# Of a long facet a list offers the values that most records have; all of them have a page of their own.
FEW: Final = 10
# That page in turn has the first so many, and finds the others by name.
MOST: Final = 200


def most_used(counts: Mapping[str, int], picked: Iterable[str], most: int = FEW) -> list[str]:
    """The values that most records have, what is chosen, and the states."""
    named = sorted(counts.keys() - STATE_WORDS.keys(), key=lambda value: (-counts[value], value))
    # To leave a value or two to another page helps nobody.
    few = named if len(named) <= most + 2 else named[:most]
    states = [state for state in STATE_WORDS if state in counts]
    return list(dict.fromkeys([*few, *states, *picked]))


def in_order_of_use(
    values: Sequence[str], counts: Mapping[str, int], picked: Collection[str], label: Callable[[str], str]
) -> list[str]:
    """First what is chosen, which would lie out of sight, then what most records have, and states last."""
    labels = {value: label(value).casefold() for value in values}
    return sorted(values, key=lambda v: (v not in picked, v in STATE_WORDS, -counts.get(v, 0), labels[v], v))


def with_words(counts: Mapping[str, int], find: str, label: Callable[[str], str]) -> dict[str, int]:
    """Those of which the name has all the words typed, each anywhere in it."""
    sought = fold(find).split()
    return {
        value: count for value, count in counts.items() if all(word in fold(label(value)) for word in sought)
    }


def options_of(
    values: Iterable[str],
    counts: Mapping[str, int],
    picked: Collection[str],
    label: Callable[[str], str],
    *,
    counted: bool = True,
) -> list[Option]:
    """These values with their names and numbers, in this order."""
    return [
        Option(value, label(value), counts.get(value, 0) if counted else None, value in picked)
        for value in values
    ]
