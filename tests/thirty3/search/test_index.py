"""The text index: what it finds, in what order, and that it is the same on both databases.

The whole suite runs on each database against the same brute force, so equal to it is equal to
each other. The brute force knows nothing of the analyser: the words and their stems are its own.
"""

from dataclasses import dataclass

import pytest
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st
from pyroaring import BitMap

from thirty3.audiences import Audience
from thirty3.search import index as index_module
from thirty3.search.index import TextIndex, document
from thirty3.search.operations import CreateTextIndex
from thirty3.search.query import parse_query

# As written, and the tokens that a person would expect of it.
WORDS = {
    "IT": ["it"],
    "and": ["and"],
    "NOT": ["not"],
    "housing": ["hous"],
    "Houses": ["hous"],
    "hospital": ["hospit"],
    "64e3q78o": ["64e3q78o"],
    "café": ["cafe"],
    "G-Cloud": ["g", "cloud"],
    "gcloud": ["gcloud"],
    "cloud": ["cloud"],
    "g": ["g"],
}


@dataclass(frozen=True)
class Wish:
    """One part of a query: words, side by side if quoted, perhaps excluded."""

    words: tuple[str, ...]
    quoted: bool
    minus: bool

    def typed(self) -> str:
        text = " ".join(self.words)
        return ("-" if self.minus else "") + (f'"{text}"' if self.quoted else text)

    def held_by(self, texts: list[list[str]]) -> bool:
        sought = [token for written in self.words for token in WORDS[written]]
        in_one_piece = "".join(sought)
        for text in texts:
            tokens = [token for written in text for token in WORDS[written]]
            places = range(len(tokens) - len(sought) + 1)
            if any(tokens[place : place + len(sought)] == sought for place in places):
                return True
            joined = tokens + ["".join(WORDS[written]) for written in text]
            # Quoted, a compound is its parts side by side; a single word may be a whole compound.
            if (not self.quoted or len(sought) == 1) and in_one_piece in joined:
                return True
        return False


words = st.sampled_from(sorted(WORDS))
records = st.lists(st.lists(st.lists(words, max_size=6), max_size=3), max_size=8)
wishes = st.one_of(
    st.builds(Wish, st.tuples(words), st.just(False), st.booleans()),
    st.builds(Wish, st.lists(words, min_size=1, max_size=3).map(tuple), st.just(True), st.booleans()),
)
on_one_database = settings(max_examples=150)


def put_texts(index: TextIndex, **texts: str) -> None:
    """Records named r1, r2 and so on, of one text each."""
    index.put((int(name[1:]), document(text)) for name, text in texts.items())


def found(index: TextIndex, text: str, *, prefix: bool = False) -> set[int]:
    return set(index.matches(parse_query(text, prefix=prefix)))


@on_one_database
@given(records, st.lists(wishes, max_size=3))
def test_matches_are_those_of_a_brute_force(
    index: TextIndex, records: list[list[list[str]]], wishes: list[Wish]
) -> None:
    index.clear()
    index.put((n, document(*(" ".join(text) for text in texts))) for n, texts in enumerate(records))
    expected = {
        n for n, texts in enumerate(records) if all(wish.held_by(texts) != wish.minus for wish in wishes)
    }
    query = parse_query(" ".join(wish.typed() for wish in wishes))
    assert set(index.matches(query)) == expected
    assert set(index.ranked(query, BitMap(expected), 100)) == expected


@on_one_database
@given(st.lists(st.tuples(st.integers(0, 5), st.none() | st.lists(words, max_size=4)), max_size=12))
def test_an_index_that_was_changed_finds_what_a_new_one_would(
    index: TextIndex, changes: list[tuple[int, list[str] | None]]
) -> None:
    index.clear()
    now: dict[int, list[str]] = {}
    for record_id, text in changes:
        if text is None:
            now.pop(record_id, None)
            index.remove([record_id])
        else:
            now[record_id] = text
            index.put([(record_id, document(" ".join(text)))])
    for word in WORDS:
        expected = {n for n, text in now.items() if Wish((word,), False, False).held_by([text])}
        assert found(index, word) == expected
    assert found(index, "") == set(now)
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            # Raises where the index holds anything that the table of tokens does not.
            cursor.execute(
                f"INSERT INTO {index.table}_fts({index.table}_fts, rank) VALUES ('integrity-check', 1)"  # noqa: S608
            )


def test_words_phrases_and_exclusions_by_hand(index: TextIndex) -> None:
    put_texts(
        index,
        r1="Housing management system",
        r2="System for the management of houses",
        r3="G Cloud hosting",
        r4="G-Cloud 14 call-off",
        r5="GCloud lot 2",
    )
    assert found(index, "house") == {1, 2}
    assert found(index, '"management system"') == {1}
    assert found(index, "system -housing") == set()
    assert found(index, "-system") == {3, 4, 5}
    assert found(index, "g-cloud") == {3, 4, 5}
    assert found(index, '"G-Cloud 14"') == {4}
    assert found(index, "gcloud") == {4, 5}
    assert found(index, "manageme", prefix=True) == {1, 2}
    assert found(index, "sys ho", prefix=True) == set()
    assert found(index, "g-clo", prefix=True) == {3, 4, 5}
    assert found(index, "") == {1, 2, 3, 4, 5}


def test_references_are_found_whole_and_by_their_parts(index: TextIndex) -> None:
    put_texts(index, r1="LBKING001-DN763184", r2="Company 01234567")
    for text in ("LBKING001-DN763184", "lbking001dn763184", "DN763184", "lbking001"):
        assert found(index, text) == {1}
    assert found(index, "01234567") == {2}


def test_a_phrase_never_reaches_from_one_text_into_the_next(index: TextIndex) -> None:
    index.put([(1, document("Waste", "Water")), (2, document("Waste water"))])
    assert found(index, '"waste water"') == {2}
    assert found(index, "waste water") == {1, 2}


@pytest.mark.parametrize(
    "text", ['"', "a\0b", "'; DROP TABLE x; --", "NEAR(a b)", "a:*", "!a | & b", "\\", "%s"]
)
def test_hostile_text_is_only_text(index: TextIndex, text: str) -> None:
    put_texts(index, r1=text)
    assert found(index, text, prefix=True) == {1}


def test_the_longest_query_and_the_longest_text_are_taken(index: TextIndex) -> None:
    put_texts(index, r1=" ".join(f"{n:064}" for n in range(20_000)), r2="and " * 20_000)
    assert found(index, "and " * 10_000) == {2}
    assert found(index, '"' + "and " * 10_000) == {2}
    assert found(index, "a-" * 10_000) == set()


def test_many_rows_go_in_by_one_statement_and_replace_what_was_held(index: TextIndex) -> None:
    put_texts(index, r1="lighting", r2="parking")
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE staged (record_id integer, document text)")
        cursor.executemany(
            "INSERT INTO staged VALUES (%s, %s)",
            [(1, document("street lighting")), (2, document("libraries")), (3, document("parking permits"))],
        )
    index.put_from_sql("SELECT record_id, document FROM staged WHERE record_id < %s", [9])
    assert found(index, "parking") == {3}
    assert found(index, "lighting") == {1}
    assert found(index, '"street lighting"') == {1}
    assert found(index, "library") == {2}


def test_putting_and_removing_nothing_is_allowed(index: TextIndex) -> None:
    index.put([])
    index.remove([])
    assert found(index, "") == set()


def test_the_best_come_first_and_equals_by_id(index: TextIndex) -> None:
    put_texts(
        index,
        r1="A long account of many things among which parking is but one that is named in passing",
        r2="Parking",
        r3="Libraries",
        r4="Parking",
    )
    query = parse_query("parking")
    assert index.ranked(query, index.matches(query), limit=10) == [2, 4, 1]
    assert index.ranked(query, index.matches(query), limit=1, offset=1) == [4]


def test_rank_stays_within_the_given_ids_and_the_matches(index: TextIndex) -> None:
    put_texts(index, r1="parking", r2="parking", r3="libraries")
    assert index.ranked(parse_query("parking"), BitMap([2, 3]), limit=10) == [2]


def test_beyond_the_bound_and_without_a_wanted_word_the_order_is_by_id(
    index: TextIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_texts(index, r1="parking among many other words", r2="parking", r3="libraries")
    assert index.ranked(parse_query("-libraries"), BitMap([1, 2]), limit=10) == [1, 2]
    assert index.ranked(parse_query("parking"), BitMap([1, 2]), limit=10) == [2, 1]
    monkeypatch.setattr(index_module, "MOST_RANKED", 1)
    assert index.ranked(parse_query("parking"), BitMap([1, 2]), limit=10) == [1, 2]


def test_what_is_in_the_other_audiences_index_changes_nothing(index: TextIndex) -> None:
    put_texts(index, r1="parking meters parking", r2="parking permits", r3="permits")
    query = parse_query("parking permits")
    before = index.ranked(query, index.matches(query), limit=10)
    put_texts(TextIndex("sample", Audience.BOROUGHS), **{f"r{n}": "permits parking" for n in range(50)})
    assert index.ranked(query, index.matches(query), limit=10) == before == [2]


def test_a_name_that_cannot_name_a_table_is_refused() -> None:
    with pytest.raises(ValueError, match="cannot name a table"):
        TextIndex("x; DROP TABLE y", Audience.PUBLIC)


@pytest.mark.django_db(transaction=True)
def test_the_migration_operation_makes_the_tables_and_takes_them_away() -> None:
    operation = CreateTextIndex("operated")
    tables = {f"search_operated_{audience}" for audience in Audience}
    with connection.schema_editor() as editor:
        operation.database_forwards("search", editor, None, None)
    assert tables <= set(connection.introspection.table_names())
    with connection.schema_editor() as editor:
        operation.database_backwards("search", editor, None, None)
    assert not [name for name in connection.introspection.table_names() if name.startswith("search_operated")]
