"""Whether it is a voluntary or community organisation, or a social enterprise."""

from typing import Any, Final

from django import forms

from suppliers.models import Supplier, SupplierProfile
from suppliers.profiles.asking import YES_OR_NO, Facts, SectionForm, yes_or_no
from suppliers.profiles.keeping import read_profile, read_supplier, write_profile, write_supplier
from suppliers.profiles.section import Fact, Section, WrittenBy


class VcseForm(SectionForm):
    """Whether, and of which kind."""

    is_vcse = yes_or_no("Is it a voluntary or community organisation, or a social enterprise?")
    vcse_kind = forms.ChoiceField(
        choices=[*SupplierProfile.Vcse.choices, ("", "Not said")],
        label="If it is, which kind",
        required=False,
        widget=forms.RadioSelect,
    )

    def initial_of(self, facts: Facts) -> Facts:
        answers = {value: answer for answer, value in YES_OR_NO.items()}
        return facts | {"is_vcse": answers[facts["is_vcse"]]}

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("vcse_kind") and cleaned.get("is_vcse") != "yes":
            self.add_error("vcse_kind", "Choose a kind only if you say yes.")
        return cleaned

    def facts(self) -> Facts:
        return super().facts() | {"is_vcse": YES_OR_NO[self.cleaned_data["is_vcse"]]}


def read(supplier: Supplier, item: str) -> Facts:
    return read_supplier(supplier, ["is_vcse"]) | read_profile(supplier, ["vcse_kind"])


def write(supplier: Supplier, item: str, facts: Facts, by: WrittenBy) -> None:
    write_supplier(supplier, {"is_vcse": facts["is_vcse"]}, by)
    write_profile(supplier, {"vcse_kind": facts["vcse_kind"]}, by)


def _kind(value: Any) -> str:
    return str(dict(SupplierProfile.Vcse.choices).get(value, ""))


VCSE: Final = Section(
    "vcse",
    "Voluntary, community or social enterprise",
    order=70,
    facts=(
        Fact("is_vcse", "Voluntary, community or social enterprise (VCSE)", None),
        Fact("vcse_kind", "Kind of VCSE", words=_kind),
    ),
    read=read,
    write=write,
    heading="Voluntary, community or social enterprise",
    form=VcseForm,
    sought="Authorities may reserve small contracts to them, and report what they spend with them.",
    needed=("is_vcse",),
)
