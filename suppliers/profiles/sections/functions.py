"""The functions of authorities that it serves."""

from typing import Any, Final

from django import forms

from boroughs.models import Function
from suppliers.models import Supplier
from suppliers.profiles.asking import Facts, SectionForm, functions_by_area
from suppliers.profiles.keeping import read_profile, write_profile
from suppliers.profiles.section import Fact, Section, WrittenBy

MOST: Final = 30


class FunctionsForm(SectionForm):
    """Which functions."""

    functions = forms.MultipleChoiceField(
        label="Functions that you serve",
        help_text=f"Open the areas that you work in. Choose what your products or services are made for, "
        f"{MOST} at most.",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["functions"]
        field.choices = functions_by_area()

    def clean_functions(self) -> list[str]:
        chosen = sorted(self.cleaned_data["functions"])
        if len(chosen) > MOST:
            raise forms.ValidationError(f"Choose {MOST} functions at most.")
        return chosen


def read(supplier: Supplier, item: str) -> Facts:
    return read_profile(supplier, ["functions"])


def write(supplier: Supplier, item: str, facts: Facts, by: WrittenBy) -> None:
    write_profile(supplier, facts, by)


def names_of(slugs: list[str]) -> str:
    if not slugs:
        return ""
    return "; ".join(Function.objects.filter(slug__in=slugs).order_by("name").values_list("name", flat=True))


FUNCTIONS: Final = Section(
    "functions",
    "Functions that you serve",
    order=20,
    facts=(Fact("functions", "Functions served", [], words=names_of),),
    read=read,
    write=write,
    heading="Functions served",
    form=FunctionsForm,
    sought="Buyers look for suppliers by what they need done.",
)
