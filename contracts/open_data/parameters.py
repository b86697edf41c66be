"""The parameters of the API, made from the filters that read the pages' addresses: none is written twice."""

from collections.abc import Callable, Iterator
from typing import Any, Final

import django_filters

from contracts.listing.filters.fields import MoneyFilter
from thirty3.parameters import MOST_VALUES, SLUG, ManyFilter, PageFilter, WayFilter

type Schema = dict[str, Any]
MOST: Final = 200
USUAL: Final = 50
# Told apart from the filters: which part of what is found is wanted.
PAGING: Final = ("limit", "cursor")
DAY: Final = "A day: 2027-03-31. Also 31/3/2027."
OWN: Final = (
    {
        "name": "limit",
        "in": "query",
        "required": False,
        "description": f"How many results: 1 to {MOST}, otherwise {USUAL}.",
        "schema": {"type": "integer", "minimum": 1, "maximum": MOST, "default": USUAL},
    },
    {
        "name": "cursor",
        "in": "query",
        "required": False,
        "description": "Where to go on: follow the address under “next”, which holds it.",
        "schema": {"type": "string", "maxLength": 400},
    },
)


def parameters_of(filters: type[django_filters.FilterSet]) -> list[Schema]:
    """Every parameter of a list as OpenAPI describes it."""
    return [*_of(filters), *OWN]


def _of(filters: type[django_filters.FilterSet]) -> Iterator[Schema]:
    closed: frozenset[str] = getattr(filters, "SHARED", frozenset())
    for name, found in filters.base_filters.items():
        # What authorities share with each other alone is no parameter of what everyone may read.
        if name in closed or isinstance(found, PageFilter):
            continue
        described, schema = next(make(found) for kind, make in SHAPES if isinstance(found, kind))
        several = {"style": "form", "explode": True} if schema["type"] == "array" else {}
        label = found.label.rstrip(".")
        yield {
            "name": name,
            "in": "query",
            "required": False,
            "description": f"{label}. {described}".strip(),
            "schema": schema,
            **several,
        }


def _many(found: ManyFilter) -> tuple[str, Schema]:
    if (words := found.words) is not None:
        item: Schema = {"oneOf": _worded(words)}
        most = len(words)
    else:
        item, most = {"type": "string", "pattern": f"^{SLUG.pattern}$"}, MOST_VALUES
    schema = {"type": "array", "items": item, "maxItems": most, "uniqueItems": True}
    told = "" if words is not None else "The last part of a page’s address, or a state. "
    return f"{told}Repeat it for several: any of them will do.", schema


def _way(found: WayFilter) -> tuple[str, Schema]:
    return "", {"type": "string", "oneOf": _worded(dict(found.extra["choices"]))}


def _worded(words: Any) -> list[Schema]:
    """Each value that may stand there, with its words."""
    return [{"const": value, "title": label} for value, label in words.items()]


def _text(found: django_filters.CharFilter) -> tuple[str, Schema]:
    return "", {"type": "string", "maxLength": found.extra["max_length"]}


SHAPES: Final[tuple[tuple[type, Callable[[Any], tuple[str, Schema]]], ...]] = (
    (ManyFilter, _many),
    (WayFilter, _way),
    (django_filters.DateFilter, lambda found: (DAY, {"type": "string", "format": "date"})),
    (MoneyFilter, lambda found: ("Pounds: 25000.", {"type": "number"})),
    (django_filters.CharFilter, _text),
)
