"""What an alias decided: the words of sources that name its record by that spelling alone."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import batched
from typing import Any, Final

from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast

from boroughs.names import fold as fold_words
from contracts.imports.cells import parse, parse_as_firms
from contracts.imports.cells.suppliers import one_supplier
from contracts.imports.fields import FIELDS, Target
from contracts.imports.forgetting.meanings import Meanings, Named
from contracts.models import Assertion, Contract, ImportRow, SystemInUse
from contracts.models.provenance import BY_HAND
from suppliers.models import SupplierAlias
from suppliers.names import fold_product
from thirty3.history.facts import Facts

CONTRACT, SYSTEM = Contract.record_kind(), SystemInUse.record_kind()
TARGET_OF: Final[dict[str, Target]] = {CONTRACT: "contract", SYSTEM: "system"}
CHUNK = 500
type Place = tuple[str, str, int]


@dataclass(frozen=True)
class Decided:
    """What one source says of one record, and the names in it that mean its owner by the alias alone."""

    assertion: Assertion
    group: str
    named: tuple[Named, ...]
    # Another name of the same row means the owner rightly.
    stays: bool = False


def decided_by(alias: Any, meanings: Meanings) -> list[Decided]:
    """Everything that sources say by the alias. What somebody said by hand of a record is not among it."""
    if isinstance(alias, SupplierAlias):
        return [*_contracts_sold(meanings), *_systems_sold(meanings)]
    return [*_contracts_for(meanings), *_systems_of(meanings)]


def links_of(facts: Facts) -> list[tuple[Facts, Named | None]]:
    """The suppliers of a contract as a source gives them, each as it was named."""
    return [(link, _named(link)) for link in facts.get("supplier_links", ())]


def _named(link: Facts) -> Named | None:
    if not link.get("name_as_given"):
        return None
    one = one_supplier(link["name_as_given"])
    return Named(one.name, link.get("registration_number", ""), one.aliases)


def _said(kind: str) -> QuerySet[Assertion]:
    said = Assertion.objects.filter(record_kind=kind).exclude(source__slug=BY_HAND)
    return said.select_related("source").order_by("pk")


def names_supplier(pk: int) -> Q:
    """Whether JSON, cast to `text`, holds the number of a supplier, or one that begins like it."""
    return Q(text__contains=f'"supplier_id": {pk}') | Q(text__contains=f'"supplier_id":{pk}')


def _contracts_sold(meanings: Meanings) -> Iterator[Decided]:
    # Nothing looks into a list of objects on both engines; of the text found, each is looked at below.
    said = _said(CONTRACT).annotate(text=Cast("values", TextField()))
    for assertion in said.filter(names_supplier(meanings.owner)):
        named = tuple(
            name
            for link, name in links_of(assertion.values.get("supplier", {}))
            if name is not None and link["supplier_id"] == meanings.owner and meanings.decided(name)
        )
        if named:
            yield Decided(assertion, "supplier", named)


def _systems_sold(meanings: Meanings) -> Iterator[Decided]:
    said = _said(SYSTEM).filter(values__supplier__supplier_id=meanings.owner)
    for assertion, cells in _with_cells(said):
        sellers = _parsed(SYSTEM, "supplier", cells)
        if not sellers:
            continue
        named = Named(sellers[0].name, "", sellers[0].aliases)
        if meanings.decided(named):
            yield Decided(assertion, "supplier", (named,))


def _contracts_for(meanings: Meanings) -> Iterator[Decided]:
    said = _said(CONTRACT).filter(values__has_key="products")
    ids = [
        pk
        for pk, products in said.values_list("pk", "values__products__products").iterator()
        if meanings.owner in (products or ())
    ]
    for assertion, cells in _of_ids(ids):
        rightly, wrongly = _products(assertion, cells, meanings)
        if wrongly:
            yield Decided(assertion, "products", tuple(wrongly), stays=bool(rightly))


def _systems_of(meanings: Meanings) -> Iterator[Decided]:
    said = _said(SYSTEM).filter(values__product__product_id=meanings.owner)
    for assertion, cells in _with_cells(said):
        rightly, wrongly = _products(assertion, cells, meanings)
        # A row may name several systems; which of them this is stands in the row's own name.
        mine = assertion.source_record_id.split("|")
        if rightly:
            wrongly = [one for one in wrongly if fold_words(fold_product(one.name)) in mine]
        if wrongly:
            yield Decided(assertion, "product", (wrongly[0],))


def _products(
    assertion: Assertion, cells: dict[str, str], meanings: Meanings
) -> tuple[list[Named], list[Named]]:
    """The names of a row that mean the owner: those that do so without the alias, and the others."""
    kind = assertion.record_kind
    makers = _parsed(kind, "manufacturer", cells)
    maker = makers[0] if len(makers) == 1 else ""
    functions = tuple(assertion.values.get("functions", {}).get("functions", ()))
    named = [Named(name, maker=maker, functions=functions) for name in _parsed(kind, "system", cells)]
    mine = [one for one in named if meanings.means_owner(one)]
    return (
        [one for one in mine if not meanings.decided(one)],
        [one for one in mine if meanings.decided(one)],
    )


def _of_ids(ids: Iterable[int]) -> Iterator[tuple[Assertion, dict[str, str]]]:
    for some in batched(ids, CHUNK, strict=False):
        yield from _with_cells(Assertion.objects.filter(pk__in=some).select_related("source"))


def _with_cells(said: QuerySet[Assertion]) -> Iterator[tuple[Assertion, dict[str, str]]]:
    """What sources say, each with the cells of its row; without those, nobody knows how it was spelt."""
    for some in batched(said, CHUNK, strict=False):
        cells = _cells({assertion.batch for assertion in some}, {one.row_number for one in some})
        for assertion in some:
            yield assertion, cells.get((assertion.batch, assertion.sheet, assertion.row_number), {})


def _cells(batches: set[str], numbers: set[int]) -> dict[Place, dict[str, str]]:
    """The cells of rows by the names of their fields."""
    rows = ImportRow.objects.filter(batch__key__in=batches, row_number__in=numbers)
    found: dict[Place, dict[str, str]] = {}
    columns: dict[tuple[str, str], dict[str, str]] = {}
    for row in rows.select_related("batch").order_by("position"):
        place = (row.batch.key, row.sheet)
        if place not in columns:
            columns[place] = _columns(row.batch.sheets, row.sheet)
        named = {columns[place].get(heading, ""): text for heading, text in row.cells.items()}
        found.setdefault((*place, row.row_number), {}).update(named)
    return found


def _columns(sheets: list[dict[str, Any]], name: str) -> dict[str, str]:
    """Headings and fields: our own, as a notice without columns has them, and those of the sheet."""
    known = {field.heading: field.name for fields in FIELDS.values() for field in fields}
    for sheet in sheets:
        if sheet["sheet"] == name:
            known |= {heading: field for heading, field in sheet.get("columns", {}).items() if field}
    return known


def _parsed(kind: str, name: str, cells: dict[str, str]) -> tuple[Any, ...]:
    """The names in a cell. One of these was taken for a firm's already, though it look like a person's."""
    field = next((field for field in FIELDS[TARGET_OF[kind]] if field.name == name), None)
    if field is None or name not in cells:
        return ()
    read = parse if name == "system" else parse_as_firms
    value: tuple[Any, ...] = read(field, cells[name], field.heading).value or ()
    return value
