"""The queue of reported problems in the staff site, and the page on which a record is held."""

from contextlib import AbstractContextManager
from typing import Any, Final

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from contracts.models import DataIssue
from contracts.quality.forms import DataIssueForm
from contracts.quality.holding import hold, release
from contracts.quality.links import HELD
from contracts.quality.reporting import deciding
from contracts.quality.subjects import record_of
from thirty3.history.admin import RecordedAdmin
from thirty3.history.entries import IN_ADMIN
from thirty3.history.records import Keyed

MODELS: Final[dict[str, type[Keyed]]] = {model.record_kind(): model for model in HELD}
REPORT: Final = "report"


class DataIssueAdmin(RecordedAdmin):
    """Reported problems, the one that is due first at the top."""

    form = DataIssueForm
    change_form_template = "admin/problems/issue.html"
    list_display = ("wrong", "about", "received_at", "due_date", "is_late", "by_supplier", "state")
    list_filter = ("state", "wrong")
    search_fields = ("reference", "subject_key", "address", "public_sentence")
    ordering = ("due_date", "received_at", "pk")

    @admin.display(description="about")
    def about(self, issue: DataIssue) -> str:
        return f"{issue.get_subject_display()} {issue.subject_key}" if issue.subject else issue.address or "-"

    @admin.display(description="late", boolean=True)
    def is_late(self, issue: DataIssue) -> bool:
        return not issue.is_closed and issue.due_date < timezone.localdate()

    def writing(
        self, record: Any, actor: Any, *, why: str = IN_ADMIN, seen: int | None = None
    ) -> AbstractContextManager[Any]:
        return deciding(record, actor=actor, why=why, seen=seen)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """With what was written of it, and the record that it is about."""
        issue = self.get_object(request, object_id)
        context = dict(extra_context or {})
        if issue is not None:
            record = record_of(issue)
            context |= {"words": getattr(issue, "words", None), "record": record}
            context |= {"record_address": _change_address(record) if record is not None else ""}
            context |= {"hold_address": hold_address(record, issue) if isinstance(record, HELD) else ""}
        return super().change_view(request, object_id, form_url, context)

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(require_http_methods(["GET", "HEAD", "POST"])(self.hold_view))
        return [path("hold/<str:kind>/<int:pk>/", view, name="problem-hold"), *super().get_urls()]

    def hold_view(self, request: HttpRequest, kind: str, pk: int) -> HttpResponse:
        """Whether a record is on hold; on a POST, it is put on hold or released."""
        model = MODELS.get(kind)
        if model is None or not request.user.has_perm(
            f"{model._meta.app_label}.change_{model._meta.model_name}"
        ):
            raise PermissionDenied
        record: Any = get_object_or_404(model, pk=pk)
        issue = DataIssue.objects.filter(reference=request.GET.get(REPORT, "")).first()
        if request.method == "POST":
            _decide(request, record, issue)
            return redirect(_change_address(issue or record))
        context = {
            **self.admin_site.each_context(request),
            "title": f"Hold or release “{record}”",
            "record": record,
            "record_address": _change_address(record),
        }
        return TemplateResponse(request, "admin/problems/hold.html", context)


def hold_address(record: Keyed, issue: DataIssue) -> str:
    """Where a record is held because of a report."""
    address = reverse("admin:problem-hold", args=[record.record_kind(), record.pk])
    return f"{address}?{REPORT}={issue.reference}"


def _change_address(record: Any) -> str:
    names = (record._meta.app_label, record._meta.model_name)
    return reverse("admin:{}_{}_change".format(*names), args=[record.pk])


def _decide(request: HttpRequest, record: Keyed, issue: DataIssue | None) -> None:
    why = f"Report {issue.reference}" if issue else IN_ADMIN
    if "release" in request.POST:
        done, told = release(record=record, actor=request.user, why=why), "is shown again"
    else:
        done, told = (
            hold(record=record, actor=request.user, why=why),
            "is on hold: no page, list or file shows it",
        )
    if done:
        messages.success(request, f"“{record}” {told}.")
    else:
        messages.warning(request, f"Somebody else has just done that to “{record}”.")
