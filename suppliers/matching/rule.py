"""The strict rule: whether two names are one supplier's beyond doubt, so that no person need look."""

from functools import lru_cache

from suppliers.matching.names import take_apart

# What only says that a body is a charity: it is known with and without, and a competitor is called otherwise.
# "Foundation", "Appeal" and "Trading" are often bodies of their own, so they count.
CHARITY_WORDS = frozenset(["charity", "charitable", "society", "trust"])
# These have a charity beside them that is another body.
_HAVE_A_CHARITY = frozenset(
    [
        "academy",
        "college",
        "council",
        "healthcare",
        "hospital",
        "infirmary",
        "museum",
        "nhs",
        "school",
        "university",
    ]
)
# An investment trust is a company of its own beside those that it is called after or invests in.
_INVESTED_IN = frozenset(
    [
        "asset",
        "capital",
        "equity",
        "estate",
        "finance",
        "fund",
        "group",
        "growth",
        "income",
        "investment",
        "property",
        "technology",
    ]
)
_TELLING = _HAVE_A_CHARITY | _INVESTED_IN
_FEWEST_WORDS = 2


def same(a: str, b: str) -> bool:
    """Whether both names are one supplier's.

    Passed over are legal forms, marks and spaces, "&" for "and", common shortenings, plurals after the first
    word, slips of the pen in words of a trade, initials beside what they stand for, what follows "T/A" or
    "formerly", and in one of the two the words that only say "charity". Whatever tells the companies of a
    group apart is not: numbers, places, "(UK)", "Group", "Trading".
    """
    whole_a, fewer_a = keys(a)
    whole_b, fewer_b = keys(b)
    return whole_a in (whole_b, fewer_b) or whole_b == fewer_a


# A register names the same few thousand suppliers again and again.
@lru_cache(maxsize=2**13)
def keys(name: str) -> tuple[str, str]:
    """A name as the rule compares it: whole, and without the words that only say that it is a charity.

    Of two names at most one may be without them: the Hale Trust is not the Hale Society.
    """
    taken = take_apart(name)
    fewer = tuple(word for word in taken.words if word not in CHARITY_WORDS)
    if fewer == taken.words or len(fewer) < _FEWEST_WORDS or not _TELLING.isdisjoint(fewer):
        return taken.key, taken.key
    return taken.key, taken.key_of(fewer)
