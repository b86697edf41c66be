"""Words that name figures, filled with them."""

import datetime
import re
from typing import Final

from toolkit.law.facts import held

_FIGURE: Final = re.compile(r"\{\{figure:([a-z0-9-]+)\}\}")


def filled(words: str, day: datetime.date) -> str:
    """The words with each `{{figure:key}}` as the figure is said on a day."""
    return _FIGURE.sub(lambda found: held(found[1], day).said, words)
