"""What the list of suppliers shows, in plain words."""

from collections.abc import Mapping
from typing import Final

from boroughs.models import ServiceArea
from suppliers.filters import LETTERS, SupplierFilter

# How a role and a size read in the heading.
DO: Final = {"supplier": "supplying", "maker": "making products"}
SIZES: Final = {"yes": "SMEs now", "no": "no SMEs now", "unknown": "of unknown size"}


def names_of_areas() -> dict[str, str]:
    """Slug -> name of every service area, in order: one query."""
    return dict(ServiceArea.objects.in_order().values_list("slug", "name"))


def heading(count: int, chosen: SupplierFilter, areas: Mapping[str, str]) -> str:
    """ "12 real suppliers for Housing or Finance, matching “soft”": every filter in words."""
    source = chosen.source[0] if len(chosen.source) == 1 else ""
    number = f"{count:,}" if count else "No"
    words = " ".join(filter(None, (number, source, "supplier" if count == 1 else "suppliers")))
    if chosen.area:
        words += f" for {' or '.join(areas.get(slug, slug) for slug in chosen.area)}"
    further = [DO[role] for role in chosen.role] + [SIZES[value] for value in chosen.sme]
    further += [f"under {LETTERS[chosen.letter]}"] if chosen.letter else []
    sought = [f"matching “{chosen.q}”"] if chosen.q else []
    # Without anything before it this is said without a pause.
    if sought and not (chosen.area or further):
        return f"{words} {sought[0]}"
    return ", ".join([words, *further, *sought])
