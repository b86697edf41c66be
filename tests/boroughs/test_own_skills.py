"""Skills from a file of which nobody said that it may be published: for its authority and staff alone."""

import pytest
from django.urls import reverse
from django.utils import timezone

from boroughs.models import Officer, Skill, SkillLevel
from tests import factories
from tests.signing_in import sign_in, staff_member
from thirty3.accounts.models import User

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def camden():
    borough = factories.borough("Camden")
    for name, own in (("Shared skill", False), ("Kept skill", True)):
        skill = Skill.objects.create(slug=name.split()[0].lower(), name=name)
        SkillLevel.objects.create(borough=borough, skill=skill, level=3, own=own)
    return borough


def officer(borough, **role):
    person = User.objects.create_user(f"officer@{borough.slug}.example")
    Officer.objects.create(user=person, borough=borough, **{"approved_at": timezone.now(), **role})
    return person


def seen(client, borough, person=None):
    if person is not None:
        sign_in(client, person)
    html = client.get(borough.get_absolute_url()).text
    return [name for name in ("Shared skill", "Kept skill") if name in html]


def test_nobody_else_sees_any(client, camden):
    assert seen(client, camden) == []
    assert seen(client, camden, User.objects.create_user("visitor@example.com")) == []


def test_an_officer_of_another_authority_sees_what_is_shared(client, camden):
    assert seen(client, camden, officer(factories.borough("Hackney"))) == ["Shared skill"]


def test_an_officer_of_the_authority_sees_all(client, camden):
    assert seen(client, camden, officer(camden)) == ["Shared skill", "Kept skill"]


def test_a_role_that_ended_or_waits_opens_nothing_of_its_own(client, camden):
    person = officer(camden, ended_at=timezone.now())
    Officer.objects.create(user=person, borough=factories.borough("Hackney"), approved_at=timezone.now())
    assert seen(client, camden, person) == ["Shared skill"]


def test_staff_see_all_and_which_are_kept(client, camden):
    assert seen(client, camden, staff_member()) == ["Shared skill", "Kept skill"]
    listed = client.get(reverse("admin:boroughs_skilllevel_changelist"), {"own__exact": 1})
    assert listed.context["cl"].result_count == 1


def test_an_authority_that_shares_none_has_no_panel_for_others(client, camden):
    SkillLevel.objects.update(own=True)
    sign_in(client, officer(factories.borough("Hackney")))
    html = client.get(camden.get_absolute_url()).text
    assert "panel-skills" not in html
    assert "own-skills" not in html
