"""What a search means, over an index held in memory."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thirty3.search.names import Named, NameIndex
from thirty3.search.query import parse_query
from thirty3.search.understanding import nearest, understand

NAMES = (
    "Housing management",
    "Customer relationship management",
    "Revenues and benefits",
    "Licensing",
    "Brackenshaw Managed Services",
    "REF-2024/117",
)
INDEX = NameIndex(Named(name.casefold(), name, f"/{n}/") for n, name in enumerate(NAMES))
KNOWN = {
    "crm": ["customer relationship management"],
    "revs and bens": ["revenues and benefits"],
    "bens": ["benefits"],
}


def found(text: str) -> list[str]:
    understood = understand(text, INDEX, thesaurus)
    return [NAMES[at] for at in understood.found]


def thesaurus(phrases: set[str]) -> dict[str, list[str]]:
    return {phrase: KNOWN[phrase] for phrase in phrases & KNOWN.keys()}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("housing management", "Housing management"),
        ("huosing managment", "Housing management"),
        ("housing managemnt", "Housing management"),
        ("licencng", "Licensing"),
        ("CRM", "Customer relationship management"),
        ("crm", "Customer relationship management"),
        ("revs & bens", "Revenues and benefits"),
        ("revs and bens", "Revenues and benefits"),
        ("brackenshore managed services", "Brackenshaw Managed Services"),
        ("relationsh", "Customer relationship management"),
        ("ref 2024 117", "REF-2024/117"),
        ("ref2024117", "REF-2024/117"),
        ("ref2024", "REF-2024/117"),
        ("117", "REF-2024/117"),
    ],
)
def test_these_words_find_this(text: str, name: str) -> None:
    assert found(text) == [name]


@pytest.mark.parametrize("text", ['"huosing"', '"crm"', "horse", "xyzzy plugh", "reg"])
def test_these_words_find_nothing(text: str) -> None:
    assert found(text) == []


def test_what_was_read_otherwise_is_told_with_a_way_back() -> None:
    understood = understand("huosing -licensing", INDEX, thesaurus)

    assert [(one.typed, one.meant) for one in understood.corrected] == [("huosing", "housing")]
    assert understood.reads == "housing -licensing"
    assert understood.literally == '"huosing" -"licensing"'


def test_what_else_was_searched_for_is_told() -> None:
    understood = understand("crm", INDEX, thesaurus)

    assert [(also.typed, also.names) for also in understood.also] == [
        ("crm", ("customer relationship management",))
    ]


def test_the_longest_name_counts() -> None:
    understood = understand("revs and bens", INDEX, thesaurus)

    assert [also.typed for also in understood.also] == ["revs and bens"]


def test_a_word_that_is_there_is_never_corrected() -> None:
    """That no record has all the words is no reason to change one that some record has."""
    understood = understand("housing licensing", INDEX, thesaurus)

    assert not understood.found
    assert understood.corrected == ()


def test_of_words_as_near_the_one_in_most_records_is_meant() -> None:
    assert nearest("cart", {"card": 1, "care": 5, "dart": 9}) == "care"
    assert nearest("cat", {"car": 1}) == ""


@given(st.text(max_size=60))
def test_any_text_is_understood_and_finds_what_it_says(text: str) -> None:
    understood = understand(text, INDEX, thesaurus)
    literal = parse_query(text)

    if literal:
        assert INDEX.matches(literal) <= understood.found or understood.corrected


def test_a_mistyped_word_that_is_found_all_the_same_is_told_as_it_should_be() -> None:
    assert understand("huosing managment", INDEX, thesaurus).reads == "housing management"
    assert understand("huosing managements", INDEX, thesaurus).reads == "housing managements"
