"""Whom to reach, by role: mailboxes that several people read, and telephone numbers of the firm."""

import re
from typing import Any, Final

from django import forms
from django.core.validators import RegexValidator

from suppliers.members.domains import domain_of_address, proves_nothing
from suppliers.models import Supplier
from suppliers.profiles.asking import Facts, SectionForm
from suppliers.profiles.keeping import read_profile, write_profile
from suppliers.profiles.section import Fact, Section, WrittenBy

ROLES: Final = {
    "sales": "Sales and tenders",
    "support": "Support",
    "security": "Security and data protection",
}
FIELDS: Final = {f"{role}_{way}": (role, way) for role in ROLES for way in ("email", "phone")}
# What is found in the names of mailboxes that several people read.
_SHARED: Final = re.compile(
    r"info|hello|contact|enquir|inquir|office|team|sales|bids?|tender|commercial|business|partner|public|sector|gov"
    r"|support|help|service|desk|care|customer|account|security|privacy|data|dpo|gdpr|protection|mail|admin|london"
)


def looks_personal(address: str) -> bool:
    """Whether a mailbox may be one person's: its name tells no purpose, or its domain is shared by many."""
    return not _SHARED.search(address.partition("@")[0].lower()) or proves_nothing(domain_of_address(address))


def _mailbox(role: str) -> forms.EmailField:
    return forms.EmailField(
        label=f"{role}: shared mailbox",
        help_text="One that several people read. Everyone sees it.",
        required=False,
        max_length=200,
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"invalid": "Enter an e-mail address like sales@example.com."},
    )


def _telephone(role: str) -> forms.CharField:
    return forms.CharField(
        label=f"{role}: telephone number of the firm",
        required=False,
        max_length=30,
        widget=forms.TextInput(attrs={"autocomplete": "off", "class": "govuk-input--width-20"}),
        validators=[
            RegexValidator(r"^\+?[0-9 ()-]{7,}$", "Enter a telephone number like 020 7946 0000, in figures.")
        ],
    )


class ContactsForm(SectionForm):
    """A mailbox and a number for each role. Whatever is left blank is not told."""

    sales_email, sales_phone = _mailbox(ROLES["sales"]), _telephone(ROLES["sales"])
    support_email, support_phone = _mailbox(ROLES["support"]), _telephone(ROLES["support"])
    security_email, security_phone = _mailbox(ROLES["security"]), _telephone(ROLES["security"])
    shared = forms.BooleanField(label="Several people read each of these mailboxes", required=False)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        opened = cleaned.get("opened") or {}
        if not cleaned.get("shared"):
            for name in (name for name, (_, way) in FIELDS.items() if way == "email"):
                address = cleaned.get(name)
                if address and address != opened.get(name) and looks_personal(address):
                    self.add_error(
                        name,
                        "This looks like one person’s address, and everyone would see it. "
                        "Enter a shared mailbox, or say below that several people read it.",
                    )
        return cleaned

    def facts(self) -> Facts:
        given = super().facts()
        return {name: given[name] for name in FIELDS}


def read(supplier: Supplier, item: str) -> Facts:
    held = read_profile(supplier, ["contacts"])["contacts"]
    return {name: held.get(name, "") for name in FIELDS}


def write(supplier: Supplier, item: str, facts: Facts, by: WrittenBy) -> None:
    write_profile(supplier, {"contacts": {name: value for name, value in facts.items() if value}}, by)


CONTACTS: Final = Section(
    "contacts",
    "Whom to reach",
    order=40,
    facts=tuple(
        Fact(name, f"{ROLES[role]}, {'e-mail' if way == 'email' else 'telephone'}")
        for name, (role, way) in FIELDS.items()
    ),
    read=read,
    write=write,
    heading="Whom to reach",
    form=ContactsForm,
    sought="A buyer with a question needs a mailbox that somebody reads.",
)
