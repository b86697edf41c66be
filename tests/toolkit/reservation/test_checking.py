"""The local area: lawful or not, and made of what really borders. Checked against the boundaries."""

import datetime
import itertools
from collections import defaultdict
from decimal import Decimal
from typing import Any, Final

import pytest
from django.test import Client
from django.urls import reverse

from boroughs.boundaries import neighbouring_codes, read_boundaries, rings_of
from boroughs.models import Borough
from boroughs.reference import read_table
from suppliers.models import HowKnown, Supplier, SupplierProfile
from toolkit.law.case import Category
from toolkit.reservation.areas import areas_around, bordering_areas
from toolkit.reservation.checking import Asked, local_area

DAY: Final = datetime.date(2026, 12, 1)
SLUGS: Final = {row["gss_code"]: row["slug"] for row in read_table("authorities") if row["gss_code"]}
# Beside the tidal Thames, which the boundaries leave out, with London on the other side.
ALONG_THE_RIVER: Final = {
    "barking-and-dagenham", "greenwich", "lewisham", "newham", "southwark", "tower-hamlets",
}  # fmt: skip


def neighbours() -> dict[str, frozenset[str]]:
    found = defaultdict(set)
    for one, other in neighbouring_codes(read_boundaries()):
        found[SLUGS[one]].add(SLUGS[other])
        found[SLUGS[other]].add(SLUGS[one])
    return {slug: frozenset(around) for slug, around in found.items()}


def asked(*authorities: str, **other: Any) -> Asked:
    return Asked(
        frozenset(authorities),
        other.get("day", DAY),
        Decimal(other.get("value", 150_000)),
        other.get("category", Category.GOODS_SERVICES),
        other.get("with_borders", True),
        other.get("with_unitary", True),
    )


def on_the_edge() -> set[str]:
    """The authorities with a stretch of boundary that no other shares, beyond the river's banks."""
    owners = defaultdict(list)
    for feature in read_boundaries()["features"]:
        for ring in rings_of(feature["geometry"]):
            for stretch in itertools.pairwise(ring):
                owners[frozenset(stretch)].append(SLUGS[feature["properties"]["gss"]])
    alone = {one for held in owners.values() if len(held) == 1 for one in held}
    return alone - ALONG_THE_RIVER


def test_an_authority_has_bordering_areas_exactly_if_it_lies_on_the_edge_of_london() -> None:
    for day in (DAY, datetime.date(2027, 4, 1)):
        assert {area.authority for area in bordering_areas() if area.holds_on(day)} == on_the_edge()


def test_the_rows_of_an_authority_and_area_neither_overlap_nor_lack_a_source() -> None:
    for area in bordering_areas():
        assert area.source.url
        assert area.to_date is None or area.from_date < area.to_date
    held = [(area.authority, area.name) for area in bordering_areas() if area.holds_on(DAY)]
    assert len(held) == len(set(held))


def test_an_outer_borough_takes_in_what_borders_it() -> None:
    area = local_area(asked("hillingdon"), neighbours())
    assert area.lawful
    assert area.boroughs == {"harrow", "ealing", "hounslow"}
    assert [one.name for one in area.outside] == ["Buckinghamshire", "Hertfordshire", "Slough", "Surrey"]
    assert any("no county: Buckinghamshire and Slough" in one for one in area.warnings)
    counties = local_area(asked("hillingdon", with_unitary=False), neighbours())
    assert [one.name for one in counties.outside] == ["Hertfordshire", "Surrey"]
    assert counties.warnings == ()


def test_an_inner_borough_takes_in_boroughs_alone() -> None:
    area = local_area(asked("islington"), neighbours())
    assert area.boroughs == {"camden", "city-of-london", "hackney", "haringey"}
    assert (area.outside, area.warnings) == ((), ())


def test_joint_buyers_combine_their_areas() -> None:
    area = local_area(asked("harrow", "barnet"), neighbours())
    assert area.own == {"harrow", "barnet"}
    assert area.own.isdisjoint(area.boroughs)
    assert {"brent", "camden", "enfield", "hillingdon"} <= area.boroughs
    assert [one.name for one in area.outside] == ["Hertfordshire"]


def test_the_own_area_alone_is_lawful_too() -> None:
    area = local_area(asked("hillingdon", with_borders=False), neighbours())
    assert (area.boroughs, area.outside, area.warnings) == (frozenset(), (), ())


def test_surrey_is_two_areas_from_april_2027() -> None:
    april = datetime.date(2027, 4, 1)
    assert [area.name for area in areas_around({"croydon"}, april - datetime.timedelta(1))] == ["Surrey"]
    assert [area.name for area in areas_around({"croydon"}, april)] == ["East Surrey"]
    assert [area.name for area in areas_around({"richmond-upon-thames"}, april)] == [
        "East Surrey",
        "West Surrey",
    ]


@pytest.mark.parametrize(
    ("other", "lawful"),
    [
        ({"day": datetime.date(2026, 2, 4)}, True),
        ({"day": datetime.date(2026, 2, 3)}, False),
        ({"day": datetime.date(2024, 5, 1)}, False),
        ({"value": "207719.99"}, True),
        ({"value": "207720"}, False),
        ({"value": "207720", "category": Category.LIGHT_TOUCH}, True),
        ({"value": "5192999", "category": Category.CONCESSION}, True),
    ],
)
def test_it_is_lawful_below_the_threshold_since_its_day(other: dict[str, Any], lawful: bool) -> None:
    area = local_area(asked("camden", **other), neighbours())
    assert area.lawful is lawful
    assert bool(area.reasons) is not lawful


@pytest.mark.django_db
def test_suppliers_with_operations_there_are_told_with_how_it_is_known(client: Client) -> None:
    camden = Borough.objects.create(slug="camden", name="Camden", formal_name="Camden", kind="authority")
    here, elsewhere = (
        Supplier.objects.create(slug=name.lower(), name=name, listed=True) for name in ("Here", "Elsewhere")
    )
    for supplier in (here, elsewhere):
        profile = SupplierProfile.objects.create(supplier=supplier, counties=["Essex"])
        HowKnown.objects.create(supplier=supplier, section="operations", how="said", on_date=DAY)
        if supplier == here:
            profile.boroughs.add(camden)
    query = {
        "authority": "camden", "day": "1/12/2026", "value": "150,000", "category": "goods_services",
        "area": "borders",
    }  # fmt: skip
    text = client.get(reverse("toolkit:local-reservation"), query).text
    assert "It may be reserved to this area" in text
    assert "Here</a>" in text
    assert "Said by the supplier, 1 December 2026" in text
    assert "Elsewhere</a>" not in text
    wrong = client.get(reverse("toolkit:local-reservation"), {**query, "value": "much"}).text
    assert "must be a sum in pounds" in wrong
