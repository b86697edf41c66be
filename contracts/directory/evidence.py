"""Which records show something of authorities, suppliers, technologies, service areas and functions."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from contracts.listing.describing import NOUNS, list_of
from contracts.listing.filters import ContractFilter, ListingFilter, SystemFilter
from contracts.listing.filters.words import SPEND
from contracts.listing.rows import rows_of
from contracts.listing.sources import origins_of
from thirty3.audiences import Audience
from thirty3.registry import EVIDENCE, FACET_NAMES, TOLD, Evidence, FacetNames, Told

FILTERS: Final[dict[str, type[ListingFilter]]] = {one.KIND: one for one in (ContractFilter, SystemFilter)}
# Page -> the facets by which records show something of its subjects, and how a column of each is headed.
SHOWN_BY: Final[dict[str, dict[str, dict[str, str]]]] = {
    "supplier": {
        "supplier": {"contract": "Contracts", "system": "Systems supplied"},
        "maker": {"contract": "Contracts for its products", "system": "Systems made"},
    },
    "borough": {"borough": {"contract": "Contracts", "system": "Systems"}},
    "technology": {"product": {"system": "Systems", "contract": "Contracts"}},
    "area": {"area": {"system": "Systems", "contract": "Contracts"}},
    "function": {"function": {"system": "Systems", "contract": "Contracts"}},
}


def filter_of(kind: str, **asked: Any) -> ListingFilter:
    """A filter of the lists of a kind of record."""
    return FILTERS[kind](**asked)


def _address(kind: str, facet: str) -> Callable[[str, tuple[str, ...]], str]:
    return lambda slug, source: list_of(filter_of(kind, **{facet: (slug,), "source": source}))


def names_of_frameworks(wanted: Mapping[str, int], audience: Audience) -> dict[str, str]:
    """Frameworks as agreements that the audience sees write their names: one query."""
    rows = {row.record_id: row.data["facts"] for row in rows_of("contract", wanted.values(), audience)}
    written = {value: rows.get(pk, {}).get("framework", {}).get("is") for value, pk in wanted.items()}
    return {value: str(name) for value, name in written.items() if name}


def register() -> None:
    """Say what shows something of each page's subjects, and who tells it; called when the app is ready."""
    TOLD.register(Told("sources", "told-by", origins_of))
    FACET_NAMES.register(FacetNames("framework", "contract", names_of_frameworks))
    for page, by_facet in SHOWN_BY.items():
        for facet, labels in by_facet.items():
            for kind, label in labels.items():
                EVIDENCE.register(
                    Evidence(
                        name=f"{kind} of {page} as {facet}",
                        page=page,
                        label=label,
                        noun=NOUNS[kind],
                        kind=kind,
                        facet=facet,
                        address=_address(kind, facet),
                        order=len([one for one in EVIDENCE if one.page == page]),
                        apart=("kind", SPEND) if kind == "contract" else None,
                    )
                )
