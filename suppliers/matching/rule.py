"""The strict rule: whether two names are one supplier's beyond doubt, so that no person need look."""

from functools import lru_cache

from suppliers.matching.names import take_apart
from suppliers.matching.readings import readings


def same(a: str, b: str) -> bool:
    """Whether both names are one supplier's.

    Passed over are legal forms, marks and spaces, "&" for "and", common shortenings, plurals after the first
    word, slips of the pen in words of a trade, initials beside what they stand for, what follows "T/A" or
    "formerly", and in one of the two whatever `readings` tells of. What tells the companies of a group apart
    is not: numbers, places, "(UK)", "Group", "Trading".
    """
    whole_a, also_a = keys(a)
    whole_b, also_b = keys(b)
    return whole_a == whole_b or whole_a in also_b or whole_b in also_a


# A register names the same few thousand suppliers again and again.
@lru_cache(maxsize=2**13)
def keys(name: str) -> tuple[str, frozenset[str]]:
    """A name as the rule compares it: whole, and as it is written otherwise.

    Of two names at most one may be read otherwise: the Hale Trust is not the Hale Society.
    """
    taken = take_apart(name)
    if taken.bound:
        return taken.key, taken.told
    return taken.key, taken.told.union(readings(taken.words)) - {taken.key}
