"""What a supplier's members do: read the joint asks to it, and answer them."""

from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from contracts.groups.writing import keep_answer
from contracts.models import GroupAnswer, GroupAsk
from contracts.services.speaking import capacity_for, speaks_for
from contracts.sharing.wording import refuse_names

LONGEST: Final = 2_000


@transaction.atomic
def answer(*, ask: GroupAsk, actor: Any, text: str) -> GroupAnswer:
    """Answer a joint ask for the supplier. Authorities read it; everyone once one of them publishes it."""
    if not speaks_for(actor, ask.supplier):
        raise PermissionDenied
    refuse_names(text)
    return keep_answer(
        ask,
        GroupAnswer(text=text.strip(), said_on=timezone.localdate()),
        actor=actor,
        role=capacity_for(ask.supplier),
        why="The supplier answered",
    )
