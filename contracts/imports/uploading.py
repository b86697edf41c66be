"""What whoever sends a file says of it, in the staff site and on an authority's own pages."""

from typing import Any, Final

from django import forms
from django.conf import settings

from boroughs.models import Borough
from contracts.imports.formats import FORMATS
from contracts.imports.receiving import OPEN_GOVERNMENT_LICENCE, doubt_of_day, receive
from contracts.imports.tasks import read_import
from contracts.models import ImportBatch, Source
from thirty3.design.formatting import DAYS_AS_WRITTEN

SAY_AS_WELL: Final = {
    "origin": "Say where the file came from, if it may be published.",
    "as_at_date": "Say on which day the file was true, if it may be published.",
}


class UploadForm(forms.Form):
    """A file to import, and what its sender knows of it."""

    file = forms.FileField(
        label="Spreadsheet",
        error_messages={"required": "Choose a spreadsheet."},
        help_text=(
            "A City Tools workbook, or a table of contracts or systems: xlsx, xls, ods or csv, up to 50 MB."
        ),
    )
    borough = forms.ModelChoiceField(
        Borough.objects.by_name(),
        required=False,
        label="Authority",
        empty_label="Several, or not known",
        help_text="If the whole file is one authority's own register.",
    )
    as_at_date = forms.DateField(
        label="True on",
        required=False,
        input_formats=DAYS_AS_WRITTEN,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-20"}),
        error_messages={"invalid": "Enter a day like 31 March 2026."},
        help_text="The day on which the file was true, if you know it, such as 31 March 2026.",
    )
    origin = forms.CharField(
        label="Where the file came from",
        required=False,
        help_text="An address, or words such as “the contracts team, by e-mail”.",
    )
    may_be_published = forms.BooleanField(
        label="It may be published",
        required=False,
        help_text=(
            "Whoever owns the file agreed, or published it. Say above where it came from and when it was "
            "true. Without this, what it says is shown to its authority and to staff alone."
        ),
    )
    licence = forms.CharField(
        initial=OPEN_GOVERNMENT_LICENCE, required=False, help_text="Under which it may be used again."
    )
    format = forms.ChoiceField(
        choices=[("", "Recognise it"), *((known.name, known.label) for known in FORMATS.values())],
        required=False,
        help_text="Say it only if the file is not recognised, or is taken for something else.",
    )
    source = forms.ModelChoiceField(
        Source.objects.order_by("name"),
        required=False,
        empty_label="Named after the authority or the file",
        help_text="Choose one if the file speaks for a source that is held already.",
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("may_be_published"):
            for name in ("origin", "as_at_date"):
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, SAY_AS_WELL[name])
        return cleaned

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > settings.MAX_UPLOAD_BYTES:
            raise forms.ValidationError(
                "The file is larger than 50 MB. Split it into smaller files and upload them one by one."
            )
        return file

    def clean_as_at_date(self) -> Any:
        day = self.cleaned_data["as_at_date"]
        if day is not None and (doubt := doubt_of_day(day)):
            raise forms.ValidationError(doubt)
        return day


class OwnUploadForm(UploadForm):
    """The same for one's own authority: whose the file is goes without saying, and so does its source."""

    borough = None  # type: ignore[assignment]
    format = None  # type: ignore[assignment]
    source = None  # type: ignore[assignment]


def received(*, form: UploadForm, actor: Any, borough: Borough | None = None) -> ImportBatch:
    """Take in what a valid form brought, of `borough` where one is given, and have the worker read it."""
    given = form.cleaned_data
    batch = receive(
        file=given["file"],
        name=given["file"].name,
        format=given.get("format", ""),
        borough=borough or given.get("borough"),
        source=given.get("source"),
        as_at_date=given["as_at_date"],
        origin=given["origin"],
        may_be_published=given["may_be_published"],
        licence=given["licence"],
        actor=actor,
    )
    read_import.enqueue(batch.key)
    return batch
