"""Resolving the names in a file's rows, and making up the records that new names need."""

import datetime
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.utils import timezone

from boroughs.models import Borough, Function, ServiceArea, Skill, SkillLevel
from boroughs.names import BoroughNames, FunctionNames, Resolution
from boroughs.names import fold as fold_words
from boroughs.protection import protective_words, sounds_protective
from contracts.imports.interpreting.alike import (
    AlikeProducts,
    AlikeSuppliers,
    doubt_about_name,
    learnt_aliases,
)
from contracts.imports.naming import NewRecords
from contracts.imports.problems import Problem
from contracts.models import Contract, ImportBatch, ImportWrite, Source, SystemInUse
from suppliers.models import Product, Supplier
from suppliers.names import (
    ProductNames,
    SupplierNames,
    fold,
    fold_product,
    normal_company_number,
    unique_slugs,
)
from thirty3.history.facts import Facts, facts_by_id

SUPPLIER, PRODUCT, SKILL = Supplier.record_kind(), Product.record_kind(), Skill.record_kind()

LONGEST_SLUG = {SUPPLIER: 120, PRODUCT: 120, SKILL: 50}


def _numbered(number: str) -> str:
    """A company number as a mark that no folded name can be."""
    return f"number:{number}"


def _protective() -> tuple[set[int], frozenset[str]]:
    """The functions that protect an authority, and the words that only their names use."""
    functions = list(Function.objects.all())
    words = protective_words((f.protective, (f.name, *f.synonyms)) for f in functions)
    return {function.pk for function in functions if function.protective}, words


def _by_reference(demonstration: bool) -> dict[tuple[int, str], int]:
    """Contracts by authority and reference: of those who lead, and of those who buy with them."""
    known = Contract.objects.filter(demonstration=demonstration).exclude(reference="").order_by("-pk")
    joined = {
        (borough, reference): pk
        for pk, borough, reference in known.filter(participants__isnull=False).values_list(
            "pk", "participants", "reference"
        )
    }
    led = {
        (lead, reference): pk for pk, lead, reference in known.values_list("pk", "lead_buyer_id", "reference")
    }
    return joined | led


def _contracts_held(demonstration: bool) -> dict[tuple[int, str, str], list[int]]:
    """Contracts by lead authority, number (of the procurement, or the authority's own) and title.

    Each stands there once more under its number with a blank title, which none has.
    """
    found: dict[tuple[int, str, str], list[int]] = {}
    known = Contract.objects.filter(demonstration=demonstration).exclude(ocid="", reference="")
    for pk, lead, ocid, reference, title in known.values_list(
        "pk", "lead_buyer_id", "ocid", "reference", "title"
    ):
        for number in {ocid, reference} - {""}:
            for wording in (fold_words(title), ""):
                found.setdefault((lead, number, wording), []).append(pk)
    return found


def _systems_held(demonstration: bool) -> dict[tuple[int, int], dict[int, set[int]]]:
    """Systems by authority and product, each with the functions that it is used for."""
    found: dict[tuple[int, int], dict[int, set[int]]] = {}
    known = SystemInUse.objects.filter(demonstration=demonstration)
    for pk, borough, product, function in known.values_list("pk", "borough_id", "product_id", "functions"):
        served = found.setdefault((borough, product), {}).setdefault(pk, set())
        if function is not None:
            served.add(function)
    return found


class Names:
    """Every name known here, read once for a batch, and the new ones that its rows mention."""

    def __init__(
        self,
        batch: ImportBatch,
        source: Source,
        *,
        suppliers: Mapping[str, str] | None = None,
        products: Mapping[str, str] | None = None,
    ) -> None:
        """`suppliers` and `products` are what a person chose for names: keys of records, or "new"."""
        self.batch, self.source = batch, source
        self.boroughs = BoroughNames.load()
        self.functions = FunctionNames.load()
        self.suppliers = SupplierNames.load(demonstration=batch.demonstration)
        self.products = ProductNames.load(demonstration=batch.demonstration)
        self.alike = AlikeSuppliers(self.suppliers, suppliers or {}, demonstration=batch.demonstration)
        self.alike_products = AlikeProducts(self.products.by_name, products or {})
        # Spellings that choices taught, by the record that they mean.
        self.learnt_names: dict[tuple[str, int], dict[str, str]] = {}
        self.borough_slugs = dict(Borough.objects.values_list("pk", "slug"))
        self.areas = {fold_words(area.name): area.pk for area in ServiceArea.objects.all()}
        self.skills = {fold_words(name): pk for pk, name in Skill.objects.values_list("pk", "name")}
        self._needed: set[tuple[str, int]] = set()
        self.new = {
            SUPPLIER: NewRecords(batch, Supplier),
            PRODUCT: NewRecords(batch, Product),
            SKILL: NewRecords(batch, Skill),
        }
        self._taken_slugs = {
            SUPPLIER: set(Supplier.objects.values_list("slug", flat=True)),
            PRODUCT: set(Product.objects.values_list("slug", flat=True)),
            SKILL: set(Skill.objects.values_list("slug", flat=True)),
        }
        self.protective, self.protective_words = _protective()
        self.makers = dict(Product.objects.values_list("pk", "maker_id"))
        self.learnt_makers: dict[int, int] = {}
        self.skill_levels = {
            (borough, skill): pk
            for pk, borough, skill in SkillLevel.objects.filter(
                demonstration=batch.demonstration
            ).values_list("pk", "borough_id", "skill_id")
        }
        self._contracts_held = _contracts_held(batch.demonstration)
        self._systems_held = _systems_held(batch.demonstration)
        # Contracts of this file and of those before it, by authority and reference.
        self.contracts = _by_reference(batch.demonstration)

    @property
    def day(self) -> datetime.date:
        """The day on which the file's names are read: who belonged to a shared service then."""
        return self.batch.as_at_date or timezone.localdate()

    def authorities(self, text: str, day: datetime.date | None = None) -> Resolution:
        return self.boroughs.resolve(text, day or self.day)

    def area(self, text: str) -> int | None:
        return self.areas.get(fold_words(text))

    def supplier(self, name: str, number: str = "", also: tuple[str, ...] = ()) -> int:
        """The supplier that a name means, a new one where nobody bears it."""
        for known_name in (name, *also):
            if (found := self.suppliers.find(known_name, number)) is not None:
                return found
        tidy = normal_company_number(number) or ""
        for known_name in (name, *also):
            if (found := self._alike(known_name, tidy)) is not None:
                return found
        return self._new_supplier(name, tidy, also)

    def _alike(self, name: str, number: str) -> int | None:
        found = self.alike.find(name, number)
        if found is None:
            return None
        if fold(name) in self.alike.chosen:
            self.learnt_names.setdefault((SUPPLIER, found), {})[fold(name)] = name
        facts = self.new[SUPPLIER].facts(found)
        if facts is not None and number and facts["company_number"] not in ("", number):
            return None
        return found

    def doubt_about_supplier(self, name: str, number: str = "") -> Problem | None:
        """The question which supplier a name means, where it is like known ones and the same as none."""
        if self.suppliers.find(name, number) is not None:
            return None
        tidy = normal_company_number(number) or ""
        found = self.alike.find(name, tidy)
        # One that this very file made up may be in doubt itself.
        if found is not None and self.new[SUPPLIER].facts(found) is None:
            return None
        return doubt_about_name("supplier", name, fold(name), self.alike.likely(name, tidy))

    def doubt_about_product(self, name: str) -> Problem | None:
        """The question which product a name means."""
        folded = fold_product(name)
        if folded in self.products.by_name:
            return None
        return doubt_about_name("product", name, folded, self.alike_products.likely(name))

    def _new_supplier(self, name: str, number: str, also: tuple[str, ...]) -> int:
        """A new supplier of this file: by its number, else by a name that is no namesake's."""
        new = self.new[SUPPLIER]
        if number and (found := new.get(_numbered(number))) is not None:
            return found
        marks = [fold(spelling) for spelling in (name, *also)]
        for mark in marks:
            if (found := new.get(mark)) is None:
                continue
            facts = new.facts(found) or {}
            if number and not facts["company_number"]:
                facts["company_number"] = number
                new.knows_as(_numbered(number), found)
            if not number or facts["company_number"] == number:
                return found
        free = [
            spelling
            for spelling, mark in zip((name, *also), marks, strict=True)
            if mark not in self.suppliers.by_name and new.get(mark) is None
        ]
        made = new.add(
            _numbered(number) if number else marks[0],
            {
                "name": name,
                "slug": self._slug(SUPPLIER, name),
                "company_number": number,
                "aliases": self._aliases(free, fold),
            },
        )
        for spelling in free:
            new.knows_as(fold(spelling), made)
            self.alike.index.know(made, spelling)
        return made

    def product(self, name: str, maker: int | None = None, functions: list[int] | None = None) -> int:
        """The product that a name means, a new one with this maker where nobody knows it."""
        if (found := self.products.find(name)) is not None:
            return found
        if (chosen := self.alike_products.chosen.get(fold_product(name))) is not None:
            self.learnt_names.setdefault((PRODUCT, chosen), {})[fold_product(name)] = name
            return chosen
        return self._new(
            PRODUCT,
            fold_product(name),
            lambda: {
                "name": name,
                "slug": self._slug(PRODUCT, name),
                "maker_id": maker,
                "functions": sorted(functions or []),
                "aliases": self._aliases([name], fold_product),
            },
        )

    def product_made_by(
        self, name: str, maker: str, functions: list[int], needs: set[tuple[str, int]]
    ) -> int:
        """The product, with its maker where the row names one; what a write of the row needs is noted."""
        maker_id = self.supplier(maker) if maker else None
        pk = self.product(name, maker_id, functions)
        needs.add((PRODUCT, pk))
        facts = self.new[PRODUCT].facts(pk)
        if facts is not None:
            facts["maker_id"] = facts["maker_id"] or maker_id
            maker_id = facts["maker_id"]
        elif maker_id is not None and self.makers.get(pk) is None and not self.protects(functions):
            # A protected row tells of nothing that shows elsewhere.
            self.learnt_makers.setdefault(pk, maker_id)
        if maker_id is not None:
            needs.add((SUPPLIER, maker_id))
        return pk

    def knows_firm(self, name: str) -> bool:
        """Whether a supplier of this name is known here."""
        return self.suppliers.find(name) is not None

    def contract_held(
        self, lead: int, numbers: Iterable[str], title: str, *, only: bool = False
    ) -> int | None:
        """A contract that another source told of: the same lead, number and title, and only one such.

        Where a notice has led to this one agreement `only`, its number is enough: titles are reworded
        from notice to notice, while lots of one number go by titles of their own.
        """
        for wording in (fold_words(title), "") if only else (fold_words(title),):
            for number in filter(None, numbers):
                found = self._contracts_held.get((lead, number, wording), ())
                if len(found) == 1:
                    return found[0]
        return None

    def system_held(self, borough: int, product: int, functions: Iterable[int]) -> int | None:
        """A system that another source told of: the same authority and product, for a function in common."""
        wanted = set(functions)
        held = self._systems_held.get((borough, product), {})
        fits = [pk for pk, served in held.items() if not wanted or not served or wanted & served]
        return fits[0] if len(fits) == 1 else None

    def learn_contract(self, buyers: Iterable[int], reference: str, record_id: int) -> None:
        """A contract that this file brings, so that the systems of those who buy under it can refer to it."""
        for borough in buyers:
            self.contracts.setdefault((borough, reference), record_id)

    def skill(self, name: str, group: str) -> int:
        folded = fold_words(name)
        if folded in self.skills:
            return self.skills[folded]
        return self._new(
            SKILL,
            folded,
            lambda: {"name": name, "slug": self._slug(SKILL, name), "group": group},
        )

    def protects(self, functions: Iterable[int]) -> bool:
        """Whether what is said of these functions is for authorities alone, unless it is public already."""
        return not self.source.published and bool(self.protective & set(functions))

    def sounds_protective(self, text: str) -> bool:
        """Whether words that nobody knows as a function share one with those that protect, and only those."""
        return sounds_protective(text, self.protective_words)

    def need(self, kind: str, record_id: int) -> None:
        self.new[kind].need(record_id)
        self._needed.add((kind, record_id))

    def writes(self) -> Iterator[ImportWrite]:
        """The new records that rows need, and the makers that they tell of products without one."""
        for records in self.new.values():
            yield from records.writes()
        for kind in (SUPPLIER, PRODUCT):
            yield from self._learnt(kind)

    def _learnt(self, kind: str) -> Iterator[ImportWrite]:
        """What needed records learn from this file: who makes a product, by what name a person knew it."""
        makers = self.learnt_makers if kind == PRODUCT else {}
        named = {pk for of_kind, pk in self.learnt_names if of_kind == kind}
        ids = sorted(pk for pk in {*makers, *named} if (kind, pk) in self._needed)
        model = self.new[kind].model
        versions = dict(model._default_manager.filter(pk__in=ids).values_list("pk", "version"))
        for pk, facts in facts_by_id(model, ids).items():
            after: Facts = {"maker_id": makers[pk]} if pk in makers else {}
            if spellings := self.learnt_names.get((kind, pk)):
                after["aliases"] = learnt_aliases(facts, spellings, demonstration=self.batch.demonstration)
            yield ImportWrite(
                batch=self.batch,
                record_kind=kind,
                record_id=pk,
                key=facts["key"],
                title=facts["name"],
                action=ImportWrite.Action.CHANGED,
                version=versions[pk],
                record=facts | after,
                before={name: facts[name] for name in after},
                after=after,
            )

    def _new(self, kind: str, folded: str, facts: Any) -> int:
        known = self.new[kind].get(folded)
        return known if known is not None else self.new[kind].add(folded, facts())

    def _aliases(self, names: list[str], folding: Any) -> list[dict[str, Any]]:
        spellings = {folding(name): name for name in reversed(names)}
        return [
            {"spelling": spelling, "folded": folded, "demonstration": self.batch.demonstration}
            for folded, spelling in spellings.items()
            if folded
        ]

    def _slug(self, kind: str, name: str) -> str:
        taken = self._taken_slugs[kind]
        [slug] = unique_slugs([name], taken=taken, max_length=LONGEST_SLUG[kind])
        taken.add(slug)
        return slug
