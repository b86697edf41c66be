"""Which authorities a name means."""

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from boroughs.models import Borough, BoroughName
from boroughs.names import BoroughNames, fold
from boroughs.reference import read_table
from tests.boroughs.conftest import TODAY

ONE = {
    "LONDON BOROUGH OF EALING COUNCIL": "ealing",
    "The Mayor and Burgesses of the London Borough of Tower Hamlets": "tower-hamlets",
    "THE MAYOR AND COMMONALTY AND CITIZENS OF THE CITY OF LONDON": "city-of-london",
    "LB Camden": "camden",
    "L.B. Camden": "camden",
    "Camden, London Borough of": "camden",
    "H&F": "hammersmith-and-fulham",
    "LBHF": "hammersmith-and-fulham",
    "LB Hammersmith & Fulham": "hammersmith-and-fulham",
    "hammersmith-and-fulham": "hammersmith-and-fulham",
    "RBKC": "kensington-and-chelsea",
    "The Royal Borough of Kensington & Chelsea (RBKC)": "kensington-and-chelsea",
    "Kingston": "kingston-upon-thames",
    "Royal Borough of Kingston upon Thames Council": "kingston-upon-thames",
    "Richmond": "richmond-upon-thames",
    "E09000007": "camden",
    "TRANSPORT TRADING LIMITED": "tfl",
    "Greater London Authority": "gla",
    "Barnet Homes Ltd": "barnet-homes",
    "Haringey Council - Traffic Management": "haringey",
    "Islington (Islington Library Service, as named in the notice)": "islington",
    "Westminster City Council": "westminster",
}
SEVERAL = {
    "Sutton and Merton": ["sutton", "merton"],
    "sutton; kingston-upon-thames": ["sutton", "kingston-upon-thames"],
    "Brent, Lewisham and Southwark": ["brent", "lewisham", "southwark"],
    "Sutton & H&F": ["sutton", "hammersmith-and-fulham"],
    "London Boroughs of Richmond and Wandsworth": ["richmond-upon-thames", "wandsworth"],
    "Hammersmith and Fulham, Kensington and Chelsea and Westminster": [
        "hammersmith-and-fulham",
        "kensington-and-chelsea",
        "westminster",
    ],
    'London Borough of Sutton and Royal Borough of Kingston (as "LBS Sutton and RB Kingston councils")': [
        "sutton",
        "kingston-upon-thames",
    ],
}
NOBODY = [
    "Affinity Sutton",
    "Lewisham Healthcare NHS Trust",
    "Camden Town Brewery",
    "Kingston upon Hull",
    "Kingston upon Hull City Council",
    "Kingston City Council",
    "Richmondshire",
    "Richmond (Yorkshire)",
    "Newham University Hospital",
    "Camden and Islington NHS Foundation Trust",
    "Barnet, Enfield and Haringey Mental Health NHS Trust",
    "Sutton and East Surrey Water",
    "Greenwich Leisure Limited",
    "City of London Police",
    "London",
    "Council",
]
SPELLINGS = read_table("council-name-spellings")


@pytest.mark.parametrize(("text", "slug"), ONE.items())
def test_a_name_means_its_authority(
    text: str, slug: str, borough_names: BoroughNames, slug_of: dict[int, str]
) -> None:
    resolution = borough_names.resolve(text, TODAY)
    assert [slug_of[one] for one in resolution.boroughs] == [slug]
    assert resolution.unknown == []


@pytest.mark.parametrize(("text", "slugs"), SEVERAL.items())
def test_a_joint_name_means_each_of_them(
    text: str, slugs: list[str], borough_names: BoroughNames, slug_of: dict[int, str]
) -> None:
    resolution = borough_names.resolve(text, TODAY)
    assert [slug_of[one] for one in resolution.boroughs] == slugs
    assert resolution.unknown == []


@pytest.mark.parametrize("text", NOBODY)
def test_a_longer_name_is_nobody_here(text: str, borough_names: BoroughNames) -> None:
    resolution = borough_names.resolve(text, TODAY)
    assert (resolution.boroughs, resolution.unknown) == ([], [text])


def test_what_stands_beside_authorities_and_is_unknown_is_said(
    borough_names: BoroughNames, slug_of: dict[int, str]
) -> None:
    resolution = borough_names.resolve("Sutton, Achieving for Children and Kingston", TODAY)
    assert [slug_of[one] for one in resolution.boroughs] == ["sutton", "kingston-upon-thames"]
    assert resolution.unknown == ["Achieving for Children"]


def test_every_published_spelling_means_its_authority(
    borough_names: BoroughNames, slug_of: dict[int, str]
) -> None:
    for line in read_table("council-name-spellings") + read_table("other-names"):
        resolution = borough_names.resolve(line["spelling"], TODAY)
        assert [slug_of[one] for one in resolution.boroughs] == [line["authority"]], line["spelling"]


def test_a_shared_service_means_its_members_on_the_day(
    borough_names: BoroughNames, slug_of: dict[int, str]
) -> None:
    last_day = borough_names.resolve("Tri-borough", datetime.date(2026, 9, 30))
    assert {slug_of[one] for one in last_day.boroughs} == {
        "hammersmith-and-fulham",
        "kensington-and-chelsea",
        "westminster",
    }
    day_after = borough_names.resolve("Tri-borough", datetime.date(2026, 10, 1))
    assert (day_after.boroughs, day_after.unknown) == ([], ["Tri-borough"])
    assert last_day.partnership == day_after.partnership is not None


def test_a_shared_service_whose_members_nobody_stated_means_no_authority(borough_names: BoroughNames) -> None:
    resolution = borough_names.resolve("oneSource", TODAY)
    assert resolution.partnership is not None
    assert (resolution.boroughs, resolution.unknown) == ([], ["oneSource"])


def test_an_authority_named_twice_counts_once(borough_names: BoroughNames) -> None:
    assert len(borough_names.resolve("Camden; London Borough of Camden", TODAY).boroughs) == 1


def test_reading_all_names_is_four_queries(reference: None, django_assert_num_queries: type) -> None:
    # Spellings, authorities, shared services, members.
    with django_assert_num_queries(4):
        names = BoroughNames.load()
    with django_assert_num_queries(0):
        names.resolve("Brent, Lewisham and Southwark", TODAY)


def _dressed(text: str, upper: list[bool], spaces: list[int]) -> str:
    """The text in other capitals, with other spaces between its words."""
    letters = "".join(
        letter.upper() if upper[at % len(upper)] else letter.lower() for at, letter in enumerate(text)
    )
    words = letters.split(" ")
    return "".join(" " * spaces[at % len(spaces)] + word for at, word in enumerate(words))


@given(
    upper=st.lists(st.booleans(), min_size=1, max_size=7),
    spaces=st.lists(st.integers(1, 3), min_size=1, max_size=5),
    data=st.data(),
)
@settings(max_examples=200)
def test_capitals_and_spaces_do_not_change_whom_a_name_means(
    borough_names: BoroughNames, upper: list[bool], spaces: list[int], data: st.DataObject
) -> None:
    spelling = data.draw(st.sampled_from([*ONE, *SEVERAL, *(line["spelling"] for line in SPELLINGS)]))
    dressed = _dressed(spelling, upper, spaces)
    assert borough_names.resolve(dressed, TODAY) == borough_names.resolve(spelling, TODAY)


@given(text=st.text(max_size=80))
@settings(max_examples=200)
def test_any_text_at_all_is_answered(borough_names: BoroughNames, text: str) -> None:
    resolution = borough_names.resolve(text, TODAY)
    assert all(part.strip() for part in resolution.unknown)


@given(text=st.text(max_size=60))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_no_two_authorities_share_a_folded_name(reference: None) -> None:
    names = {fold(borough.name) for borough in Borough.objects.all()}
    assert len(names) == Borough.objects.count()
    assert all(name.folded == fold(name.spelling) for name in BoroughName.objects.all())
