"""The one reader of a listing's query string: pages, exports, feeds and the API all read through it."""

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Final, Self

import django_filters
from django import forms
from django.http import QueryDict

from contracts.models import Contract, Listing
from thirty3.search.query import MOST_TERMS, parse_query

MOST_VALUES: Final = 50
LAST_PAGE: Final = 100_000
SLUG: Final = re.compile(r"[-a-z0-9_]{1,120}")
STATUSES: Final = {
    "ending": "Ending within 12 months",
    "live": "Live",
    "not-started": "Not started",
    "ended": "Ended",
    "unknown": "End not known",
}
SME: Final = {
    "yes": "SME at award",
    "no": "Not an SME",
    "unknown": "Not known at award",
    "withheld": "Withheld",
}
SOURCES: Final = {"real": "Real records", "demonstration": "Demonstration records"}
STATE_WORDS: Final = {"unknown": "Not known", "none": "None", "withheld": "Withheld"}
ROUTES: Final = {**dict(Contract.Route.choices), **STATE_WORDS}
SORTS: Final = {"end": "End date", "value": "Value", "updated": "Last updated", "relevance": "Relevance"}


@dataclass(frozen=True, slots=True)
class ContractFilter:
    """What somebody wants to see of the contracts.

    Values of one facet are alternatives (OR); facets, dates, sums and words must all hold (AND). A
    value that no record has finds nothing. A facet's counts ignore its own values, so that they tell
    what choosing one more would add.
    """

    q: str = ""
    borough: tuple[str, ...] = ()
    area: tuple[str, ...] = ()
    function: tuple[str, ...] = ()
    supplier: tuple[str, ...] = ()
    product: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    sme: tuple[str, ...] = ()
    route: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    ends_after: datetime.date | None = None
    ends_before: datetime.date | None = None
    value_min: Decimal | None = None
    value_max: Decimal | None = None
    sort: str = ""
    page: int = 1

    @property
    def in_use(self) -> list[tuple[str, str]]:
        """Every filter in use as parameter and value, in the order of the fields above."""
        found = []
        for name in NARROWING:
            value = getattr(self, name)
            values = value if isinstance(value, tuple) else (value,)
            found += [(name, _written(v)) for v in values if v not in ("", None)]
        return found

    @property
    def query(self) -> list[tuple[str, str]]:
        """As parameters again, without the page."""
        return self.in_use + ([("sort", self.sort)] if self.sort else [])

    @property
    def order(self) -> str:
        """How to sort: as asked, or by relevance for words and by end for all else."""
        if self.sort == "relevance" and not self.q:
            return "end"
        return self.sort or ("relevance" if self.q else "end")

    def without(self, name: str, value: str) -> Self:
        """The same filter with one value less, from its first page."""
        held = getattr(self, name)
        blank: Any = "" if name == "q" else None
        left: dict[str, Any] = {
            name: tuple(v for v in held if v != value) if isinstance(held, tuple) else blank
        }
        return replace(self, **left, page=1)


FACETS: Final = ("borough", "area", "function", "supplier", "product", "status", "sme", "route", "source")
NARROWING: Final = ("q", *FACETS, "ends_after", "ends_before", "value_min", "value_max")


def _written(value: Any) -> str:
    return value.isoformat() if isinstance(value, datetime.date) else str(value)


class ManyField(forms.Field):
    """Several values of one parameter, repeated: slugs, or some of a few words."""

    widget = forms.MultipleHiddenInput

    def __init__(self, *, words: Mapping[str, str] | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.words = words

    def to_python(self, value: Any) -> tuple[str, ...]:
        return tuple(dict.fromkeys(item.strip() for item in value or () if item.strip()))

    def validate(self, value: Any) -> None:
        super().validate(value)
        if len(value) > MOST_VALUES:
            raise forms.ValidationError(f"Choose at most {MOST_VALUES} values of “{self.label}”.")
        for item in value:
            if not (item in self.words if self.words is not None else SLUG.fullmatch(item)):
                raise forms.ValidationError(f"“{item[:60]}” is not a value of “{self.label}”.")


class ManyFilter(django_filters.Filter):  # type: ignore[misc]
    field_class = ManyField


class WholeNumberFilter(django_filters.Filter):  # type: ignore[misc]
    field_class = forms.IntegerField


class MoneyField(forms.DecimalField):
    """A sum as people write it: 25000, 25,000 or £25,000."""

    def to_python(self, value: Any) -> Any:
        plain = value.strip().removeprefix("£").replace(",", "") if isinstance(value, str) else value
        return super().to_python(plain)


class MoneyFilter(django_filters.Filter):  # type: ignore[misc]
    field_class = MoneyField


class ContractForm(forms.Form):
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


DAY: Final = {
    "help_text": "For example, 31/3/2027",
    "input_formats": ["%Y-%m-%d", "%d/%m/%Y"],
    "widget": forms.TextInput,
    "error_messages": {"invalid": "Enter a date as day, month and year, like 31/3/2027."},
}
POUNDS: Final = {
    "max_digits": 16,
    "decimal_places": 2,
    "error_messages": {"invalid": "Enter a sum in pounds, like 25,000."},
}


def _printable(query: QueryDict) -> QueryDict:
    """Control characters mean nothing in a parameter, and HTML cannot show them again: each is a space."""
    plain = query.copy()
    for name, values in query.lists():
        plain.setlist(name, ["".join(c if c.isprintable() else " " for c in value) for value in values])
    return plain


class ContractFilterSet(django_filters.FilterSet):  # type: ignore[misc]
    """Reads and validates the query string. What is wrong is said, and then nothing is shown."""

    q = django_filters.CharFilter(label="Keyword", max_length=200)
    borough = ManyFilter(label="Authority")
    area = ManyFilter(label="Service area")
    function = ManyFilter(label="Function")
    supplier = ManyFilter(label="Supplier")
    product = ManyFilter(label="Product")
    status = ManyFilter(label="Status", words=STATUSES)
    sme = ManyFilter(label="SME", words=SME)
    route = ManyFilter(label="Route to market", words=ROUTES)
    source = ManyFilter(label="Source", words=SOURCES)
    ends_after = django_filters.DateFilter(label="Ends on or after", **DAY)
    ends_before = django_filters.DateFilter(label="Ends on or before", **DAY)
    value_min = MoneyFilter(label="Lowest value", **POUNDS)
    value_max = MoneyFilter(label="Highest value", **POUNDS)
    sort = django_filters.ChoiceFilter(
        label="Sort by", choices=list(SORTS.items()), empty_label=None, widget=forms.HiddenInput
    )
    page = WholeNumberFilter(label="Page", min_value=1, max_value=LAST_PAGE, widget=forms.HiddenInput)

    class Meta:
        form = ContractForm

    @classmethod
    def read(cls, query: QueryDict) -> Self:
        return cls(_printable(query), queryset=Listing.objects.none())

    @property
    def filter(self) -> ContractFilter | None:
        """The filter, or None where something in the query string is wrong; the form says what."""
        return ContractFilter(**self._given()) if self.is_valid() else None

    @property
    def understood(self) -> ContractFilter:
        """The facets that could be read: what the form keeps ticked while the rest is put right."""
        self.is_valid()
        return ContractFilter(**{name: value for name, value in self._given().items() if name in FACETS})

    def _given(self) -> dict[str, Any]:
        return {name: value for name, value in self.form.cleaned_data.items() if value not in (None, "")}
