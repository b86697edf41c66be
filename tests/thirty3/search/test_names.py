"""The search over names in memory answers as the text index of a database does."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thirty3.search.names import Named, NameIndex
from thirty3.search.query import parse_query

WORDS = st.sampled_from(["housing", "repairs", "g-cloud", "42-117", "café", "board", "homes", "it"])
TEXTS = st.lists(WORDS, min_size=1, max_size=4).map(" ".join)
QUERIES = st.lists(
    st.one_of(WORDS, WORDS.map(lambda word: f"-{word}"), TEXTS.map(lambda text: f'"{text}"')), max_size=3
).map(" ".join)


def named(name: str, *others: str, weight: int = 0) -> Named:
    return Named(name.casefold(), name, "/", others, weight=weight)


@pytest.mark.django_db
@settings(max_examples=60)
@given(st.lists(TEXTS, max_size=5), QUERIES)
def test_it_finds_what_the_databases_index_finds(texts: list[str], text: str) -> None:
    from thirty3.audiences import Audience
    from thirty3.search.index import TextIndex, document

    query = parse_query(text)
    held = TextIndex("contract", Audience.PUBLIC)
    held.clear()
    held.put((at, document(name)) for at, name in enumerate(texts))

    assert set(NameIndex(map(named, texts)).matches(query)) == set(held.matches(query))


@pytest.mark.django_db
@settings(max_examples=30)
@given(st.lists(TEXTS, max_size=5))
def test_both_know_the_same_words(texts: list[str]) -> None:
    from thirty3.audiences import Audience
    from thirty3.search.index import TextIndex, document

    held = TextIndex("contract", Audience.PUBLIC)
    held.clear()
    held.put((at, document(name)) for at, name in enumerate(texts))

    assert NameIndex(map(named, texts)).spelt(["h", "c"]) == held.spelt(["h", "c"])
    held.clear()
    assert held.spelt(["h", "c"]) == {}


def test_what_is_called_so_comes_first() -> None:
    index = NameIndex(
        [
            named("Housing repairs board", weight=9),
            named("Board of housing", weight=5),
            named("Housing", weight=1),
            named("Homes", "Housing", weight=1),
            named("Social housing", weight=7),
        ]
    )
    _, found = index.find("housing", lambda phrases: {})

    assert [entry.name for entry in found] == [
        "Housing",
        "Homes",
        "Housing repairs board",
        "Social housing",
        "Board of housing",
    ]
