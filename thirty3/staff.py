"""The staff site: Django's admin under Thirty3's own name."""

from collections.abc import Callable
from typing import Any, Final, NoReturn

from django.contrib.admin import AdminSite
from django.contrib.admin.apps import AdminConfig
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_http_methods

METHODS: Final = require_http_methods(["GET", "HEAD", "POST"])


class StaffSite(AdminSite):
    """The admin, where LOTI's staff import, curate and moderate."""

    site_header = "Thirty3 staff"
    site_title = "Thirty3 staff"
    index_title = "What do you want to do?"
    index_template = "admin/queues.html"

    def admin_view[V: Callable[..., HttpResponseBase]](self, view: V, cacheable: bool = False) -> V:
        """Staff look and send forms; Django's own pages would show themselves whatever the method."""
        return super().admin_view(METHODS(view), cacheable)

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        """The first page begins with what waits."""
        # This module is read before Django's own classes can be subscripted.
        from thirty3.registry import QUEUES

        day, may = timezone.localdate(), request.user.has_perm
        queues = [(queue, *queue.counted(day)) for queue in QUEUES if not queue.right or may(queue.right)]
        return super().index(request, {**(extra_context or {}), "queues": queues})

    @method_decorator(METHODS)
    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """The admin has no door of its own: staff sign in where everyone does, with their second factor."""
        if self.has_permission(request):
            return redirect("admin:index")
        if request.user.is_authenticated:
            raise PermissionDenied
        query = {"next": request.GET.get("next") or reverse("admin:index")}
        return redirect(reverse("account_login", query=query))

    def password_change(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> NoReturn:
        """Nobody has a password."""
        raise Http404

    def password_change_done(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> NoReturn:
        """Nor has anybody changed one."""
        raise Http404


class StaffAdminConfig(AdminConfig):
    default_site = "thirty3.staff.StaffSite"
