"""What authorities and functions are called by those who search."""

import pytest

from boroughs.searching import names_of_authorities, names_of_functions
from thirty3.audiences import Audience

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("lewisham council", "Lewisham"),
        ("lb southwark", "Southwark"),
        ("london borough of southwark", "Southwark"),
        ("rbkc", "Kensington and Chelsea"),
        ("lbth", "Tower Hamlets"),
        ("westminster city council", "Westminster"),
        ("barking", "Barking and Dagenham"),
    ],
)
def test_an_authority_is_found_by_what_it_is_also_called(typed: str, name: str) -> None:
    assert names_of_authorities({typed, "housing"}, Audience.PUBLIC) == {typed: [name]}


def test_what_is_no_name_of_an_authority_is_none() -> None:
    assert names_of_authorities({"council tax", "council", "housing", "lb"}, Audience.PUBLIC) == {}


def test_a_function_is_known_by_its_name_and_by_its_synonyms_whatever_their_endings() -> None:
    found = names_of_functions({"business rates", "committee paper"}, Audience.PUBLIC)

    assert found == {"business rates": ["Business rates"], "committee paper": ["Committee management"]}
