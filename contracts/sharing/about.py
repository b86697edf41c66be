"""What a note is about, as addresses name it and as an audience may know it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from django.urls import reverse

from boroughs.models import Function
from contracts.listing.rows import row_of, rows_by_key
from contracts.models import PracticeNote
from suppliers.models import Product
from thirty3.audiences import Audience
from thirty3.evidence import known_slugs

CONTRACT: Final = "contract"


@dataclass(frozen=True)
class About:
    """The subject of a note to be written; without any of these it is an engagement, told in words."""

    words: str = ""
    page: str = ""
    product: Product | None = None
    function: Function | None = None
    contract_key: str = ""
    demonstration: bool = False


def about_of(asked: str) -> About | None:
    """What an address names, such as "function:payroll"; None where authorities know none such."""
    kind, _, name = asked.partition(":")
    match kind:
        case "":
            return About()
        case "technology":
            return _technology(name)
        case "function":
            found = Function.objects.select_related("area").filter(slug=name).first()
            return About(found.name, found.get_absolute_url(), function=found) if found else None
        case "contract":
            row = row_of(CONTRACT, name, Audience.BOROUGHS)
            if row is None:
                return None
            page = reverse("contracts:contract", args=[row.key])
            return About(row.title, page, contract_key=row.key, demonstration=row.demonstration)
    return None


def _technology(slug: str) -> About | None:
    found = Product.objects.filter(slug=slug).first()
    if found is None or slug not in known_slugs("technology", Audience.BOROUGHS):
        return None
    return About(found.name, found.get_absolute_url(), product=found, demonstration=found.demonstration)


@dataclass(frozen=True)
class Shown:
    """A note with what it is about: its name and, where the audience may go there, its page."""

    note: PracticeNote
    about: str
    page: str = ""


def with_subjects(notes: Iterable[PracticeNote], audience: Audience, *, own: bool = False) -> list[Shown]:
    """Notes of which an audience may know the subject, each with it.

    With `own`, all of them stay, as for the authority that wrote them: a subject that is no longer shown to
    authorities then has no page.
    """
    held = list(notes)
    keys = [note.contract_key for note in held if note.contract_key]
    rows = rows_by_key(CONTRACT, keys, audience) if keys else {}
    titles = {key: row.title for key, row in rows.items()}
    products = any(note.product_id for note in held)
    known = known_slugs("technology", audience) if products else frozenset[str]()
    told = (_shown(note, titles, known) or (_not_shown(note) if own else None) for note in held)
    return [one for one in told if one is not None]


def _shown(note: PracticeNote, titles: Mapping[str, str], known: frozenset[str]) -> Shown | None:
    if note.contract_key:
        page = reverse("contracts:contract", args=[note.contract_key])
        return Shown(note, titles[note.contract_key], page) if note.contract_key in titles else None
    if note.product:
        known_here = note.product.slug in known
        return Shown(note, note.product.name, note.product.get_absolute_url()) if known_here else None
    if note.function:
        return Shown(note, note.function.name, note.function.get_absolute_url())
    return Shown(note, note.engagement)


def _not_shown(note: PracticeNote) -> Shown:
    return Shown(note, note.product.name if note.product else "A contract that is not shown")


def visible(note: PracticeNote, audience: Audience) -> bool:
    """Whether an audience may know what a note is about."""
    return bool(with_subjects([note], audience))
