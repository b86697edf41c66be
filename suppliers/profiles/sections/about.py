"""Who we are: the name, what kind of organisation it is, its website, and what it does in its own words."""

from typing import Any, Final

from django import forms

from boroughs.officers.describing import address_field
from suppliers.members.forms import NameForm, text_field
from suppliers.models import Supplier, SupplierAlias
from suppliers.names import fold
from suppliers.profiles.asking import Facts, SectionForm
from suppliers.profiles.keeping import read_profile, read_supplier, write_profile
from suppliers.profiles.section import Fact, Section, WrittenBy
from thirty3.history.services import recording

OF_SUPPLIER: Final = ("name", "kind", "website")
OF_PROFILE: Final = ("description",)


class AboutForm(SectionForm):
    """Who they are."""

    description = text_field(
        "What you do",
        "In up to 1,000 characters: what you sell, and what it is used for. Do not name people.",
    )
    kind = forms.ChoiceField(
        choices=[*Supplier.Kind.choices, ("", "Not said")],
        label="Kind of organisation",
        required=False,
        widget=forms.RadioSelect,
    )
    name = forms.CharField(
        label="Name of the organisation",
        help_text="Another name shows once LOTI’s staff approved it.",
        max_length=200,
        error_messages={"required": "Enter the name of your organisation."},
    )
    website = address_field("Website", "Another website shows once LOTI’s staff approved it.")

    clean_name = NameForm.clean_name


def read(supplier: Supplier, item: str) -> Facts:
    return read_supplier(supplier, OF_SUPPLIER) | read_profile(supplier, OF_PROFILE)


def write(supplier: Supplier, item: str, facts: Facts, by: WrittenBy) -> None:
    """Another name is one more spelling: files that have the old one still mean this supplier."""
    held = Supplier.objects.get(pk=supplier.pk)
    with recording(held, **by.recorded):
        spellings = [held.name, facts["name"]] if held.name != facts["name"] else []
        for name in OF_SUPPLIER:
            setattr(held, name, facts[name])
        held.save()
        for spelling in spellings:
            _keep_spelling(held, spelling)
    write_profile(supplier, {name: facts[name] for name in OF_PROFILE}, by)


def _keep_spelling(supplier: Supplier, spelling: str) -> None:
    folded, invented = fold(spelling), supplier.demonstration
    if not SupplierAlias.objects.filter(folded=folded, demonstration=invented).exists():
        SupplierAlias.objects.create(
            supplier=supplier, spelling=spelling, folded=folded, demonstration=invented
        )


def _kind(value: Any) -> str:
    return str(dict(Supplier.Kind.choices).get(value, ""))


ABOUT: Final = Section(
    "about",
    "Who you are",
    order=10,
    facts=(
        Fact("description", "What it does"),
        Fact("kind", "Kind of organisation", words=_kind),
        Fact("name", "Name", waits=True, stands_elsewhere=True),
        Fact("website", "Website", waits=True, is_link=True),
    ),
    read=read,
    write=write,
    heading="Who it is",
    form=AboutForm,
    sought="A few sentences on what you do are the first thing that a buyer reads.",
    needed=("description",),
)
