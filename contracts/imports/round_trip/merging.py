"""What somebody changed of a record: what its row says now, less what it said when it was downloaded.

A row cannot hold everything that a record does: the words of a source beside a route, the day on which
an option was taken. What a row cannot hold stays as it is, unless its own cell was changed.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from contracts.imports.problems import Problem
from contracts.imports.proposals import Proposal
from contracts.services.groups import STATED
from thirty3.history.facts import Facts

type Values = Mapping[str, Facts]

# Groups of facts that several cells give, each of which may be changed alone.
SEVERAL_CELLS: Final = frozenset({"buyers", "supplier", "value", "replacement"})
SETS: Final = frozenset({"participants", "functions", "products"})
LISTS: Final = frozenset({"cpv", "links"})


def changed_values(before: Values, now: Values, held: Facts) -> dict[str, Facts]:
    """The groups of facts that differ, whole.

    `before` is what the downloaded row would say, `now` what the returned one says, both as read.
    """
    found: dict[str, Facts] = {}
    for group, facts in now.items():
        said = before.get(group)
        if facts == said:
            continue
        if group == STATED:
            found[group] = {name: words for name, words in facts.items() if (said or {}).get(name) != words}
            continue
        merged = _merged(group, said, facts, held)
        if any(held.get(fact) != value for fact, value in merged.items()):
            found[group] = merged
    return found


def _merged(group: str, before: Facts | None, now: Facts, held: Facts) -> Facts:
    merged: Facts = {}
    for fact, value in now.items():
        said = before.get(fact) if before is not None else None
        if before is not None and value == said and group in SEVERAL_CELLS:
            merged[fact] = held[fact]
        elif fact in SETS:
            merged[fact] = sorted(_changed_list(said or [], value, held[fact]))
        elif fact in LISTS:
            merged[fact] = _changed_list(said or [], value, held[fact])
        elif fact == "supplier_links":
            merged[fact] = _links(said or [], value, held[fact])
        elif fact == "extension_options":
            merged[fact] = _options(value, held[fact])
        else:
            merged[fact] = value
    return merged


def _changed_list(before: Sequence[Any], now: Sequence[Any], held: Sequence[Any]) -> list[Any]:
    """What is held, less what was taken out and with what was added."""
    kept = [one for one in held if one in now or one not in before]
    return kept + [one for one in now if one not in before and one not in kept]


def _links(before: Sequence[Facts], now: Sequence[Facts], held: Sequence[Facts]) -> list[Facts]:
    """The suppliers of the row; of one that was there before, what its cells do not say stays."""
    pairs = zip(before, held, strict=True) if len(before) == len(held) else ()
    known = {said["supplier_id"]: (said, own) for said, own in pairs}
    found = []
    for link in now:
        said, own = known.get(link["supplier_id"], ({}, link))
        found.append({fact: own[fact] if said.get(fact) == link[fact] else link[fact] for fact in link})
    return found


def _options(now: Sequence[Facts], held: Sequence[Facts]) -> list[Facts]:
    """The options of the row; one as long as before keeps its days."""
    own = {option["position"]: option for option in held}
    return [
        {
            **option,
            **(
                {}
                if own.get(option["position"], {}).get("months") != option["months"]
                else own[option["position"]]
            ),
        }
        for option in now
    ]


def still_shown(told: Values, held: Facts, name: str) -> Values:
    """What an earlier workbook said and still shows. The rest gave way to others, and does not come back."""
    origins = held.get("origins") or {}
    return {group: facts for group, facts in told.items() if group == STATED or origins.get(group) == name}


def not_shown(proposal: Proposal, shown: Facts) -> list[Problem]:
    """A change that another source keeps from showing: a person decides, for somebody meant it to show."""
    if not proposal.keyed:
        return []
    return [
        Problem(
            "another-counts-more",
            f"The {group.replace('_', ' ')} was changed, and what another source says of it counts more. "
            "Change it on the record's own page if the workbook is right.",
            "",
            "",
            "doubt",
        )
        for group, facts in proposal.values.items()
        if group != STATED and any(shown.get(fact) != value for fact, value in facts.items())
    ]
