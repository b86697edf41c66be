"""The empty City Tools workbook, for whoever wants to fill it in."""

from io import BytesIO

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from contracts.imports.workbook import FILE_NAME, write_template

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
