"""The fixed values of filters, in the order in which they are offered, and their words."""

from typing import Final

from contracts.models import Contract, SystemInUse
from thirty3.states import STATE_WORDS

# Where a contract stands today: ranges over dates, never stored.
STATUSES: Final = {
    "ending": "Ending within 12 months",
    "live": "Live",
    "not-started": "Not started",
    "ended": "Ended",
    "unknown": "End not known",
}
# Months from today: each takes in those before it.
WITHIN: Final = {"3": "3 months", "6": "6 months", "12": "12 months", "24": "24 months"}
BANDS: Final = {
    "under-25k": "Under £25,000",
    "from-25k": "£25,000 to £100,000",
    "from-100k": "£100,000 to £250,000",
    "from-250k": "£250,000 to £1 million",
    "from-1m": "£1 million or more",
    **STATE_WORDS,
}
ENDS: Final = {"dated": "On a date", "open": "No fixed end", **STATE_WORDS}
SME: Final = {
    "yes": "SME at award",
    "no": "Not an SME",
    "unknown": "Not known at award",
    "withheld": "Withheld",
}
SIDES: Final = {"frontline": "Frontline", "corporate": "Corporate", **STATE_WORDS}
ROUTES: Final = {**dict(Contract.Route.choices), **STATE_WORDS}
KINDS: Final = dict(Contract.Kind.choices)
# What was paid, which is not what was agreed: listed where it is asked for, and counted with nothing else.
SPEND: Final = str(Contract.Kind.SPEND)
SPANS: Final = {**dict(Contract.ValueSpan.choices), **STATE_WORDS}
VALUE_KINDS: Final = {**dict(Contract.ValueKind.choices), **STATE_WORDS}
SUPPLIERS: Final = {"one": "One supplier", "several": "Several suppliers"}
BUYERS: Final = {"one": "One authority", "several": "Several authorities"}
SYSTEM_STATUSES: Final = {**dict(SystemInUse.Status.choices), "unknown": "Not known", "withheld": "Withheld"}
# Tried out.
PILOT: Final = str(SystemInUse.Status.PILOT)
# Run no more.
RETIRED: Final = str(SystemInUse.Status.RETIRED)
# One whose status is not stated, or is withheld, may well be run.
IN_USE: Final = tuple(status for status in SYSTEM_STATUSES if status != RETIRED)
HOSTING: Final = {**dict(SystemInUse.Hosting.choices), **STATE_WORDS}
REPLACE: Final = {"yes": "Plans to replace it", "no": "No plan to replace it", "unknown": "Not known"}

SORTS: Final = {"end": "End date", "value": "Value", "updated": "Last updated", "relevance": "Relevance"}
SYSTEM_SORTS: Final = {"authorities": "Number of authorities", "name": "Name", "relevance": "Relevance"}
