"""The list of suppliers as CSV, as a workbook and as JSON: exactly what the page's filter finds."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from functools import cached_property
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from suppliers.directory.describing import heading
from suppliers.directory.facets import UNKNOWN
from suppliers.directory.filters import SIZES, SME, VCSE, SupplierFilter, SupplierFilterSet
from suppliers.directory.known import Entry, Known
from suppliers.directory.lines import Line, Lines
from thirty3.audiences import audience_of
from thirty3.spreadsheets.downloads import as_csv, as_json, as_workbook, refused
from thirty3.spreadsheets.notes import Note
from thirty3.spreadsheets.writing import Value
from thirty3.states import STATE_WORDS

NAME: Final = "suppliers"
# Of what the address asks for, what no record shows of a supplier.
SAID_ALONE: Final = "Said by the supplier alone"
OFFERED: Final = {
    "CSV": "suppliers:suppliers-csv",
    "Excel (XLSX)": "suppliers:suppliers-workbook",
    "JSON": "suppliers:suppliers-json",
}


def downloads_of(chosen: SupplierFilter) -> list[tuple[str, str]]:
    """Each kind of file with the address of what a filter finds: all of its pages."""
    return [(label, replace(chosen, page=1).at(reverse(name))) for label, name in OFFERED.items()]


@dataclass
class Taken:
    """What an address asks for, as its visitor may know it."""

    chosen: SupplierFilter
    known: Known
    found: list[Entry]

    @cached_property
    def lines(self) -> Lines:
        return Lines(self.known, self.chosen)

    @property
    def invented(self) -> bool:
        return any(entry.demonstration for entry in self.found)

    @property
    def headings(self) -> list[str]:
        counts = (evidence.label for evidence in self.known.seen.evidence)
        told = ["Supplier", "Demonstration", "SME now", "Size now", "VCSE now", "Certifications in force"]
        return [*told, SAID_ALONE, *counts, "Authorities", "Address here"]

    def rows(self) -> Iterator[list[Value]]:
        for line in map(self.lines.of, self.found):
            entry, counts = line.entry, [one.count for one in line.counts]
            mark = "Demonstration" if entry.demonstration else "No"
            now = [SME[entry.sme], SIZES[entry.size_now], VCSE[entry.vcse]]
            held = "; ".join(entry.schemes.values()) or STATE_WORDS[UNKNOWN]
            said = "; ".join(line.by_its_word) or "Nothing"
            yield [entry.name, mark, *now, held, said, *counts, line.authorities, _address(entry)]

    def note(self) -> Note:
        """The names of what the filter asks for, and the sources of the records that are counted."""
        return Note(
            title=heading(len(self.found), self.chosen, self.lines.names),
            day=timezone.localdate(),
            address=settings.SITE_URL + replace(self.chosen, page=1).at(reverse("suppliers:suppliers")),
            sources=self.known.seen.origins(entry.slug for entry in self.found),
            invented=self.invented,
        )


def _taken(request: HttpRequest) -> Taken | HttpResponse:
    """What an address asks for, or what is wrong with it."""
    audience = audience_of(request)
    filters = SupplierFilterSet.read(request.GET, audience)
    if (chosen := filters.filter) is None:
        return refused(filters.form)
    known = Known(audience, timezone.localdate())
    return Taken(chosen, known, known.found(chosen))


@require_safe
def suppliers_csv(request: HttpRequest) -> HttpResponseBase:
    """The same parameters as the page, all of its pages."""
    taken = _taken(request)
    if isinstance(taken, HttpResponse):
        return taken
    return as_csv(NAME, taken.headings, taken.rows(), timezone.localdate(), invented=taken.invented)


@require_safe
def suppliers_workbook(request: HttpRequest) -> HttpResponseBase:
    """The same table as a workbook."""
    taken = _taken(request)
    if isinstance(taken, HttpResponse):
        return taken
    note = taken.note()
    headings, rows, about = taken.headings, taken.rows(), note.lines()
    return as_workbook(NAME, headings, rows, note.day, about=about, invented=note.invented)


@require_safe
def suppliers_json(request: HttpRequest) -> HttpResponseBase:
    """The same suppliers, each as the API tells of it."""
    taken = _taken(request)
    if isinstance(taken, HttpResponse):
        return taken
    records = (record(taken.lines.of(entry)) for entry in taken.found)
    return as_json(NAME, taken.note(), len(taken.found), records)


def record(line: Line) -> dict[str, Any]:
    """A supplier as JSON, with how many records of each kind show what it supplies and what it makes."""
    entry = line.entry
    roles: dict[str, dict[str, int]] = {"supplier": {}, "maker": {}}
    for one in line.counts:
        roles[one.evidence.facet][f"{one.evidence.kind}s"] = one.count
    return {
        "slug": entry.slug,
        "name": entry.name,
        "address": _address(entry),
        "sme": entry.sme,
        "size": entry.size_now,
        "vcse": entry.vcse,
        "certifications": list(entry.schemes.values()),
        "demonstration": entry.demonstration,
        "supplies": roles["supplier"],
        "makes": roles["maker"],
        "authorities": line.authorities,
        "said_alone": [asdict(word) for word in line.said],
    }


def _address(entry: Entry) -> str:
    return settings.SITE_URL + reverse("suppliers:supplier", args=[entry.slug])
