"""What may be asked of the list of opportunities, and the frozen filter that it yields.

Values of a facet are alternatives, all else must hold: open or planned, and of Camden.
"""

import datetime
from dataclasses import dataclass, fields, replace
from decimal import Decimal
from typing import Any, ClassVar, Final, Self
from urllib.parse import urlencode

import django_filters
from django import forms
from django.db.models import Exists, OuterRef, Q
from django.http import QueryDict

from boroughs.models import Function
from contracts.keeping.fields import DayField, PoundsField
from contracts.models import Opportunity, Stage
from contracts.models.opportunities import OpportunityQuerySet
from thirty3.audiences import Audience
from thirty3.history.merging.leading import with_survivors
from thirty3.london_time import LONDON
from thirty3.parameters import ManyFilter, PageFilter, printable

STATUSES: Final = {stage.value: stage.label for stage in Stage}
SUITS: Final = {"smes": "SMEs", "vcses": "VCSEs"}
# What is shown where nobody asks otherwise: what may still become something.
COMING: Final = (Stage.OPEN, Stage.PLANNED, Stage.ENGAGEMENT, Stage.NEED)
MOST_WORDS: Final = 10
NAMED_BY: Final = {Function.record_kind(): ("function",)}


@dataclass(frozen=True)
class OpportunityFilter:
    """What somebody wants to see of the opportunities."""

    # In the order in which they are offered.
    FACETS: ClassVar = ("status", "function", "borough", "suits")

    q: str = ""
    status: tuple[str, ...] = ()
    function: tuple[str, ...] = ()
    borough: tuple[str, ...] = ()
    suits: tuple[str, ...] = ()
    value_min: Decimal | None = None
    value_max: Decimal | None = None
    closes_before: datetime.date | None = None
    page: int = 1

    @property
    def in_use(self) -> list[tuple[str, str]]:
        """Every filter in use as parameter and value, always in the same order."""
        found = []
        for one in fields(self):
            value = getattr(self, one.name)
            if one.name != "page" and value not in ("", None, ()):
                values = value if isinstance(value, tuple) else (value,)
                found += [(one.name, str(held)) for held in values]
        return found

    @property
    def worth_finding(self) -> bool:
        """Whether search engines may list it: with one filter at most, and not the answer to a search."""
        return len(self.in_use) <= 1 and not self.q

    def without(self, name: str, value: str) -> Self:
        """The same filter with one value less, from its first page."""
        held = getattr(self, name)
        blank = "" if name == "q" else None
        left: Any = tuple(v for v in held if v != value) if isinstance(held, tuple) else blank
        return replace(self, **{name: left}, page=1)

    def at(self, path: str) -> str:
        """The one address of this filter."""
        query = [*self.in_use, *([("page", str(self.page))] if self.page > 1 else [])]
        return f"{path}?{urlencode(query)}" if query else path

    def found(self, now: datetime.datetime) -> OpportunityQuerySet:
        """The published ones that it finds, the next deadline first."""
        found = Opportunity.objects.published().at_stage(*(self.status or COMING), now=now)
        if self.function:
            found = found.filter(_linked(Opportunity.functions.through, function__slug__in=self.function))
        if self.borough:
            shared = _linked(Opportunity.participants.through, borough__slug__in=self.borough)
            found = found.filter(Q(borough__slug__in=self.borough) | shared)
        if self.suits:
            found = found.filter(
                Q(suits_smes=True) if self.suits == ("smes",)
                else Q(suits_vcses=True) if self.suits == ("vcses",)
                else Q(suits_smes=True) | Q(suits_vcses=True)
            )  # fmt: skip
        for word in self.q.split()[:MOST_WORDS]:
            texts = ("title", "outcome", "for_whom", "borough__name")
            said = [Q(**{f"{text}__icontains": word}) for text in texts]
            found = found.filter(said[0] | said[1] | said[2] | said[3])
        return self._within(found).closing_first()

    def _within(self, found: OpportunityQuerySet) -> OpportunityQuerySet:
        """Those whose range of values meets the one asked, and that close before the day."""
        if self.value_min is not None:
            found = found.filter(
                Q(value_max__gte=self.value_min) | Q(value_max=None, value_min__isnull=False)
            )
        if self.value_max is not None:
            found = found.filter(
                Q(value_min__lte=self.value_max) | Q(value_min=None, value_max__isnull=False)
            )
        if self.closes_before is not None:
            midnight = datetime.datetime.combine(self.closes_before, datetime.time(), tzinfo=LONDON)
            found = found.filter(deadline__lt=midnight)
        return found


def _linked(through: Any, **asked: Any) -> Exists:
    return Exists(through.objects.filter(opportunity=OuterRef("pk"), **asked))


class _PoundsFilter(django_filters.Filter):  # type: ignore[misc]
    field_class = PoundsField

    def __init__(self, label: str) -> None:
        super().__init__(label=label)
        self.extra.pop("required", None)


class _DayFilter(django_filters.Filter):  # type: ignore[misc]
    field_class = DayField

    def __init__(self, label: str, help_text: str) -> None:
        super().__init__(label=label, help_text=help_text)
        self.extra.pop("required", None)


class OpportunityFilterSet(django_filters.FilterSet):  # type: ignore[misc]
    """Reads and validates the query string. What is wrong is said, and then nothing is shown."""

    q = django_filters.CharFilter(label="Words", max_length=200)
    status = ManyFilter(label="Status", words=STATUSES)
    function = ManyFilter(label="Function")
    borough = ManyFilter(label="Authority")
    suits = ManyFilter(label="Suitable for", words=SUITS)
    value_min = _PoundsFilter("Value from, in pounds")
    value_max = _PoundsFilter("Value to, in pounds")
    closes_before = _DayFilter("Closes before", "A day, such as 31 March 2027.")
    page = PageFilter()

    @classmethod
    def read(cls, query: QueryDict, audience: Audience = Audience.PUBLIC) -> Self:
        asked = with_survivors(printable(query), NAMED_BY, audience)
        return cls(asked, queryset=Opportunity.objects.none())

    @classmethod
    def label(cls, name: str) -> str:
        return str(cls.base_filters[name].label)

    @property
    def form(self) -> forms.Form:
        made: forms.Form = super().form
        return made

    @property
    def filter(self) -> OpportunityFilter | None:
        """The filter, or None where something in the query string is wrong; the form says what."""
        if not self.is_valid():
            return None
        given = {name: value for name, value in self.form.cleaned_data.items() if value not in (None, "")}
        return OpportunityFilter(**given | {"q": str(given.get("q", "")).strip()})
