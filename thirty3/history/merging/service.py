"""Merging one record into another: all that refers to it moves, in one transaction, and each move is logged.

The one that goes is kept, with `merged_into`: its address leads on, its names mean the survivor, and a
state of the past that named it still reads as it was.
"""

from collections.abc import Mapping
from contextlib import ExitStack
from typing import Any, Final

from django.db import IntegrityError, models, transaction

from thirty3.audiences import Audience
from thirty3.evidence import known_slugs
from thirty3.history.many import recording_table
from thirty3.history.merging.kinds import FOLLOWERS, MERGEABLE, Mergeable
from thirty3.history.merging.references import holders, movers_to
from thirty3.history.merging.rows import carry
from thirty3.history.models import Merge
from thirty3.history.services import role_of
from thirty3.registry import NOTHING_SETTLED

SIDES: Final = ("loser", "survivor")


class CannotMerge(ValueError):
    """Why these two are not merged, in a sentence for whoever tried."""


def refusal(loser: Any, survivor: Any) -> str:
    """Why these two cannot be merged; blank where they can."""
    if loser.pk == survivor.pk:
        return "Choose another one: nothing is merged into itself."
    for one in (loser, survivor):
        if one.merged_into_id is not None:
            return f"“{one}” was itself merged into another. Look for the one that it became."
        if getattr(one, "held_from", ""):
            return f"“{one}” is on hold, to be checked. Release it first."
    if getattr(loser, "demonstration", None) != getattr(survivor, "demonstration", None):
        return "One of them is invented, for the demonstration, and the other is real."
    return MERGEABLE[loser.record_kind()].against(loser, survivor)


def unsettled(loser: Any, survivor: Any, right: Mapping[str, str]) -> str:
    """What has to be said before these two are merged; blank where nothing has."""
    told = MERGEABLE[loser.record_kind()].contested(loser, survivor)
    open_ = [one.label for one in told if one.must and right.get(one.fact) not in SIDES]
    return f"They have different ones: {', '.join(open_)}. Say which is right." if open_ else ""


@transaction.atomic
def merge(
    *,
    loser: Any,
    survivor: Any,
    why: str,
    right: Mapping[str, str] = NOTHING_SETTLED,
    actor: Any = None,
) -> Merge:
    """Make two records of a kind one. What is done can be undone by `undo`.

    `right` says for facts that both tell differently whose is right, "loser" or "survivor".
    """
    model, kind = type(loser), MERGEABLE[loser.record_kind()]
    loser, survivor = _held(model, loser.pk, survivor.pk)
    if reason := refusal(loser, survivor) or unsettled(loser, survivor, right):
        raise CannotMerge(reason)
    done = Merge(
        kind=kind.name,
        loser_id=loser.pk,
        survivor_id=survivor.pk,
        loser_slug=loser.slug,
        loser_name=loser.name,
        survivor_name=survivor.name,
        seen_by=_seen_by(kind, loser.slug),
        why=why,
        settled={one.fact: one.chosen for one in kind.told_apart(loser, survivor, right)},
        by=actor if getattr(actor, "pk", None) else None,
    )
    touched = holders(model, loser.pk, survivor.pk, done.settled)
    with ExitStack() as written:
        for table, ids in touched.items():
            wait_for_others(table, ids)
            said = f"“{loser}” was merged into “{survivor}”: {why}"
            recorded = recording_table(
                table, only=ids, actor=done.by, role=role_of(actor), why=said, batch=done.batch
            )
            written.enter_context(recorded)
        try:
            with transaction.atomic():
                done.rows = carry(movers_to(model), loser.pk, survivor.pk, done.settled)
        except IntegrityError as twice:
            raise CannotMerge("Something that names both of them cannot name one of them alone.") from twice
        # A mover may have written either of them.
        loser, survivor = _held(model, loser.pk, survivor.pk)
        # First, so that the survivor may have what only one record may have that was not merged.
        loser.merged_into = survivor
        loser.save(update_fields=["merged_into"])
        kind.keep_names(loser, survivor)
        kind.settle(loser, survivor, done.settled)
        done.followed = {
            one.name: what for one in FOLLOWERS if (what := one.move(model, loser.pk, survivor.pk))
        }
    done.moved = sum(map(len, touched.values())) - 2
    done.save()
    return done


def wait_for_others(model: type[models.Model], ids: set[int]) -> None:
    """Of two who write the same records at once one waits."""
    list(model._default_manager.select_for_update().filter(pk__in=ids).order_by("pk").values_list("pk"))


def _held(model: Any, loser_id: int, survivor_id: int) -> tuple[Any, Any]:
    found = model._default_manager.select_for_update().order_by("pk").in_bulk([loser_id, survivor_id])
    if loser_id not in found or survivor_id not in found:
        raise CannotMerge("Somebody else has just removed one of them.")
    return found[loser_id], found[survivor_id]


def _seen_by(kind: Mergeable, slug: str) -> str:
    """Who knows of a record of this kind today: everyone, authorities, or nobody."""
    if not kind.page:
        return Audience.PUBLIC
    return next((one.value for one in Audience if slug in known_slugs(kind.page, one)), "")
