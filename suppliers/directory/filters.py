"""What may be asked of the list of suppliers, and the frozen filter that it yields."""

import string
from dataclasses import dataclass, fields, replace
from typing import Any, ClassVar, Final, Self
from urllib.parse import urlencode

import django_filters
from django.http import QueryDict

from boroughs.models import Function
from suppliers.models import Product, Supplier
from thirty3.audiences import Audience
from thirty3.design.facets import SOURCES
from thirty3.history.merging.leading import with_survivors
from thirty3.parameters import ManyFilter, PageFilter, WayFilter, printable

ROLES: Final = {"supplier": "Supplies", "maker": "Makes"}
SME: Final = {"yes": "SME", "no": "Not an SME", "unknown": "Not known"}
VCSE: Final = {"yes": "VCSE", "no": "Not a VCSE", "unknown": "Not known"}
SIZES: Final = {**dict(Supplier.Size.choices), "unknown": "Not known"}
OTHER: Final = "other"
LETTERS: Final = {letter: letter.upper() for letter in string.ascii_lowercase} | {OTHER: "Other"}
# Kind of record -> the parameters whose values are its slugs.
NAMED_BY: Final = {Product.record_kind(): ("product",), Function.record_kind(): ("function",)}


@dataclass(frozen=True)
class SupplierFilter:
    """What somebody wants to see of the suppliers: values of a facet are alternatives, all else must hold.

    Each facet is one of the supplier: who serves Camden, and serves somebody with payroll, need not serve
    Camden with payroll.
    """

    # In the order in which they are offered.
    FACETS: ClassVar = (
        *("area", "function", "product", "borough", "size", "sme", "vcse"),
        *("certification", "framework", "location", "role", "source"),
    )

    q: str = ""
    letter: str = ""
    role: tuple[str, ...] = ()
    sme: tuple[str, ...] = ()
    area: tuple[str, ...] = ()
    function: tuple[str, ...] = ()
    product: tuple[str, ...] = ()
    borough: tuple[str, ...] = ()
    size: tuple[str, ...] = ()
    vcse: tuple[str, ...] = ()
    certification: tuple[str, ...] = ()
    framework: tuple[str, ...] = ()
    location: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    page: int = 1

    @property
    def in_use(self) -> list[tuple[str, str]]:
        """Every filter in use as parameter and value, always in the same order."""
        found = []
        for field in fields(self):
            value = getattr(self, field.name)
            if field.name != "page":
                found += [(field.name, v) for v in (value if isinstance(value, tuple) else (value,)) if v]
        return found

    @property
    def worth_finding(self) -> bool:
        """Whether search engines may list it: with one filter at most, and not the answer to a search."""
        return len(self.in_use) <= 1 and not self.q

    def without(self, name: str, value: str) -> Self:
        """The same filter with one value less, from its first page."""
        held = getattr(self, name)
        left: Any = tuple(v for v in held if v != value) if isinstance(held, tuple) else ""
        return replace(self, **{name: left}, page=1)

    def at(self, path: str) -> str:
        """The one address of this filter: its parameters always in the same order."""
        query = [*self.in_use, *([("page", str(self.page))] if self.page > 1 else [])]
        return f"{path}?{urlencode(query)}" if query else path


class SupplierFilterSet(django_filters.FilterSet):  # type: ignore[misc]
    """Reads and validates the query string. What is wrong is said, and then nothing is shown."""

    q = django_filters.CharFilter(label="Name", max_length=200)
    letter = WayFilter("Show names under", LETTERS)
    area = ManyFilter(label="Service area served")
    function = ManyFilter(label="Function served")
    product = ManyFilter(label="Product")
    borough = ManyFilter(label="Authority served")
    size = ManyFilter(label="Size now", words=SIZES)
    sme = ManyFilter(label="SME now", words=SME)
    vcse = ManyFilter(label="VCSE now", words=VCSE)
    certification = ManyFilter(label="Certification in force")
    framework = ManyFilter(label="Framework")
    location = ManyFilter(label="Where it is based or works")
    role = ManyFilter(label="Supplies or makes", words=ROLES)
    source = ManyFilter(label="Source", words=SOURCES)
    page = PageFilter()

    @classmethod
    def read(cls, query: QueryDict, audience: Audience = Audience.PUBLIC) -> Self:
        asked = with_survivors(printable(query), NAMED_BY, audience)
        return cls(asked, queryset=Supplier.objects.none())

    @classmethod
    def label(cls, name: str) -> str:
        return str(cls.base_filters[name].label)

    @property
    def filter(self) -> SupplierFilter | None:
        """The filter, or None where something in the query string is wrong; the form says what."""
        if not self.is_valid():
            return None
        given = {name: value for name, value in self.form.cleaned_data.items() if value not in (None, "")}
        return SupplierFilter(**given | {"q": str(given.get("q", "")).strip()})
