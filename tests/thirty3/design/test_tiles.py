"""The tile map: every authority a link that can be seen, reached and heard."""

import re

from django.template import Context, Template
from django.test.html import parse_html

from thirty3.design.tiles import Tile, placed


def tile(slug: str, x: int, y: int, level: int | None = None, value: str = "") -> Tile:
    return Tile(
        slug=slug,
        name=slug.title(),
        short=slug[:3].upper(),
        x=x,
        y=y,
        href=f"/boroughs/{slug}/",
        label=f"{slug.title()}: {value or 'no'} contracts",
        level=level,
        value=value,
    )


def drawn(*tiles: Tile) -> str:
    source = "{% load design %}{% tile_map tiles 'Contracts by authority' %}"
    return Template(source).render(Context({"tiles": tiles}))


def test_each_tile_is_a_link_named_for_a_screen_reader() -> None:
    html = drawn(tile("camden", 3, 2, level=4, value="42"))
    assert '<a class="t3-tile" href="/boroughs/camden/">' in html
    assert "<title>Camden: 42 contracts</title>" in html


def test_tiles_come_in_reading_order_from_north_to_south() -> None:
    html = drawn(tile("sutton", 3, 6), tile("ealing", 1, 2), tile("enfield", 4, 0), tile("brent", 2, 2))
    assert re.findall(r"/boroughs/(\w+)/", html) == ["enfield", "ealing", "brent", "sutton"]


def test_the_river_runs_between_north_and_south() -> None:
    north, south = placed([tile("westminster", 3, 3), tile("lambeth", 3, 4)])
    west, next_north = placed([tile("brent", 2, 2), tile("kensington", 2, 3)])
    assert south.top - north.top > next_north.top - west.top


def test_shade_and_absence_of_records_are_told_apart() -> None:
    html = drawn(tile("camden", 3, 2, level=0, value="1"), tile("sutton", 3, 6))
    assert "t3-tile--level-0" in html
    assert "t3-tile--no-data" in html


def test_the_drawing_is_well_formed_and_carries_no_inline_style() -> None:
    html = drawn(tile("camden", 3, 2))
    parse_html(html)
    assert "style=" not in html


def test_a_label_is_escaped() -> None:
    assert "&lt;b&gt;" in drawn(tile("<b>", 0, 0))
