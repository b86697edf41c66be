"""Which values of agreements may be added up: what was awarded under agreements of their own."""

from typing import Final

# A framework's value is a ceiling that its call-offs fill, so it is never added to theirs.
PAID: Final = ("contract", "call-off", "purchase-order")
ADDED: Final = ("awarded", "not-stated")
# What sums are stated for, each told by itself.
SPANS_TOLD: Final = ("annual", "whole-life", "not-stated")
