"""Keys: the random, never reused names of records in addresses and downloads."""

import secrets

KEY_LENGTH = 10
# No vowels, so that no key spells a word; no 0, 1, l, so that one can be read out.
KEY_ALPHABET = "23456789bcdfghjkmnpqrstvwxyz"
# Two signs at a time: a large import makes a hundred thousand keys.
_PAIRS = [first + second for first in KEY_ALPHABET for second in KEY_ALPHABET]


def new_key() -> str:
    """A fresh key: 28^10 possibilities, so that a clash among millions is out of the question."""
    number, signs = secrets.randbelow(len(KEY_ALPHABET) ** KEY_LENGTH), ""
    for _ in range(KEY_LENGTH // 2):
        number, pair = divmod(number, len(_PAIRS))
        signs += _PAIRS[pair]
    return signs


class KeyConverter:
    """The path converter `<key:key>`."""

    regex = f"[{KEY_ALPHABET}]{{{KEY_LENGTH}}}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value
