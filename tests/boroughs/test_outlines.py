"""The boundaries of the 33 as drawn: all there, within the drawing, small, each in its place."""

import re
from itertools import pairwise

import pytest

from boroughs.boundaries import read_boundaries
from boroughs.london import tiles_of
from boroughs.models import Borough
from boroughs.outlines import area_of, outlines, path_of, place_for_writing, stretch_within
from thirty3.design.tiles import OUTLINES_HEIGHT, OUTLINES_WIDTH

SQUARE = [(10, 10), (110, 10), (110, 60), (10, 60), (10, 10)]
# An L: wide at the foot, narrow above it.
BENT = [(0, 0), (20, 0), (20, 60), (100, 60), (100, 100), (0, 100), (0, 0)]
NAMES = {
    feature["properties"]["name"]: feature["properties"]["gss"] for feature in read_boundaries()["features"]
}


def points_of(path: str) -> list[tuple[int, int]]:
    """Where a path goes, its parts one after the other."""
    points: list[tuple[int, int]] = []
    for part in path.split("z")[:-1]:
        numbers = list(map(int, re.findall(r"-?\d+", part)))
        (x, y), *steps = zip(numbers[::2], numbers[1::2], strict=True)
        points.append((x, y))
        for dx, dy in steps:
            x, y = x + dx, y + dy
            points.append((x, y))
    return points


def test_each_of_the_33_has_an_outline() -> None:
    assert len(outlines()) == 33
    assert set(outlines()) == set(NAMES.values())


def test_the_outlines_are_small_and_made_once() -> None:
    assert sum(len(outline.path) for outline in outlines().values()) < 9_000
    assert outlines() is outlines()


@pytest.mark.parametrize("name", NAMES)
def test_an_outline_lies_within_the_drawing(name: str) -> None:
    outline = outlines()[NAMES[name]]
    assert re.fullmatch(r"(M\d+ \d+l(-?\d+[ ]?)+z)+", outline.path)
    for x, y in points_of(outline.path):
        assert 0 <= x <= OUTLINES_WIDTH
        assert 0 <= y <= OUTLINES_HEIGHT


def test_the_drawing_is_filled_from_edge_to_edge() -> None:
    points = [point for outline in outlines().values() for point in points_of(outline.path)]
    assert max(x for x, _ in points) - min(x for x, _ in points) > OUTLINES_WIDTH - 20
    assert max(y for _, y in points) - min(y for _, y in points) > OUTLINES_HEIGHT - 20


def test_north_is_above_and_east_to_the_right() -> None:
    def middle(name: str) -> tuple[float, float]:
        points = points_of(outlines()[NAMES[name]].path)
        return sum(x for x, _ in points) / len(points), sum(y for _, y in points) / len(points)

    assert middle("Enfield")[1] < middle("Camden")[1] < middle("Croydon")[1]
    assert middle("Hillingdon")[0] < middle("Westminster")[0] < middle("Havering")[0]


def test_neighbours_share_their_line_without_a_gap() -> None:
    def stretches(name: str) -> set[frozenset[tuple[int, int]]]:
        return {frozenset(pair) for pair in pairwise(points_of(outlines()[NAMES[name]].path))}

    assert len(stretches("Camden") & stretches("Islington")) > 1


def test_only_the_city_is_small_and_bears_no_name() -> None:
    small = [name for name, code in NAMES.items() if outlines()[code].small]
    assert small == ["City of London"]
    assert outlines()[NAMES["City of London"]].lines == 0
    assert outlines()[NAMES["Bromley"]].lines == 2


def test_a_path_moves_once_and_leaves_out_points_that_fell_together() -> None:
    assert path_of([(1, 2), (1, 2), (4, 1), (4, 9), (1, 2)]) == "M1 2l3-1 0 8z"


def test_a_name_stands_where_there_is_most_room() -> None:
    assert place_for_writing(SQUARE) == (60, 35, 100)
    assert stretch_within(BENT, 20) == (0, 20)
    x, y, width = place_for_writing(BENT)
    assert (x, width) == (50, 100)
    assert y > 60


def test_what_is_too_flat_for_writing_holds_no_name() -> None:
    assert place_for_writing([(0, 0), (100, 0), (100, 5), (0, 5), (0, 0)])[2] == 0


def test_the_surface_of_a_closed_line_has_no_direction() -> None:
    assert area_of(SQUARE) == area_of(SQUARE[::-1]) == 5_000


def test_each_authority_takes_its_outline_along(reference: None) -> None:
    tiles = tiles_of(Borough.objects.authorities())
    assert len({tile.outline.path for tile in tiles if tile.outline}) == 33
