"""Staff's side of guidance: writing with a preview, versions, days of review, and what readers said."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils import timezone
from django.views.decorators.http import require_POST

from thirty3.headers import keep_out_of_search_engines
from thirty3.history.admin import PlainListAdmin, RecordedAdmin
from thirty3.history.entries import IN_ADMIN
from thirty3.history.records import Recorded
from thirty3.history.restoring import CannotRestore
from thirty3.history.services import recording
from toolkit.guidance.forms import PageForm, ProblemForm, ResourceForm, StageForm, a_year_after
from toolkit.guidance.keeping import keep
from toolkit.guidance.reading import told
from toolkit.guidance.rendering import rendered
from toolkit.models import Page

CHECKED: Final = "Checked: nothing had to be changed"


class TextAdmin(RecordedAdmin):
    """Texts of the toolkit. A state of the past is held to what a save is held to today."""

    def check_state(self, request: HttpRequest, record: Recorded) -> None:
        asked = self.get_form(request, record, change=True)
        # Of its own, since a form writes what it was given on the record.
        held = self.model._default_manager.get(pk=record.pk)
        shown = asked(instance=held)
        form = asked({name: shown[name].value() for name in shown.fields}, instance=held)
        if not form.is_valid():
            wrong = " ".join(_told(form))
            raise CannotRestore(f"This state would not be saved today. {wrong}")


def _told(form: Any) -> Iterator[str]:
    """Each thing that is wrong, with the name of its field."""
    for name, errors in form.errors.items():
        label = form.fields[name].label if name in form.fields else ""
        yield from (f"{label}: {error}" if label else str(error) for error in errors)


class StageAdmin(TextAdmin):
    """The five stages and the guide books."""

    form = StageForm
    list_display = ("title", "slug", "order")
    search_fields = ("title",)
    ordering = ("order", "pk")


class Waiting(admin.SimpleListFilter):
    """Pages that wait to be checked."""

    title = "whether it waits to be checked"
    parameter_name = "waits"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("yes", "To be checked")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() == "yes":
            return queryset & Page.objects.to_be_checked(timezone.localdate())
        return queryset


class PageAdmin(TextAdmin):
    """Pages of guidance, by stage; those that nobody checked for longest wait in a queue."""

    form = PageForm
    change_form_template = "admin/toolkit/page.html"
    list_display = ("title", "stage", "order", "checked_on", "review_on", "useful")
    list_filter = (Waiting, "stage")
    list_select_related = ("stage",)
    search_fields = ("title", "slug", "summary", "body")
    ordering = ("stage__order", "order", "pk")
    filter_horizontal = ("resources",)
    actions = ("mark_as_checked",)
    fields = (
        *("title", "slug", "stage", "order", "summary", "roles", "moments", "resources"),
        *("checked_on", "review_on", "body"),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Page]:
        held = super().get_queryset(request)
        return Page.objects.with_opinions().order_by(*held.query.order_by)

    @admin.display(description="useful")
    def useful(self, page: Any) -> str:
        return f"{page.found_useful} of {page.found}" if page.found else "-"

    @contextmanager
    def writing(
        self, record: Any, actor: Any, *, why: str = IN_ADMIN, seen: int | None = None
    ) -> Iterator[Recorded]:
        with recording(record, actor=actor, why=why, seen=seen):
            yield record
            keep(record)

    @admin.action(description="Mark as checked today", permissions=["change"])
    def mark_as_checked(self, request: HttpRequest, queryset: QuerySet[Page]) -> None:
        """Somebody read these pages against their sources, and all of it still holds."""
        day = timezone.localdate()
        for page in queryset:
            with self.writing(page, request.user, why=CHECKED):
                page.checked_on, page.review_on = day, a_year_after(day)
                page.save(update_fields=["checked_on", "review_on"])
        messages.success(request, f"Checked on {day:%-d %B %Y}: {len(queryset)}.")

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(require_POST(self.preview_view))
        return [path("preview/", view, name="toolkit_page_preview"), *super().get_urls()]

    def preview_view(self, request: HttpRequest) -> HttpResponse:
        """The page as it would be, and everything that is wrong with it. Nothing is saved."""
        held = (
            self.get_object(request, request.POST.get("preview", "")) if request.POST.get("preview") else None
        )
        if not (self.has_change_permission(request, held) if held else self.has_add_permission(request)):
            raise PermissionDenied
        form = self.get_form(request, held, change=held is not None)(
            request.POST, request.FILES, instance=held
        )
        form.is_valid()
        page = form.instance
        # A form with something wrong in it fills what it can.
        page.body = form.data.get("body", "").replace("\r\n", "\n")
        for name in ("checked_on", "review_on"):
            setattr(page, name, form.cleaned_data.get(name) or timezone.localdate())
        shown = told(page, rendered(page.body), timezone.localdate(), Page.objects.outline())
        context = {"shown": shown, "form": form}
        return keep_out_of_search_engines(TemplateResponse(request, "toolkit/guidance/preview.html", context))


class ResourceAdmin(TextAdmin):
    """Templates: written here, or uploaded."""

    form = ResourceForm
    list_display = ("title", "kind", "stage", "order", "checked_on")
    list_filter = ("kind",)
    list_select_related = ("stage",)
    search_fields = ("title", "slug", "summary")
    ordering = ("stage__order", "order", "pk")


class ProblemAdmin(TextAdmin):
    """Problems and what helps."""

    form = ProblemForm
    list_display = ("words", "who", "order")
    list_filter = ("who",)
    search_fields = ("words", "more", "key")
    ordering = ("order", "pk")


class FeedbackAdmin(PlainListAdmin):
    """What readers said of pages: read, and taken away where it names somebody."""

    list_display = ("page", "useful", "comment", "given_on")
    list_filter = ("useful",)
    list_select_related = ("page",)
    search_fields = ("comment", "page__title")
    ordering = ("-given_on", "-pk")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
