"""How a page's subject is asked of the lists: by which facet, and in which words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Protocol

from django.urls import reverse

from contracts.directory.evidence import filter_of
from contracts.listing.describing import IN_HEADING, list_of
from contracts.listing.filters import ListingFilter
from thirty3.evidence import DEMONSTRATION, Counted, Seen

# The facet that a page's subject is a value of, where it is not called as the page is.
FACETS: Final[Mapping[str, str]] = {"technology": "product"}


class Subject(Protocol):
    """Whatever a profile page is about."""

    @property
    def slug(self) -> str: ...
    @property
    def name(self) -> str: ...


@dataclass(frozen=True)
class Asked:
    """A subject as lists are asked for it."""

    page: str
    subject: Subject

    @property
    def facet(self) -> str:
        return FACETS.get(self.page, self.page)

    @property
    def words(self) -> str:
        """ "of Camden", "with Civica", "for payroll"."""
        return f"{IN_HEADING[self.facet]} {self.subject.name}"

    def insights(self, *, invented: bool) -> str:
        """The dashboard over the subject's real records, or over its invented ones."""
        query = {self.facet: self.subject.slug}
        if invented:
            query["source"] = DEMONSTRATION
        return reverse("contracts:insights", query=query)

    def filter(self, kind: str, **more: Any) -> ListingFilter:
        return filter_of(kind, **{self.facet: (self.subject.slug,)} | more)

    def address(self, kind: str, **more: Any) -> str:
        return list_of(self.filter(kind, **more))


def counted(seen: Seen, slug: str, facet: str, value: str, kinds: tuple[str, ...] = ()) -> list[Counted]:
    """How many records of each kind of evidence have a value of another facet, with the list of these."""
    found = []
    for one in seen.evidence:
        if not kinds or one.kind in kinds:
            ids = seen.ids(one, slug) & seen.facets[one.kind].any_of(facet, [value])
            chosen = filter_of(one.kind, **{one.facet: (slug,), facet: (value,), "source": seen.source})
            found.append(Counted(one, len(ids), list_of(chosen)))
    return found
