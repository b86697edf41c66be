"""References: an organisation, and a role there. Each shows once that organisation agrees."""

from typing import Any, Final

from django import forms
from django.utils import timezone

from boroughs.models import Borough
from boroughs.names import BoroughNames
from suppliers.members.forms import text_field
from suppliers.models import HowKnown, Reference, Supplier
from suppliers.profiles.asking import Facts, SectionForm
from suppliers.profiles.resting import rests_until
from suppliers.profiles.section import Fact, Section, WrittenBy
from thirty3.design.formatting import fact_date
from thirty3.history.services import recording, remove
from thirty3.words import plain_words

NAMES: Final = ("organisation", "role", "about")


class ReferenceForm(SectionForm):
    """Who can tell what was done there."""

    borough = forms.ChoiceField(
        label="Authority in London",
        help_text="Its own officers are asked whether they agree.",
        required=False,
    )
    organisation = forms.CharField(
        label="Or another organisation",
        help_text="LOTI’s staff ask it whether it agrees.",
        required=False,
        max_length=200,
    )
    role = forms.CharField(
        label="Role of whoever can tell about it",
        help_text="Such as Head of Housing Systems. Never a name or an address.",
        max_length=100,
        error_messages={"required": "Enter a role."},
    )
    about = text_field("What you did there", "In up to 500 characters.", longest=500)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["borough"]
        authorities = Borough.objects.authorities().order_by("name")
        field.choices = [("", "None of these"), *authorities.values_list("slug", "name")]

    def clean_role(self) -> str:
        role = " ".join(str(self.cleaned_data["role"]).split())
        if "@" in role or any(letter.isdigit() for letter in role):
            raise forms.ValidationError("Enter a role alone, without an address or a number.")
        return role

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("organisation") and not cleaned.get("borough"):
            named = BoroughNames.load().find(cleaned["organisation"])
            slug = Borough.objects.authorities().filter(pk=named or 0).values_list("slug", flat=True).first()
            if slug is not None:
                # However it is written, its own officers are asked.
                cleaned["borough"], cleaned["organisation"] = slug, ""
        if "organisation" in cleaned and bool(cleaned.get("borough")) == bool(cleaned["organisation"]):
            self.add_error("borough", "Choose an authority, or enter another organisation: one of the two.")
        return cleaned


def read(supplier: Supplier, item: str) -> Facts:
    held = Reference.objects.filter(supplier=supplier, key=item).select_related("borough").first()
    return facts_of(held) if held else REFERENCES.blank


def facts_of(held: Reference) -> Facts:
    told = {name: getattr(held, name) for name in NAMES}
    return told | {"borough": held.borough.slug if held.borough else ""}


def write(supplier: Supplier, item: str, facts: Facts, by: WrittenBy) -> None:
    held = Reference.objects.filter(supplier=supplier, key=item).first()
    if facts == REFERENCES.blank:
        if held is not None:
            remove(held, actor=by.actor, why=by.why)
        return
    reference = held or Reference(supplier=supplier, key=item)
    with recording(reference, **by.recorded):
        for name in NAMES:
            setattr(reference, name, facts[name])
        reference.borough = Borough.objects.filter(slug=facts["borough"]).first()
        reference.declined_at = None
        reference.save()


def resting(supplier: Supplier, item: str, facts: Facts) -> str:
    """An authority that did not agree is not asked anew at once for the same role: not in other words, and
    not by another reference.
    """
    declined = Reference.objects.filter(supplier=supplier, declined_at__isnull=False)
    for held in declined.select_related("borough"):
        again = rests_until(timezone.localdate(held.declined_at))
        if again is None or held.borough is None:
            continue
        said_no = f"{held.borough} did not agree to be named as a reference by its {held.role}."
        if held.key == item:
            return f"{said_no} You can change this or take it away from {fact_date(again)}."
        same_role = plain_words(facts["role"]) == plain_words(held.role)
        if same_role and facts["borough"] == held.borough.slug:
            return f"{said_no} You can ask it again from {fact_date(again)}."
    return ""


def items(supplier: Supplier) -> dict[str, tuple[str, Facts]]:
    held = Reference.objects.filter(supplier=supplier).select_related("borough").order_by("pk")
    return {one.key: (_called(one), facts_of(one)) for one in held}


def _called(held: Reference) -> str:
    """What a reference is called, and that its authority said no, which then its supplier alone reads."""
    if held.declined_at is None:
        return str(held)
    day = fact_date(timezone.localdate(held.declined_at))
    return f"{held}. {held.borough} did not agree on {day}"


def _name(slug: Any) -> str:
    return Borough.objects.filter(slug=slug).values_list("name", flat=True).first() or "" if slug else ""


REFERENCES: Final = Section(
    "references",
    "References",
    order=90,
    facts=(
        Fact("borough", "Authority", stands_elsewhere=True, words=_name),
        Fact("organisation", "Organisation", stands_elsewhere=True),
        Fact("role", "Role", stands_elsewhere=True),
        Fact("about", "What was done there"),
    ),
    read=read,
    write=write,
    heading="Reference",
    form=ReferenceForm,
    items=items,
    most=10,
    resting=resting,
    shows_once=frozenset({HowKnown.How.SEEN, HowKnown.How.CONFIRMED}),
    sought="Buyers ask their peers before they ask you.",
)
