"""Staff's forms of guidance: what the files are held to before they are loaded, staff's texts are too."""

import datetime
from collections.abc import Iterable
from pathlib import PurePath
from typing import Any, ClassVar

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget

from thirty3.documents import store
from thirty3.documents.fields import DocumentField
from thirty3.documents.kinds import LARGEST
from thirty3.history.forms import SeveralField
from toolkit.guidance.checking import faults_of_document, faults_of_page
from toolkit.guidance.faults import Fault
from toolkit.guidance.known import Known
from toolkit.guidance.renamed import renamed
from toolkit.guidance.sheets import faults_of_sheets
from toolkit.guidance.texts import MOMENTS, ROLES, Unreadable, faults_of_bare, read_head
from toolkit.models import Page, Problem, Resource


def known_today(*, page: str = "", template: str = "") -> Known:
    """What a text may name: what there is, also by the names that pages had before, and itself."""
    return Known(
        frozenset(Page.objects.values_list("slug", flat=True)) | renamed().keys() | {page},
        frozenset(Resource.objects.values_list("slug", flat=True)) | {template},
        frozenset(Problem.objects.values_list("key", flat=True)),
    )


def faults_of_toml(body: str, known: Known) -> list[Fault]:
    """What is wrong with the description of a workbook."""
    try:
        head = read_head(body)
    except Unreadable as unread:
        return [unread.fault]
    return list(faults_of_sheets(head, known))


def same_name(form: forms.ModelForm[Any], field: str) -> str:
    """The name that a record has in addresses: given once, since others link to it."""
    name = str(form.cleaned_data[field])
    if form.instance.pk and form.initial.get(field) not in (None, name):
        raise forms.ValidationError(f"It stays “{form.initial[field]}”: other pages link to it.")
    return name


class _Checked(forms.ModelForm[Any]):
    """A text with a title and a summary, which state nothing that needs a source."""

    def clean_slug(self) -> str:
        return same_name(self, "slug")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name in ("title", "summary"):
            self.refuse(name, faults_of_bare(name, str(cleaned.get(name, ""))))
        return cleaned

    def refuse(self, name: str, faults: Iterable[Fault]) -> None:
        if found := [str(fault) for fault in faults]:
            self.add_error(name, found)


class StageForm(_Checked):
    """A stage."""


class PageForm(_Checked):
    """A page. Its text is held to what the files are held to, with the line of whatever is wrong."""

    roles = forms.MultipleChoiceField(
        choices=list(ROLES.items()), widget=forms.CheckboxSelectMultiple, label="Who does it"
    )
    moments = forms.MultipleChoiceField(
        choices=list(MOMENTS.items()),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        label="When it fits a contract",
    )

    class Meta:
        widgets: ClassVar = {
            "body": AdminTextareaWidget(attrs={"rows": 40, "cols": 100, "spellcheck": "true"})
        }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        stage, body = cleaned.get("stage"), cleaned.get("body")
        if stage is not None and body:
            slug = str(cleaned.get("slug", ""))
            text = body.replace("\r\n", "\n")
            cleaned["body"] = text
            self.refuse("body", faults_of_page(text, stage=stage.slug, known=known_today(page=slug)))
        return cleaned


class ResourceForm(_Checked):
    """A template: its text, or a file as it is."""

    upload = DocumentField(
        required=False,
        label="File",
        help_text=f"Of a template that is given as it is: docx, odt, pdf, xlsx, md or txt, "
        f"{LARGEST // 1024 // 1024} MB at most.",
    )

    class Meta:
        widgets: ClassVar = {
            "body": AdminTextareaWidget(attrs={"rows": 30, "cols": 100, "spellcheck": "true"})
        }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        kind, body = cleaned.get("kind"), str(cleaned.get("body", "")).replace("\r\n", "\n")
        cleaned["body"] = body
        slug = str(cleaned.get("slug", ""))
        if kind == Resource.Kind.FILE:
            if not (cleaned.get("upload") or self.instance.stored_as or self.errors):
                self.add_error("upload", "Choose the file.")
        elif not body.strip():
            self.add_error("body", "Write the template here.")
        elif kind == Resource.Kind.SPREADSHEET:
            self.refuse("body", faults_of_toml(body, known_today(template=slug)))
        elif kind == Resource.Kind.DOCUMENT:
            self.refuse("body", faults_of_document(body, known=known_today(template=slug)))
        return cleaned

    def _post_clean(self) -> None:
        """The file is kept once nothing else is wrong; one that no record comes to name is deleted later."""
        upload = self.cleaned_data.get("upload")
        if upload is not None and not self.errors:
            content = upload.read()
            self.instance.stored_as = store.keep(content)
            self.instance.file_name = PurePath(str(upload.name)).name
            self.instance.size_bytes = len(content)
        super()._post_clean()  # type: ignore[misc]


class ProblemForm(forms.ModelForm[Problem]):
    """A problem, and the pages that help, the most helpful first."""

    pages = SeveralField(help_text="Names of pages as in their addresses. Put a semicolon between two.")

    def clean_key(self) -> str:
        return same_name(self, "key")

    def clean_pages(self) -> list[str]:
        pages: list[str] = self.cleaned_data["pages"]
        known = known_today().pages
        if unknown := [slug for slug in pages if slug not in known]:
            raise forms.ValidationError(f"There is no page “{unknown[0][:100]}”.")
        if not pages:
            raise forms.ValidationError("Name at least one page.")
        return pages

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name in ("words", "more"):
            said = str(cleaned.get(name, ""))
            if any(sign.isdigit() for sign in said) or "{{" in said or "[@" in said:
                self.add_error(name, "This has figures, tokens or sources: say it without.")
        return cleaned


def a_year_after(day: datetime.date) -> datetime.date:
    """The same day a year later; of 29 February the day after."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day.replace(year=day.year + 1, month=3, day=1)
