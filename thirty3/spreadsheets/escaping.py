"""Text that a spreadsheet would take for a formula, made harmless and back again.

The same rule for workbooks and CSV. Only text is escaped: a credit note of -120.50 is a number.
"""

import re

# Full-width signs too, which some versions of Excel take for the plain ones.
_FORMULA = re.compile("'*[=+\\-@\t\r\n＝＋－＠]")


def escape_text(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet would run it."""
    return f"'{text}" if _FORMULA.match(text) else text


def unescape_text(text: str) -> str:
    """What `escape_text` was given."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text
