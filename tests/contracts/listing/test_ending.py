"""When a search asks that something ends."""

import datetime

import pytest

from contracts.listing.ending import Ending

TODAY = datetime.date(2026, 11, 27)


@pytest.mark.parametrize(
    ("text", "words", "after", "before"),
    [
        ("contracts ending march 2027", "", "2027-03-01", "2027-03-31"),
        ("Camden housing ending in March 2027", "Camden housing", "2027-03-01", "2027-03-31"),
        ("camden contracts expiring feb 2028", "camden", "2028-02-01", "2028-02-29"),
        ("contract up for renewal in 2027", "", "2027-01-01", "2027-12-31"),
        ("housing that ends by sept 2027", "housing", None, "2027-09-30"),
        ("ends before 2027 parking", "parking", None, "2026-12-31"),
        ("parking ending after december 2026", "parking", "2027-01-01", None),
        ("parking ending from june 2027", "parking", "2027-06-01", None),
        ("expiring next year", "", "2027-01-01", "2027-12-31"),
        ("ending this month", "", "2026-11-01", "2026-11-30"),
        ("ending next month", "", "2026-12-01", "2026-12-31"),
        # Of a month without a year the next one, this month included.
        ("ending november", "", "2026-11-01", "2026-11-30"),
        ("ending march", "", "2027-03-01", "2027-03-31"),
    ],
)
def test_the_words_and_the_days_are_read(text, words, after, before) -> None:
    ending = Ending.asked_in(text, TODAY)

    assert ending is not None
    assert ending.words == words
    assert [day and day.isoformat() for day in (ending.after, ending.before)] == [after, before]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "march 2027",
        "end-user devices",
        "weekend 2027",
        "ending soon",
        '"ending march 2027"',
        "ending 1999",
    ],
)
def test_these_say_nothing_of_an_end(text: str) -> None:
    assert Ending.asked_in(text, TODAY) is None
