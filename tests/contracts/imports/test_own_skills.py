"""Whether skills of a file are shown to other authorities follows from the right to publish it."""

import pytest

from boroughs.models import SkillLevel
from contracts.imports.foreseeing import foresee
from contracts.imports.undoing import undo_batch
from tests import factories
from tests.importing import counted, imported, staged, workbook

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def camden():
    return factories.borough("Camden")


@pytest.fixture
def file(tmp_path):
    def write(level):
        skills = [{"borough": "Camden", "skill": "Python", "level": level}]
        return workbook(tmp_path / "skills.xlsx", skills=skills)

    return write


def held():
    return list(SkillLevel.objects.values_list("level", "own"))


def test_without_the_right_it_is_the_authoritys_own(file):
    imported(file("3"), may_be_published=False)
    assert held() == [(3, True)]
    assert not SkillLevel.objects.shared().exists()


def test_with_it_authorities_share_it(file):
    imported(file("3"))
    assert held() == [(3, False)]


def test_once_it_is_stated_the_level_is_shared_and_undoing_closes_it_again(file):
    imported(file("3"), may_be_published=False)
    stated = imported(file("3"))
    assert counted(stated) == {"changed": 1}
    assert held() == [(3, False)]
    undo_batch(batch=stated)
    assert held() == [(3, True)]


def test_the_same_file_again_changes_nothing(file):
    imported(file("3"), may_be_published=False)
    assert counted(staged(file("3"), may_be_published=False)) == {"unchanged": 1}


def test_what_may_not_be_shared_takes_no_shared_levels_place(file):
    imported(file("3"), source=factories.source("survey"))
    imported(file("4"), source=factories.source("register"), may_be_published=False)
    assert held() == [(3, False)]


def test_the_review_says_who_will_see_it(file):
    batch = staged(file("3"), may_be_published=False)
    [[one]] = foresee(batch, list(batch.writes.filter(row__isnull=False))).values()
    assert one.why == (
        "The public will not see this record. Its authority and staff alone will see it: "
        "nobody has said that it may be published."
    )
