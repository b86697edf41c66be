"""The judged searches are what they say, and the judge can tell a good answer from a bad one."""

from collections import Counter

import pytest

from tests.search.judging import CATEGORIES, KINDS, Answer, Judged, judged_searches, tally, verdict

ENOUGH = {
    "typo": 20,
    "synonym": 15,
    "acronym": 15,
    "reference": 15,
    "phrase": 10,
    "two-facet": 15,
    "empty": 10,
}


def judged(*expected: str, kind: str = "product") -> Judged:
    return Judged(
        number=1, category="name", kind=kind, query="mosaic", filters="", expected=expected, note="one word"
    )


@pytest.fixture(scope="module")
def searches() -> list[Judged]:
    return judged_searches()


def test_searches_are_numbered_one_after_the_other(searches: list[Judged]) -> None:
    assert [search.number for search in searches] == list(range(1, len(searches) + 1))


def test_no_search_is_judged_twice(searches: list[Judged]) -> None:
    counted = Counter((search.query, search.filters) for search in searches)
    assert [asked for asked, times in counted.items() if times > 1] == []


def test_every_search_has_a_known_category_and_kind(searches: list[Judged]) -> None:
    assert {search.category for search in searches} == set(CATEGORIES)
    assert {search.kind for search in searches} == {*KINDS, ""}


def test_every_search_asks_something_and_says_why(searches: list[Judged]) -> None:
    assert [str(search) for search in searches if not (search.query or search.filters)] == []
    assert [str(search) for search in searches if not search.note] == []


def test_an_answer_is_looked_for_among_one_kind(searches: list[Judged]) -> None:
    assert [
        str(search) for search in searches if (search.expected or search.filters) and not search.kind
    ] == []


def test_records_are_named_by_title_and_authority(searches: list[Judged]) -> None:
    named = {name: search.kind in ("contract", "system") for search in searches for name in search.expected}
    assert [name for name, is_record in named.items() if (" @ " in name) != is_record] == []


def test_there_are_enough_searches_of_each_category(searches: list[Judged]) -> None:
    counted = Counter(search.category for search in searches)
    assert {category: counted[category] for category in ENOUGH if counted[category] < ENOUGH[category]} == {}


def test_the_place_of_the_first_right_answer_counts() -> None:
    answer = Answer(names={"product": ["mosaic-lite", "mosaic", "mosaic-plus"]}, count=3)
    found = verdict(judged("mosaic-plus", "mosaic"), answer)
    assert (found.rank, found.came_first, found.is_first, found.is_within) == (2, "mosaic-lite", False, True)


def test_an_answer_of_another_kind_is_none() -> None:
    found = verdict(judged("mosaic"), Answer(names={"supplier": ["mosaic"]}, count=1))
    assert (found.rank, found.is_within) == (None, False)


def test_a_right_answer_on_the_sixth_place_is_too_far_down() -> None:
    found = verdict(judged("mosaic"), Answer(names={"product": [*"abcde", "mosaic"]}, count=6))
    assert (found.rank, found.is_within) == (6, False)


def test_finding_nothing_is_right_where_nothing_is_expected() -> None:
    assert verdict(judged(kind=""), Answer(names={"product": []})).is_first


def test_finding_something_is_wrong_where_nothing_is_expected() -> None:
    found = verdict(judged(kind=""), Answer(names={"supplier": ["capita"]}, count=1))
    assert (found.rank, found.came_first) == (None, "capita")


def test_a_count_without_results_is_something_found() -> None:
    found = verdict(judged(kind=""), Answer(count=7))
    assert (found.rank, found.came_first) == (None, "7 results")


def test_other_kinds_may_be_found_where_nothing_of_one_kind_is_expected() -> None:
    assert verdict(judged(), Answer(names={"supplier": ["capita"]}, count=1)).is_first


def test_a_tally_counts_the_first_and_those_within_five() -> None:
    answers = [Answer(names={"product": names}) for names in (["mosaic"], ["a", "mosaic"], [])]
    counted = tally(verdict(judged("mosaic"), answer) for answer in answers)
    assert (counted.asked, counted.first, counted.within) == (3, 1, 2)
