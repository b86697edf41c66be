"""The page of the staff site on which notices are brought in as opportunities."""

import tempfile
from pathlib import Path
from typing import Any, Final

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods

from contracts.opportunities.importing import import_file
from contracts.opportunities.outcomes import NO_FUNCTION, Report
from thirty3.spreadsheets.problems import UnreadableSpreadsheet

LARGEST: Final = 20 * 1024 * 1024


class PackageForm(forms.Form):
    """A package of releases."""

    file = forms.FileField(
        label="Package of releases (JSON)",
        error_messages={"required": "Choose a file.", "empty": "This file is empty. Choose another one."},
        help_text="An open contracting package of Find a Tender or Contracts Finder, 20 MB at most.",
    )

    def clean_file(self) -> Any:
        sent: Any = self.cleaned_data["file"]
        if sent.size > LARGEST:
            raise forms.ValidationError("This file is larger than 20 MB. Part it, and send the parts.")
        return sent


@require_http_methods(["GET", "HEAD", "POST"])
def bring_in(request: HttpRequest, *, context: dict[str, Any], may: bool) -> HttpResponse:
    """Read a package at once, and tell of every process what became of it."""
    if not may:
        raise PermissionDenied
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form, report = PackageForm(*sent), None
    if form.is_valid():
        try:
            report = _imported(form.cleaned_data["file"], request.user)
        except UnreadableSpreadsheet as problem:
            form.add_error("file", str(problem))
    told = {
        **context,
        "title": "Bring in notices",
        "form": form,
        "report": report,
        "no_function": NO_FUNCTION,
    }
    return TemplateResponse(request, "admin/opportunities/bring-in.html", told)


def _imported(sent: Any, actor: Any) -> Report:
    """The file lies on disk for as long as it is read."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "package.json"
        with path.open("wb") as file:
            for chunk in sent.chunks():
                file.write(chunk)
        return import_file(path, actor=actor)
