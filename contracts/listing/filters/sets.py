"""The one reader of a listing's query string: pages, exports, feeds and the API all read through it."""

from collections.abc import Mapping
from typing import Any, ClassVar, Self

import django_filters
from django import forms
from django.http import QueryDict

from contracts.listing.filters.chosen import ContractFilter, ListingFilter, SystemFilter
from contracts.listing.filters.fields import day_filter, pounds_filter
from contracts.listing.filters.merged import NAMED_BY
from contracts.listing.filters.words import (
    BANDS,
    BUYERS,
    ENDS,
    HOSTING,
    KINDS,
    REPLACE,
    ROUTES,
    SIDES,
    SME,
    SORTS,
    SPANS,
    SPEND,
    STATUSES,
    SUPPLIERS,
    SYSTEM_SORTS,
    SYSTEM_STATUSES,
    VALUE_KINDS,
    WITHIN,
)
from contracts.models import Listing
from thirty3.audiences import Audience
from thirty3.design.facets import SOURCES
from thirty3.history.merging.leading import with_survivors
from thirty3.parameters import ManyFilter, PageFilter, WayFilter, printable
from thirty3.search.query import MOST_TERMS, parse_query


class ListingForm(forms.Form):
    """What the parameters have to be, each alone and together."""

    def clean_q(self) -> str:
        q = str(self.cleaned_data["q"] or "").strip()
        if q and not parse_query(q):
            raise forms.ValidationError("Enter a word or a number to search for.")
        if len(q.split()) > MOST_TERMS:
            raise forms.ValidationError(f"Search for at most {MOST_TERMS} words.")
        return q

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        self._ordered(
            "ends_after", "ends_before", "“Ends on or before” must not be earlier than “Ends on or after”."
        )
        self._ordered("value_min", "value_max", "The highest value must not be less than the lowest.")
        return cleaned

    def _ordered(self, low: str, high: str, message: str) -> None:
        least, most = self.cleaned_data.get(low), self.cleaned_data.get(high)
        if least is not None and most is not None and least > most:
            self.add_error(high, message)


class ListingFilterSet(django_filters.FilterSet):  # type: ignore[misc]
    """Reads and validates the query string. What is wrong is said, and then nothing is shown."""

    # What it yields, and the facets that its page offers, in order.
    FILTER: ClassVar[type[ListingFilter]]
    OFFERED: ClassVar[tuple[str, ...]]
    # Facets of which authorities alone see the values.
    SHARED: ClassVar[frozenset[str]] = frozenset()

    q = django_filters.CharFilter(label="Keyword", max_length=200)
    borough = ManyFilter(label="Authority")
    area = ManyFilter(label="Service area")
    function = ManyFilter(label="Function")
    side = ManyFilter(label="Frontline or corporate", words=SIDES)
    supplier = ManyFilter(label="Supplier")
    product = ManyFilter(label="Product")
    maker = ManyFilter(label="Maker")
    not_product = ManyFilter(label="Product is not")
    not_maker = ManyFilter(label="Maker is not")
    not_supplier = ManyFilter(label="Supplier is not")
    source = ManyFilter(label="Source", words=SOURCES)
    ends_after = day_filter("Ends on or after")
    ends_before = day_filter("Ends on or before")
    told_after = day_filter("Source dated on or after")
    page = PageFilter()

    class Meta:
        form = ListingForm

    @classmethod
    def read(cls, query: QueryDict, audience: Audience = Audience.PUBLIC) -> Self:
        asked = with_survivors(printable(query), NAMED_BY, audience)
        found = cls(asked, queryset=Listing.objects.none())
        for name in cls.closed_to(audience) & found.form.fields.keys():
            field = found.form.fields[name]
            if any(query.getlist(name)):
                found.form.add_error(name, f"“{field.label}” is shown to authorities alone.")
        return found

    @classmethod
    def closed_to(cls, audience: Audience) -> frozenset[str]:
        """The facets of which this audience sees no value: not offered, and refused where they are asked."""
        return cls.SHARED if audience == Audience.PUBLIC else frozenset()

    @classmethod
    def label(cls, name: str) -> str:
        return str(cls.base_filters[name].label)

    @classmethod
    def words(cls, name: str) -> Mapping[str, str] | None:
        """The fixed values of a facet, if it has some."""
        found = cls.base_filters.get(name)
        return found.words if isinstance(found, ManyFilter) else None

    @property
    def filter(self) -> Any:
        """The filter, or None where something in the query string is wrong; the form says what."""
        return self.FILTER(**self._given()) if self.is_valid() else None

    @property
    def understood(self) -> Any:
        """The facets that could be read: what the form keeps ticked while the rest is put right."""
        self.is_valid()
        facets = self.FILTER.facets()
        return self.FILTER(**{name: value for name, value in self._given().items() if name in facets})

    def _given(self) -> dict[str, Any]:
        return {name: value for name, value in self.form.cleaned_data.items() if value not in (None, "")}


class ContractForm(ListingForm):
    """What the parameters of the list of contracts have to be."""

    def clean_kind(self) -> tuple[str, ...]:
        kinds: tuple[str, ...] = self.cleaned_data["kind"]
        if SPEND in kinds and len(kinds) > 1:
            raise forms.ValidationError(
                "Choose spend evidence alone: what was paid is never counted with what was agreed."
            )
        return kinds


class ContractFilterSet(ListingFilterSet):
    """The parameters of the list of contracts."""

    FILTER = ContractFilter
    OFFERED = (
        "borough",
        "area",
        "function",
        "supplier",
        "product",
        "status",
        "within",
        "band",
        "sme",
        "route",
        "hosting",
        "kind",
        "source",
    )
    SHARED = frozenset({"hosting"})

    status = ManyFilter(label="Status", words=STATUSES)
    within = ManyFilter(label="Ending within", words=WITHIN)
    band = ManyFilter(label="Value", words=BANDS)
    sme = ManyFilter(label="SME", words=SME)
    route = ManyFilter(label="Route to market", words=ROUTES)
    # Of the systems in use that an agreement pays for.
    hosting = ManyFilter(label="Hosting", words=HOSTING)
    kind = ManyFilter(label="Kind of agreement", words=KINDS)
    end = ManyFilter(label="How it ends", words=ENDS)
    span = ManyFilter(label="What the value covers", words=SPANS)
    value_kind = ManyFilter(label="Kind of value", words=VALUE_KINDS)
    suppliers = ManyFilter(label="How many suppliers", words=SUPPLIERS)
    buyers = ManyFilter(label="How many authorities", words=BUYERS)
    value_min = pounds_filter("Lowest value")
    value_max = pounds_filter("Highest value")
    sort = WayFilter("Sort by", SORTS)

    class Meta:
        form = ContractForm


class SystemFilterSet(ListingFilterSet):
    """The parameters of the list of technologies."""

    FILTER = SystemFilter
    OFFERED = (
        *("borough", "area", "function", "product", "maker", "supplier"),
        *("status", "hosting", "replace", "side", "source"),
    )
    SHARED = frozenset({"hosting"})

    status = ManyFilter(label="Status", words=SYSTEM_STATUSES)
    hosting = ManyFilter(label="Hosting", words=HOSTING)
    replace = ManyFilter(label="Plan to replace", words=REPLACE)
    sort = WayFilter("Sort by", SYSTEM_SORTS)
