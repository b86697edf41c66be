"""Who sees which fact of a record today, and the form in which an authority changes that."""

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Final

from django import forms

from contracts.imports.cells.plain import UNSEEN
from contracts.imports.cells.text import refusal
from contracts.keeping.fields import DayField, span_of
from contracts.keeping.kinds import Record
from contracts.listing.projection import View
from contracts.listing.subjects import subjects_of
from contracts.listing.telling import LABELS
from contracts.models.visibility import FACTS, RECORD, Rule, Seen, kept
from thirty3.design.formatting import fact_date
from thirty3.history.editing import SeenVersionForm

AS_USUAL: Final = "usual"
WHO: Final[Mapping[str, str]] = {
    Seen.PUBLIC: "Everyone",
    Seen.BOROUGHS: "Officers of any authority, and LOTI’s staff",
    Seen.OWN: "Your authority and LOTI’s staff alone",
}
# Freedom of Information Act 2000. What is exempt as commercial is so for a time: the duty to publish
# comes back when the harm has gone.
S31, S40, S43, OTHER = "31", "40", "43", "other"
SECTIONS: Final = (
    (S31, "Section 31: it could help a crime, such as an attack on systems"),
    (S40, "Section 40: it is about a person"),
    (S43, "Section 43: commercial interests, until a day"),
    (OTHER, "Another reason"),
)
IN_REASON: Final[Mapping[str, str]] = {
    S31: "section 31 of the Freedom of Information Act (law enforcement)",
    S40: "section 40 of the Freedom of Information Act (personal information)",
    S43: "section 43 of the Freedom of Information Act (commercial interests)",
}
_WRITTEN: Final = re.compile(
    r"section (?P<section>31|40|43) of the Freedom of Information Act \([a-z ]+\)"
    r"(?: until (?P<until>\d{1,2} \w+ \d{4}))?(?:: (?P<words>.*))?\Z",
    re.DOTALL,
)


@dataclass(frozen=True)
class Line:
    """A fact, who sees it and why, and whether somebody chose that."""

    fact: str
    label: str
    who: str
    reason: str
    chosen: bool


def label_of(fact: str) -> str:
    """What a page calls a fact."""
    return "The whole record" if fact == RECORD else LABELS[fact]


def lines_of(kind: str, record: Record) -> list[Line]:
    """Every fact that can be opened or closed, the whole record first."""
    found = rules_of(kind, record)
    facts = [RECORD, *(fact for fact in FACTS[kind].columns if fact in FACTS[kind].closable)]
    return [
        Line(fact, label_of(fact), WHO[found[fact].seen], found[fact].reason, fact in record.visibility)
        for fact in facts
    ]


def rules_of(kind: str, record: Record, *, without: str = "") -> Mapping[str, Rule]:
    """Who sees each fact of the record as it is held, or as if nothing were chosen for one of them."""
    [subject], lookups = subjects_of(kind, [record.pk])
    chosen = {fact: choice for fact, choice in record.visibility.items() if fact != without}
    facts = {**(subject.facts or {}), "visibility": chosen}
    return View(kind, facts, subject.assertions, lookups).decision.rules


def reason_of(section: str, until: datetime.date | None, words: str) -> str:
    """The reason as pages tell it."""
    if section == OTHER:
        return words
    told = IN_REASON[section] + (f" until {fact_date(until)}" if until else "")
    return f"{told}: {words}" if words else told


def read_reason(reason: str) -> dict[str, Any]:
    """The parts of a reason that the form wrote; any other is words alone."""
    if not reason:
        return {}
    if (match := _WRITTEN.match(reason)) is None:
        return {"section": OTHER, "words": reason}
    until = span_of(match["until"], "").first if match["until"] else None
    return {"section": match["section"], "until": until, "words": match["words"] or ""}


class WhoSeesForm(SeenVersionForm):
    """Who sees one fact, and why others do not."""

    audience = forms.ChoiceField(
        label="Who may see it",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose who may see it."},
    )
    section = forms.ChoiceField(
        choices=SECTIONS,
        required=False,
        label="If not everyone: why",
        widget=forms.RadioSelect,
        help_text="The exemption of the Freedom of Information Act 2000 that you would rely on.",
    )
    until = DayField(label="If section 43: until when", help_text="Such as 31 March 2028.")
    words = forms.CharField(
        required=False,
        max_length=300,
        label="In your words",
        help_text="Everyone can read the reason. Do not name what is withheld.",
    )
    field_order = ("audience", "section", "until", "words")

    class Meta:
        fields: ClassVar[tuple[str, ...]] = ()

    def __init__(self, *args: Any, fact: str, usual: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        who: Any = self.fields["audience"]
        choices = [(AS_USUAL, f"As usual: {usual}"), *WHO.items()]
        who.choices = choices
        held = self.instance.visibility.get(fact)
        self.initial["audience"] = held["audience"] if held else AS_USUAL
        self.initial.update(read_reason(str(held.get("reason", ""))) if held else {})

    def clean_words(self) -> str:
        words = UNSEEN.sub("", str(self.cleaned_data["words"]))
        if problem := refusal(words, "The reason"):
            raise forms.ValidationError(problem)
        return words

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("audience") not in (Seen.BOROUGHS, Seen.OWN):
            return cleaned
        section = cleaned.get("section")
        if not section:
            self.add_error("section", "Choose why not everyone may see it.")
        elif section == OTHER and not cleaned.get("words"):
            self.add_error("words", "Say why not everyone may see it.")
        elif section == S43 and not cleaned.get("until") and "until" not in self.errors:
            self.add_error("until", "Enter the day until when it would harm commercial interests.")
        return cleaned

    def choice(self) -> dict[str, str] | None:
        """What was chosen, as records keep it; None where the rule for the kind of record holds."""
        given = self.cleaned_data
        audience = given["audience"]
        if audience == AS_USUAL:
            return None
        if audience == Seen.PUBLIC:
            return kept(audience, "")
        until = given["until"] if given["section"] == S43 else None
        return kept(audience, reason_of(given["section"], until, given["words"]))
