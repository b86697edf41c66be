"""Imports in the admin: the list, the upload, and the pages of one (`contracts/imports/reviewing.py`)."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse

from contracts.imports.forgetting.views import Forgetting
from contracts.imports.one_import import pages_of_one
from contracts.imports.uploading import UploadForm, received
from contracts.models import ImportBatch
from contracts.tables import ImportTable
from thirty3.history.admin import PlainListAdmin
from thirty3.history.lookups import ids_in


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
            path(f"<str:key>/{page.route}", view(page.view), name=f"import-{page.name}")
            for page in pages_of_one(self)
        ]
        return own + Forgetting(self).urls() + super().get_urls()

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        """Upload a file; it is read by the worker, and its page shows how far that is."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = UploadForm(request.POST or None, request.FILES or None)
        if request.method == "POST" and form.is_valid():
            batch = received(form=form, actor=request.user)
            return redirect(self.page_of(batch))
        return TemplateResponse(
            request, "admin/imports/upload.html", self.context(request, "Import a spreadsheet", form=form)
        )

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        return super().changelist_view(request, {**(extra_context or {}), "title": "Imports"})

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        if not self.has_view_permission(request):
            raise PermissionDenied
        return redirect(self.page_of(get_object_or_404(ImportBatch, pk__in=ids_in([object_id]))))

    def seen(self, request: HttpRequest, key: str) -> ImportBatch:
        if not self.has_view_permission(request):
            raise PermissionDenied
        return get_object_or_404(ImportBatch.objects.select_related("source", "borough", "undoes"), key=key)

    def changeable(self, request: HttpRequest, key: str) -> ImportBatch:
        if not self.has_change_permission(request):
            raise PermissionDenied
        return get_object_or_404(ImportBatch, key=key)

    def page_of(self, batch: ImportBatch) -> str:
        return reverse("admin:import-review", args=[batch.key])

    def list_page(self) -> str:
        return reverse("admin:contracts_importbatch_changelist")

    def refusal(self, batch: ImportBatch) -> str:
        """Staff may apply and undo whatever the services let through."""
        return ""

    def page(
        self, request: HttpRequest, name: str, title: str, batch: ImportBatch, **more: Any
    ) -> HttpResponse:
        context = self.context(request, title, batch=batch, **more)
        return TemplateResponse(request, f"admin/imports/{name}.html", context)

    def context(self, request: HttpRequest, title: str, **more: Any) -> dict[str, Any]:
        return {**self.admin_site.each_context(request), "opts": self.opts, "title": title, **more}
