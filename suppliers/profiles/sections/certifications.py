"""What bodies certified of a supplier. All of it waits for staff, who may check it with the issuer."""

import datetime
from typing import Any, Final

from django import forms
from django.utils import timezone

from suppliers.models import Certification, Supplier
from suppliers.profiles.asking import DateField, Facts, SectionForm
from suppliers.profiles.section import Fact, Section, WrittenBy, said_date
from thirty3.history.services import recording

NAME: Final = "certifications"
TEXTS: Final = ("scheme", "number")
DATES: Final = ("issued_date", "expires_date")


class CertificationForm(SectionForm):
    """A certificate: which, its number, and from when to when it is good."""

    scheme = forms.CharField(
        label="What was certified",
        help_text="Such as Cyber Essentials Plus or ISO 27001.",
        max_length=200,
        error_messages={"required": "Enter what was certified."},
    )
    number = forms.CharField(
        label="Number of the certificate",
        max_length=100,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-20", "autocomplete": "off"}),
        error_messages={"required": "Enter the number of the certificate."},
    )
    issued_date = DateField("Issued on")
    expires_date = DateField(
        "Good until", "The last day. We remind you 60 and 30 days before, and on the day."
    )

    def clean_scheme(self) -> str:
        return " ".join(str(self.cleaned_data["scheme"]).split())

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        issued, expires = cleaned.get("issued_date"), cleaned.get("expires_date")
        if issued and issued > timezone.localdate():
            self.add_error("issued_date", "Enter a day that has passed.")
        if issued and expires and expires < issued:
            self.add_error("expires_date", "Enter a day after that of issue.")
        return cleaned


def facts_of(held: Certification) -> Facts:
    dates = {name: getattr(held, name) for name in DATES}
    told = {name: day.isoformat() if day else "" for name, day in dates.items()}
    return told | {name: getattr(held, name) for name in TEXTS}


def read(supplier: Supplier, item: str) -> Facts:
    held = Certification.objects.filter(supplier=supplier, key=item).first()
    return facts_of(held) if held else CERTIFICATIONS.blank


def items(supplier: Supplier) -> dict[str, tuple[str, Facts]]:
    held = Certification.objects.filter(supplier=supplier).order_by("scheme", "pk")
    return {one.key: (one.scheme, facts_of(one)) for one in held}


def write(supplier: Supplier, item: str, facts: Facts, by: WrittenBy) -> None:
    held = Certification.objects.filter(supplier=supplier, key=item).first()
    certificate = held or Certification(supplier=supplier, key=item)
    with recording(supplier, **by.recorded):
        if facts == CERTIFICATIONS.blank:
            Certification.objects.filter(supplier=supplier, key=item).delete()
            return
        for name in TEXTS:
            setattr(certificate, name, facts[name])
        for name in DATES:
            setattr(certificate, name, datetime.date.fromisoformat(facts[name]) if facts[name] else None)
        # What was checked is what was said then.
        certificate.checked_date = None
        certificate.save()


CERTIFICATIONS: Final = Section(
    NAME,
    "Certifications",
    order=70,
    facts=(
        Fact("scheme", "What was certified", waits=True),
        Fact("number", "Number", waits=True),
        Fact("issued_date", "Issued on", waits=True, words=said_date),
        Fact("expires_date", "Good until", waits=True, words=said_date),
    ),
    read=read,
    write=write,
    heading="Certification",
    form=CertificationForm,
    items=items,
    needed=("scheme",),
    apart=True,
    sought="Many buyers may not award without Cyber Essentials.",
)
