"""What authorities and what they do say of themselves."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from boroughs.models import Borough, Function, LotiMembership, Skill, SkillLevel
from tests import factories

pytestmark = pytest.mark.django_db


def test_the_authorities_are_those_of_that_kind_by_name() -> None:
    for name, kind in (("Islington", "authority"), ("TfL", "public-body"), ("Brent", "authority")):
        Borough.objects.create(slug=name.lower(), name=name, formal_name=name, kind=kind)
    assert [str(one) for one in Borough.objects.authorities()] == ["Brent", "Islington"]
    assert [str(one) for one in Borough.objects.by_name()] == ["Brent", "Islington", "TfL"]


def test_an_authority_has_a_page_of_its_own() -> None:
    assert factories.borough("Camden").get_absolute_url() == "/boroughs/camden/"


def test_neighbours_are_neighbours_of_each_other_and_parents_are_not() -> None:
    camden, islington = factories.borough("Camden"), factories.borough("Islington")
    camden.neighbours.add(islington)
    camden.parents.add(islington)
    assert islington.neighbours.get() == camden
    assert not islington.parents.exists()
    assert islington.controlled_bodies.get() == camden


def test_functions_come_by_area_and_place() -> None:
    late = factories.area("Late")
    factories.change(late, position=2)
    early = factories.area("Early")
    factories.function("B", of=late)
    factories.function("C", of=early, position=2)
    factories.function("A", of=early, position=3)
    assert [str(one) for one in Function.objects.in_order()] == ["C", "A", "B"]


@pytest.mark.parametrize(
    ("record", "message"),
    [
        (
            lambda camden: Borough(name="X", formal_name="X", slug="x", kind="authority", tile_x=1),
            "both x and y",
        ),
        (
            lambda camden: LotiMembership(
                borough=camden,
                since_date=datetime.date(2020, 1, 2),
                until_date=datetime.date(2020, 1, 1),
            ),
            "cannot end before it starts",
        ),
        (
            lambda camden: SkillLevel(
                borough=camden, skill=Skill.objects.create(slug="a", name="A"), level=5
            ),
            "not a valid choice",
        ),
    ],
)
def test_what_the_database_would_refuse_a_form_says_in_words(record, message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        record(factories.borough("Camden")).full_clean()
