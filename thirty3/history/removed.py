"""The page of the staff site on which a removed record is brought back."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import NoReverseMatch, URLPattern, path, reverse
from django.utils.html import format_html
from django.views.decorators.http import require_http_methods

from thirty3.history.bringing_back import bring_back, bringing_back
from thirty3.history.models import Change
from thirty3.history.restoring import CannotRestore, Restoration
from thirty3.history.states import ChecksStates


class BringsBack(ChecksStates):
    """An admin whose removed records can be brought back."""

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(require_http_methods(["GET", "HEAD", "POST"])(self.bring_back_view))
        name = f"{self.opts.app_label}_{self.opts.model_name}_bring_back"
        return [path("removed/<int:number>/", view, name=name), *super().get_urls()]

    def bring_back_view(self, request: HttpRequest, number: int) -> HttpResponse:
        """All that would come back; on a POST, the deed."""
        if not (self.has_delete_permission(request) and self.has_change_permission(request)):
            raise PermissionDenied
        to = bringing_back(self.model, number)
        if to is None:
            raise Http404
        if request.method == "POST" and (record := self._brought_back(request, number, to)):
            here = f"admin:{self.opts.app_label}_{self.opts.model_name}_change"
            return redirect(reverse(here, args=[record.pk]))
        context = {
            **self.admin_site.each_context(request),
            "title": f"Bring back a removed {self.opts.verbose_name}",
            "to": to,
            "opts": self.opts,
        }
        return TemplateResponse(request, "admin/bring_back.html", context)

    def _brought_back(self, request: HttpRequest, number: int, to: Restoration) -> Any:
        try:
            record = bring_back(
                model=self.model,
                record_id=number,
                to=to,
                actor=request.user,
                check=lambda written: self.check_state(request, written),
            )
        except CannotRestore as refused:
            messages.error(request, f"Nothing was changed. {refused}")
            return None
        self.log_addition(request, record, "Brought back")
        messages.success(request, f"“{record}” is back, under its old address.")
        return record


@admin.display(description="Bring back")
def way_back(change: Change) -> str:
    """The link from a removal in the change log to the page that brings the record back."""
    if change.action != Change.Action.REMOVED or change.batch:
        return ""
    try:
        address = reverse(f"admin:{change.kind.replace('.', '_')}_bring_back", args=[change.record_id])
    except NoReverseMatch:
        return ""
    return format_html('<a href="{}">Bring back</a>', address)
