"""The two kinds of record that an authority keeps, as its pages name them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import QuerySet
from django.http import Http404

from boroughs.models import Borough
from contracts.keeping.contract_form import KeptContractForm
from contracts.keeping.system_form import KeptSystemForm
from contracts.models import Contract, SystemInUse

type Record = Contract | SystemInUse


@dataclass(frozen=True)
class Kept:
    """A kind of record: what pages call it, its form, and whose it is."""

    slug: str
    kind: str
    one: str
    many: str
    model: type[Record]
    form: type[KeptContractForm] | type[KeptSystemForm]
    owner: str
    named: str

    def own(self, borough: Borough) -> QuerySet[Any]:
        """The authority's own records of this kind; spend evidence is none.

        What staff have put on hold is seen by staff alone.
        """
        found: QuerySet[Any] = self.model._default_manager.filter(**{self.owner: borough}, held_from="")
        return found.exclude(kind=Contract.Kind.SPEND) if self.model is Contract else found

    def listed(self, borough: Borough, *, words: str = "") -> QuerySet[Any]:
        """The same by name, with what the list says of each; only those whose name has all the words."""
        found = self.own(borough).order_by(self.named, "pk")
        for word in words.split():
            found = found.filter(**{f"{self.named}__icontains": word})
        return found if self.model is Contract else found.select_related("product", "borough")

    def new(self, borough: Borough) -> Any:
        """A record of the authority that is not saved yet."""
        return self.model(**{self.owner: borough})


CONTRACTS: Final = Kept(
    "contracts",
    "contract",
    one="contract",
    many="contracts",
    model=Contract,
    form=KeptContractForm,
    owner="lead_buyer",
    named="title",
)
SYSTEMS: Final = Kept(
    "systems",
    "system",
    one="system in use",
    many="systems in use",
    model=SystemInUse,
    form=KeptSystemForm,
    owner="borough",
    named="product__name",
)
KEPT: Final[Mapping[str, Kept]] = {one.slug: one for one in (CONTRACTS, SYSTEMS)}


def kept_or_404(slug: str) -> Kept:
    """The kind of record that an address names."""
    if slug not in KEPT:
        raise Http404
    return KEPT[slug]
