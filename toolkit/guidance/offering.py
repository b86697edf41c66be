"""Templates as they are to be had: in which forms, and each as a file made for the day."""

import datetime
import io
import tomllib
from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse

from thirty3.search.held import Held
from thirty3.spreadsheets.writing import write_workbook
from toolkit.guidance.reading import addresses, leading
from toolkit.guidance.sheets import sheets_of
from toolkit.models import Page, Resource


@dataclass(frozen=True)
class Form:
    """A kind of file: what it is called, and its media type."""

    label: str
    media_type: str


OPEN: Final = "application/vnd.oasis.opendocument"
OFFICE: Final = "application/vnd.openxmlformats-officedocument"
FORMS: Final = {
    "docx": Form("Word", f"{OFFICE}.wordprocessingml.document"),
    "odt": Form("OpenDocument", f"{OPEN}.text"),
    "xlsx": Form("Excel", f"{OFFICE}.spreadsheetml.sheet"),
    "ods": Form("OpenDocument", f"{OPEN}.spreadsheet"),
}
MADE_AS: Final = {Resource.Kind.DOCUMENT: ("docx", "odt"), Resource.Kind.SPREADSHEET: ("xlsx", "ods")}

_held: Held[bytes] = Held()


@dataclass(frozen=True)
class Offered:
    """One form of a template."""

    form: str
    label: str
    href: str


def offered(resource: Resource) -> list[Offered]:
    """The forms in which a template is to be had."""
    if resource.kind == Resource.Kind.FILE:
        form = resource.file_name.rpartition(".")[2].lower()
        return [Offered(form, form.upper(), _address(resource, form))]
    made_as = MADE_AS[Resource.Kind(resource.kind)]
    return [Offered(form, f"{FORMS[form].label} ({form})", _address(resource, form)) for form in made_as]


def attached(resource: Resource, form: str, day: datetime.date) -> HttpResponse:
    """A template as an attachment, never to be shown in the browser."""
    answer = HttpResponse(file_of(resource, form, day), content_type=FORMS[form].media_type)
    answer["Content-Disposition"] = f'attachment; filename="{resource.slug}.{form}"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def file_of(resource: Resource, form: str, day: datetime.date) -> bytes:
    """The file, made once for each day, and anew where the template or the address of a page changes."""
    pages = addresses(Page.objects.outline())
    facts = (resource.title, resource.summary, resource.body, resource.checked_on)
    moment = (day, *facts, *pages.items())
    return _held.of((resource.pk, form), moment, lambda: _made(resource, form, day, pages))


def _made(resource: Resource, form: str, day: datetime.date, pages: dict[str, str]) -> bytes:
    about = f"{resource.summary} Checked on {resource.checked_on:%-d %B %Y}. This is not legal advice."
    if resource.kind == Resource.Kind.SPREADSHEET:
        return _workbook(resource, form, about, day)
    # The libraries take half a second to import, which a process that makes no document need not spend.
    from toolkit.guidance.documents.blocks import written
    from toolkit.guidance.documents.open_document import open_text
    from toolkit.guidance.documents.word import word

    document = written(
        resource.title,
        resource.body,
        about,
        day,
        lambda kind, name: settings.SITE_URL + leading(kind, name, pages),
    )
    return (word if form == "docx" else open_text)(document, resource.checked_on)


def _workbook(resource: Resource, form: str, about: str, day: datetime.date) -> bytes:
    from toolkit.guidance.documents.workbooks import sheets_to_write

    described = sheets_of(tomllib.loads(resource.body))
    sheets = list(sheets_to_write(resource.title, about, described, day))
    if form == "ods":
        from toolkit.guidance.documents.open_document import open_workbook

        return open_workbook(sheets, resource.title, resource.checked_on)
    target = io.BytesIO()
    write_workbook(target, sheets, title=resource.title)
    return target.getvalue()


def _address(resource: Resource, form: str) -> str:
    return reverse("toolkit:template", args=[resource.slug, form])
