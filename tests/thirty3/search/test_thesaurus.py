"""What phrases are also called, whatever their endings."""

import pytest

from thirty3.audiences import Audience
from thirty3.search.models import SameWords
from thirty3.search.thesaurus import Phrases, thesaurus_for

pytestmark = pytest.mark.django_db


def test_one_and_many_are_the_same_name() -> None:
    assert Phrases({"laptop", "bin collections"}).named(["Laptops", "bin collection"]) == [
        "laptop",
        "bin collections",
    ]


def test_another_ending_is_another_word() -> None:
    assert Phrases({"licencing"}).named(["licences"]) == []


def test_short_words_stand_as_they_are() -> None:
    """An acronym with an s is another one."""
    assert Phrases({"pos"}).named(["PO"]) == []


def test_one_of_several_is_called_what_many_are() -> None:
    SameWords.objects.create(slug="laptops", words=["laptops", "notebooks"])

    assert thesaurus_for(Audience.PUBLIC)({"laptop"}) == {"laptop": ["laptops", "notebooks"]}


def test_a_part_of_what_was_asked_before_is_known(django_assert_num_queries) -> None:
    SameWords.objects.create(slug="laptops", words=["laptops", "notebooks"])
    thesaurus = thesaurus_for(Audience.PUBLIC)
    whole = thesaurus({"laptops", "phones"})

    with django_assert_num_queries(0):
        assert thesaurus({"laptops"}) == whole
        assert thesaurus({"phones"}) == {}
