"""Facet bitmaps: what they count, and that no process ever holds what was rolled back."""

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from threading import Thread
from typing import Any

import pytest
from django.db import connection, transaction
from hypothesis import given
from hypothesis import strategies as st
from pyroaring import BitMap, FrozenBitMap

from thirty3.audiences import Audience
from thirty3.search import facets as facets_module
from thirty3.search.facets import EVERYTHING, FacetValue, facets, patch, replace
from thirty3.search.models import FacetBits, Stamp

pytestmark = pytest.mark.django_db
Queries = Callable[[int], AbstractContextManager[Any]]
CAMDEN, BRENT = ("borough", "camden"), ("borough", "brent")


def change(
    added: dict[FacetValue, Iterable[int]] | None = None,
    removed: dict[FacetValue, Iterable[int]] | None = None,
    audience: str = Audience.PUBLIC,
) -> None:
    """One write that gives records these values and takes those from them."""
    added, removed = added or {}, removed or {}
    values = [*added, *(value for value in removed if value not in added)]
    patch(
        "sample",
        audience,
        {value: (BitMap(added.get(value, ())), BitMap(removed.get(value, ()))) for value in values},
    )


def held(audience: str = Audience.PUBLIC) -> dict[FacetValue, set[int]]:
    """All that this process would tell a visitor."""
    return {
        (facet, value): set(ids)
        for facet, values in facets("sample", audience).bits.items()
        for value, ids in values.items()
    }


def test_a_kind_that_nobody_wrote_has_no_values() -> None:
    empty = facets("nothing", Audience.PUBLIC)
    assert dict(empty.values("borough")) == {}
    assert empty.any_of("borough", ["camden"]) == BitMap()
    assert empty.counts("borough", BitMap([1])) == {}
    assert empty.everything == BitMap()


def test_values_unions_and_counts() -> None:
    change({EVERYTHING: [1, 2, 3, 4], CAMDEN: [1, 2], BRENT: [2, 3], ("sme", "yes"): [4]})
    now = facets("sample", Audience.PUBLIC)
    assert now.values("borough") == {"camden": FrozenBitMap([1, 2]), "brent": FrozenBitMap([2, 3])}
    assert now.any_of("borough", ["camden", "brent", "unheard-of"]) == BitMap([1, 2, 3])
    assert now.any_of("borough", []) == BitMap()
    assert now.counts("borough", BitMap([1, 2])) == {"camden": 2, "brent": 1}
    assert now.counts("sme", BitMap([1])) == {}
    assert now.everything == BitMap([1, 2, 3, 4])


def test_what_a_caller_does_to_an_answer_is_not_seen_by_the_next() -> None:
    change({EVERYTHING: [1], CAMDEN: [1]})
    mine = facets("sample", Audience.PUBLIC).any_of("borough", ["camden"])
    mine.add(99)
    facets("sample", Audience.PUBLIC).everything.clear()
    assert held() == {EVERYTHING: {1}, CAMDEN: {1}}


def test_a_value_that_no_record_has_any_more_is_gone_from_a_copy_held() -> None:
    change({CAMDEN: [1], BRENT: [1]})
    assert held() == {CAMDEN: {1}, BRENT: {1}}
    change(removed={CAMDEN: [1]})
    assert held() == {BRENT: {1}}
    change({CAMDEN: [2]})
    assert held() == {CAMDEN: {2}, BRENT: {1}}


def test_an_unchanged_copy_costs_one_query_and_a_changed_one_two(
    django_assert_num_queries: Queries, django_assert_max_num_queries: Queries
) -> None:
    change({CAMDEN: [1]})
    facets("sample", Audience.PUBLIC)
    with django_assert_num_queries(1):
        facets("sample", Audience.PUBLIC)
    change({BRENT: [2]})
    with django_assert_num_queries(2):
        facets("sample", Audience.PUBLIC)
    with django_assert_num_queries(1):
        facets("sample", Audience.PUBLIC)


def test_a_write_reads_and_writes_only_the_values_it_touches() -> None:
    change({CAMDEN: [1], BRENT: [2]})
    before = dict(FacetBits.objects.values_list("value", "stamp"))
    # Camden is given what it has.
    change({CAMDEN: [1], BRENT: [3]})
    after = dict(FacetBits.objects.values_list("value", "stamp"))
    assert after["camden"] == before["camden"]
    assert after["brent"] > before["brent"]


def test_a_write_that_changes_no_facet_still_moves_the_stamp() -> None:
    change({CAMDEN: [1]})
    before = Stamp.objects.get(kind="sample")
    change()
    after = Stamp.objects.get(kind="sample")
    assert after.stamp > before.stamp
    assert after.changed_at >= before.changed_at
    assert held() == {CAMDEN: {1}}


def test_a_write_for_one_audience_leaves_the_other_alone() -> None:
    change({CAMDEN: [1]})
    before = list(Stamp.objects.filter(audience=Audience.PUBLIC).values())
    change({CAMDEN: [1, 2]}, audience=Audience.BOROUGHS)
    assert list(Stamp.objects.filter(audience=Audience.PUBLIC).values()) == before
    assert held() == {CAMDEN: {1}}
    assert held(Audience.BOROUGHS) == {CAMDEN: {1, 2}}


def test_a_copy_made_inside_a_write_that_was_rolled_back_is_not_built_upon() -> None:
    change({CAMDEN: [1]})
    with transaction.atomic():
        change({CAMDEN: [2], BRENT: [2]})
        assert held() == {CAMDEN: {1, 2}, BRENT: {2}}
        transaction.set_rollback(True)
    # Another write comes before this process looks again, and touches neither value.
    change({("sme", "yes"): [3]})
    assert held() == {CAMDEN: {1}, ("sme", "yes"): {3}}


def test_a_copy_too_old_to_be_brought_up_to_date_is_read_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(facets_module, "REMEMBERED_STAMPS", 2)
    change({CAMDEN: [1]})
    assert held() == {CAMDEN: {1}}
    for n in range(2, 6):
        change({BRENT: [n]})
    assert held() == {CAMDEN: {1}, BRENT: {2, 3, 4, 5}}


def test_replacing_leaves_nothing_of_what_was_held() -> None:
    change({CAMDEN: [1], BRENT: [1]})
    assert held() == {CAMDEN: {1}, BRENT: {1}}
    replace("sample", Audience.PUBLIC, {CAMDEN: BitMap([7]), ("sme", "no"): BitMap()})
    assert held() == {CAMDEN: {7}}
    assert FacetBits.objects.count() == 1


values = st.sampled_from([EVERYTHING, CAMDEN, BRENT, ("sme", "yes"), ("sme", "no")])
ids = st.sets(st.integers(0, 200_000) | st.integers(0, 3), max_size=5)
writes = st.tuples(st.dictionaries(values, st.tuples(ids, ids), max_size=3), st.booleans(), st.booleans())


@given(st.lists(writes, max_size=8))
def test_any_writes_kept_or_rolled_back_are_told_as_sets_would_tell_them(
    writes: list[tuple[dict[FacetValue, tuple[set[int], set[int]]], bool, bool]],
) -> None:
    replace("sample", Audience.PUBLIC, {})
    told: dict[FacetValue, set[int]] = {}
    for changes, kept, looked_at in writes:
        after = dict(told)
        for value, (added, removed) in changes.items():
            after[value] = (after.get(value, set()) | added) - removed
        with transaction.atomic():
            patch("sample", Audience.PUBLIC, {v: (BitMap(a), BitMap(r)) for v, (a, r) in changes.items()})
            if looked_at:
                assert held() == {value: ids for value, ids in after.items() if ids}
            transaction.set_rollback(not kept)
        if kept:
            told = after
        if looked_at and kept:
            assert held() == {value: ids for value, ids in told.items() if ids}
    assert held() == {value: ids for value, ids in told.items() if ids}


@pytest.mark.django_db(transaction=True)
def test_writers_at_the_same_time_lose_nothing_and_readers_see_whole_writes() -> None:
    torn: list[int] = []

    def write(first: int) -> None:
        for n in range(first, first + 20):
            change({EVERYTHING: [n], CAMDEN: [n]})
        connection.close()

    def read() -> None:
        for _ in range(60):
            now = facets("sample", Audience.PUBLIC)
            if now.everything != now.any_of("borough", ["camden"]):
                torn.append(now.stamp)
        connection.close()

    threads = [Thread(target=write, args=(0,)), Thread(target=write, args=(100,)), Thread(target=read)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    written = {*range(20), *range(100, 120)}
    assert held() == {EVERYTHING: written, CAMDEN: written}
    assert torn == []
    led_here = Stamp.objects.get(kind="sample").recent
    assert len(led_here) == len(written)
    assert led_here == sorted(set(led_here))
