"""What the list of suppliers shows, in plain words."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from suppliers.directory.choices import NAMED, Names
from suppliers.directory.filters import LETTERS, SupplierFilter, SupplierFilterSet
from thirty3.design.facets import Chip
from thirty3.design.formatting import either
from thirty3.states import STATE_WORDS

# How a size reads before the noun.
SIZES: Final = {"micro": "micro", "small": "small", "medium": "medium-sized", "large": "large"}
# What is said after everything else: the words for each value.
DO: Final = {"supplier": "supplying", "maker": "making products"}
SMES: Final = {"yes": "SMEs now", "no": "no SMEs now", "unknown": "not known whether they are SMEs"}
VCSES: Final = {"yes": "VCSEs now", "no": "no VCSEs now", "unknown": "not known whether they are VCSEs"}
FURTHER: Final[Mapping[str, Mapping[str, str]]] = {
    "role": DO,
    "sme": SMES,
    "vcse": VCSES,
}
# Names that are said after that, each after words of its own.
AFTER: Final = {"framework": "with contracts or a place under", "location": "based or working in"}


def heading(count: int, chosen: SupplierFilter, names: Names) -> str:
    """ "12 small suppliers with Cyber Essentials that serve Camden": every filter in words."""
    source = chosen.source[0] if len(chosen.source) == 1 else ""
    number = f"{count:,}" if count else "No"
    noun = "supplier" if count == 1 else "suppliers"
    words = " ".join(filter(None, (number, source, _sizes(chosen), noun)))
    served = (_after(" for ", _named(name, chosen, names)) for name in ("area", "function"))
    words += " and".join(filter(None, served))
    words += _after(" with ", _named("certification", chosen, names))
    words += _doing(count, chosen, names)
    further = list(_further(chosen, names))
    sought = [f"matching “{chosen.q}”"] if chosen.q else []
    # Without anything before it this is said without a pause.
    if sought and not further and words.endswith(noun):
        return f"{words} {sought[0]}"
    return ", ".join([words, *further, *sought])


def _sizes(chosen: SupplierFilter) -> str:
    return "" if _has_state(chosen.size) else either(SIZES[value] for value in chosen.size)


def _doing(count: int, chosen: SupplierFilter, names: Names) -> str:
    """ " that supply or make Northgate and serve Camden"."""
    ies, s = ("ies", "s") if count == 1 else ("y", "")
    done = []
    if products := _named("product", chosen, names):
        done.append(f"suppl{ies} or make{s} {either(products)}")
    if boroughs := _named("borough", chosen, names):
        done.append(f"serve{s} {either(boroughs)}")
    return f" that {' and '.join(done)}" if done else ""


def _further(chosen: SupplierFilter, names: Names) -> Iterator[str]:
    for name, said in FURTHER.items():
        if values := getattr(chosen, name):
            yield either(said[value] for value in values)
    for name, before in AFTER.items():
        if named := _named(name, chosen, names):
            yield f"{before} {either(named)}"
    for name in ("size", *NAMED):
        if _has_state(values := getattr(chosen, name)):
            label = SupplierFilterSet.label(name)
            yield f"{label[:1].lower()}{label[1:]}: {either(_worded(name, value, names) for value in values)}"
    if chosen.letter:
        yield f"under {LETTERS[chosen.letter]}"


def _worded(name: str, value: str, names: Names) -> str:
    """A state or a size within a sentence; a name as it is written."""
    label = SIZES.get(value, names.label(name, value)) if name == "size" else names.label(name, value)
    return label.lower() if value in STATE_WORDS else label


def _has_state(values: Iterable[str]) -> bool:
    return not STATE_WORDS.keys().isdisjoint(values)


def _named(name: str, chosen: SupplierFilter, names: Names) -> list[str]:
    """The names that are asked for; with a state among them, all of them are told elsewhere."""
    values = getattr(chosen, name)
    return [] if _has_state(values) else [names.label(name, value) for value in values]


def _after(before: str, labels: list[str]) -> str:
    return before + either(labels) if labels else ""


def chips(path: str, chosen: SupplierFilter, names: Names) -> list[Chip]:
    """One chip for each value in use; taking it away keeps the others."""
    return [
        Chip(
            SupplierFilterSet.label(name),
            LETTERS[value] if name == "letter" else names.label(name, value),
            chosen.without(name, value).at(path),
        )
        for name, value in chosen.in_use
    ]
