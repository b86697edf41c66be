"""The numbers by which registers know a supplier. They always wait: a number says who somebody is."""

from typing import Any, Final

from django import forms

from suppliers.members import numbers
from suppliers.members.forms import LONGEST_NAME
from suppliers.models import Supplier
from suppliers.profiles.asking import Facts, SectionForm
from suppliers.profiles.keeping import read_supplier, write_supplier
from suppliers.profiles.section import Fact, Section, WrittenBy

NAMES: Final = ("company_number", "charity_number", "other_number", "ppon")


def _number(label: str, hint: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        required=False,
        max_length=LONGEST_NAME,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )


class NumbersForm(SectionForm):
    """Its numbers, as far as it has any."""

    company_number = _number("Company number", "Such as 01234567, SC123456, NI123456 or OC123456.")
    charity_number = _number("Charity number", "Such as 1234567, SC012345 or NIC101234.")
    other_number = _number("Number in another register", "With the name of the register.")
    ppon = _number(
        "Public Procurement Organisation Number (PPON)", "Such as PBCD-1234-WXYZ. Find a Tender gives it."
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        for name in ("company_number", "charity_number", "ppon"):
            if said := cleaned.get(name):
                found = getattr(numbers, name)(said)
                if found is None:
                    field = self.fields[name]
                    self.add_error(name, f"Enter the number in its form. {field.help_text}")
                cleaned[name] = found or ""
        company = cleaned.get("company_number")
        others = Supplier.objects.current().filter(demonstration=self.supplier.demonstration)
        if company and others.filter(company_number=company).exclude(pk=self.supplier.pk).exists():
            self.add_error("company_number", "Another supplier here has this number. Tell LOTI’s staff.")
        return cleaned


def read(supplier: Supplier, item: str) -> Facts:
    return read_supplier(supplier, NAMES)


def write(supplier: Supplier, item: str, facts: Facts, by: WrittenBy) -> None:
    write_supplier(supplier, facts, by)


NUMBERS: Final = Section(
    "numbers",
    "Your numbers",
    order=85,
    facts=(
        Fact("company_number", "Company number", waits=True),
        Fact("charity_number", "Charity number", waits=True),
        Fact("other_number", "Number in another register", waits=True),
        Fact("ppon", "PPON", waits=True),
    ),
    read=read,
    write=write,
    heading="Numbers",
    form=NumbersForm,
    sought="Notices name suppliers by number, so that yours are found under your name.",
)
