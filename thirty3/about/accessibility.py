"""What of this site is not accessible: the one list that both the statement and the browser test read.

`tests/browser/test_accessibility.py` excuses exactly these of axe's rules, at exactly these places.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

PREPARED: Final = date(2026, 11, 26)
STANDARD: Final = "Web Content Accessibility Guidelines version 2.2, level AA"


@dataclass(frozen=True)
class KnownFault:
    """A place that breaks a guideline: by which of axe's rules, where, whom it hinders, why it is there.

    `staff_site` tells what only LOTI's staff can reach from what everyone meets.
    """

    rule: str
    selector: str
    criterion: str
    problem: str
    reason: str
    staff_site: bool


KNOWN_FAULTS: Final = (
    KnownFault(
        rule="link-name",
        selector='#changelist-filter a[href="?format="]',
        criterion="2.4.4 Link purpose and 4.1.2 Name, role, value",
        problem=(
            "In the staff site’s list of imports, the filter by format has a link without words, for files "
            "whose format nobody stated. A screen reader reads its address."
        ),
        reason="The filter is Django’s own, which gives a blank value no name.",
        staff_site=True,
    ),
    KnownFault(
        rule="target-size",
        selector="#changelist-filter li > a",
        criterion="2.5.8 Target size (minimum)",
        problem=(
            "In the staff site’s lists, the values of a filter stand closer together than 24 pixels, which "
            "makes them harder to hit."
        ),
        reason="The filters are Django’s own. Each can also be set in the address of the list.",
        staff_site=True,
    ),
)


def excused(faults: Iterable[KnownFault]) -> dict[str, dict[str, str]]:
    """Rule -> selector -> reason, as the browser test takes it."""
    found: dict[str, dict[str, str]] = {}
    for fault in faults:
        found.setdefault(fault.rule, {})[fault.selector] = fault.reason
    return found
