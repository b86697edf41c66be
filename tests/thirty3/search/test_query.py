"""What a search box takes, by cases worked by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thirty3.search.query import LONGEST_PHRASE, MOST_TERMS, Query, Run, Term, parse_query


def word(*tokens: str) -> Term:
    """A term that is one run of tokens."""
    return (Run(tokens),)


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("", Query()),
        ("?! - \0", Query()),
        ("IT housing", Query((word("it"), word("hous")))),
        ("housing houses", Query((word("hous"),))),
        ('"housing repairs" -lift', Query((word("hous", "repair"),), (word("lift"),))),
        ('-"mobile phones" voice', Query((word("voic"),), (word("mobil", "phone"),))),
        ("“social care”", Query((word("social", "care"),))),
        ('"never closed', Query((word("never", "close"),))),
        ('""', Query()),
        ("revenues - benefits", Query((word("revenu"), word("benefit")))),
        ("housing,repairs", Query((word("hous"), word("repair")))),
        ("g-cloud", Query(((Run(("gcloud",)), Run(("g", "cloud"))),))),
        ("AND OR NOT NEAR(a* ^b {c}:d)", Query(tuple(map(word, ("and", "or", "not", "near", *"abcd"))))),
    ],
)
def test_a_text_asks_for_this(text: str, query: Query) -> None:
    assert parse_query(text) == query


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("social hou", (Run(("hou",), open_ended=True),)),
        ("g-clo", (Run(("gclo",), open_ended=True), Run(("g", "clo"), open_ended=True))),
        ("procurem", (Run(("procurem",), open_ended=True), Run(("procur",)))),
        ("dn7631", (Run(("dn7631",), open_ended=True),)),
        ("social ", word("social")),
        ('"social"', word("social")),
    ],
)
def test_a_word_still_being_typed_stands_for_what_it_may_become(text: str, last: Term) -> None:
    assert parse_query(text, prefix=True).wanted[-1] == last


def test_an_excluded_word_is_never_open_ended() -> None:
    assert parse_query("care -soc", prefix=True).unwanted == (word("soc"),)


@given(st.text(), st.booleans())
def test_no_text_is_refused(text: str, prefix: bool) -> None:
    parse_query(text, prefix=prefix)


@pytest.mark.parametrize("text", ["word%d ", '"', "-", "a-", '-"a ', "' OR 1=1 -- "])
def test_ten_thousand_characters_are_bounded(text: str) -> None:
    long = "".join(text.replace("%d", str(n)) for n in range(10_000))
    query = parse_query(long)
    terms = query.wanted + query.unwanted
    assert len(terms) <= MOST_TERMS
    assert all(len(run.tokens) <= LONGEST_PHRASE for term in terms for run in term)
