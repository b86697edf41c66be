"""What a report is about: a record that whoever reports may see, or any page."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from django.urls import Resolver404, resolve, reverse

from boroughs.models import Borough
from contracts.listing.rows import row_of
from contracts.models import DataIssue
from suppliers.models import Product, Supplier
from thirty3.audiences import Audience
from thirty3.evidence import known_slugs

Subject = DataIssue.Subject
# The pages of records, and under what name each takes the key.
PAGES: Final = {
    "contracts:contract": (Subject.CONTRACT, "key"),
    "contracts:system": (Subject.SYSTEM, "key"),
    "suppliers:supplier": (Subject.SUPPLIER, "slug"),
    "suppliers:technology": (Subject.TECHNOLOGY, "slug"),
    "boroughs:borough": (Subject.BOROUGH, "slug"),
}
LONGEST: Final = 300


@dataclass(frozen=True)
class About:
    """A record by its kind and key, or a page by its address. `title` is blank where nobody may know it."""

    subject: str = ""
    key: str = ""
    address: str = ""
    title: str = ""


def report_address(about: str) -> str:
    """The page on which a problem with a record or page is reported, or with the site."""
    return reverse("contracts:report", query={"about": about} if about else None)


def about_of(asked: str, audience: Audience) -> About:
    """What an address asks to report on. A record that the audience may not see is told by its address
    alone, as one that never was.
    """
    asked = asked.strip()[:LONGEST]
    subject, _, key = asked.partition(":")
    if subject in Subject.values and key:
        return About(subject, key, title=_title(subject, key, audience))
    if not asked.startswith("/") or asked.startswith("//"):
        return About()
    subject, key = _record_at(asked.partition("?")[0])
    return About(subject, key, asked, _title(subject, key, audience) if subject else "")


def _record_at(path: str) -> tuple[str, str]:
    try:
        found = resolve(path)
    except Resolver404:
        return "", ""
    subject, name = PAGES.get(found.view_name, ("", ""))
    return str(subject), str(found.kwargs[name]) if name else ""


def _title(subject: str, key: str, audience: Audience) -> str:
    return TITLES[Subject(subject)](key, audience)


def _of_row(kind: str) -> Callable[[str, Audience], str]:
    def title(key: str, audience: Audience) -> str:
        row = row_of(kind, key, audience)
        return f"{row.title}, {row.data['lead']['name']}" if row else ""

    return title


def _of_name(model: type[Supplier] | type[Product], page: str) -> Callable[[str, Audience], str]:
    def title(slug: str, audience: Audience) -> str:
        records: Any = model._default_manager.filter(slug=slug)
        return (
            records.values_list("name", flat=True).first() or ""
            if slug in known_slugs(page, audience)
            else ""
        )

    return title


def _of_borough(slug: str, audience: Audience) -> str:
    return Borough.objects.filter(slug=slug).values_list("name", flat=True).first() or ""


TITLES: Final[dict[Subject, Callable[[str, Audience], str]]] = {
    Subject.CONTRACT: _of_row("contract"),
    Subject.SYSTEM: _of_row("system"),
    Subject.SUPPLIER: _of_name(Supplier, "supplier"),
    Subject.TECHNOLOGY: _of_name(Product, "technology"),
    Subject.BOROUGH: _of_borough,
}
