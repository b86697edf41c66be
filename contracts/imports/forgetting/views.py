"""The page of the staff site on which an alias is forgotten: what would move, and then the deed."""

from typing import TYPE_CHECKING, Any, Final

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_http_methods

from contracts.imports.forgetting.service import (
    Forgotten,
    NoLongerKnown,
    Record,
    forget_alias,
    owner_of,
    preview,
)
from contracts.imports.tasks import read_import
from suppliers.models import ProductAlias, SupplierAlias
from thirty3.registry import RECORD_ACTIONS, RecordAction

if TYPE_CHECKING:
    from contracts.imports.admin import ImportBatchAdmin

ALIASES: Final[dict[str, type[SupplierAlias] | type[ProductAlias]]] = {
    "supplier": SupplierAlias,
    "product": ProductAlias,
}
MOVES = ("contracts.change_contract", "contracts.change_systeminuse")


def register() -> None:
    """Lead to the page from that of each alias."""
    for order, (kind, model) in enumerate(ALIASES.items()):
        RECORD_ACTIONS.register(
            RecordAction(
                name=f"forget-{kind}-alias",
                kind=f"staff:{model._meta.label_lower}",
                label="Forget it and move what it decided",
                url=lambda alias, kind=kind: reverse(  # type: ignore[misc]
                    "admin:import-forget", args=[kind, alias.pk]
                ),
                order=order,
            )
        )


class Forgetting:
    """A view over one alias."""

    def __init__(self, admin: "ImportBatchAdmin") -> None:
        self.admin = admin

    def urls(self) -> list[URLPattern]:
        view = self.admin.admin_site.admin_view(require_http_methods(["GET", "HEAD", "POST"])(self.forget))
        return [path("forget/<slug:kind>/<int:pk>/", view, name="import-forget")]

    def forget(self, request: HttpRequest, kind: str, pk: int) -> HttpResponse:
        """What forgetting would move; on a POST, the deed."""
        model = ALIASES.get(kind)
        if model is None or not _may(request, model):
            raise PermissionDenied
        alias: Any = get_object_or_404(model._default_manager.select_related(kind), pk=pk)
        aliases = f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist"
        if request.method == "POST":
            self._forget(request, alias)
            return redirect(aliases)
        found = preview(alias)
        context = self.admin.context(
            request,
            f"Forget “{alias.spelling}”",
            alias=alias,
            kind=kind,
            owner=owner_of(alias),
            moving=[
                (borough, [(_address(record), record) for record in records])
                for borough, records in found.moving
            ],
            count=sum(len(records) for _, records in found.moving),
            known=found.known,
            new=found.new,
            aliases=reverse(aliases),
            aliases_called=str(model._meta.verbose_name_plural).capitalize(),
        )
        return TemplateResponse(request, "admin/imports/forget.html", context)

    def _forget(self, request: HttpRequest, alias: SupplierAlias | ProductAlias) -> None:
        try:
            done = forget_alias(alias=alias, actor=request.user)
        except NoLongerKnown:
            messages.warning(request, f"Somebody else has just forgotten “{alias.spelling}”.")
            return
        for key in done.read_again:
            read_import.enqueue(key)
        messages.success(request, f"“{alias.spelling}” was forgotten. {_told(done)}")


def _may(request: HttpRequest, model: type[SupplierAlias] | type[ProductAlias]) -> bool:
    """Whoever forgets an alias deletes it and changes records."""
    delete = f"{model._meta.app_label}.delete_{model._meta.model_name}"
    return request.user.has_perms((delete, *MOVES))


def _address(record: Record) -> str:
    return reverse(f"admin:contracts_{record._meta.model_name}_change", args=[record.pk])


def _told(done: Forgotten) -> str:
    told = [f"{_counted(done.contracts, 'contract')} and {_counted(done.systems, 'system')} moved."]
    if done.made:
        told.append(f"New here: {', '.join(done.made)}.")
    if done.read_again:
        told.append(f"{_counted(len(done.read_again), 'waiting import')} will be read again.")
    return " ".join(told)


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
