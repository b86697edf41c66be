"""The staff site's way to merge two records, to look back on merges, and to undo one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.apps import apps
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_http_methods

from thirty3.history.lookups import LONGEST_ID, ids_in
from thirty3.history.merging.kinds import MERGEABLE, Mergeable
from thirty3.history.merging.preview import SHOWN, preview
from thirty3.history.merging.references import first_named
from thirty3.history.merging.service import SIDES, CannotMerge, merge, refusal, unsettled
from thirty3.history.merging.undo import CannotUndo, obstacle, undo
from thirty3.history.models import Change, Merge

CANDIDATES: Final = 20
LONGEST_WHY: Final = 500
SAY_WHY: Final = "Say why they are one: it stands in the history of every record that moves."
# How the form calls the choice between two values of a fact.
RIGHT: Final = "right-"
# The name of the list of merges, and the action on lists of records.
LIST: Final = "admin:history_merge_changelist"


class CanBeMerged(admin.ModelAdmin[Any]):
    """An admin of records that can be merged: an action on its list, and no merged one is ever looked up."""

    actions = ("merge_into",)

    @admin.action(description="Merge into…", permissions=["change"])
    def merge_into(self, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse | None:
        """One goes on to be merged into another that is chosen there; of two, the first into the second."""
        ids = list(queryset.order_by("pk").values_list("pk", flat=True)[:3])
        if len(ids) > 2:
            messages.error(request, "Choose one to merge into another, or two that are the same.")
            return None
        query = {"survivor": ids[1]} if len(ids) == 2 else {}
        return redirect(reverse("admin:merge-into", args=[self.model.record_kind(), ids[0]], query=query))

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        found, duplicates = super().get_search_results(request, queryset, search_term)
        match = request.resolver_match
        if match is not None and match.url_name == "autocomplete":
            found = found.filter(merged_into__isnull=True)
        return found, duplicates


@dataclass(frozen=True)
class Moved:
    """What moved of one kind: how many records, and the first few of those that are still held."""

    label: str
    count: int
    first: Sequence[str]


class MergeAdmin(admin.ModelAdmin[Merge]):
    """Merges of the past, each with its undo, and the page on which a new one is made."""

    list_display = ("loser_name", "survivor_name", "what", "at", "by", "moved", "undone_at")
    list_select_related = ("by",)
    list_filter = (("undone_at", admin.EmptyFieldListFilter),)
    search_fields = ("loser_name", "survivor_name", "loser_slug", "why")
    ordering = ("-at", "-pk")
    show_facets = admin.ShowFacets.NEVER

    @admin.display(description="kind")
    def what(self, one: Merge) -> str:
        return str(apps.get_model(one.kind)._meta.verbose_name)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Merge | None = None) -> bool:
        return False

    def get_urls(self) -> list[URLPattern]:
        methods = require_http_methods(["GET", "HEAD", "POST"])
        view = self.admin_site.admin_view
        return [
            path("into/<str:kind>/<int:pk>/", view(methods(self.into_view)), name="merge-into"),
            path("of/<str:key>/", view(methods(self.merge_view)), name="merge-page"),
            *super().get_urls(),
        ]

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        if not self.has_view_permission(request):
            raise PermissionDenied
        done = Merge.objects.filter(pk__in=ids_in([object_id])).first()
        if done is None:
            return redirect(LIST)
        return redirect("admin:merge-page", done.key)

    def into_view(self, request: HttpRequest, kind: str, pk: int) -> HttpResponse:
        """Choose the one that stays, look at what would move, say why; on a POST, the deed."""
        if kind not in MERGEABLE:
            raise Http404
        mergeable = MERGEABLE[kind]
        _demand(request, mergeable, "add_merge")
        loser = get_object_or_404(mergeable.model, pk=pk)
        survivor = self._survivor(request, mergeable)
        refused = refusal(loser, survivor) if survivor is not None else ""
        wrong = ""
        right = {name.removeprefix(RIGHT): side for name, side in request.POST.items() if side in SIDES}
        if request.method == "POST" and survivor is not None:
            why = " ".join(request.POST.get("why", "").split())[:LONGEST_WHY]
            wrong = refused or unsettled(loser, survivor, right) or ("" if why else SAY_WHY)
            if not wrong:
                return self._merge(request, loser, survivor, why, right)
        words = request.GET.get("q", loser.name.split()[0] if loser.name.split() else "").strip()
        context = {
            "mergeable": mergeable,
            "loser": loser,
            "survivor": survivor,
            "refused": refused,
            "wrong": wrong,
            "shown": preview(loser=loser, survivor=survivor, right=right)
            if survivor is not None and not refused
            else None,
            "q": words,
            "candidates": [] if survivor is not None else self._candidates(request, mergeable, loser, words),
            "longest_why": LONGEST_WHY,
            "why": request.POST.get("why", ""),
            "right": right,
            "other_way": reverse("admin:merge-into", args=[kind, survivor.pk], query={"survivor": loser.pk})
            if survivor is not None
            else "",
        }
        return self._page(request, "into", f"Merge “{loser}” into another {mergeable.noun}", context)

    def merge_view(self, request: HttpRequest, key: str) -> HttpResponse:
        """What one merge moved; on a POST, its undo."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        done = get_object_or_404(Merge.objects.select_related("by", "undone_by"), key=key)
        if request.method == "POST":
            _demand(request, MERGEABLE[done.kind], "change_merge")
            self._undo(request, done)
            return redirect(request.path)
        context = {"merge": done, "moved": _moved(done), "obstacle": obstacle(done)}
        return self._page(request, "merge", f"Merge of {done}", context)

    def _survivor(self, request: HttpRequest, mergeable: Mergeable) -> Any:
        """The one that was chosen, if it can be a record's id."""
        given = (request.POST if request.method == "POST" else request.GET).get("survivor", "")
        if not (given.isascii() and given.isdigit() and len(given) <= LONGEST_ID):
            return None
        return mergeable.model._default_manager.filter(pk=given).first()

    def _candidates(self, request: HttpRequest, mergeable: Mergeable, loser: Any, words: str) -> list[Any]:
        """Those that a search of their list finds, the one itself and merged ones aside."""
        if not words:
            return []
        of_kind = self.admin_site.get_model_admin(mergeable.model)
        every = mergeable.model._default_manager.filter(merged_into__isnull=True).exclude(pk=loser.pk)
        found, _ = of_kind.get_search_results(request, every, words)
        return list(found.distinct().order_by("name", "pk")[:CANDIDATES])

    def _merge(
        self, request: HttpRequest, loser: Any, survivor: Any, why: str, right: Mapping[str, str]
    ) -> HttpResponse:
        try:
            done = merge(loser=loser, survivor=survivor, why=why, right=right, actor=request.user)
        except CannotMerge as refused:
            messages.error(request, f"Nothing was merged. {refused}")
            return redirect(request.get_full_path())
        messages.success(request, f"“{done.loser_name}” was merged into “{done.survivor_name}”.")
        return redirect("admin:merge-page", done.key)

    def _undo(self, request: HttpRequest, done: Merge) -> None:
        try:
            undone = undo(merge=done, actor=request.user)
        except CannotUndo as refused:
            messages.error(request, f"Nothing was undone. {refused}")
            return
        if undone.left:
            messages.warning(
                request, "The merge was undone. What was changed meanwhile is left, and listed below."
            )
        else:
            messages.success(request, "The merge was undone: everything is as it was before.")

    def _page(self, request: HttpRequest, name: str, title: str, context: dict[str, Any]) -> HttpResponse:
        everywhere = self.admin_site.each_context(request)
        context = {**everywhere, "title": title, "opts": self.opts, "merges": reverse(LIST), **context}
        return TemplateResponse(request, f"admin/merging/{name}.html", context)


def _demand(request: HttpRequest, kind: Mergeable, right: str) -> None:
    """Whoever merges or parts records may do that, and change records of the kind."""
    change = f"{kind.model._meta.app_label}.change_{kind.model._meta.model_name}"
    if not request.user.has_perms((f"history.{right}", change)):
        raise PermissionDenied


def _moved(done: Merge) -> list[Moved]:
    """What the log holds of a merge, by kind: the records beside the two themselves."""
    by_kind: dict[str, list[int]] = {}
    for kind, pk in Change.objects.in_batch(done.batch).values_list("kind", "record_id"):
        if kind != done.kind or pk not in (done.loser_id, done.survivor_id):
            by_kind.setdefault(kind, []).append(pk)
    found = []
    for kind, ids in by_kind.items():
        model = apps.get_model(kind)
        label = str(model._meta.verbose_name_plural)
        found.append(Moved(label, len(ids), first_named(model, sorted(ids)[:SHOWN])))
    return found
