"""What the dashboard is about: one filter, from which every figure's own list follows."""

from dataclasses import dataclass, fields
from typing import Any, ClassVar, Final

import django_filters
from django import forms

from contracts.insight.measures import COLOURS
from contracts.listing.filters import ContractFilter, ListingFilter, ListingFilterSet, SystemFilter
from contracts.listing.filters.fields import day_filter
from contracts.listing.filters.sets import ListingForm
from contracts.listing.filters.words import IN_USE
from thirty3.design.facets import SOURCES
from thirty3.evidence import REAL
from thirty3.parameters import MOST_VALUES, ManyFilter, WayFilter
from thirty3.states import STATE_WORDS

# Of a long list, how many parts are drawn.
MOST: Final = 10
# What is left out in an address, so many that the lists behind "others" can leave out the largest as well.
MOST_LEFT_OUT: Final = MOST_VALUES - MOST - len(STATE_WORDS)
MAPS: Final = {"tiles": "Tiles of one size", "boundaries": "Boundaries"}


@dataclass(frozen=True)
class Scope(ListingFilter):
    """The agreements and the systems that the dashboard counts, and how its map is drawn.

    Real and demonstration records are never counted together; without a word, the real ones are.
    """

    KIND: ClassVar[str] = "contract"
    ASIDE: ClassVar[tuple[str, ...]] = (*ListingFilter.ASIDE, "colour", "map")

    colour: str = ""
    map: str = ""

    @property
    def counted(self) -> str:
        """Which records are counted: real ones, or those of the demonstration."""
        return self.source[0] if self.source else REAL

    @property
    def coloured(self) -> str:
        """By which measure the map is coloured."""
        return self.colour or next(iter(COLOURS))

    def agreements(self, **more: Any) -> ContractFilter:
        """The agreements in this scope, narrowed further."""
        return ContractFilter(**{**self._common(), **more})

    def systems(self, **more: Any) -> SystemFilter:
        """The systems in use in this scope, narrowed further."""
        return SystemFilter(**{**self._common(), "status": IN_USE, **more})

    def _common(self) -> dict[str, Any]:
        shared = {field.name: getattr(self, field.name) for field in fields(ListingFilter)}
        return shared | {"source": (self.counted,), "sort": "", "page": 1}


class ScopeForm(ListingForm):
    """What the dashboard's parameters have to be."""

    def clean_source(self) -> tuple[str, ...]:
        source: tuple[str, ...] = self.cleaned_data["source"]
        if len(source) > 1:
            raise forms.ValidationError(
                "Choose real records or demonstration records: they are never counted together."
            )
        # The real ones are what is counted without a word: that they were asked for filters nothing.
        return () if source == (REAL,) else source


class ScopeFilterSet(ListingFilterSet):
    """The parameters of the dashboard."""

    FILTER = Scope
    OFFERED = ("borough", "area", "supplier", "product")

    source = ManyFilter(label="Records", words=SOURCES)
    not_product = ManyFilter(label="Product is not", most=MOST_LEFT_OUT)
    not_maker = ManyFilter(label="Maker is not", most=MOST_LEFT_OUT)
    not_supplier = ManyFilter(label="Supplier is not", most=MOST_LEFT_OUT)
    # Hidden: where these are wrong, no field of the page is there to say so.
    q = django_filters.CharFilter(label="Keyword", max_length=200, widget=forms.HiddenInput)
    told_after = day_filter("Source dated on or after", widget=forms.HiddenInput)
    colour = WayFilter("Colour the map by", COLOURS)
    map = WayFilter("Draw the map as", MAPS)

    class Meta:
        form = ScopeForm
