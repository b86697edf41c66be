"""The boundary map: the same links as the tile map, on the authorities' own shapes."""

import re
from dataclasses import replace

import html5lib
from django.template import Context, Template

from thirty3.design.tiles import Outline, Tile

SHAPE = Outline("M0 0l9 0 0 9z", 4, 4, lines=1, small=False)
SMALL = Outline("M0 0l2 0 0 2z", 1, 1, lines=0, small=True)


def tile(slug: str, outline: Outline | None, y: int = 0, level: int | None = 1) -> Tile:
    return Tile(
        slug=slug,
        name=slug.title(),
        short=slug[:3].upper(),
        x=0,
        y=y,
        href=f"/boroughs/{slug}/?a=1&b=2",
        label=f"{slug.title()}: 5 <contracts>",
        level=level,
        outline=outline,
    )


def drawn(*tiles: Tile) -> str:
    source = "{% load design %}{% outline_map tiles 'Contracts by authority' mark='Demonstration' %}"
    return Template(source).render(Context({"tiles": tiles}))


def test_each_outline_is_a_link_named_for_a_screen_reader() -> None:
    html = drawn(tile("camden", SHAPE))
    assert 'href="/boroughs/camden/?a=1&amp;b=2"' in html
    assert "<title>Camden: 5 &lt;contracts&gt;</title>" in html
    assert 'role="group" aria-label="Contracts by authority"' in html


def test_a_small_one_comes_last_and_answers_around_itself() -> None:
    html = drawn(tile("city", SMALL, y=0), tile("bromley", SHAPE, y=6))
    assert re.findall(r"/boroughs/(\w+)/", html) == ["bromley", "city"]
    assert html.count("t3-outline__reach") == 1


def test_a_name_is_written_only_where_it_fits() -> None:
    assert ">CAM</text>" in drawn(tile("camden", SHAPE))
    assert ">CIT</text>" not in drawn(tile("city", SMALL))


def test_what_is_told_of_one_is_written_where_there_is_room_for_two_lines() -> None:
    wide = replace(SHAPE, lines=2)
    for outline, told in ((wide, True), (SHAPE, False), (SMALL, False)):
        html = drawn(replace(tile("camden", outline), value="17"))
        assert (">17</text>" in html) is told


def test_one_without_a_boundary_is_left_out() -> None:
    assert "/boroughs/" not in drawn(tile("transport", None))


def test_levels_are_told_as_on_the_tile_map() -> None:
    html = drawn(tile("camden", SHAPE, level=4), tile("bexley", SHAPE, level=None))
    assert 'class="t3-outline t3-tile--level-4"' in html
    assert 'class="t3-outline t3-tile--no-data"' in html
    assert "t3-legend__swatch--no-data" in html


def test_the_source_of_the_boundaries_and_an_invented_world_are_told() -> None:
    html = drawn(tile("camden", SHAPE))
    assert "Office for National Statistics licensed under the Open Government Licence v.3.0" in html
    assert "Contains OS data © Crown copyright and database right" in html
    assert ">Demonstration</text>" in html


def test_the_drawing_is_well_formed_and_carries_no_inline_style() -> None:
    html = drawn(tile("camden", SHAPE), tile("city", SMALL))
    html5lib.HTMLParser(strict=True).parseFragment(html)
    assert "style=" not in html
