"""A register against the last one of its authority: what both say, what is new, what moved, and the sums."""

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal
from itertools import batched
from typing import Any, Final

from contracts.imports.proposals import AMENDED, Proposal, ReadRow
from contracts.imports.vanishing import WHOLE
from contracts.models import Assertion, Contract, ImportBatch, Rank, Source
from thirty3.design.charts import Cell, FigureTable, TableRow
from thirty3.design.formatting import money
from thirty3.history.facts import Facts

CHUNK: Final = 900
KIND: Final = Contract.record_kind()
# What is told of how many contracts say otherwise, by the group of facts in which they do.
MOVED: Final = {"end": "ends", "value": "values"}
LAST, NOW = "last", "now"
# What each figure is called, and where its rows are listed.
ROWS: Final = (
    ("both", "In an earlier register and in this one", ""),
    ("new", "New in this one", "?outcome=new"),
    ("gone", "In an earlier register and no longer in this one", ""),
    ("ends", "Of contracts in both: another end", "?outcome=changed"),
    ("values", "Of contracts in both: another value", "?outcome=changed"),
)


class AgainstLast:
    """Counts a file's rows as they are compared with what the same source said before."""

    def __init__(self, batch: ImportBatch, source: Source) -> None:
        self.batch, self.source = batch, source
        self.counts: Counter[str] = Counter()
        # What a sum is for -> the sum of the last register and that of this one.
        self.sums: dict[str, dict[str, Decimal]] = defaultdict(lambda: {LAST: Decimal(0), NOW: Decimal(0)})

    def row(self, row: ReadRow, before: Mapping[str, Assertion]) -> None:
        """Count a row's records; `before` is what the source said, by the row's names for them."""
        if row.rejected or row.set_aside:
            return
        for proposal in row.proposals:
            self._count(proposal, before.get(proposal.identity))

    def _count(self, proposal: Proposal, before: Assertion | None) -> None:
        self.counts["new" if before is None else "both"] += 1
        if proposal.kind != KIND:
            return
        old, new = (before.values if before else {}), proposal.values
        for group, name in MOVED.items():
            # A blank cell leaves standing what was said before.
            if before is not None and group in new and new[group] != old.get(group):
                self.counts[name] += 1
        self._add(LAST, old.get("value"))
        self._add(NOW, new.get("value", old.get("value")))

    def _add(self, when: str, told: Facts | None) -> None:
        if told and told.get("value") is not None:
            self.sums[told["value_span"]][when] += Decimal(told["value"])

    def told(self, unclaimed: Iterable[int]) -> dict[str, Any]:
        """The figures of the review page; none of a first register, or of what is no whole register."""
        last = last_of(self.batch, self.source)
        if last is None:
            return {}
        self._gone(unclaimed)
        return {
            "file": last.file_name,
            "as_at": str(last.as_at_date or ""),
            **{name: self.counts[name] for name in ("both", "new", "gone", *MOVED.values())},
            "sums": {span: {when: str(sum_) for when, sum_ in of.items()} for span, of in self.sums.items()},
        }

    def _gone(self, unclaimed: Iterable[int]) -> None:
        for chunk in batched(sorted(unclaimed), CHUNK, strict=False):
            rows = Assertion.objects.filter(pk__in=chunk).exclude(source_record_id__startswith=AMENDED)
            for kind, values in rows.values_list("record_kind", "values"):
                self.counts["gone"] += 1
                if kind == KIND:
                    self._add(LAST, values.get("value"))


def last_of(batch: ImportBatch, source: Source) -> ImportBatch | None:
    """The register of the same authority that was applied last."""
    if source.rank != Rank.REGISTER or batch.format not in WHOLE:
        return None
    applied = ImportBatch.objects.filter(
        source=source, status=ImportBatch.Status.APPLIED, undoes__isnull=True
    ).exclude(pk=batch.pk)
    return applied.order_by("-applied_at", "-pk").first()


def shown(batch: ImportBatch) -> dict[str, Any]:
    """The figures as two tables of the review page; nothing of a first register."""
    told = batch.against_last
    if not told:
        return {}
    rows = [
        TableRow([Cell(words), Cell(f"{told[name]:,}", link if told[name] else "", numeric=True)])
        for name, words, link in ROWS
    ]
    sums = [
        TableRow([Cell(words), *(Cell(money(Decimal(of[when])), numeric=True) for when in (LAST, NOW))])
        for span, words in Contract.ValueSpan.choices
        if (of := told["sums"].get(span))
    ]
    headings = ["Values as stated", "Last register", "This register"]
    return {
        "last": told["file"],
        "as_at": datetime.date.fromisoformat(told["as_at"]) if told["as_at"] else None,
        "gone": told["gone"],
        "counts": FigureTable("Records in this register and the last", ["Records", "How many"], rows),
        "sums": FigureTable("What the values of contracts add up to", headings, sums) if sums else None,
    }
