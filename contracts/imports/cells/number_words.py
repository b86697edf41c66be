"""Small numbers written as words."""

import re
from typing import Final

NUMBERS: Final = {
    word: number
    for number, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
        ]
    )
} | {"fifteen": 15, "eighteen": 18, "twenty": 20, "thirty": 30, "sixty": 60, "ninety": 90, "single": 1}
# "two and a half" is left in words: half a number read would be a wrong one.
WORD: Final = re.compile(rf"\b({'|'.join(NUMBERS)})\b(?! and a half| (?:hundred|thousand|million))")


def in_digits(folded: str) -> str:
    """The text with its small numbers as digits: "two 12-month terms" becomes "2 12-month terms"."""
    return WORD.sub(lambda match: str(NUMBERS[match[1]]), folded)
