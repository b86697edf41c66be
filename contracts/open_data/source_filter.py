"""What may be asked of the lists of authorities and functions: whose records are counted."""

from dataclasses import dataclass
from typing import Self

import django_filters
from django.http import QueryDict

from boroughs.models import Borough
from thirty3.design.facets import SOURCES
from thirty3.parameters import WayFilter, printable


@dataclass(frozen=True)
class SourceFilter:
    """Whose records are counted: as on the page, invented ones where there are some and nobody asks."""

    source: str = ""


class SourceFilterSet(django_filters.FilterSet):  # type: ignore[misc]
    """Reads and validates the query string."""

    source = WayFilter("Source is", SOURCES)

    @classmethod
    def read(cls, query: QueryDict) -> Self:
        return cls(printable(query), queryset=Borough.objects.none())

    @property
    def filter(self) -> SourceFilter | None:
        """The filter, or None where something in the query string is wrong; the form says what."""
        return SourceFilter(self.form.cleaned_data["source"] or "") if self.is_valid() else None
