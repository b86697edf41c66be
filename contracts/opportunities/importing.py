"""Opportunities from the notices of Find a Tender and Contracts Finder: planning, tender and award releases.

A process is known by its ocid, and its releases by their ids, so that the same file changes nothing the
second time. What somebody changed here by hand stays as it is when a later notice says otherwise.
"""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from boroughs.models import Borough
from boroughs.names import BoroughNames
from contracts.imports.formats.ocds.merging import Process, processes
from contracts.imports.technology import judge
from contracts.listing.rows import row_of
from contracts.models import Opportunity, OpportunityLot, OpportunityStep, Stage
from contracts.opportunities.news import note
from contracts.opportunities.outcomes import (
    ENDED,
    LINKED,
    SET_ASIDE,
    UNCHANGED,
    Line,
    Outcome,
    Report,
    contract_of,
    ended_before,
    left_to_say,
)
from contracts.opportunities.releases import Said, said_by
from thirty3.audiences import Audience
from thirty3.history.facts import plain
from thirty3.history.services import recording
from thirty3.spreadsheets.reading import Document, read_sheets

BATCH: Final = "opportunities"
ROLE: Final = "Import of notices"
READ: Final = "Notices were read"
ORDER: Final = {stage: place for place, stage in enumerate(Stage)}


def import_file(path: Path, *, actor: Any = None) -> Report:
    """Bring in a file. Raises `UnreadableSpreadsheet` where it cannot be read at all."""
    found = [event for event in read_sheets(path) if isinstance(event, Document)]
    return import_documents(found, actor=actor)


def import_documents(documents: Iterable[Document], *, actor: Any = None) -> Report:
    """Bring in what was read, each process in a transaction of its own."""
    report, names, now = Report(), BoroughNames.load(), timezone.now()
    for process in _sound(documents):
        said = said_by(process)
        refusal = _refusal(process, said)
        buyers = _buyers(said, names, now.date()) if not refusal else []
        if not refusal and not buyers:
            refusal = "No authority of ours is its buyer"
        outcome = Outcome(SET_ASIDE, refusal) if refusal else _write(process, said, buyers, actor, now)
        report.lines.append(Line(process.ocid, said.title, outcome))
    return report


def _sound(documents: Iterable[Document]) -> Iterator[Process]:
    """Processes of documents that are JSON objects; others say nothing."""
    objects = [one for one in documents if isinstance(one.value, dict)]
    yield from processes(objects)


def _refusal(process: Process, said: Said) -> str:
    """Why a process is set aside, in a sentence; blank where it is not."""
    if not process.ocid:
        return "It has no ocid"
    if not said.title:
        return "It has no title"
    if said.personal:
        return "Its text names or reaches a person"
    if said.stage is None:
        return "It is neither planned, nor tendered, nor awarded after a tender"
    if not said.notice:
        return "It leads to no notice on Find a Tender or Contracts Finder"
    verdict = judge(title=said.title, description=said.outcome, cpv=said.cpv)
    if verdict.verdict == "technology":
        return ""
    unclear = verdict.verdict == "unclear"
    return f"{'Not clear whether it is technology' if unclear else 'No technology'}: {verdict.reason}"


def _buyers(said: Said, names: BoroughNames, day: datetime.date) -> list[Borough]:
    """The authorities that buy, the first of them leads."""
    ids: list[int] = []
    for name in said.buyers:
        ids += [pk for pk in names.resolve(name, day).boroughs if pk not in ids]
    found = Borough.objects.in_bulk(ids)
    return [found[pk] for pk in ids if pk in found]


@transaction.atomic
def _write(
    process: Process, said: Said, buyers: list[Borough], actor: Any, now: datetime.datetime
) -> Outcome:
    """Make or bring up to date the opportunity of a process, and say what was done."""
    held = Opportunity.objects.select_for_update().filter(ocid=process.ocid).first()
    if held is None and said.stage in ENDED:
        return ended_before(process.ocid, said.stage)
    if held is not None and set(process.releases) <= set(held.releases):
        return left_to_say(held, _linked_since(held, actor))
    if held is not None and said.date < held.as_imported.get("date", ""):
        return left_to_say(held, Outcome(UNCHANGED, "A later notice was read before"))
    new = held is None
    record = held or Opportunity(ocid=process.ocid, borough=buyers[0], published_at=now)
    outcome = Outcome("new" if new else "changed")
    with recording(record, actor=actor, role=ROLE, why=READ, batch=BATCH):
        changed = _say(record, said)
        record.releases = sorted({*record.releases, *process.releases})
        record.save()
        if new:
            record.participants.set(buyers[1:])
        _keep_lots(record, said, changed)
        stage = _step(record, said, now)
        if record.stage == Stage.AWARDED and not record.contract_key:
            link, why = contract_of(record.ocid)
            record.contract_key = link.key if link else ""
            record.save(update_fields=["contract_key"])
            outcome = replace(outcome, why=why)
    if not new and "deadline" in changed:
        note(record, "The deadline was changed by a notice.")
    if not new and stage:
        note(record, f"{stage.label}, says a notice.")
    return left_to_say(record, outcome)


def _linked_since(held: Opportunity, actor: Any) -> Outcome:
    """An award that was read before its contract came is linked to it as soon as that is held.

    Only to one that everybody sees: of another, the day on which this changed would tell.
    """
    if held.stage != Stage.AWARDED or held.contract_key:
        return Outcome(UNCHANGED)
    link, why = contract_of(held.ocid)
    if link is None or row_of("contract", link.key, Audience.PUBLIC) is None:
        return Outcome(UNCHANGED, why if link is None else "")
    with recording(held, actor=actor, role=ROLE, why=LINKED, batch=BATCH):
        held.contract_key = link.key
        held.save(update_fields=["contract_key"])
    return Outcome("changed", why)


def _say(record: Opportunity, said: Said) -> set[str]:
    """Take what the notices say where nobody here said otherwise; which facts that changed."""
    before, changed = record.as_imported, set[str]()
    for name, value in said.facts().items():
        held = getattr(record, name)
        by_hand = record.pk is not None and name in before and plain(held) != before[name]
        if not by_hand and held != value:
            setattr(record, name, value)
            changed.add(name)
    record.as_imported = before | {name: plain(value) for name, value in said.facts().items()}
    record.as_imported["date"] = said.date
    return changed


def _keep_lots(record: Opportunity, said: Said, changed: set[str]) -> None:
    """The lots of the notices, as long as nobody here changed them."""
    told = [[lot.title, plain(lot.value), lot.smes, lot.vcses] for lot in said.lots]
    before = record.as_imported.get("lots")
    held = [
        [lot.title, plain(lot.value), lot.suits_smes, lot.suits_vcses]
        for lot in record.lots.order_by("position")
    ]
    if held and held != before and before is not None:
        return
    if held != told:
        record.lots.all().delete()
        for position, lot in enumerate(said.lots, 1):
            OpportunityLot.objects.create(
                opportunity=record,
                position=position,
                title=lot.title,
                value=lot.value,
                suits_smes=lot.smes,
                suits_vcses=lot.vcses,
            )
        changed.add("lots")
    record.as_imported = {**record.as_imported, "lots": told}
    record.save(update_fields=["as_imported"])


def _step(record: Opportunity, said: Said, now: datetime.datetime) -> Stage | None:
    """The step that the notices tell of, with its address; never back to an earlier one."""
    stage = said.stage
    if stage is None or (record.stage_at(now) != stage and ORDER[stage] < ORDER[Stage(record.stage)]):
        return None
    held = record.steps.filter(stage=stage, notice=said.code).first()
    told, name = record.as_imported.get("notices", {}), f"{stage}:{said.code}"
    if held is not None:
        by_hand = name in told and told[name] != held.notice_url
        if not by_hand and held.notice_url != said.notice:
            held.notice_url = said.notice
            held.save(update_fields=["notice_url"])
        new = record.stage != stage
    else:
        OpportunityStep.objects.create(
            opportunity=record,
            stage=stage,
            on_date=said.day,
            notice=said.code,
            notice_url=said.notice,
        )
        new = True
    record.stage = stage
    record.as_imported = {**record.as_imported, "notices": {**told, name: said.notice}}
    record.save(update_fields=["stage", "as_imported"])
    return stage if new else None
