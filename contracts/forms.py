"""Contracts and systems as staff write them: lists by line, and who may see what in plain lines."""

import datetime
from collections.abc import Iterator, Mapping
from typing import Any, Final

from django import forms

from boroughs.cpv import normal_code
from contracts.imports.cells.addresses import is_address
from contracts.imports.cells.date_forms import FIRST_YEAR, LAST_YEAR
from contracts.models import Contract, SystemInUse
from contracts.models.visibility import FACTS, RECORD, Seen, kept
from contracts.services.call_offs import problem_of, problem_of_kind
from thirty3.history.forms import LinesField, SeveralField

BETWEEN: Final = ":"


def web_address(text: str) -> str:
    """The address; a text that no page may link to is refused with ValueError."""
    if not is_address(text):
        raise ValueError
    return text


def cpv_code(text: str) -> str:
    """The eight digits of a CPV code, given with or without its check digit."""
    if (code := normal_code(text)) is None:
        raise ValueError
    return code


def iso_day(text: str) -> str:
    """A day as the break dates of a contract are kept, in years that a contract can have to do with."""
    day = datetime.date.fromisoformat(text)
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValueError
    return day.isoformat()


class VisibilityField(LinesField):
    """Who may see a fact, where that is not its default: a line each, "supplier: boroughs: why"."""

    def __init__(self, kind: str) -> None:
        self.facts: frozenset[str] = frozenset({RECORD, *FACTS[kind].closable})
        advice = (
            f"A line each: the fact, who sees it ({', '.join(Seen)}), and why, with colons between: "
            f"supplier: boroughs: it is commercially sensitive until 2028. "
            f"Facts: {', '.join(sorted(self.facts))}."
        )
        super().__init__(help_text=advice, label="Who may see it")

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, Mapping):
            return value
        return self.between.join(
            f"{fact}: {said['audience']}: {said.get('reason', '')}" for fact, said in sorted(value.items())
        )

    def clean(self, value: Any) -> dict[str, dict[str, str]]:
        found: dict[str, dict[str, str]] = {}
        for line in self.parts(forms.CharField.clean(self, value)):
            fact, said = self._said(line)
            if fact in found:
                raise forms.ValidationError(f"“{fact}” stands on two lines. Say it once.")
            found[fact] = said
        return found

    def _said(self, line: str) -> tuple[str, dict[str, str]]:
        fact, _, rest = (part.strip() for part in line.partition(BETWEEN))
        audience, _, reason = (part.strip() for part in rest.partition(BETWEEN))
        if fact not in self.facts:
            raise forms.ValidationError(
                f"“{fact[:100]}” is no fact of this kind of record that can be closed."
            )
        if audience not in list(Seen):
            raise forms.ValidationError(
                f"“{line[:100]}” does not say who sees it: after the colon write one of {', '.join(Seen)}."
            )
        if audience != Seen.PUBLIC and not reason:
            raise forms.ValidationError(f"Say why “{fact}” is not public: after a second colon.")
        return fact, kept(audience, reason)


class ContractForm(forms.ModelForm[Contract]):
    """An agreement."""

    cpv = SeveralField(kind=cpv_code, what="a CPV code of eight digits", label="CPV codes")
    break_dates = SeveralField(
        kind=iso_day,
        what="a day such as 2027-03-31",
        help_text="Days on which it can be ended early, such as 2027-03-31; 2028-03-31.",
    )
    links = LinesField(
        kind=web_address,
        what="a web address that begins http:// or https://",
        help_text="Addresses of documents, one on each line.",
    )
    visibility = VisibilityField("contract")

    def clean_ocid(self) -> str:
        ocid = str(self.cleaned_data["ocid"]).strip()
        if ocid and not ocid.startswith("ocds-"):
            raise forms.ValidationError("An OCID begins with “ocds-”.")
        return ocid

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        for field, problem in self._problems(cleaned):
            self.add_error(field, problem)
        return cleaned

    def _problems(self, cleaned: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
        """What facts cannot be true together: each with the field to change, in a sentence."""
        kind = cleaned.get("kind", "")
        if problem := problem_of(kind, cleaned.get("called_off_from")):
            yield "called_off_from", problem
        if kind and (problem := problem_of_kind(self.instance, kind)):
            yield "kind", problem
        if cleaned.get("lead_buyer") in (cleaned.get("participants") or ()):
            yield (
                "participants",
                "The lead buyer is no participant beside itself. Take it out of one of the two.",
            )
        if self.instance.pk and self.instance in (cleaned.get("predecessors") or ()):
            yield "predecessors", "An agreement does not follow itself."
        start, ended = cleaned.get("start_date"), cleaned.get("terminated_date")
        if start and ended and ended < start:
            yield "terminated_date", "An agreement cannot be ended before it starts."


class SystemForm(forms.ModelForm[SystemInUse]):
    """What an authority runs."""

    visibility = VisibilityField("system")
