"""Opening and closing times as London’s clocks show them, with the zone."""

import datetime
from typing import Final
from zoneinfo import ZoneInfo

from thirty3.design.formatting import fact_date

LONDON: Final = ZoneInfo("Europe/London")
NOON: Final = 12


def london_time(moment: datetime.datetime) -> str:
    """ "noon on Friday 26 March 2027, London time (GMT)"."""
    local = moment.astimezone(LONDON)
    return f"{_hour(local)} on {local:%A} {fact_date(local.date())}, London time ({local:%Z})"


def exact_london_time(moment: datetime.datetime) -> str:
    """The same to the second, for a receipt: "11:59:07am on Friday 26 March 2027, London time (GMT)"."""
    local = moment.astimezone(LONDON)
    half = "am" if local.hour < NOON else "pm"
    told = f"{local.hour % NOON or NOON}:{local:%M:%S}{half}"
    return f"{told} on {local:%A} {fact_date(local.date())}, London time ({local:%Z})"


def _hour(local: datetime.datetime) -> str:
    if local.second:
        return f"{local:%H:%M:%S}"
    if (local.hour, local.minute) == (NOON, 0):
        return "noon"
    half = "am" if local.hour < NOON else "pm"
    hour = local.hour % NOON or NOON
    return f"{hour}:{local:%M}{half}" if local.minute else f"{hour}{half}"
