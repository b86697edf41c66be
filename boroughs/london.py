"""London on a map: a tile, and an outline, for each authority that has a place there."""

from collections.abc import Iterable, Mapping

from boroughs.models import Borough
from boroughs.outlines import outlines
from thirty3.design.tiles import Tile

PLAIN = 1


def tiles_of(
    authorities: Iterable[Borough],
    *,
    labels: Mapping[str, str] | None = None,
    levels: Mapping[str, int | None] | None = None,
    values: Mapping[str, str] | None = None,
    hrefs: Mapping[str, str] | None = None,
) -> list[Tile]:
    """The tiles, each a link to its authority or to what is told of it; all by the authority's slug."""
    shapes = outlines()
    return [
        Tile(
            slug=borough.slug,
            name=borough.name,
            short=borough.short_name,
            x=borough.tile_x,
            y=borough.tile_y,
            href=(hrefs or {}).get(borough.slug) or borough.get_absolute_url(),
            label=(labels or {}).get(borough.slug, borough.name),
            level=levels[borough.slug] if levels is not None else PLAIN,
            value=(values or {}).get(borough.slug, ""),
            outline=shapes.get(borough.gss_code),
        )
        for borough in authorities
        if borough.tile_x is not None and borough.tile_y is not None
    ]
