"""Records that staff took out of every output, and who is told so."""

from contracts.listing.subjects import MODELS
from thirty3.audiences import Audience
from thirty3.history.records import is_told_of_hold


def is_held_from(kind: str, key: str, audience: Audience) -> bool:
    """Whether there is a record on hold under this key that the audience saw before."""
    records = MODELS[kind]._default_manager.filter(key=key)
    held_from = records.values_list("held_from", flat=True).first()
    return is_told_of_hold(held_from or "", audience)
