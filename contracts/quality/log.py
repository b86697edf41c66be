"""The public log of problems: what staff tell of each, and the record as far as it may be seen today."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from boroughs.models import Borough
from contracts.listing.rows import rows_by_key
from contracts.models import DataIssue
from suppliers.models import Product, Supplier
from thirty3.audiences import Audience
from thirty3.evidence import known_slugs

Subject = DataIssue.Subject
type Keys = Iterable[str]


@dataclass(frozen=True)
class Line:
    """A report of the log. Without a title its record is not shown here, or it was of a page."""

    issue: DataIssue
    title: str = ""
    href: str = ""


def told(issues: Sequence[DataIssue], audience: Audience) -> list[Line]:
    """The reports with the records that they are about: the same queries however many there are."""
    keys: dict[str, set[str]] = {subject: set() for subject in Subject.values}
    for issue in issues:
        if issue.subject:
            keys[issue.subject].add(issue.subject_key)
    named = {
        Subject.CONTRACT: _contracts(keys[Subject.CONTRACT], audience),
        Subject.SYSTEM: _systems(keys[Subject.SYSTEM], audience),
        Subject.SUPPLIER: _named(Supplier, "supplier", keys[Subject.SUPPLIER], audience),
        Subject.TECHNOLOGY: _named(Product, "technology", keys[Subject.TECHNOLOGY], audience),
        Subject.BOROUGH: _boroughs(keys[Subject.BOROUGH]),
    }
    return [
        Line(issue, *named[Subject(issue.subject)].get(issue.subject_key, ("", "")))
        if issue.subject
        else Line(issue)
        for issue in issues
    ]


def _contracts(keys: Keys, audience: Audience) -> dict[str, tuple[str, str]]:
    rows = rows_by_key("contract", keys, audience)
    return {key: (row.title, reverse("contracts:contract", args=[key])) for key, row in rows.items()}


def _systems(keys: Keys, audience: Audience) -> dict[str, tuple[str, str]]:
    rows = rows_by_key("system", keys, audience)
    return {
        key: (f"{row.title}, {row.data['lead']['name']}", _list_of(row.data["lead"]["slug"]))
        for key, row in rows.items()
    }


def _list_of(borough: str) -> str:
    return f"{reverse('contracts:technologies')}?borough={borough}"


def _named(
    model: type[Supplier] | type[Product], page: str, slugs: Keys, audience: Audience
) -> dict[str, tuple[str, str]]:
    known = known_slugs(page, audience).intersection(slugs)
    records: Any = model._default_manager.filter(slug__in=known)
    return {record.slug: (record.name, record.get_absolute_url()) for record in records}


def _boroughs(slugs: Keys) -> dict[str, tuple[str, str]]:
    return {one.slug: (one.name, one.get_absolute_url()) for one in Borough.objects.filter(slug__in=slugs)}
