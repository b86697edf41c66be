"""What the staff site does for every record: tells its history, puts states back, minds other editors."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, Final

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_http_methods

from thirty3.history.editing import SeenVersionForm, with_gone_rows_as_new
from thirty3.history.entries import OF_A_WRITE, Line
from thirty3.history.models import Change
from thirty3.history.past import Step, steps
from thirty3.history.records import Recorded
from thirty3.history.restoring import CannotRestore, Restoration, restoration, restore
from thirty3.history.states import ChecksStates
from thirty3.history.versions import ChangedSince
from thirty3.history.words import Words
from thirty3.registry import RECORD_ACTIONS

PER_PAGE: Final = 50
# Where a request carries that its first attempt at saving was refused.
REFUSED: Final = "thirty3.changed_since"


class EditsKnowingly(admin.ModelAdmin[Any]):
    """An admin whose form tells of what somebody else saved while it was open."""

    change_form_template = "admin/recorded_form.html"

    def __init__(self, model: Any, admin_site: Any) -> None:
        super().__init__(model, admin_site)
        self.form = type(self.form.__name__, (SeenVersionForm, self.form), {})

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form: Any = super().get_form(request, obj, change, **kwargs)
        form.changed_since = request.META.get(REFUSED)
        return form

    def get_formset_kwargs(self, request: HttpRequest, obj: Any, inline: Any, prefix: str) -> Any:
        kwargs: dict[str, Any] = super().get_formset_kwargs(request, obj, inline, prefix)
        if "data" in kwargs and obj.pk:
            rows = inline.get_formset(request, obj)
            held = rows.model._default_manager.filter(**{rows.fk.name: obj.pk}).values_list("pk", flat=True)
            kwargs["data"] = with_gone_rows_as_new(kwargs["data"], prefix, rows.model._meta.pk.name, held)
        return kwargs

    def changeform_view(
        self, request: HttpRequest, object_id: Any = None, form_url: str = "", extra_context: Any = None
    ) -> Any:
        """Save, or where the record was changed since, show the form again with both versions beside it."""
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except ChangedSince as changed:
            request.META[REFUSED] = changed
            return super().changeform_view(request, object_id, form_url, extra_context)


@dataclass(frozen=True)
class Told:
    """One change as staff read it: by whom, and every fact that it changed."""

    change: Change
    lines: Sequence[Line]
    # Where that state can be put back; blank for the state of today and for a removal.
    address: str
    actions: Sequence[tuple[str, str]]


class TellsHistory(ChecksStates):
    """An admin whose history is the change log, each state of which can be put back."""

    def writing(
        self, record: Any, actor: Any, *, why: str, seen: int | None = None
    ) -> AbstractContextManager[Any]:
        raise NotImplementedError

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(require_http_methods(["GET", "HEAD", "POST"])(self.restore_view))
        return [
            path("<path:object_id>/history/<int:version>/", view, name=self.restore_name),
            *super().get_urls(),
        ]

    @property
    def restore_name(self) -> str:
        return f"{self.opts.app_label}_{self.opts.model_name}_restore"

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """All that was done to the record, the latest first."""
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        record = self.get_object(request, unquote(object_id))
        if record is None:
            raise Http404
        changes = Change.objects.filter(kind=record.record_kind(), record_id=record.pk)
        known = steps(changes.select_related("actor").order_by("version"))
        page = Paginator(known[::-1], PER_PAGE).get_page(request.GET.get("p"))
        may = self.has_change_permission(request, record)
        context = self._context(request, record, f"History of {record}") | {
            "page": page,
            "told": self._told(record, list(page), may),
            "subtitle": None,
        }
        return TemplateResponse(request, "admin/recorded_history.html", context)

    def _told(self, record: Recorded, shown: Sequence[Step], may_change: bool) -> list[Told]:
        words = Words(self.model, (part for s in shown for part in (s.change.before, s.change.after)))
        return [
            Told(
                step.change,
                [
                    Line(words.label(name), words.told(name, step.before), words.told(name, step.after))
                    for name in dict.fromkeys((*step.change.before, *step.change.after))
                    if words.knows(name)
                ],
                self._restore_address(record, step) if may_change else "",
                [
                    (a.label, address)
                    for a in RECORD_ACTIONS
                    if a.kind == OF_A_WRITE and (address := a.url(step.change.batch))
                ]
                if step.change.batch
                else [],
            )
            for step in shown
        ]

    def _restore_address(self, record: Recorded, step: Step) -> str:
        if step.removed or step.change.version == record.version:
            return ""
        return reverse(f"admin:{self.restore_name}", args=[record.pk, step.change.version])

    def restore_view(self, request: HttpRequest, object_id: str, version: int) -> HttpResponse:
        """What putting a state back would change; on a POST, the deed."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        record = self.get_object(request, unquote(object_id))
        if record is None:
            raise Http404
        to = restoration(record, version)
        if to is None:
            raise Http404
        if request.method == "POST" and to.lines:
            if self._restored(request, record, to):
                return redirect(self._address(record, "change"))
            # What could not be written has left its traces on the record, and it may be another by now.
            return redirect(request.path)
        context = self._context(request, record, f"Put back a state of {record}")
        return TemplateResponse(request, "admin/restore.html", context | {"to": to})

    def _restored(self, request: HttpRequest, record: Any, to: Restoration) -> bool:
        seen = request.POST.get("seen", "")
        known = int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 10 else 0
        try:
            restore(
                record=record,
                to=to,
                writing=lambda why: self.writing(record, request.user, why=why, seen=known),
                check=lambda written: self.check_state(request, written),
            )
        except CannotRestore as refused:
            messages.error(request, f"Nothing was changed. {refused}")
            return False
        except ChangedSince:
            messages.error(
                request,
                "Nothing was changed: somebody changed this record since you opened the page. Look again "
                "at what would change now.",
            )
            return False
        self.log_change(request, record, to.why)
        messages.success(request, f"{to.why}.")
        return True

    def _context(self, request: HttpRequest, record: Any, title: str) -> dict[str, Any]:
        return {
            **self.admin_site.each_context(request),
            "title": title,
            "record": record,
            "record_address": self._address(record, "change"),
            "history_address": self._address(record, "history"),
            "list_address": reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist"),
            "list_called": str(self.opts.verbose_name_plural).capitalize(),
            "opts": self.opts,
        }

    def _address(self, record: Any, page: str) -> str:
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_{page}", args=[record.pk])
