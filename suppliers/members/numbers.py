"""Numbers of organisations, checked for their form. Whether they exist is asked of a register."""

import re
from typing import Final

from suppliers.names import normal_company_number

# England and Wales: six or seven figures, with a number after a dash for a subsidiary charity. Scotland:
# SC0 and five figures. Northern Ireland: NIC and six figures. As the three regulators' registers
# write them (looked at on 27 November 2026).
_CHARITY: Final = re.compile(r"[1-9][0-9]{5,6}(-[1-9][0-9]{0,2})?|SC0[0-9]{5}|NIC1[0-9]{5}")
# The Central Digital Platform draws a P, letters without vowels, figures without 0, in groups of four
# (github.com/cabinetoffice/GCGS-Central-Digital-Platform, PponService.cs).
_PPON: Final = re.compile(r"P[BCDGHJLMNPQRTVWXYZ]{3}[1-9]{4}[BCDGHJLMNPQRTVWXYZ]{4}")


def company_number(text: str) -> str | None:
    """A company number as Companies House writes it, in eight characters; None where it is none."""
    return normal_company_number(text)


def charity_number(text: str) -> str | None:
    """A charity number as its regulator writes it; None where it is none."""
    written = re.sub(r"\s", "", text).upper().replace("–", "-")
    return written if _CHARITY.fullmatch(written) else None


def ppon(text: str) -> str | None:
    """A Public Procurement Organisation Number in its groups of four; None where it is none."""
    written = re.sub(r"[\s–-]", "", text.upper().replace("GB-PPON", ""))
    return "-".join((written[:4], written[4:8], written[8:])) if _PPON.fullmatch(written) else None
