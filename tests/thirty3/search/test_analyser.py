"""The analyser, by cases worked by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thirty3.search.analyser import (
    BREAK,
    LONGEST_TOKEN,
    MOST_OF_ONE,
    MOST_TOKENS,
    analyse,
    fold,
    tokens_of,
)


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("", []),
        ("IT and the Housing", ["it", "and", "the", "hous"]),
        ("houses, housing; housed", ["hous", "hous", "hous"]),
        ("G-Cloud 14", ["g", "cloud", "14", "gcloud"]),
        ("R&D", ["r", "d", "rd"]),
        ("LBKING001-DN763184", ["lbking001", "dn763184", "lbking001dn763184"]),
        ("01234567", ["01234567"]),
        ("£1,250,000", ["1", "250", "000", "1250000"]),
        ("lots 1,2 and 3", ["lot", "1", "2", "and", "3"]),
        ("Café Zoë, Århus, Łódź, Straße", ["cafe", "zoe", "arhus", "lodz", "strass"]),
        ("the council’s portal", ["the", "council", "portal"]),
        ("e\u2011procurement co\u00adoperative", ["e", "procur", "cooper", "eprocur"]),
        ("ﬁnance №7 ②", ["financ", "no7", "2"]),
        ("Ελλάς — 東京", []),
        ("a\0b", ["a", "b"]),
    ],
)
def test_a_text_becomes_these_tokens(text: str, tokens: list[str]) -> None:
    assert analyse(text) == tokens


@given(st.text())
def test_tokens_are_made_of_plain_letters_and_digits_alone(text: str) -> None:
    for token in analyse(text):
        assert token.isascii()
        assert token.isalnum()
        assert token == token.lower()
        assert len(token) <= LONGEST_TOKEN


@given(st.text())
def test_folding_what_is_folded_changes_nothing(text: str) -> None:
    assert analyse(fold(text)) == analyse(text)


def test_a_word_without_end_is_cut() -> None:
    assert analyse("9" * 10_000) == ["9" * LONGEST_TOKEN]


def test_texts_are_kept_apart_and_compounds_come_last() -> None:
    assert tokens_of(["G-Cloud", "", "housing"]) == ["g", "cloud", BREAK, "hous", BREAK, "gcloud"]


def test_a_compound_is_joined_once_however_often_it_is_said() -> None:
    assert tokens_of(["G-Cloud or g-cloud"]).count("gcloud") == 1


def test_a_text_of_any_length_fits_both_databases() -> None:
    tokens = tokens_of([" ".join(f"word{n} and" for n in range(20_000))])
    assert len(tokens) == MOST_TOKENS
    assert tokens.count("and") == MOST_OF_ONE
    assert tokens.count("word5000") == 1
