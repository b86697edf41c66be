"""Who could teach whom: on an authority's page and on a page of its own, for authorities and staff alone."""

import html5lib
import pytest
from django.urls import reverse
from django.utils import timezone

from boroughs.models import Officer, Skill, SkillLevel
from tests import factories
from tests.pages.reading import elements, text
from tests.signing_in import sign_in
from thirty3.accounts.models import User

pytestmark = pytest.mark.django_db(databases="__all__")
Level = SkillLevel.Level


@pytest.fixture
def told():
    """Says how well an authority knows something."""

    def say(name, skill, level, **facts):
        held, _ = Skill.objects.get_or_create(slug=skill.lower(), defaults={"name": skill})
        SkillLevel.objects.create(borough=factories.borough(name), skill=held, level=level, **facts)

    return say


@pytest.fixture
def officer(client):
    """A client of an officer of Camden."""
    person = User.objects.create_user("officer@camden.example")
    Officer.objects.create(
        user=person, borough=factories.borough("Camden"), role="reader", approved_at=timezone.now()
    )
    sign_in(client, person)
    return client


def read(client, name, *args):
    """The words in the middle of a page."""
    root = html5lib.parse(client.get(reverse(name, args=args)).text, namespaceHTMLElements=False)
    return text(next(elements(root, "main")))


def panel_of(client):
    return read(client, "boroughs:borough", "camden")


def test_an_authority_sees_what_it_could_teach_and_who_knows_better_what_it_is_learning(told, officer):
    told("Camden", "Python", Level.CAN_TEACH)
    told("Camden", "Mapping", Level.LEARNING)
    told("Hackney", "Mapping", Level.CAN_TEACH)
    told("Brent", "Mapping", Level.STRONG)
    told("Barnet", "Mapping", Level.WORKING)
    page = panel_of(officer)
    assert "Camden could teach others: Python." in page
    assert "Camden is learning: Mapping." in page
    assert "Hackney (could teach others), Brent (strong)" in page
    assert "Barnet" not in page


def test_invented_skills_teach_no_real_authority(told, officer):
    told("Camden", "Mapping", Level.LEARNING)
    told("Hackney", "Mapping", Level.CAN_TEACH, demonstration=True)
    assert "Nobody who told us" in panel_of(officer)


def test_what_another_keeps_to_itself_is_offered_to_nobody(told, officer):
    told("Camden", "Mapping", Level.LEARNING)
    told("Hackney", "Mapping", Level.CAN_TEACH, own=True)
    assert "Nobody who told us" in panel_of(officer)
    assert "Hackney" not in read(officer, "boroughs:skills")


def test_the_page_says_by_skill_who_could_teach_and_who_could_learn(told, officer):
    told("Camden", "Mapping", Level.NONE)
    told("Hackney", "Mapping", Level.CAN_TEACH)
    told("Brent", "Mapping", Level.STRONG)
    told("Barnet", "Mapping", Level.WORKING)
    page = read(officer, "boroughs:skills")
    assert "Mapping Hackney Brent Camden" in page
    assert "Barnet" not in page


def test_whoever_has_no_role_finds_no_skills(told, client):
    told("Camden", "Mapping", Level.CAN_TEACH)
    assert "Mapping" not in client.get(reverse("boroughs:borough", args=["camden"])).text
    sign_in(client, User.objects.create_user("visitor@example.com"))
    assert client.get(reverse("boroughs:skills")).status_code == 404
