"""An answer as everyone may read it today: what was told then, less what was closed since."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.urls import reverse

from contracts.listing.facets import state_of
from contracts.listing.projection import BEING_CHECKED
from contracts.listing.rows import Listing, rows_by_key
from contracts.listing.telling import LABELS, told
from contracts.models import Answer
from suppliers.models import Product, Supplier
from thirty3.audiences import Audience
from thirty3.design.charts import Cell, FigureTable, TableRow
from thirty3.design.formatting import state_words

HEADINGS: Final = ("What", "Supplier", "Since or from", "Until", "Value", "Users")
# The facts below the headings after the first; a system has no value of its own, a contract no users.
COLUMNS: Final[Mapping[str, Sequence[str]]] = {
    "system": ("supplier", "since", "", "", "users"),
    "contract": ("supplier", "start", "end", "value", ""),
}
NAMED_BY: Final = {"system": "product", "contract": "title"}
# The facts of an answer that name what staff may put on hold.
NAMING: Final[Mapping[str, type[Supplier] | type[Product]]] = {"supplier": Supplier, "product": Product}
WORDS: Final = {"system": "System", "contract": "Contract"}
NO_FUNCTION: Final = ("", "No function was told")


@dataclass(frozen=True)
class Withheld:
    """A fact that is not shown of some records, and why."""

    label: str
    reason: str
    count: int


@dataclass(frozen=True)
class Told:
    """An answer in tables, one for each function, with what is not in them."""

    tables: list[FigureTable]
    systems: int
    contracts: int
    invented: int
    withheld: list[Withheld]
    # Records that the public no longer sees.
    gone: int


@dataclass(frozen=True)
class Record:
    """A record as it was told then, and its list row now."""

    kind: str
    key: str
    then: Mapping[str, Any]
    now: Listing
    # Fact -> the slugs that it may not name today, since they are on hold.
    on_hold: Mapping[str, Collection[str]]

    def state(self, fact: str) -> str:
        """What is closed or on hold today is withheld, whatever was told then."""
        if self.is_on_hold(fact):
            return "withheld"
        now = state_of(self.now.data, fact)
        return now if now == "withheld" else state_of(self.then["data"], fact)

    def is_on_hold(self, fact: str) -> bool:
        return not slugs_of(self.then, fact).isdisjoint(self.on_hold.get(fact, ()))

    def words(self, fact: str) -> str:
        """The fact in words, or its state."""
        state = self.state(fact)
        if state == "known":
            return told(fact, self.then["data"]["facts"][fact])
        return state_words(state)

    def why_withheld(self, fact: str) -> str:
        """The reason that is given today; the one of then where it is open today."""
        for data in (self.now.data, self.then["data"]):
            if state_of(data, fact) == "withheld":
                return str(data.get("hidden", {}).get(fact) or data["facts"].get(fact, {}).get("reason", ""))
        return BEING_CHECKED if self.is_on_hold(fact) else ""

    @property
    def title(self) -> str:
        """Its title then. Where what it is named by is closed today, the title that the public sees now."""
        return str(self.now.title if self.state(NAMED_BY[self.kind]) == "withheld" else self.then["title"])

    @property
    def functions(self) -> list[tuple[str, str]]:
        """Area and function, by name."""
        if self.state("functions") != "known":
            return [NO_FUNCTION]
        entries = self.then["data"]["facts"]["functions"]["entries"]
        return [(entry["area_name"], entry["name"]) for entry in entries]


def tell(answer: Answer) -> Told:
    """The answer under today's rules: four queries."""
    records = list(_records(answer.rows))
    groups: dict[tuple[str, str], list[Record]] = {}
    for record in records:
        for function in record.functions:
            groups.setdefault(function, []).append(record)
    # What has no function comes last.
    ordered = sorted(groups, key=lambda function: (function == NO_FUNCTION, function))
    return Told(
        tables=[_table(function, groups[function]) for function in ordered],
        systems=sum(record.kind == "system" for record in records),
        contracts=sum(record.kind == "contract" for record in records),
        invented=sum(record.then["demonstration"] for record in records),
        withheld=_withheld(records),
        gone=len(answer.rows) - len(records),
    )


def _records(rows: Iterable[Mapping[str, Any]]) -> Iterator[Record]:
    kept = list(rows)
    on_hold = {fact: _on_hold(model, kept, fact) for fact, model in NAMING.items()}
    for kind in WORDS:
        now = rows_by_key(kind, [row["key"] for row in kept if row["kind"] == kind], Audience.PUBLIC)
        for row in kept:
            if row["kind"] == kind and row["key"] in now:
                yield Record(kind, row["key"], row, now[row["key"]], on_hold)


def slugs_of(row: Mapping[str, Any], fact: str) -> set[str]:
    """What a fact of a kept row names."""
    return {entry["slug"] for entry in row["data"]["facts"].get(fact, {}).get("entries", ())}


def _on_hold(model: type[Supplier] | type[Product], rows: Iterable[Mapping[str, Any]], fact: str) -> set[str]:
    """The slugs that a fact of some rows names and that are on hold today."""
    named = {slug for row in rows for slug in slugs_of(row, fact)}
    held: Any = model._default_manager.filter(slug__in=named).exclude(held_from="")
    return set(held.values_list("slug", flat=True))


def _table(function: tuple[str, str], records: Iterable[Record]) -> FigureTable:
    area, name = function
    caption = f"{name} ({area})" if area else name
    return FigureTable(caption, HEADINGS, [_row(record) for record in records])


def _row(record: Record) -> TableRow:
    title = record.title if record.kind == "contract" else f"{record.title} (system)"
    if record.then["demonstration"]:
        title += " – demonstration"
    href = reverse("contracts:contract", args=[record.key]) if record.kind == "contract" else ""
    facts = (Cell(record.words(fact) if fact else "") for fact in COLUMNS[record.kind])
    return TableRow((Cell(title, href), *facts))


def _withheld(records: Iterable[Record]) -> list[Withheld]:
    """Each fact with its reason, the most often withheld first."""
    found = Counter(
        (LABELS[fact], record.why_withheld(fact))
        for record in records
        for fact in (NAMED_BY[record.kind], "functions", *filter(None, COLUMNS[record.kind]))
        if record.state(fact) == "withheld"
    )
    ordered = sorted(found.items(), key=lambda item: (-item[1], item[0]))
    return [Withheld(label, reason, count) for (label, reason), count in ordered]
