"""The laws that these pages speak of: where each can be read, and when what is said of it was checked."""

from dataclasses import dataclass
from datetime import date
from typing import Final


@dataclass(frozen=True)
class Law:
    """A law, with its page on legislation.gov.uk.

    `checked` is the day on which what is said of it was held against a copy of its text or of the official
    note on it, unless `against` says what else it was held against.
    """

    name: str
    url: str
    checked: date
    against: str = ""


CHECKED: Final = date(2026, 11, 23)
CHECKED_AGAIN: Final = date(2026, 11, 26)
COMMENTARY: Final = "published commentary"
LAWS: Final = {
    "accessibility": Law(
        "The Public Sector Bodies (Websites and Mobile Applications) (No. 2) Accessibility Regulations 2018",
        "https://www.legislation.gov.uk/uksi/2018/952",
        CHECKED,
    ),
    "enforcement": Law(
        "Part 5 of the Regulations: enforcement",
        "https://www.legislation.gov.uk/uksi/2018/952/part/5",
        CHECKED_AGAIN,
    ),
    "adjustments": Law(
        "Equality Act 2010, section 20: duty to make adjustments",
        "https://www.legislation.gov.uk/ukpga/2010/15/section/20",
        CHECKED,
    ),
    "cookies": Law(
        "Privacy and Electronic Communications (EC Directive) Regulations 2003, regulation 6 and Schedule A1",
        "https://www.legislation.gov.uk/uksi/2003/2426",
        CHECKED_AGAIN,
        COMMENTARY,
    ),
    "bases": Law("UK GDPR, article 6", "https://www.legislation.gov.uk/eur/2016/679/article/6", CHECKED),
    "rights": Law(
        "UK GDPR, chapter III",
        "https://www.legislation.gov.uk/eur/2016/679/chapter/III",
        CHECKED_AGAIN,
        COMMENTARY,
    ),
    "complaints": Law(
        "Data (Use and Access) Act 2025, section 103: complaints to controllers",
        "https://www.legislation.gov.uk/ukpga/2025/18/section/103",
        CHECKED,
    ),
}
