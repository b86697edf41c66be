"""Deadlines in London time: as officers write them, and as everybody reads them."""

import datetime
import re
from typing import Final

from thirty3.london_time import LONDON, NOON, london_time

_NOON_WORDS: Final = frozenset(("noon", "midday", "12 noon", "12 midday", "12noon"))
_TIME: Final = re.compile(
    r"(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2}))? ?(?P<half>[ap]\.?m\.?)?", re.IGNORECASE
)
_HOURS_OF_HALF: Final = 12
_LAST_HOUR: Final = 23
_LAST_MINUTE: Final = 59
WRITE_A_TIME: Final = "Enter a time, such as noon, 5pm or 17:00."
NOT_MIDNIGHT: Final = (
    "Midnight belongs to two days. Enter 11:59pm of the day on which it closes, or another time."
)


class NoSuchTime(ValueError):
    """A time that cannot be a deadline, in words for whoever wrote it."""


def read_time(text: str) -> datetime.time:
    """A time of day as people write it."""
    words = " ".join(text.casefold().split())
    if words in _NOON_WORDS:
        return NOON
    if "midnight" in words or words in ("24:00", "00:00", "0:00", "12am"):
        raise NoSuchTime(NOT_MIDNIGHT)
    found = _TIME.fullmatch(words)
    if found is None:
        raise NoSuchTime(WRITE_A_TIME)
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    half = (found["half"] or "").replace(".", "")
    if half:
        if not 1 <= hour <= _HOURS_OF_HALF:
            raise NoSuchTime(WRITE_A_TIME)
        hour = hour % _HOURS_OF_HALF + (_HOURS_OF_HALF if half == "pm" else 0)
    elif found["minute"] is None:
        # "5" alone may be morning or afternoon.
        raise NoSuchTime(WRITE_A_TIME)
    if hour > _LAST_HOUR or minute > _LAST_MINUTE:
        raise NoSuchTime(WRITE_A_TIME)
    return datetime.time(hour, minute)


def in_london(day: datetime.date, at: datetime.time) -> datetime.datetime:
    """The moment that the clocks of London show; it must be there, and there once."""
    moment = datetime.datetime.combine(day, at, tzinfo=LONDON)
    if moment.astimezone(datetime.UTC).astimezone(LONDON).time() != at:
        raise NoSuchTime("The clocks go forward that night: this time does not exist. Enter another one.")
    if moment.utcoffset() != moment.replace(fold=1).utcoffset():
        raise NoSuchTime("The clocks go back that night: this time comes twice. Enter another one.")
    return moment


def countdown(deadline: datetime.datetime, now: datetime.datetime) -> str:
    """ "closes in 3 days, at noon on Friday 26 March 2027, London time (GMT)"."""
    told = london_time(deadline)
    if deadline <= now:
        return f"closed at {told}"
    days = (deadline.astimezone(LONDON).date() - now.astimezone(LONDON).date()).days
    match days:
        case 0:
            return f"closes today, at {told}"
        case 1:
            return f"closes tomorrow, at {told}"
    return f"closes in {days} days, at {told}"
