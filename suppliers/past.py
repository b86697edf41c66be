"""What became of a supplier or a technology: its history, and how it stood on a day."""

from collections.abc import Callable
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from boroughs.models import Borough, Function
from suppliers.members.withdrawing import HIDDEN
from suppliers.models import Product, Supplier
from thirty3.audiences import audience_of
from thirty3.errors import being_checked
from thirty3.evidence import Seen
from thirty3.history.pages import Subject, history_page, past_page
from thirty3.history.past import Asked
from thirty3.history.records import is_told_of_hold
from thirty3.history.telling import PlainPast

# What their pages show of the records themselves.
OF_SUPPLIER: Final[tuple[str, ...]] = (
    *("name", "kind", "company_number", "charity_number", "other_number", "website"),
    *("size", "size_evidence"),
    *("is_sme", "is_vcse", "home_borough_id", "parent_id"),
)
OF_TECHNOLOGY: Final = ("name", "maker_id", "functions", "stage", "website", "successor_id")


@require_safe
def supplier_history(request: HttpRequest, slug: str) -> HttpResponse:
    """What was done to a supplier that the visitor may know of."""
    seen = Seen("supplier", audience_of(request))
    record = Supplier.objects.current().filter(slug=slug).first()
    if record is not None and is_told_of_hold(record.held_from, seen.audience):
        return being_checked(request)
    if record is None or slug not in seen.slugs:
        raise Http404
    return history_page(request, _supplier(record), _past_of_supplier(record, seen).entries())


@require_safe
def technology_history(request: HttpRequest, slug: str) -> HttpResponse:
    """What was done to a technology that the visitor may know of."""
    seen = Seen("technology", audience_of(request))
    record = Product.objects.current().filter(slug=slug).first()
    if record is not None and is_told_of_hold(record.held_from, seen.audience):
        return being_checked(request)
    if record is None or slug not in seen.slugs:
        raise Http404
    return history_page(request, _technology(record), _past_of_technology(record, seen).entries())


def supplier_as_it_stood(request: HttpRequest, record: Supplier, seen: Seen, asked: Asked) -> HttpResponse:
    """A supplier at the end of a day."""
    facts = _past_of_supplier(record, seen).on(asked.day) if asked.day else None
    context = {"facts": facts} if facts else None
    return past_page(request, _supplier(record), asked, context=context)


def technology_as_it_stood(request: HttpRequest, record: Product, seen: Seen, asked: Asked) -> HttpResponse:
    """A technology at the end of a day."""
    facts = _past_of_technology(record, seen).on(asked.day) if asked.day else None
    context = {"facts": facts} if facts else None
    return past_page(request, _technology(record), asked, context=context)


def _past_of_supplier(record: Supplier, seen: Seen) -> PlainPast:
    facts = OF_SUPPLIER
    if record.withdrawn_on is not None:
        # What is hidden today is hidden of every day.
        facts = tuple(name for name in facts if name.removesuffix("_id") not in HIDDEN)
    return PlainPast(record, facts, seen.audience, _known(seen), dated=False)


def _past_of_technology(record: Product, seen: Seen) -> PlainPast:
    return PlainPast(record, OF_TECHNOLOGY, seen.audience, _known_of_technology(record, seen), dated=False)


def _known(seen: Seen) -> Callable[[Any], bool]:
    """Whether the visitor may know of another record: of suppliers, those that some record shows."""
    return lambda other: isinstance(other, Borough) or other.slug in seen.slugs


def _known_of_technology(record: Product, seen: Seen) -> Callable[[Any], bool]:
    """What the catalogue says of a technology is shown with it: its maker and its functions. Of a maker
    that it had once, the visitor may know where a record shows them that one.
    """
    makers = Seen("supplier", seen.audience)

    def may_know(other: Any) -> bool:
        if isinstance(other, Supplier):
            made_it = other.pk == record.maker_id and not other.held_from
            return made_it or other.slug in makers.slugs
        return isinstance(other, Function) or other.slug in seen.slugs

    return may_know


def _supplier(record: Supplier) -> Subject:
    return Subject(
        title=record.name,
        address=record.get_absolute_url(),
        history=reverse("suppliers:supplier-history", args=[record.slug]),
        trail=("Suppliers", reverse("suppliers:suppliers")),
        demonstration=record.demonstration,
        dated=False,
    )


def _technology(record: Product) -> Subject:
    return Subject(
        title=record.name,
        address=record.get_absolute_url(),
        history=reverse("suppliers:technology-history", args=[record.slug]),
        # The list is the page of a higher app.
        trail=("Technologies", "/technologies/"),
        demonstration=record.demonstration,
        dated=False,
    )
