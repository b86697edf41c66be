"""How free an authority's data is in a product, as its maker answers: five answers, each with its words."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from django.db.models import Exists, OuterRef, QuerySet

from suppliers.models import HowKnown, Product, ProductOffer, Supplier

PRODUCTS: Final = "products"


@dataclass(frozen=True)
class Question:
    """What is asked, and how an answer reads; `link` is the field of an address that belongs to it."""

    name: str
    label: str
    words: Callable[[ProductOffer], str]
    link: str = ""


@dataclass(frozen=True)
class Answered:
    """One answer of a maker: its words, and an address where there is more."""

    name: str
    label: str
    words: str
    href: str


def _joined(answer: str, more: str) -> str:
    return ": ".join(part for part in (answer, more) if part)


QUESTIONS: Final = (
    Question("open-api", "Open API", lambda offer: offer.get_open_api_display(), link="open_api_url"),
    Question(
        "extracts",
        "Data extracts",
        lambda offer: _joined(offer.get_extracts_display(), offer.extract_formats),
    ),
    Question(
        "fees",
        "Fees for data or for leaving",
        lambda offer: _joined(offer.get_fees_display(), offer.fees_note),
    ),
    Question("exit-help", "Help on leaving", lambda offer: offer.get_exit_help_display()),
    Question("standards", "Open standards", lambda offer: offer.standards),
)


def answers_of(offer: ProductOffer) -> list[Answered]:
    """What the maker answered, in the order in which it was asked."""
    told = ((one, one.words(offer)) for one in QUESTIONS)
    return [
        Answered(one.name, one.label, words, getattr(offer, one.link) if one.link else "")
        for one, words in told
        if words
    ]


def full_words(answer: Answered) -> str:
    """An answer with its address, as it is confirmed and disputed."""
    return " ".join(part for part in (answer.words, answer.href) if part)


def shown_offers() -> QuerySet[ProductOffer]:
    """The offers that everyone may read: of suppliers that keep their profile, and nothing on hold."""
    known = HowKnown.objects.filter(supplier=OuterRef("supplier"), section=PRODUCTS, item=OuterRef("key"))
    return ProductOffer.objects.filter(
        Exists(known),
        supplier__merged_into__isnull=True,
        supplier__withdrawn_on__isnull=True,
        supplier__held_from="",
        product__merged_into__isnull=True,
        product__held_from="",
    ).select_related("supplier", "product")


def statement_name(offer: ProductOffer, answer: str) -> str:
    return f"{offer.key}-{answer}"


def product_of(statement: str) -> Product | None:
    """The product of which an answer tells."""
    return Product.objects.filter(offer__key=statement.partition("-")[0]).first()


def statements(supplier: Supplier) -> dict[str, str]:
    """Each answer of a supplier, which an authority may dispute."""
    return {
        statement_name(offer, answer.name): f"{offer.product}, {answer.label.lower()}: {full_words(answer)}"
        for offer in shown_offers().filter(supplier=supplier).order_by("product__name", "pk")
        for answer in answers_of(offer)
    }
