"""Where it has operations: authorities of London, and counties and regions around and beyond.

A competition may be reserved to suppliers with substantive operations in an area. An address is never asked
for: it may be somebody's home.
"""

import re
from typing import Any, Final

from django import forms

from boroughs.models import Borough
from suppliers.members.forms import text_field
from suppliers.models import Supplier
from suppliers.profiles.asking import Facts, SectionForm
from suppliers.profiles.keeping import read_profile, write_profile
from suppliers.profiles.section import Fact, Section, WrittenBy

NAMES: Final = ("boroughs", "counties")
MOST_COUNTIES: Final = 20
LONGEST_COUNTY: Final = 60


class OperationsForm(SectionForm):
    """Where people of it work."""

    boroughs = forms.MultipleChoiceField(
        label="Authorities in London where you have operations",
        help_text="Where people of yours work from premises, not where customers are.",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    counties = text_field(
        "Counties and regions outside London",
        "One on each line, such as Essex or North West England. Never a street address or a postcode.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["boroughs"]
        authorities = Borough.objects.authorities().order_by("name")
        field.choices = list(authorities.values_list("slug", "name"))

    def initial_of(self, facts: Facts) -> Facts:
        return facts | {"counties": "\n".join(facts["counties"])}

    def clean_counties(self) -> list[str]:
        lines = (" ".join(line.split()) for line in self.cleaned_data["counties"].splitlines())
        named = sorted(dict.fromkeys(line for line in lines if line))
        if any(re.search(r"\d", name) or len(name) > LONGEST_COUNTY for name in named):
            raise forms.ValidationError("Enter names of counties and regions alone, without an address.")
        if len(named) > MOST_COUNTIES:
            raise forms.ValidationError(f"Enter {MOST_COUNTIES} counties and regions at most.")
        return named

    def clean_boroughs(self) -> list[str]:
        return sorted(self.cleaned_data["boroughs"])


def read(supplier: Supplier, item: str) -> Facts:
    return read_profile(supplier, NAMES)


def write(supplier: Supplier, item: str, facts: Facts, by: WrittenBy) -> None:
    write_profile(supplier, facts, by)


def _names(slugs: list[str]) -> str:
    if not slugs:
        return ""
    return "; ".join(Borough.objects.filter(slug__in=slugs).order_by("name").values_list("name", flat=True))


OPERATIONS: Final = Section(
    "operations",
    "Where you have operations",
    order=50,
    facts=(
        Fact("boroughs", "Operations in London", [], words=_names),
        Fact("counties", "Operations elsewhere", []),
    ),
    read=read,
    write=write,
    heading="Where it has operations",
    form=OperationsForm,
    sought="Authorities may reserve small contracts to suppliers with operations in their area.",
)
