"""Size: the figures of the legal test, which staff alone see, and what comes of them, which everyone does."""

import datetime
from typing import Any, Final

from django import forms
from django.utils import timezone

from suppliers.models import SizeFigures, Supplier
from suppliers.profiles.asking import DateField, Facts, SectionForm, WholeNumberField
from suppliers.profiles.keeping import read_supplier, write_supplier
from suppliers.profiles.section import Fact, Section, WrittenBy, said_date
from suppliers.profiles.sizes import Limit, band, is_sme, limit_on
from thirty3.design.formatting import fact_date
from thirty3.history.services import recording, remove

FIGURES: Final = ("staff", "turnover_gbp", "balance_sheet_gbp")
PUBLIC: Final = ("size", "is_sme", "size_evidence")
MOST_STAFF: Final = 10_000_000
MOST_POUNDS: Final = 10**13


def _whole_number(label: str, hint: str, most: int, wrong: str) -> forms.IntegerField:
    return WholeNumberField(
        label=label,
        help_text=hint,
        required=False,
        min_value=0,
        max_value=most,
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-10"}),
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), wrong),
    )


class SizeForm(SectionForm):
    """The figures of the test. All blank takes them back."""

    staff = _whole_number(
        "People who work there",
        "On average over the year, in full-time posts.",
        MOST_STAFF,
        "Enter how many people work there as a whole number, such as 12.",
    )
    turnover_gbp = _whole_number(
        "Yearly turnover in pounds",
        "In whole pounds.",
        MOST_POUNDS,
        "Enter the yearly turnover in whole pounds, such as 1,200,000.",
    )
    balance_sheet_gbp = _whole_number(
        "Balance sheet total in pounds",
        "In whole pounds.",
        MOST_POUNDS,
        "Enter the balance sheet total in whole pounds, such as 800,000.",
    )
    as_at = DateField("Last day of the year that these figures are of")

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if self.errors or not any(cleaned[name] is not None for name in (*FIGURES, "as_at")):
            return cleaned
        if cleaned["staff"] is None:
            self.add_error("staff", "Enter how many people work there.")
        elif cleaned["as_at"] is None:
            self.add_error("as_at", "Enter the last day of the year that the figures are of.")
        elif cleaned["as_at"] > timezone.localdate():
            self.add_error("as_at", "Enter a day that has passed.")
        elif self.is_sme(cleaned) is None:
            self.add_error(
                "balance_sheet_gbp", "Enter the other sum too: the one you gave does not decide the test."
            )
        return cleaned

    def limit(self) -> Limit:
        return limit_on(timezone.localdate())

    def is_sme(self, given: Facts) -> bool | None:
        return is_sme(given["staff"], given["turnover_gbp"], given["balance_sheet_gbp"], self.limit())

    def facts(self) -> Facts:
        given = {name: self.cleaned_data[name] for name in FIGURES}
        as_at: datetime.date | None = self.cleaned_data["as_at"]
        opened: Facts = self.cleaned_data["opened"]
        if as_at is None and opened["staff"] is None:
            # A size that a register told is not taken away by figures that nobody gave.
            return opened
        if as_at is None:
            return {**given, "as_at": "", "size": "", "is_sme": None, "size_evidence": ""}
        limit = self.limit()
        return {
            **given,
            "as_at": as_at.isoformat(),
            "size": str(band(given["staff"], limit)),
            "is_sme": self.is_sme(given),
            "size_evidence": f"by the supplier’s figures to {fact_date(as_at)}",
        }


def read(supplier: Supplier, item: str) -> Facts:
    figures = SizeFigures.objects.filter(supplier=supplier).first()
    told = {name: getattr(figures, name) if figures else None for name in FIGURES}
    as_at = figures.as_at_date.isoformat() if figures else ""
    return {**told, "as_at": as_at, **read_supplier(supplier, PUBLIC)}


def read_openly(supplier: Supplier, item: str) -> Facts:
    """What everyone may know; the figures are not even asked for."""
    return {**SIZE.blank, **read_supplier(supplier, PUBLIC)}


def write(supplier: Supplier, item: str, facts: Facts, by: WrittenBy) -> None:
    held = SizeFigures.objects.filter(supplier=supplier).first()
    if facts["staff"] is None:
        if held is not None:
            remove(held, actor=by.actor, why=by.why)
    else:
        figures = held or SizeFigures(supplier=supplier)
        with recording(figures, **by.recorded):
            for name in FIGURES:
                setattr(figures, name, facts[name])
            figures.as_at_date = datetime.date.fromisoformat(facts["as_at"])
            figures.save()
    write_supplier(supplier, {name: facts[name] for name in PUBLIC}, by)


def _size(value: Any) -> str:
    return str(dict(Supplier.Size.choices).get(value, ""))


def _pounds(value: Any) -> str:
    return "" if value is None else f"£{value:,}"


SIZE: Final = Section(
    "size",
    "Size",
    order=30,
    facts=(
        Fact("staff", "People who work there", None, staff_alone=True),
        Fact("turnover_gbp", "Yearly turnover", None, staff_alone=True, words=_pounds),
        Fact("balance_sheet_gbp", "Balance sheet total", None, staff_alone=True, words=_pounds),
        Fact("as_at", "Figures of the year to", staff_alone=True, words=said_date),
        Fact("size", "Size", words=_size),
        Fact("is_sme", "Small or medium (SME) in law", None),
        Fact("size_evidence", "How the size is known"),
    ),
    read=read,
    write=write,
    heading="Size",
    read_openly=read_openly,
    form=SizeForm,
    sought="Authorities have to think of small and medium suppliers, and may reserve contracts to them.",
    needed=("size",),
)
