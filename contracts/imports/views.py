"""Workbooks to take away: the empty City Tools workbook, and a file's rows with what became of them."""

from io import BytesIO

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from contracts.imports.annotating import write_annotated
from contracts.imports.workbook import FILE_NAME, write_template
from contracts.models import ImportBatch

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
def template(request: HttpRequest) -> HttpResponse:
    """The template with its Guide sheet, which explains every column and its allowed values."""
    file = BytesIO()
    write_template(file)
    response = HttpResponse(file.getvalue(), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{FILE_NAME}"'
    response["Cache-Control"] = "public, max-age=3600"
    return response


def annotated(key: str) -> HttpResponse:
    """The rows of a batch with the status and the problems of each."""
    batch = get_object_or_404(ImportBatch, key=key)
    file = BytesIO()
    write_annotated(batch, file)
    return as_workbook(file, f"rows-of-import-{batch.key}.xlsx")


def as_workbook(file: BytesIO, name: str) -> HttpResponse:
    """A workbook for whoever asked and nobody else: it may hold what the public does not see."""
    response = HttpResponse(file.getvalue(), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response
