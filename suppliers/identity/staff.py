"""The staff site's pages of identity: suppliers that may be one, and parting one that is two."""

from typing import Any, Final

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.views.decorators.http import require_http_methods

from suppliers.identity import duplicates
from suppliers.identity.choosing import choices_of, read_chosen
from suppliers.identity.rejoining import CannotRejoin, obstacle, undo_split
from suppliers.identity.splitting import CannotSplit, going, merges_into, refusal, split
from suppliers.models import LikelyDuplicate, Supplier, SupplierSplit
from thirty3.history.lookups import ids_in
from thirty3.history.merging.references import label
from thirty3.registry import MOVERS

LONGEST: Final = 500
SAY_WHY: Final = "Say why: it stands in the history of every record that moves."
METHODS: Final = ["GET", "HEAD", "POST"]


class IdentityAdmin(admin.ModelAdmin[Any]):
    """A list that pages of its own lead on from: nothing of it is added or changed by a form."""

    show_facets = admin.ShowFacets.NEVER

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def page(self, request: HttpRequest, name: str, title: str, context: dict[str, Any]) -> HttpResponse:
        everywhere = self.admin_site.each_context(request)
        whole = reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist")
        context = {**everywhere, "title": title, "opts": self.opts, "whole": whole, **context}
        return TemplateResponse(request, f"admin/identity/{name}.html", context)


def demand(request: HttpRequest, *rights: str) -> None:
    if not request.user.has_perms(rights):
        raise PermissionDenied


class LikelyDuplicateAdmin(IdentityAdmin):
    """Suppliers that may be one: what waits, the likeliest first."""

    list_display = ("pair", "confidence", "signs")
    list_display_links = None
    list_per_page = 50
    ordering = ("-confidence", "pk")

    def get_queryset(self, request: HttpRequest) -> QuerySet[LikelyDuplicate]:
        return LikelyDuplicate.objects.waiting(timezone.localdate()).with_names()

    @admin.display(description="suppliers")
    def pair(self, one: Any) -> str:
        address = reverse("admin:duplicate-page", args=[one.key])
        return format_html('<a href="{}">{} and {}</a>', address, one.first_name, one.second_name)

    @admin.display(description="why")
    def signs(self, one: LikelyDuplicate) -> str:
        return ", ".join(one.why)

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(require_http_methods(METHODS)(self.pair_view))
        return [path("pair/<str:key>/", view, name="duplicate-page"), *super().get_urls()]

    def pair_view(self, request: HttpRequest, key: str) -> HttpResponse:
        """Both beside each other; on a POST, what staff decide."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        pair = get_object_or_404(LikelyDuplicate, key=key)
        both = {one.pk: one for one in _told(pair.first_id, pair.second_id)}
        first, second = both.get(pair.first_id), both.get(pair.second_id)
        gone = first is None or second is None or first.merged_into_id or second.merged_into_id
        wrong = ""
        if request.method == "POST" and not gone:
            demand(request, "suppliers.change_likelyduplicate")
            wrong = self._decide(request, pair)
            if not wrong:
                return redirect("admin:suppliers_likelyduplicate_changelist")
        context = {"pair": pair, "both": [first, second], "gone": gone, "wrong": wrong, "longest": LONGEST}
        if not gone and first is not None and second is not None:
            context["ways"] = [(first, second, _into(first, second)), (second, first, _into(second, first))]
        return self.page(request, "pair", "Are these one supplier?", context)

    def _decide(self, request: HttpRequest, pair: LikelyDuplicate) -> str:
        """Keep a decision; returns what is wrong with it."""
        reason = " ".join(request.POST.get("reason", "").split())[:LONGEST]
        match request.POST.get("decision"):
            case "different" if not reason:
                return "Say how you know that they are not the same."
            case "different":
                duplicates.say_different(pair=pair, reason=reason, actor=request.user)
                messages.success(request, "You will not be asked about these two again.")
            case "later":
                duplicates.put_off(pair=pair, actor=request.user)
                messages.success(request, "These two will be asked about again in a month.")
            case _:
                return "Choose what you know of them."
        return ""


def _told(*ids: int) -> QuerySet[Supplier]:
    return (
        Supplier.objects.filter(pk__in=ids)
        .select_related("parent", "home_borough")
        .prefetch_related("aliases", "certifications")
        .annotate(makes=Count("products_made"))
    )


def _into(loser: Supplier, survivor: Supplier) -> str:
    kind = Supplier.record_kind()
    return reverse("admin:merge-into", args=[kind, loser.pk], query={"survivor": survivor.pk})


class SupplierSplitAdmin(IdentityAdmin):
    """Suppliers that were parted, each with its undo, and the page on which one is."""

    list_display = ("to_name", "from_name", "at", "by", "moved", "undone_at")
    list_select_related = ("by",)
    search_fields = ("to_name", "from_name", "why")
    ordering = ("-at", "-pk")

    def get_urls(self) -> list[URLPattern]:
        view, methods = self.admin_site.admin_view, require_http_methods(METHODS)
        return [
            path("of/<int:pk>/", view(methods(self.split_view)), name="split-supplier"),
            path("done/<str:key>/", view(methods(self.done_view)), name="split-page"),
            *super().get_urls(),
        ]

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        if not self.has_view_permission(request):
            raise PermissionDenied
        done = SupplierSplit.objects.filter(pk__in=ids_in([object_id])).first()
        if done is None:
            return redirect("admin:suppliers_suppliersplit_changelist")
        return redirect("admin:split-page", done.key)

    def split_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Choose what goes, look at it, say why; on the second POST, the deed."""
        demand(request, "suppliers.add_suppliersplit", "suppliers.change_supplier")
        subject = get_object_or_404(Supplier, pk=pk)
        merges = merges_into(subject)
        chosen = read_chosen(request.POST)
        name = " ".join(request.POST.get("name", "").split())[:LONGEST]
        why = " ".join(request.POST.get("why", "").split())[:LONGEST]
        merge = next((one for one in merges if one.key == request.POST.get("to")), None)
        find = " ".join(request.POST.get("find", "").split())[:LONGEST]
        looked, wrong = False, ""
        if request.method == "POST" and "search" not in request.POST:
            wrong = refusal(subject, name=name, merge=merge, chosen=chosen)
            looked = not wrong
            if looked and "sure" in request.POST:
                wrong = "" if why else SAY_WHY
                if not wrong:
                    return self._split(request, subject, chosen=chosen, name=name, merge=merge, why=why)
        choices = [] if looked else choices_of(subject, chosen, find)
        context = {
            "subject": subject,
            "merges": merges,
            "to": merge,
            "name": name,
            "why": why,
            "wrong": wrong,
            "longest": LONGEST,
            "looked": looked,
            "going": going(subject, chosen) if looked else [],
            "chosen": [f"{mover}:{row}" for mover, rows in chosen.items() for row in rows],
            "find": find,
            "many": any(kind.more for kind in choices),
            "choices": choices,
        }
        return self.page(request, "split", f"Part “{subject}” into two", context)

    def _split(self, request: HttpRequest, subject: Supplier, **facts: Any) -> HttpResponse:
        try:
            done = split(supplier=subject, actor=request.user, **facts)
        except CannotSplit as refused:
            messages.error(request, f"Nothing was parted. {refused}")
            return redirect("admin:split-supplier", subject.pk)
        messages.success(request, f"“{done.to_name}” was parted from “{done.from_name}”.")
        return redirect("admin:split-page", done.key)

    def done_view(self, request: HttpRequest, key: str) -> HttpResponse:
        """What one split moved; on a POST, its undo."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        done = get_object_or_404(SupplierSplit.objects.select_related("by", "undone_by"), key=key)
        if request.method == "POST":
            demand(request, "suppliers.change_suppliersplit", "suppliers.change_supplier")
            try:
                undo_split(done=done, actor=request.user)
            except CannotRejoin as refused:
                messages.error(request, f"Nothing was undone. {refused}")
            return redirect(request.path)
        moved = [(label(MOVERS[name]), len(ids)) for name, ids in done.rows.items()]
        return self.page(
            request,
            "parted",
            f"Parting of {done}",
            {"done": done, "moved": moved, "obstacle": obstacle(done)},
        )
