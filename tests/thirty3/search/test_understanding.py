"""What a search means, over an index held in memory."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thirty3.search.names import Named, NameIndex
from thirty3.search.query import parse_query
from thirty3.search.spelling import nearest
from thirty3.search.understanding import understand

NAMES = (
    "Housing management",
    "Customer relationship management",
    "Revenues and benefits",
    "Licensing",
    "Brackenshaw Managed Services",
    "REF-2024/117",
    "SirsiDynix",
)
INDEX = NameIndex(Named(name.casefold(), name, f"/{n}/") for n, name in enumerate(NAMES))
KNOWN = {
    "crm": ["customer relationship management"],
    "revs and bens": ["revenues and benefits"],
    "bens": ["benefits"],
    "customer": ["client"],
    "customer relationship management": [],
    "relationship": ["customer relationship management"],
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
        ("sirsi dynix", "SirsiDynix"),
        ("housingmanagement", "Housing management"),
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


def test_a_word_that_begins_another_name_belongs_to_that() -> None:
    """ "Enfield council tax" is the tax of Enfield, and not a tax of Enfield Council."""
    names = {"enfield": [], "enfield council": ["Enfield"], "council tax": ["rates"]}
    understood = understand("enfield council tax", INDEX, lambda phrases: names)

    assert [also.typed for also in understood.also] == ["council tax"]
    assert [also.typed for also in understand("enfield council", INDEX, lambda phrases: names).also] == [
        "enfield council"
    ]


def test_a_name_that_goes_by_no_other_is_not_read_apart() -> None:
    """ "Business rates" is a function: "rates" alone may be called council tax, these may not."""
    understood = understand("customer relationship management", INDEX, thesaurus)

    assert understood.also == ()


def test_a_name_that_has_the_words_themselves_is_not_told_of() -> None:
    understood = understand("relationship", INDEX, thesaurus)

    assert [also.typed for also in understood.also] == ["relationship"]
    assert understood.told == ()
    assert understand("crm", INDEX, thesaurus).told == understand("crm", INDEX, thesaurus).also


def test_words_joined_or_parted_are_told_as_they_are_written() -> None:
    assert understand("sirsi dynix", INDEX, thesaurus).reads == "sirsidynix"
    assert understand("housingmanagement", INDEX, thesaurus).reads == "housing management"


def test_one_slip_is_likelier_than_a_space_that_is_missing() -> None:
    index = NameIndex(Named(name.casefold(), name, "/") for name in ("Southwark", "South works", "Work"))

    assert understand("southwork", index, thesaurus).reads == "southwark"


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
