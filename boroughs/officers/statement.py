"""What everyone states who asks for a role or takes one up. A changed text is a version of its own."""

from typing import Final

VERSION: Final = 1
STATEMENTS: Final[dict[int, tuple[str, ...]]] = {
    1: (
        "I work for this authority, or for somebody to whom it has given this task.",
        "What authorities share only with each other I use for my work there, and pass on to nobody outside.",
        "I use nothing of it for a supplier, nor to score a bid.",
        "Below I name every interest outside my work that a bidder could gain from, and tell this site "
        "when that changes.",
    ),
}


def statement(version: int = VERSION) -> tuple[str, ...]:
    """The sentences of a version."""
    return STATEMENTS[version]
