"""What of a call stays as it is once somebody has begun to answer: its questions, and what was promised."""

import contextlib
from collections.abc import Iterator
from typing import Final

from thirty3.history.facts import facts_by_id
from toolkit.models import Call, Response

QUESTIONS_STAY: Final = (
    "Somebody has begun to answer, so the questions stay as they are: an answer is read beside the question "
    "that was asked. Withdraw this call from the list and make another one instead."
)
READERS_STAY: Final = (
    "Somebody has begun to answer, having read who sees the answers: no authority can be added now."
)
PERIOD_STAYS: Final = (
    "Somebody has begun to answer, having read how long answers are kept: they cannot be kept for longer."
)


class Frozen(ValueError):
    """A change that would break what those who answer were told, in words for whoever tried."""


def is_answered(call: Call) -> bool:
    """Whether anybody has begun to answer."""
    return call.pk is not None and Response.objects.filter(call=call).exists()


@contextlib.contextmanager
def kept_as_promised(call: Call) -> Iterator[None]:
    """Refuse what the block changes of the questions, the readers or the period once it is answered."""
    if not is_answered(call):
        yield
        return
    before = facts_by_id(Call, [call.pk])[call.pk]
    yield
    after = facts_by_id(Call, [call.pk])[call.pk]
    if before["questions"] != after["questions"]:
        raise Frozen(QUESTIONS_STAY)
    if set(after["boroughs"]) - set(before["boroughs"]):
        raise Frozen(READERS_STAY)
    if after["keep_days"] > before["keep_days"]:
        raise Frozen(PERIOD_STAYS)
