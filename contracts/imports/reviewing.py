"""The pages of one import: watch, review, apply, undo. In the staff site, and on an authority's own pages."""

from typing import Any, Final, Protocol

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect

from contracts.imports.deciding import NAMED, VERDICTS
from contracts.imports.downloading import download, may_download
from contracts.imports.foreseeing import Extents
from contracts.imports.quarantine import kept_until
from contracts.imports.receiving import ask_again, give_up
from contracts.imports.review import reviewed
from contracts.imports.tasks import apply_import, read_import, undo_import
from contracts.imports.views import annotated
from contracts.models import ImportBatch, ImportRow

ROWS_A_PAGE: Final = 50
# What was asked for and has not begun: the state in which the batch waits for the worker, and the words.
ASKED: Final = {
    "apply": (ImportBatch.Status.READY, "waiting to be applied"),
    "undo": (ImportBatch.Status.APPLIED, "waiting to be undone"),
}
BUSY: Final = (ImportBatch.Status.WAITING, ImportBatch.Status.READING, ImportBatch.Status.APPLYING)


class Place(Protocol):
    """Where the pages of imports are shown, to whom, and what they look like there.

    `seen` and `changeable` answer with the batch, or refuse whoever may not see or change it.
    """

    def seen(self, request: HttpRequest, key: str) -> ImportBatch: ...
    def changeable(self, request: HttpRequest, key: str) -> ImportBatch: ...
    def refusal(self, batch: ImportBatch) -> str: ...
    def page_of(self, batch: ImportBatch) -> str: ...
    def list_page(self) -> str: ...
    def page(
        self, request: HttpRequest, name: str, title: str, batch: ImportBatch, **more: Any
    ) -> HttpResponse: ...


class Reviewing:
    """Views over one batch."""

    def __init__(self, place: Place) -> None:
        self.place = place

    def review(self, request: HttpRequest, key: str) -> HttpResponse:
        """What each row would do, or did, with every problem named."""
        batch = self.place.seen(request, key)
        outcome = request.GET.get("outcome", "")
        rows: QuerySet[ImportRow] = batch.rows.order_by("position")
        if outcome in ImportRow.Outcome.values:
            rows = rows.filter(outcome=outcome)
        page = Paginator(rows, ROWS_A_PAGE).get_page(request.GET.get("page"))
        shown = reviewed(batch, list(page.object_list))
        asked = asked_of(batch, request.GET.get("asked", ""))
        return self.place.page(
            request,
            "review",
            batch.file_name,
            batch,
            asked=asked,
            busy=bool(asked) or batch.status in BUSY,
            may_download=may_download(batch, request.user),
            kept_until=kept_until(batch),
            verdicts=VERDICTS.items(),
            open_columns=any(sheet.get("guesses") or sheet.get("questions") for sheet in batch.sheets),
            open_names=any(group["code"] in NAMED for group in batch.problem_groups),
            outcome=outcome,
            counts=[(o.value, o.label, batch.counts.get(o.value, 0)) for o in ImportRow.Outcome],
            page_obj=page,
            rows=shown,
            extents=Extents.of(row.foreseen for row in shown),
            undone_by=ImportBatch.objects.filter(undoes=batch).first(),
        )

    def file(self, request: HttpRequest, key: str) -> FileResponse:
        """The uploaded file, for whoever uploaded it and for nobody else."""
        return download(key=self.place.seen(request, key).key, person=request.user)

    def rows(self, request: HttpRequest, key: str) -> HttpResponse:
        """The rows as they were read, with what became of each, as a workbook."""
        return annotated(self.place.seen(request, key).key)

    def apply(self, request: HttpRequest, key: str) -> HttpResponseRedirect:
        return self._do(request, key, "apply", apply_import)

    def undo(self, request: HttpRequest, key: str) -> HttpResponseRedirect:
        return self._do(request, key, "undo", undo_import)

    def compare(self, request: HttpRequest, key: str) -> HttpResponseRedirect:
        batch = self.place.changeable(request, key)
        ask_again(batch=batch)
        read_import.enqueue(batch.key)
        return redirect(self.place.page_of(batch))

    def give_up(self, request: HttpRequest, key: str) -> HttpResponseRedirect:
        batch = self.place.changeable(request, key)
        if not give_up(batch=batch):
            messages.error(request, f"This import is {batch.get_status_display().lower()} and stays.")
            return redirect(self.place.page_of(batch))
        messages.success(request, f"You gave up {batch.file_name}. Nothing was changed.")
        return redirect(self.place.list_page())

    def _do(self, request: HttpRequest, key: str, asked: str, what: Any) -> HttpResponseRedirect:
        batch = self.place.changeable(request, key)
        if refusal := self.place.refusal(batch):
            messages.error(request, refusal)
            return redirect(self.place.page_of(batch))
        ImportBatch.objects.filter(pk=batch.pk).update(error="", error_code="")
        what.enqueue(batch.key, request.user.pk)
        return redirect(f"{self.place.page_of(batch)}?asked={asked}")


def asked_of(batch: ImportBatch, asked: str) -> str:
    """What somebody asked for that the worker has not begun, in words; blank once it is done or refused."""
    status, words = ASKED.get(asked, (None, ""))
    return words if batch.status == status and not batch.error else ""
