"""Functions that turn out to be one: what the one that is left answers to, and which stay apart."""

from boroughs.models import Function
from boroughs.names import fold
from thirty3.history.merging.kinds import Mergeable, can_be_merged


def keep_names(loser: Function, survivor: Function) -> None:
    """The name and its synonyms become synonyms of the survivor's."""
    known = {fold(name) for name in (survivor.name, *survivor.synonyms)}
    for name in (loser.name, *loser.synonyms):
        if fold(name) not in known:
            known.add(fold(name))
            survivor.synonyms = [*survivor.synonyms, name]
    survivor.save(update_fields=["synonyms"])


def names_both_have(loser: Function, survivor: Function) -> list[str]:
    """The names of the one that the other answers to already."""
    known = {fold(name) for name in (survivor.name, *survivor.synonyms)}
    return [name for name in (loser.name, *loser.synonyms) if fold(name) in known]


def against(loser: Function, survivor: Function) -> str:
    """What protects an authority is shown to fewer people: a merge must not open it, or close others."""
    if loser.protective != survivor.protective:
        return (
            "One of them protects the authority and the other does not, so a merge would change who sees "
            "what. Make them alike first."
        )
    return ""


def register() -> None:
    """Let functions be merged; called when the app is ready."""
    can_be_merged(
        Mergeable(Function, keep_names=keep_names, names_both_have=names_both_have, against=against, order=20)
    )
