"""What a source said before and a newer row of it leaves blank: it stays said."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from contracts.imports.proposals import Evidence
from contracts.models import Assertion, Contract, SystemInUse
from contracts.services.groups import STATED, STATES
from thirty3.history.facts import Facts

# Facts of a group that a cell of their own gives: the sum may be filled in and its VAT basis left blank.
OWN_CELLS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    Contract.record_kind(): {
        "buyers": ("participants",),
        "value": ("value_kind", "value_span", "value_vat", "value_note"),
    },
    SystemInUse.record_kind(): {
        "replacement": ("replace_by_date",),
        "contract": ("contract_as_stated",),
    },
}
SUPPLIER_CELLS = ("sme_at_award", "vcse_at_award", "registration_number")
BLANK: Final[tuple[Any, ...]] = (None, "", [], "not-stated")


def carried_values(
    kind: str, before: Mapping[str, Facts], now: Mapping[str, Facts], *, same_name: bool
) -> dict[str, Facts]:
    """What the source says now: each group as the row has it, with what it leaves blank as it was.

    A row that goes by another name may name other buyers on purpose.
    """
    said = {**before, **now}
    for group, facts in OWN_CELLS.get(kind, {}).items():
        if group not in before or group not in now or (group == "buyers" and not same_name):
            continue
        if _speaks_alike(kind, group, before[group], now[group]):
            kept = {f: before[group][f] for f in facts if now[group][f] in BLANK}
            said[group] = {**now[group], **kept}
    if STATED in before:
        said[STATED] = {**before[STATED], **now.get(STATED, {})}
    if "supplier_links" in before.get("supplier", {}) and "supplier_links" in now.get("supplier", {}):
        links = _carried_links(before["supplier"]["supplier_links"], now["supplier"]["supplier_links"])
        said["supplier"] = {**now["supplier"], "supplier_links": links}
    return said


def _speaks_alike(kind: str, group: str, before: Facts, now: Facts) -> bool:
    """Whether what stood beside the old value can stand beside the new one."""
    if group == "replacement":
        return bool(now["plan_to_replace"])
    state = STATES.get(kind, {}).get(group)
    return state is None or before[state] == now[state]


def _carried_links(before: list[Facts], now: list[Facts]) -> list[Facts]:
    known = {link["supplier_id"]: link for link in before}
    return [
        {
            **link,
            **{
                cell: known[link["supplier_id"]][cell]
                for cell in SUPPLIER_CELLS
                if link["supplier_id"] in known and link[cell] in BLANK
            },
        }
        for link in now
    ]


def carried_evidence(before: Assertion, now: Evidence) -> Evidence:
    """What stands behind the row, where its own cells are blank as the source gave it before."""
    day = before.as_at_date.isoformat() if before.as_at_date else None
    url = now.url or before.url
    return replace(
        now,
        rank=now.rank if now.evidence or not before.evidence else before.rank,
        published=now.published or bool(url),
        as_at=now.as_at or day,
        url=url,
        publisher=now.publisher or before.publisher,
        evidence=now.evidence or before.evidence,
    )


def same_evidence(before: Assertion, now: Evidence) -> bool:
    """Whether the same stands behind the row as before, wherever in the file it is now."""
    return (
        before.rank,
        before.published,
        before.as_at_date.isoformat() if before.as_at_date else None,
        before.url,
        before.publisher,
        before.evidence,
        before.own,
    ) == (now.rank, now.published, now.as_at, now.url, now.publisher, now.evidence, now.own)
