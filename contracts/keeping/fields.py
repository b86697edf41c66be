"""Dates and sums as people write them."""

import datetime
from typing import Any, Final

from django import forms

from contracts.imports.cells.date_forms import DateFault, Span, read_span
from contracts.imports.cells.dates import Day
from contracts.models import Precision
from thirty3.design.formatting import fact_date

# As wide as the longest day, and as the largest sum.
FOR_A_DAY: Final = {"class": "govuk-input--width-20"}
FOR_A_SUM: Final = {"class": "govuk-input--width-10"}
FOR_A_NUMBER: Final = {"class": "govuk-input--width-5"}

ONE_DAY: Final = "Write a day, such as 31 March 2027."
SHOWN_AS: Final = "such as 31 March 2027, March 2027, Q1 2027 or 2027"


def as_written(day: datetime.date | None, precision: str) -> str:
    """A date in words that the field below reads as the same date."""
    if day is not None and precision == Precision.QUARTER:
        return f"Q{(day.month + 2) // 3} {day.year}"
    return fact_date(day, precision)


class RoughDayField(forms.CharField):
    """A date as exact as it is known. The first possible day counts of a start, the last one of an end."""

    def __init__(self, *, last: bool, **options: Any) -> None:
        super().__init__(required=False, max_length=100, **options)
        self.last = last

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return super().widget_attrs(widget) | FOR_A_DAY

    def clean(self, value: Any) -> Day | None:
        text = super().clean(value)
        if not text:
            return None
        span = span_of(text, f"Write a date, {SHOWN_AS}.")
        return Day(span.last if self.last else span.first, span.precision)


class DayField(forms.CharField):
    """A single day."""

    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, max_length=100, **options)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return super().widget_attrs(widget) | FOR_A_DAY

    def clean(self, value: Any) -> datetime.date | None:
        text = super().clean(value)
        if not text:
            return None
        span = span_of(text, ONE_DAY)
        if span.precision != Precision.DAY:
            raise forms.ValidationError(ONE_DAY)
        return span.first

    def prepare_value(self, value: Any) -> Any:
        return fact_date(value) if isinstance(value, datetime.date) else value


def span_of(text: str, advice: str) -> Span:
    """What a text means as a date."""
    try:
        span = read_span(text)
    except DateFault as fault:
        raise forms.ValidationError(fault.message) from None
    if span is None:
        raise forms.ValidationError(f"“{text}” is not a date that we can read. {advice}")
    return span


class PoundsField(forms.DecimalField):
    """A sum in pounds, which people write with a pound sign and commas."""

    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, min_value=0, max_digits=16, decimal_places=2, **options)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return super().widget_attrs(widget) | FOR_A_SUM

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str):
            value = value.replace(",", "").replace(" ", "").removeprefix("£")
        return super().to_python(value)
