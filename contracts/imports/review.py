"""What the review page shows of a batch's rows: each fact that would change, old beside new."""

from dataclasses import dataclass
from typing import Any

from django.apps import apps

from boroughs.models import Borough, Function, Skill
from contracts.imports.foreseeing import Foreseen, foresee
from contracts.models import Contract, ImportBatch, ImportRow, ImportWrite
from suppliers.models import Product, Supplier
from thirty3.history.facts import Facts

# Facts that a person reviewing rows need not see.
UNSHOWN = {"key", "origins", "demonstration", "slug", "visibility", "held_from"}
# What goes without saying where a fact comes or goes: days are days, and what is not told is not known.
QUALIFYING = ("_precision", "_state", "_kind", "_span", "_vat")
UNSAID = {"day", "known", "unknown", "not-stated", "fixed"}
# What stands behind a row.
EVIDENCE = {
    "as_at_date": "as at",
    "url": "source address",
    "publisher": "publisher",
    "evidence": "evidence",
}
# Until a batch is applied, what the public will see of it is foreseen; then its pages show it.
WAITING = ImportBatch.Status.READY
NEW = " (new)"
OTHER_SHOWS = ", in this source alone: another's shows"
NAMED_BY = {
    "lead_buyer_id": Borough,
    "borough_id": Borough,
    "participants": Borough,
    "functions": Function,
    "products": Product,
    "product_id": Product,
    "supplier_id": Supplier,
    "maker_id": Supplier,
    "skill_id": Skill,
    "contract_id": Contract,
}


@dataclass(frozen=True)
class Difference:
    """One fact of one record, before and after."""

    record: str
    fact: str
    before: str
    after: str


@dataclass(frozen=True)
class ReviewedRow:
    """A row with the differences that it makes."""

    row: ImportRow
    differences: list[Difference]
    address: str
    # What the public will see of its records, while the batch waits to be applied.
    foreseen: list[Foreseen]


class Names:
    """The names behind the ids in staged facts, those of records that do not exist yet included."""

    def __init__(self, batch: ImportBatch, writes: list[ImportWrite]) -> None:
        self._names: dict[tuple[type[Any], int], str] = {}
        wanted: dict[type[Any], set[int]] = {}
        for write in writes:
            for facts in (write.before, after_of(write), *said(write)):
                for model, ids in referred(facts):
                    wanted.setdefault(model, set()).update(ids)
        for model, ids in wanted.items():
            for record in model._default_manager.filter(pk__in=ids):
                self._names[model, record.pk] = str(record)
            kind = getattr(model, "record_kind", lambda: "")()
            staged = ImportWrite.objects.filter(batch=batch, record_kind=kind, record_id__in=ids)
            for record_id, title in staged.values_list("record_id", "title"):
                self._names.setdefault((model, record_id), f"{title}{NEW}")

    def of(self, model: type[Any], record_id: int) -> str:
        return self._names.get((model, record_id), "?")

    def _seller(self, link: Facts) -> str:
        """A supplier on a contract, with what the buyer said of it."""
        name = self.of(Supplier, link["supplier_id"])
        given, number = link["name_as_given"], link["registration_number"]
        said = [
            f"written “{given}”" if given and given != name.removesuffix(NEW) else "",
            f"number {number}" if number else "",
            *(
                f"{called}: {'yes' if link[fact] else 'no'}"
                for called, fact in (("SME", "sme_at_award"), ("VCSE", "vcse_at_award"))
                if link[fact] is not None
            ),
        ]
        details = ", ".join(filter(None, said))
        return f"{name} ({details})" if details else name

    def show(self, fact: str, value: Any) -> str:
        """A fact's value in words."""
        if value in (None, "", [], {}):
            return ""
        if model := NAMED_BY.get(fact):
            ids = value if isinstance(value, list) else [value]
            return ", ".join(self.of(model, record_id) for record_id in ids)
        if fact == "supplier_links":
            return "; ".join(map(self._seller, value))
        if fact == "extension_options":
            return ", ".join(f"{option['months']} months" for option in value)
        if fact == "aliases":
            return ", ".join(alias["spelling"] for alias in value)
        if isinstance(value, bool):
            return "yes" if value else "no"
        return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def referred(facts: Facts) -> list[tuple[type[Any], set[int]]]:
    """Which records staged facts refer to."""
    found = []
    for fact, value in facts.items():
        if (model := NAMED_BY.get(fact)) and value:
            found.append((model, set(value) if isinstance(value, list) else {value}))
        elif fact == "supplier_links":
            found.append((Supplier, {link["supplier_id"] for link in value or []}))
    return found


def reviewed(batch: ImportBatch, rows: list[ImportRow]) -> list[ReviewedRow]:
    """These rows with their differences, in a fixed number of queries."""
    writes = list(ImportWrite.objects.filter(batch=batch, row__in=rows).order_by("pk"))
    names = Names(batch, writes)
    by_row: dict[int, list[ImportWrite]] = {}
    for write in writes:
        by_row.setdefault(write.row_id or 0, []).append(write)
    foreseen = foresee(batch, writes) if batch.status == WAITING else {}
    return [
        ReviewedRow(
            row,
            _differences(by_row.get(row.pk, []), names),
            _address(by_row.get(row.pk, [])),
            foreseen.get(row.pk, []),
        )
        for row in rows
    ]


def _differences(writes: list[ImportWrite], names: Names) -> list[Difference]:
    found = []
    for write in writes:
        model = apps.get_model(write.record_kind)
        now = after_of(write)
        for fact in {**write.before, **now}:
            before, after = names.show(fact, write.before.get(fact)), names.show(fact, now.get(fact))
            if fact in UNSHOWN or before == after or goes_without_saying(fact, before, after):
                continue
            found.append(Difference(write.title, label(model, fact), before, after))
        found += _said_differences(write, model, names)
    return found


def goes_without_saying(fact: str, before: str, after: str) -> bool:
    """Whether a fact that comes or goes only says that nothing more is known of another one."""
    return not (before and after) and fact.endswith(QUALIFYING) and (before or after) in UNSAID


def after_of(write: ImportWrite) -> Facts:
    """The facts that a write brings: of a new record, all."""
    return (write.record or {}) if write.action == ImportWrite.Action.NEW else write.after


def _said_differences(write: ImportWrite, model: type[Any], names: Names) -> list[Difference]:
    """What the source says otherwise than before, though another source's value shows, and its evidence."""
    if write.assertion is None or write.record is None or write.action == ImportWrite.Action.NEW:
        return []
    before, after = said(write)
    found = []
    for fact in after:
        old, new = names.show(fact, before.get(fact)), names.show(fact, after[fact])
        if fact not in write.after and old != new and not goes_without_saying(fact, old, new):
            called = label(model, fact) + (OTHER_SHOWS if fact in write.record else "")
            found.append(Difference(write.title, called, old, new))
    for fact, called in EVIDENCE.items():
        old, new = (str((told or {}).get(fact) or "") for told in (write.assertion_before, write.assertion))
        if old != new:
            found.append(Difference(write.title, called, old, new))
    return found


def said(write: ImportWrite) -> tuple[Facts, Facts]:
    """What the source said before and what it says now, as facts."""
    before, after = (
        {
            name: value
            for facts in (told or {"values": {}})["values"].values()
            for name, value in facts.items()
        }
        for told in (write.assertion_before, write.assertion)
    )
    return before, after


def label(model: type[Any], fact: str) -> str:
    """What a fact is called in words."""
    for field in model._meta.get_fields():
        if fact in (field.name, getattr(field, "attname", "")):
            return str(getattr(field, "verbose_name", field.name)).replace("_", " ")
    return fact.replace("_", " ")


def _address(writes: list[ImportWrite]) -> str:
    contract = next((w for w in writes if w.record_kind == Contract.record_kind()), None)
    return Contract(key=contract.key).get_absolute_url() if contract else ""
