"""Imports in the admin: upload, watch, review, apply, undo."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_POST, require_safe

from boroughs.models import Borough
from contracts.imports.deciding import NAMED, VERDICTS
from contracts.imports.deciding_admin import Deciding
from contracts.imports.downloading import download, may_download
from contracts.imports.foreseeing import Extents
from contracts.imports.forgetting.views import Forgetting
from contracts.imports.formats import FORMATS
from contracts.imports.quarantine import kept_until
from contracts.imports.receiving import OPEN_GOVERNMENT_LICENCE, ask_again, doubt_of_day, give_up, receive
from contracts.imports.review import reviewed
from contracts.imports.tasks import apply_import, read_import, undo_import
from contracts.imports.views import annotated
from contracts.models import ImportBatch, ImportRow, Source
from contracts.tables import ImportTable
from thirty3.history.admin import PlainListAdmin

ROWS_A_PAGE = 50
SAY_AS_WELL = {
    "origin": "Say where the file came from, if it may be published.",
    "as_at_date": "Say on which day the file was true, if it may be published.",
}
# What was asked for and has not begun: the state in which the batch waits for the worker, and the words.
ASKED = {
    "apply": (ImportBatch.Status.READY, "waiting to be applied"),
    "undo": (ImportBatch.Status.APPLIED, "waiting to be undone"),
}
BUSY = (ImportBatch.Status.WAITING, ImportBatch.Status.READING, ImportBatch.Status.APPLYING)


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
        help_text="The day on which the file was true, if you know it. For example, 31/3/2026.",
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


class ImportBatchAdmin(PlainListAdmin):
    """Every file that came in, by whom and when; each with its rows to review."""

    resource_classes = (ImportTable,)
    list_display = ("file_name", "status", "source", "rows_read", "uploaded_by", "created_at", "applied_at")
    list_filter = ("status", "format", "demonstration")
    list_select_related = ("source", "uploaded_by")
    search_fields = ("file_name", "key")
    ordering = ("-created_at", "-pk")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        # An import is undone, never deleted: its rows are where values came from.
        return False

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        own = [
            path("<str:key>/apply/", view(require_POST(self.apply_view)), name="import-apply"),
            path("<str:key>/undo/", view(require_POST(self.undo_view)), name="import-undo"),
            path("<str:key>/compare/", view(require_POST(self.compare_view)), name="import-compare"),
            path("<str:key>/give-up/", view(require_POST(self.give_up_view)), name="import-give-up"),
            path("<str:key>/file/", view(require_safe(self.file_view)), name="import-file"),
            path("<str:key>/rows.xlsx", view(require_safe(self.rows_view)), name="import-annotated"),
            path("<str:key>/review/", view(self.review_view), name="import-review"),
        ]
        return own + Deciding(self).urls() + Forgetting(self).urls() + super().get_urls()

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        """Upload a file; it is read by the worker, and its page shows how far that is."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = UploadForm(request.POST or None, request.FILES or None)
        if request.method == "POST" and form.is_valid():
            given = form.cleaned_data
            batch = receive(
                file=given["file"],
                name=given["file"].name,
                format=given["format"],
                borough=given["borough"],
                source=given["source"],
                as_at_date=given["as_at_date"],
                origin=given["origin"],
                may_be_published=given["may_be_published"],
                licence=given["licence"],
                actor=request.user,
            )
            read_import.enqueue(batch.key)
            return redirect(self.page_of(batch))
        return TemplateResponse(
            request, "admin/imports/upload.html", self.context(request, "Import a spreadsheet", form=form)
        )

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        return super().changelist_view(request, {**(extra_context or {}), "title": "Imports"})

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        batch = get_object_or_404(ImportBatch, pk=object_id) if object_id.isdigit() else None
        return redirect(self.page_of(batch) if batch else reverse("admin:contracts_importbatch_changelist"))

    def review_view(self, request: HttpRequest, key: str) -> HttpResponse:
        """What each row would do, or did, with every problem named."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        batch = get_object_or_404(ImportBatch.objects.select_related("source", "borough", "undoes"), key=key)
        outcome = request.GET.get("outcome", "")
        rows: QuerySet[ImportRow] = batch.rows.order_by("position")
        if outcome in ImportRow.Outcome.values:
            rows = rows.filter(outcome=outcome)
        page = Paginator(rows, ROWS_A_PAGE).get_page(request.GET.get("page"))
        shown = reviewed(batch, list(page.object_list))
        asked = asked_of(batch, request.GET.get("asked", ""))
        context = self.context(
            request,
            batch.file_name,
            batch=batch,
            asked=asked,
            busy=bool(asked) or batch.status in BUSY,
            may_download=may_download(batch, request.user),
            kept_until=kept_until(batch),
            verdicts=VERDICTS.items(),
            open_columns=any(sheet.get("guesses") or sheet.get("questions") for sheet in batch.sheets),
            open_names=any(group["code"] in NAMED for group in batch.problem_groups),
            outcome=outcome,
            counts=[(o.value, o.label, batch.counts.get(o.value, 0)) for o in ImportRow.Outcome],
            page_obj=page,
            rows=shown,
            extents=Extents.of(row.foreseen for row in shown),
            undone_by=ImportBatch.objects.filter(undoes=batch).first(),
        )
        return TemplateResponse(request, "admin/imports/review.html", context)

    def file_view(self, request: HttpRequest, key: str) -> FileResponse:
        """The uploaded file, for whoever uploaded it and for nobody else."""
        return download(key=key, person=request.user)

    def rows_view(self, request: HttpRequest, key: str) -> HttpResponse:
        """The rows as they were read, with what became of each, as a workbook."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        return annotated(key)

    def apply_view(self, request: HttpRequest, key: str) -> HttpResponseRedirect:
        return self._do(request, key, "apply", apply_import)

    def undo_view(self, request: HttpRequest, key: str) -> HttpResponseRedirect:
        return self._do(request, key, "undo", undo_import)

    def compare_view(self, request: HttpRequest, key: str) -> HttpResponseRedirect:
        batch = self.changeable(request, key)
        ask_again(batch=batch)
        read_import.enqueue(batch.key)
        return redirect(self.page_of(batch))

    def give_up_view(self, request: HttpRequest, key: str) -> HttpResponseRedirect:
        batch = self.changeable(request, key)
        if not give_up(batch=batch):
            messages.error(request, f"This import is {batch.get_status_display().lower()} and stays.")
            return redirect(self.page_of(batch))
        messages.success(request, f"You gave up {batch.file_name}. Nothing was changed.")
        return redirect(reverse("admin:contracts_importbatch_changelist"))

    def _do(self, request: HttpRequest, key: str, asked: str, what: Any) -> HttpResponseRedirect:
        batch = self.changeable(request, key)
        ImportBatch.objects.filter(pk=batch.pk).update(error="", error_code="")
        what.enqueue(batch.key, request.user.pk)
        return redirect(f"{self.page_of(batch)}?asked={asked}")

    def changeable(self, request: HttpRequest, key: str) -> ImportBatch:
        if not self.has_change_permission(request):
            raise PermissionDenied
        return get_object_or_404(ImportBatch, key=key)

    def page_of(self, batch: ImportBatch) -> str:
        return reverse("admin:import-review", args=[batch.key])

    def context(self, request: HttpRequest, title: str, **more: Any) -> dict[str, Any]:
        return {**self.admin_site.each_context(request), "opts": self.opts, "title": title, **more}


def asked_of(batch: ImportBatch, asked: str) -> str:
    """What somebody asked for that the worker has not begun, in words; blank once it is done or refused."""
    status, words = ASKED.get(asked, (None, ""))
    return words if batch.status == status and not batch.error else ""
