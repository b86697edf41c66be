"""One authority's own records, as far as a list's filter finds them, as a workbook."""

from io import BytesIO
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from boroughs.models import Borough
from contracts.imports.round_trip.owners import HELD
from contracts.imports.round_trip.writing import write_records
from contracts.imports.views import as_workbook
from contracts.listing.filters import ContractFilterSet, SystemFilterSet
from contracts.listing.selection import Selection
from contracts.models import Contract
from thirty3.audiences import audience_of
from thirty3.spreadsheets.downloads import refused

WHOSE: Final = "Say whose records you want: add borough= and the name of one authority to the address.\n"


def records_workbook(request: HttpRequest, model: Any) -> HttpResponse:
    """The records that the list's own parameters find. Real and invented ones never share a workbook."""
    kind = "contract" if model is Contract else "system"
    filters = (ContractFilterSet if model is Contract else SystemFilterSet).read(request.GET)
    if (chosen := filters.filter) is None:
        return refused(filters.form)
    borough = Borough.objects.filter(slug__in=chosen.borough).first() if len(chosen.borough) == 1 else None
    if borough is None:
        return HttpResponse(WHOSE, status=400, content_type="text/plain; charset=utf-8")
    found = Selection(chosen, audience_of(request), timezone.localdate())
    ids, invented = found.ids - found.invented, False
    if not ids:
        ids, invented = found.invented, True
    own = _own(kind, borough, set(ids))
    file = BytesIO()
    write_records(file, **{f"{kind}s": own}, demonstration=invented and bool(own))
    name = f"{'demonstration-' if invented and own else ''}{borough.slug}-{kind}s.xlsx"
    return as_workbook(file, name)


def _own(kind: Any, borough: Borough, ids: set[int]) -> list[int]:
    """Those that are the authority's own: the contracts that it leads, the systems that it runs."""
    model, whose = HELD[kind]
    own = model._default_manager.filter(**{whose: borough}).order_by("pk").values_list("pk", flat=True)
    return [pk for pk in own if pk in ids]
