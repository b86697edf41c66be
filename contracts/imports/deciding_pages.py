"""The pages on which a reviewer decides about columns, rows and names of a file."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect

from contracts.imports.answers import choose_columns, choose_name, correct_cells, decide_rows
from contracts.imports.deciding import (
    VERDICTS,
    cells_of,
    chosen_columns,
    columns_of,
    corrections,
    open_names,
)
from contracts.imports.foreseeing import foresee
from contracts.imports.receiving import READABLE, ask_again
from contracts.imports.reviewing import Place
from contracts.imports.tasks import read_import
from contracts.models import ImportBatch, ImportRow
from thirty3.history.lookups import ids_in

READ_AGAIN = "The file is being read again with what you decided."


class Deciding:
    """Views over one batch that keep an answer and have the file read again with it."""

    def __init__(self, place: Place) -> None:
        self.place = place

    def columns(self, request: HttpRequest, key: str) -> HttpResponse:
        """What each column is read as, with samples; what nobody knows can be said here."""
        batch = self._decidable(request, key)
        if request.method == "POST":
            chosen = chosen_columns(batch, request.POST)
            choose_columns(batch=batch, choices=chosen, actor=request.user)
            return self._again(request, batch, bool(chosen))
        return self.place.page(
            request, "columns", f"Columns of {batch.file_name}", batch, tables=columns_of(batch)
        )

    def names(self, request: HttpRequest, key: str) -> HttpResponse:
        """Names that may mean a supplier or product that is known: which one, or a new one."""
        batch = self._decidable(request, key)
        names = open_names(batch)
        if request.method != "POST":
            return self.place.page(request, "names", f"Names in {batch.file_name}", batch, names=names)
        decided = False
        for number, name in enumerate(names):
            answer = request.POST.get(f"name-{number}", "")
            if answer == "new" or any(answer == candidate["key"] for candidate in name.candidates):
                choose_name(
                    batch=batch, kind=name.kind, folded=name.folded, answer=answer, actor=request.user
                )
                decided = True
        return self._again(request, batch, decided)

    def row(self, request: HttpRequest, key: str, position: int) -> HttpResponse:
        """One row: its cells to correct, and whether it counts."""
        batch = self._decidable(request, key)
        row = get_object_or_404(batch.rows, position=position)
        if request.method == "POST":
            cells = corrections(batch, row, request.POST)
            verdict = request.POST.get("verdict", "")
            correct_cells(batch=batch, row=row, cells=cells, actor=request.user)
            if verdict in VERDICTS:
                decide_rows(batch=batch, rows=[row], verdict=verdict, actor=request.user)
            return self._again(request, batch, bool(cells) or verdict in VERDICTS)
        title = f"Row {row.row_number} of {batch.file_name}"
        writes = list(row.writes.filter(batch=batch).order_by("pk"))
        return self.place.page(
            request,
            "row",
            title,
            batch,
            row=row,
            cells=cells_of(batch, row),
            foreseen=foresee(batch, writes).get(row.pk, []),
            verdicts=VERDICTS.items(),
        )

    def rows(self, request: HttpRequest, key: str) -> HttpResponseRedirect:
        """Decide about several rows together: those that were ticked, or all of an outcome."""
        batch = self._decidable(request, key)
        verdict, outcome = request.POST.get("verdict", ""), request.POST.get("all", "")
        rows = batch.rows.filter(position__in=ids_in(request.POST.getlist("row")))
        if outcome in ImportRow.Outcome.values:
            rows = batch.rows.filter(outcome=outcome)
        if verdict not in VERDICTS or not rows.exists():
            messages.warning(
                request, "Nothing was decided: tick some rows and choose what is to become of them."
            )
            return redirect(self.place.page_of(batch))
        decide_rows(batch=batch, rows=rows, verdict=verdict, actor=request.user)
        return self._again(request, batch, True)

    def _decidable(self, request: HttpRequest, key: str) -> ImportBatch:
        batch = self.place.changeable(request, key)
        if batch.status not in READABLE:
            raise Http404
        return batch

    def _again(self, request: HttpRequest, batch: ImportBatch, decided: bool) -> HttpResponseRedirect:
        if decided:
            ask_again(batch=batch)
            read_import.enqueue(batch.key)
            messages.success(request, READ_AGAIN)
        return redirect(self.place.page_of(batch))
