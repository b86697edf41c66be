"""One authority's own records, as far as a list's filter finds them, as a workbook."""

from io import BytesIO
from typing import Any, Final

from django.contrib.admin import ModelAdmin
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from boroughs.models import Borough
from contracts.imports.fields import Target
from contracts.imports.round_trip.owners import HELD
from contracts.imports.round_trip.writing import write_records
from contracts.imports.views import as_workbook
from contracts.listing.filters import ContractFilterSet, SystemFilterSet
from contracts.listing.selection import Selection
from contracts.models import Contract
from thirty3.audiences import audience_of
from thirty3.spreadsheets.downloads import refused

WHOSE: Final = "Say whose records you want: add borough= and the name of one authority to the address.\n"
SEVERAL: Final = "Filter the list by one authority first: a workbook holds the records of one.\n"
NO_LIST: Final = "There is no list with such a filter. Go back to the list and choose again.\n"


def records_workbook(request: HttpRequest, model: Any) -> HttpResponse:
    """The records that the list's own parameters find. Real and invented ones never share a workbook."""
    kind = "contract" if model is Contract else "system"
    audience = audience_of(request)
    filters = (ContractFilterSet if model is Contract else SystemFilterSet).read(request.GET, audience)
    if (chosen := filters.filter) is None:
        return refused(filters.form)
    borough = Borough.objects.filter(slug__in=chosen.borough).first() if len(chosen.borough) == 1 else None
    if borough is None:
        return _said(WHOSE)
    found = Selection(chosen, audience, timezone.localdate())
    ids, invented = found.ids - found.invented, False
    if not ids:
        ids, invented = found.invented, True
    own = _own(kind, borough, set(ids))
    return _workbook(kind, borough, own, invented=invented and bool(own))


def listed_workbook(request: HttpRequest, admin: ModelAdmin[Any]) -> HttpResponse:
    """The records that a list of the staff site shows under its own filters, what is kept included."""
    kind: Target = "contract" if admin.model is Contract else "system"
    try:
        listed = admin.get_changelist_instance(request).queryset.order_by()
    except (IncorrectLookupParameters, SuspiciousOperation):
        return _said(NO_LIST)
    _, whose = HELD[kind]
    owners = list(listed.values_list(whose, flat=True).distinct()[:2])
    if len(owners) != 1:
        return _said(SEVERAL)
    worlds: dict[bool, list[int]] = {False: [], True: []}
    for pk, invented in listed.values_list("pk", "demonstration").order_by("pk").distinct():
        worlds[invented].append(pk)
    borough = Borough.objects.get(pk=owners[0])
    return _workbook(kind, borough, worlds[False] or worlds[True], invented=not worlds[False])


def _said(sentence: str) -> HttpResponse:
    return HttpResponse(sentence, status=400, content_type="text/plain; charset=utf-8")


def _workbook(kind: str, borough: Borough, ids: list[int], *, invented: bool) -> HttpResponse:
    file = BytesIO()
    write_records(
        file,
        contracts=ids if kind == "contract" else (),
        systems=ids if kind == "system" else (),
        demonstration=invented,
    )
    return as_workbook(file, f"{'demonstration-' if invented else ''}{borough.slug}-{kind}s.xlsx")


def _own(kind: Any, borough: Borough, ids: set[int]) -> list[int]:
    """Those that are the authority's own: the contracts that it leads, the systems that it runs."""
    model, whose = HELD[kind]
    own = model._default_manager.filter(**{whose: borough}).order_by("pk").values_list("pk", flat=True)
    return [pk for pk in own if pk in ids]
