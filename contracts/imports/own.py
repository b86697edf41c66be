"""An authority's own registers: its people send them, look at what each row would do, and apply them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_http_methods, require_safe

from boroughs.permissions import Act, authority_for
from contracts.imports.against_last import shown
from contracts.imports.deciding import ColumnsOfTable, OpenName
from contracts.imports.missing import missing
from contracts.imports.one_import import pages_of_one
from contracts.imports.uploading import OwnUploadForm, received
from contracts.models import ImportBatch

A_PAGE: Final = 25
FOR_STAFF: Final = (
    "This file speaks for a source that is not your authority’s alone, such as national notices. "
    "LOTI’s staff apply it and undo it."
)


@dataclass(frozen=True)
class OwnPages:
    """The pages of imports below those of an authority, for whoever may send its registers."""

    slug: str

    def seen(self, request: HttpRequest, key: str) -> ImportBatch:
        """An import of this authority. That of another is not there."""
        borough, _ = authority_for(request.user, Act.IMPORT, self.slug)
        batches = ImportBatch.objects.select_related("source", "borough", "undoes")
        return get_object_or_404(batches, key=key, borough=borough)

    changeable = seen

    def refusal(self, batch: ImportBatch) -> str:
        """Rows of a shared source may speak of other authorities' records."""
        own = batch.source is not None and batch.source.borough_id == batch.borough_id
        return "" if own else FOR_STAFF

    def page_of(self, batch: ImportBatch) -> str:
        return reverse("contracts:own-import-review", args=[self.slug, batch.key])

    def list_page(self) -> str:
        return reverse("contracts:own-imports", args=[self.slug])

    def page(
        self, request: HttpRequest, name: str, title: str, batch: ImportBatch, **more: Any
    ) -> HttpResponse:
        context = {"borough": batch.borough, "batch": batch, "title": title, **more}
        match name:
            case "names":
                context["names"] = [(one, _meanings(one)) for one in more["names"]]
            case "columns":
                context["tables"] = [(table.sheet, _columns(table)) for table in more["tables"]]
            case "review":
                context["refusal"] = self.refusal(batch)
                context["against"] = shown(batch)
        return render(request, f"contracts/imports/{name}.html", context)


def _meanings(name: OpenName) -> list[dict[str, str]]:
    """What a name may mean, as radios."""
    known = [{"text": c["name"], "value": c["key"], "hint": c.get("why", "")} for c in name.candidates]
    return [*known, {"text": "None of these: it is new here", "value": "new"}]


def _columns(table: ColumnsOfTable) -> list[tuple[Any, list[dict[str, Any]]]]:
    """The columns of a table, each with what it may be, as a list to choose from."""
    blank = {"value": "", "text": "No change"}
    return [
        (
            column,
            [
                blank,
                *(
                    {
                        "value": option.value,
                        "text": f"{option.label} (a guess)" if option.guessed else option.label,
                        "selected": option.chosen,
                    }
                    for option in column.options
                ),
            ],
        )
        for column in table.columns
    ]


def _own(name: str) -> Callable[..., HttpResponseBase]:
    """One of the pages of an import, of the authority in the address."""

    @login_required
    def view(request: HttpRequest, slug: str, **where: Any) -> HttpResponseBase:
        page = next(page for page in pages_of_one(OwnPages(slug)) if page.name == name)
        return page.view(request, **where)

    return view


@require_safe
@login_required
def imports(request: HttpRequest, slug: str) -> HttpResponse:
    """The files that came in for the authority, the newest first."""
    borough, _ = authority_for(request.user, Act.IMPORT, slug)
    batches = ImportBatch.objects.filter(borough=borough).order_by("-created_at", "-pk")
    page = Paginator(batches, A_PAGE).get_page(request.GET.get("page"))
    return render(request, "contracts/imports/imports.html", {"borough": borough, "page_obj": page})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def upload(request: HttpRequest, slug: str) -> HttpResponse:
    """Send a register. Whatever the form says, it is this authority's."""
    borough, _ = authority_for(request.user, Act.IMPORT, slug)
    form = OwnUploadForm(request.POST, request.FILES) if request.method == "POST" else OwnUploadForm()
    if form.is_valid():
        batch = received(form=form, actor=request.user, borough=borough)
        return redirect(OwnPages(slug).page_of(batch))
    return render(request, "contracts/imports/upload.html", {"borough": borough, "form": form})


def _urls() -> list[URLPattern]:
    here = "account/authority/<slug:slug>/imports/"
    return [
        path(here, imports, name="own-imports"),
        path(f"{here}upload/", upload, name="upload-register"),
        path(f"{here}<key:key>/missing/", missing, name="own-import-missing"),
        *(
            path(f"{here}<key:key>/{page.route}", _own(page.name), name=f"own-import-{page.name}")
            for page in pages_of_one(OwnPages(""))
        ),
    ]


urlpatterns: Final = _urls()
