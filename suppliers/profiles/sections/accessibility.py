"""Its accessibility statement."""

from typing import Any, Final

from django import forms
from django.utils import timezone

from boroughs.officers.describing import address_field
from suppliers.models import Supplier, SupplierProfile
from suppliers.profiles.asking import DateField, Facts, SectionForm
from suppliers.profiles.keeping import read_profile, write_profile
from suppliers.profiles.section import Fact, Section, WrittenBy, said_date

NAMES: Final = ("accessibility_url", "accessibility_standard", "accessibility_date")


class AccessibilityForm(SectionForm):
    """Where the statement is, what it says, and of when it is."""

    accessibility_url = address_field("Accessibility statement", "Where everyone can read it.")
    accessibility_standard = forms.ChoiceField(
        choices=[*SupplierProfile.Standard.choices, ("", "Not said")],
        label="Standard that it says you meet",
        required=False,
        widget=forms.RadioSelect,
    )
    accessibility_date = DateField("Date of the statement")

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        day = cleaned.get("accessibility_date")
        if day and day > timezone.localdate():
            self.add_error("accessibility_date", "Enter a day that has passed.")
        more = day or cleaned.get("accessibility_standard")
        if more and not cleaned.get("accessibility_url") and "accessibility_url" not in self.errors:
            self.add_error("accessibility_url", "Enter where the statement is.")
        return cleaned


def read(supplier: Supplier, item: str) -> Facts:
    return read_profile(supplier, NAMES)


def write(supplier: Supplier, item: str, facts: Facts, by: WrittenBy) -> None:
    write_profile(supplier, facts, by)


def _standard(value: Any) -> str:
    return str(dict(SupplierProfile.Standard.choices).get(value, ""))


ACCESSIBILITY: Final = Section(
    "accessibility",
    "Accessibility statement",
    order=60,
    facts=(
        Fact("accessibility_url", "Accessibility statement", is_link=True),
        Fact("accessibility_standard", "Standard that it says is met", words=_standard),
        Fact("accessibility_date", "Date of the statement", words=said_date),
    ),
    read=read,
    write=write,
    heading="Accessibility",
    form=AccessibilityForm,
    sought="What authorities put before the public has to be accessible by law.",
    needed=("accessibility_url",),
)
