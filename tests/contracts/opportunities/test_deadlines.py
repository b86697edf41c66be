"""Deadlines are London wall time, and read so across both changes of the clocks."""

import datetime

import pytest

from contracts.opportunities.deadlines import NoSuchTime, countdown, in_london, read_time
from thirty3.london_time import LONDON, london_time

DAY, NOON = datetime.date, datetime.time(12)


def london(*parts: int) -> datetime.datetime:
    return datetime.datetime(*parts, tzinfo=LONDON)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("noon", "12:00"),
        ("12 noon", "12:00"),
        ("5pm", "17:00"),
        ("5.30 p.m.", "17:30"),
        ("11:59PM", "23:59"),
        ("12:30am", "00:30"),
        ("17:00", "17:00"),
        ("09.05", "09:05"),
    ],
)
def test_a_time_as_people_write_it(written, meant):
    assert read_time(written) == datetime.time.fromisoformat(meant)


@pytest.mark.parametrize(
    "written", ["midnight", "24:00", "00:00", "12am", "5", "25:00", "13pm", "0pm", "12:60", "soon"]
)
def test_a_time_that_could_be_two_or_none_is_refused(written):
    with pytest.raises(NoSuchTime):
        read_time(written)


@pytest.mark.parametrize(
    ("day", "utc", "zone"),
    [
        (DAY(2027, 3, 27), 12, "GMT"),
        (DAY(2027, 3, 28), 11, "BST"),
        (DAY(2027, 10, 30), 11, "BST"),
        (DAY(2027, 10, 31), 12, "GMT"),
    ],
)
def test_noon_on_both_sides_of_each_change_of_the_clocks(day, utc, zone):
    deadline = in_london(day, NOON)
    assert deadline.astimezone(datetime.UTC).hour == utc
    assert london_time(deadline).endswith(f"London time ({zone})")


def test_a_time_that_the_clocks_leave_out_or_show_twice_is_refused():
    for day in (DAY(2027, 3, 28), DAY(2027, 10, 31)):
        with pytest.raises(NoSuchTime, match="clocks"):
            in_london(day, datetime.time(1, 30))
        assert in_london(day, datetime.time(0, 59)) < in_london(day, datetime.time(2))


def test_the_countdown_counts_days_of_the_calendar_and_not_hours():
    deadline = in_london(DAY(2027, 3, 28), NOON)
    told = "noon on Sunday 28 March 2027, London time (BST)"
    # 71 hours before, since one is left out.
    assert countdown(deadline, london(2027, 3, 25, 12)) == f"closes in 3 days, at {told}"
    assert countdown(deadline, london(2027, 3, 27, 23, 59)) == f"closes tomorrow, at {told}"
    assert countdown(deadline, london(2027, 3, 28, 11, 59)) == f"closes today, at {told}"
    assert countdown(deadline, london(2027, 3, 28, 12)) == f"closed at {told}"


def test_midnight_in_utc_is_not_midnight_in_london():
    deadline = in_london(DAY(2027, 10, 30), datetime.time(23, 59))
    assert countdown(deadline, datetime.datetime(2027, 10, 29, 23, 30, tzinfo=datetime.UTC)) == (
        "closes today, at 11:59pm on Saturday 30 October 2027, London time (BST)"
    )
