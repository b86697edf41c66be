"""The strict rule: whether two names are one supplier's beyond doubt, so that no person need look."""

from functools import lru_cache

from suppliers.matching.names import Name, take_apart
from suppliers.matching.readings import readings


def same(a: str, b: str) -> bool:
    """Whether both names are one supplier's.

    Passed over are legal forms, marks and spaces, "&" for "and", common shortenings, plurals after the first
    word, slips of the pen in words of a trade, initials beside what they stand for, what follows "T/A" or
    "formerly", and in one of the two whatever `readings` tells of. What tells the companies of a group apart
    is not: numbers, places, "(UK)", "Group", "Trading".
    """
    one, other = take_apart(a), take_apart(b)
    return one.key == other.key or _is_read_as(one, other.key) or _is_read_as(other, one.key)


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


def _is_read_as(name: Name, key: str) -> bool:
    """Whether a key is one of the name's others. No reading has letters that the name has not."""
    if key in name.told:
        return True
    if name.bound or len(key) > len(name.key) or set(key) - set(name.key) - {" "}:
        return False
    return key in readings(name.words)
