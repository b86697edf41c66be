"""Filters as frozen values: what somebody wants to see of a kind of record."""

import datetime
from dataclasses import dataclass, fields, replace
from decimal import Decimal
from typing import Any, ClassVar, Self


@dataclass(frozen=True)
class ListingFilter:
    """What somebody wants to see of one kind of record.

    Values of one facet are alternatives (OR); facets, dates, sums and words must all hold (AND). A
    value that no record has finds nothing. `not_supplier` and the like leave records out that have
    one of the values. A facet's counts ignore its own values, so that they tell what choosing one
    more would add.
    """

    KIND: ClassVar[str]
    # What is no filter, but how the found is shown.
    ASIDE: ClassVar[tuple[str, ...]] = ("sort", "page")
    # How the found are sorted where nobody asks and there are no words.
    USUAL_ORDER: ClassVar[str] = "end"

    q: str = ""
    borough: tuple[str, ...] = ()
    area: tuple[str, ...] = ()
    function: tuple[str, ...] = ()
    side: tuple[str, ...] = ()
    product: tuple[str, ...] = ()
    maker: tuple[str, ...] = ()
    supplier: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    not_product: tuple[str, ...] = ()
    not_maker: tuple[str, ...] = ()
    not_supplier: tuple[str, ...] = ()
    ends_after: datetime.date | None = None
    ends_before: datetime.date | None = None
    told_after: datetime.date | None = None
    sort: str = ""
    page: int = 1

    @classmethod
    def facets(cls) -> tuple[str, ...]:
        """The parameters that take several values."""
        return _names(cls, several=True)

    @property
    def in_use(self) -> list[tuple[str, str]]:
        """Every filter in use as parameter and value, always in the same order."""
        found = []
        for name in _names(type(self), several=False):
            value = getattr(self, name)
            if value in ((), "", None):
                continue
            values = value if isinstance(value, tuple) else (value,)
            found += [(name, _written(v)) for v in values]
        return found

    @property
    def worth_finding(self) -> bool:
        """Whether search engines may list it: with one filter at most, and not the answer to a search."""
        return len(self.in_use) <= 1 and not self.q

    @property
    def query(self) -> list[tuple[str, str]]:
        """As parameters again, without the page."""
        shown = [
            (name, str(value)) for name in self.ASIDE if name != "page" and (value := getattr(self, name))
        ]
        return self.in_use + shown

    @property
    def order(self) -> str:
        """How to sort: as asked, or by relevance for words and as usual for all else."""
        if self.sort == "relevance" and not self.q:
            return self.USUAL_ORDER
        return self.sort or ("relevance" if self.q else self.USUAL_ORDER)

    def narrowed(self, **more: Any) -> Self:
        """The same filter with more of it stated, from its first page."""
        return replace(self, **{"page": 1, **more})

    def without(self, name: str, value: str) -> Self:
        """The same filter with one value less, from its first page."""
        held = getattr(self, name)
        blank: Any = "" if name == "q" else None
        left: dict[str, Any] = {
            name: tuple(v for v in held if v != value) if isinstance(held, tuple) else blank
        }
        return replace(self, **left, page=1)


@dataclass(frozen=True)
class ContractFilter(ListingFilter):
    """What somebody wants to see of the agreements; of spend evidence only where its kind is asked for."""

    KIND: ClassVar[str] = "contract"

    within: tuple[str, ...] = ()
    band: tuple[str, ...] = ()
    sme: tuple[str, ...] = ()
    route: tuple[str, ...] = ()
    hosting: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    end: tuple[str, ...] = ()
    span: tuple[str, ...] = ()
    value_kind: tuple[str, ...] = ()
    suppliers: tuple[str, ...] = ()
    buyers: tuple[str, ...] = ()
    value_min: Decimal | None = None
    value_max: Decimal | None = None


@dataclass(frozen=True)
class SystemFilter(ListingFilter):
    """What somebody wants to see of the systems in use.

    A system ends with the contract that pays for it. They are listed by technology.
    """

    KIND: ClassVar[str] = "system"
    USUAL_ORDER: ClassVar[str] = "authorities"

    hosting: tuple[str, ...] = ()
    replace: tuple[str, ...] = ()


# A dashboard writes hundreds of filters; to look their fields up each time took a fifth of it.
_held_names: dict[tuple[type, bool], tuple[str, ...]] = {}


def _names(kind: type[ListingFilter], *, several: bool) -> tuple[str, ...]:
    """The fields that narrow a kind of filter: all of them, or those that take several values."""
    held = _held_names.get((kind, several))
    if held is None:
        found = (f for f in fields(kind) if f.name not in kind.ASIDE and (f.default == () or not several))
        held = _held_names[kind, several] = tuple(field.name for field in found)
    return held


def _written(value: Any) -> str:
    return value.isoformat() if isinstance(value, datetime.date) else str(value)
