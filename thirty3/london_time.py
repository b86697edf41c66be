"""Moments as the clocks of London show them, with the zone."""

import datetime
from typing import Final
from zoneinfo import ZoneInfo

from thirty3.design.formatting import fact_date

LONDON: Final = ZoneInfo("Europe/London")
NOON: Final = datetime.time(12)
_HOURS_OF_HALF: Final = 12


def time_words(at: datetime.time) -> str:
    """ "noon", "5pm", "5:30pm"; to the second where a time has seconds: "17:00:30"."""
    if at.second:
        return f"{at:%H:%M:%S}"
    if at.replace(microsecond=0) == NOON:
        return "noon"
    hour, half = at.hour % _HOURS_OF_HALF or _HOURS_OF_HALF, _half(at)
    return f"{hour}:{at:%M}{half}" if at.minute else f"{hour}{half}"


def london_time(moment: datetime.datetime) -> str:
    """ "noon on Friday 26 March 2027, London time (GMT)"."""
    local = moment.astimezone(LONDON)
    return _on_its_day(time_words(local.time()), local)


def exact_london_time(moment: datetime.datetime) -> str:
    """The same to the second, for a receipt: "11:59:07am on Friday 26 March 2027, London time (GMT)"."""
    local = moment.astimezone(LONDON)
    told = f"{local.hour % _HOURS_OF_HALF or _HOURS_OF_HALF}:{local:%M:%S}{_half(local.time())}"
    return _on_its_day(told, local)


def _on_its_day(told: str, local: datetime.datetime) -> str:
    return f"{told} on {local:%A} {fact_date(local.date())}, London time ({local:%Z})"


def _half(at: datetime.time) -> str:
    return "am" if at.hour < _HOURS_OF_HALF else "pm"
