"""Staff's way to write records, and to read what was done to them."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import Model, QuerySet
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from import_export.admin import ExportMixin, ImportExportMixin
from import_export.formats.base_formats import CSV

from thirty3.history.entries import IN_ADMIN
from thirty3.history.lookups import LooksUp
from thirty3.history.merging.staff import MergeAdmin
from thirty3.history.models import Change, Merge
from thirty3.history.records import Recorded
from thirty3.history.removed import BringsBack, way_back
from thirty3.history.services import recording, remove
from thirty3.history.staff import EditsKnowingly, TellsHistory
from thirty3.registry import RECORD_ACTIONS


class LeadsOn(admin.ModelAdmin[Any]):
    """An admin whose form leads to what higher apps let staff do with the record.

    They register it as record actions of the kind "staff:" and the model's label.
    """

    change_form_template = "admin/record_actions.html"

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        record = self.get_object(request, object_id)
        kind = f"staff:{self.model._meta.label_lower}"
        actions = [(a.label, a.url(record)) for a in RECORD_ACTIONS if a.kind == kind and record is not None]
        context = {**(extra_context or {}), "record_actions": actions}
        return super().change_view(request, object_id, form_url, context)


class RecordedAdmin(TellsHistory, BringsBack, EditsKnowingly, LooksUp, admin.ModelAdmin[Any]):
    """An admin whose every write is one row of the change log, sets and inline rows included."""

    show_facets = admin.ShowFacets.NEVER

    def save_model(self, request: HttpRequest, obj: Any, form: ModelForm[Any], change: bool) -> None:
        """Wait for the sets and inline rows: `save_related`, which always follows, writes all of it."""

    def save_related(self, request: HttpRequest, form: ModelForm[Any], formsets: Any, change: bool) -> None:
        seen = form.cleaned_data.get("seen_version") if change else None
        with self.writing(form.instance, request.user, seen=seen):
            super().save_model(request, form.instance, form, change)
            super().save_related(request, form, formsets, change)

    def writing(
        self, record: Any, actor: Any, *, why: str = IN_ADMIN, seen: int | None = None
    ) -> AbstractContextManager[Any]:
        """What a save happens in: one row of the change log, and whatever else its kind of record needs."""
        return recording(record, actor=actor, why=why, seen=seen)

    def delete_model(self, request: HttpRequest, obj: Recorded) -> None:
        remove(obj, actor=request.user, why=IN_ADMIN)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        for record in queryset:
            remove(record, actor=request.user, why=IN_ADMIN)


class PartAdmin(LooksUp, admin.ModelAdmin[Any]):
    """Rows that are part of a record, on a page of their own: every write is a change of that record."""

    show_facets = admin.ShowFacets.NEVER
    # The foreign key to the record.
    part_of: ClassVar[str]

    def save_model(self, request: HttpRequest, obj: Any, form: ModelForm[Any], change: bool) -> None:
        with self._writing(obj, request.user):
            super().save_model(request, obj, form, change)

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        with self._writing(obj, request.user):
            super().delete_model(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        for part in queryset:
            self.delete_model(request, part)

    @contextmanager
    def _writing(self, part: Any, actor: Any) -> Iterator[None]:
        """The record that the part belongs to now and, where it moves, the one that it leaves."""
        held = self.model._default_manager.filter(pk=part.pk).select_related(self.part_of).first()
        records = {getattr(one, self.part_of) for one in (held, part) if one is not None}
        with ExitStack() as written:
            for record in sorted(records, key=lambda record: record.pk):
                written.enter_context(recording(record, actor=actor, why=IN_ADMIN))
            yield


class _Tables:
    """CSV in and out, as Excel likes it.

    Workbooks are read in a bounded child process or not at all, so these tables are CSV alone. What
    waits for confirmation lies in the cache, which every web process shares.
    """

    import_formats = export_formats = (CSV,)
    from_encoding = to_encoding = "utf-8-sig"
    # One format and every column: there is nothing to ask before a download.
    skip_export_form = True
    import_template_name = "admin/import_table.html"
    tmp_storage_class = "import_export.tmp_storages.CacheStorage"

    def get_export_filename(self, request: HttpRequest, queryset: Any, file_format: Any) -> str:
        """A file with invented records in it says so by its name."""
        name = str(super().get_export_filename(request, queryset, file_format))  # type: ignore[misc]
        marked = any(field.name == "demonstration" for field in queryset.model._meta.concrete_fields)
        invented = marked and queryset.filter(demonstration=True).exists()
        return f"demonstration-{name}" if invented else name


class TableAdmin(_Tables, ImportExportMixin, RecordedAdmin):  # type: ignore[misc]
    """A reference table of records: comes in and goes out as a table."""


class ListAdmin(_Tables, ExportMixin, RecordedAdmin):  # type: ignore[misc]
    """Records that go out as a table, and come in by some better way."""


class PartTableAdmin(_Tables, ImportExportMixin, PartAdmin):  # type: ignore[misc]
    """A table of rows that are part of records."""


class PlainTableAdmin(_Tables, LooksUp, ImportExportMixin, admin.ModelAdmin[Any]):  # type: ignore[misc]
    """A reference table of which no history is kept."""

    show_facets = admin.ShowFacets.NEVER


class PlainListAdmin(_Tables, LooksUp, ExportMixin, admin.ModelAdmin[Any]):  # type: ignore[misc]
    """A list that goes out as a table and of which no history is kept."""

    show_facets = admin.ShowFacets.NEVER


@admin.register(Change)
class ChangeAdmin(admin.ModelAdmin[Change]):
    """The change log: read, never written."""

    list_display = (
        *("at", "kind", "key", "record_id", "version", "action", "actor", "role", "why", "batch"),
        way_back,
    )
    list_filter = ("action", "kind")
    list_select_related = ("actor",)
    search_fields = ("kind", "key", "batch", "why")
    ordering = ("-pk",)
    show_facets = admin.ShowFacets.NEVER

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


admin.site.register(Merge, MergeAdmin)
