"""What names mean with an alias, and what they would mean without it."""

from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from contracts.imports.interpreting.alike import AlikeSuppliers
from suppliers.models import Product, ProductAlias, Supplier, SupplierAlias
from suppliers.names import (
    ProductNames,
    SupplierNames,
    fold,
    fold_product,
    normal_company_number,
    unique_slugs,
)
from thirty3.history.services import recording

type Alias = SupplierAlias | ProductAlias


@dataclass(frozen=True)
class Named:
    """A supplier or product as a row names it, with what the row says of it besides."""

    name: str
    number: str = ""
    also: tuple[str, ...] = ()
    maker: str = ""
    functions: tuple[int, ...] = ()


class Meanings(Protocol):
    """Which records names mean, for one alias; `owner` is the record that the alias means."""

    owner: int

    def decided(self, named: Named) -> bool:
        """Whether it is by the alias alone that the name means its owner."""

    def means_owner(self, named: Named) -> bool:
        """Whether the name means the owner, by the alias or without it."""

    def otherwise(self, named: Named) -> int | None:
        """The record that the name means without the alias; None where it would be a new one's."""

    def make(self, named: Named, *, actor: object, why: str) -> int:
        """A new record of just this name, as an import makes one."""


class SupplierMeanings:
    """Of names of suppliers: by number, by a known name, or by the strict rule, in the order of imports."""

    def __init__(self, alias: SupplierAlias) -> None:
        self.alias, self.owner, self.demonstration = alias, alias.supplier_id, alias.demonstration
        # A register names the same few suppliers over and over.
        self._decided: dict[Named, bool] = {}

    @cached_property
    def _now(self) -> AlikeSuppliers:
        names = SupplierNames.load(demonstration=self.demonstration)
        return AlikeSuppliers(names, {}, demonstration=self.demonstration)

    @cached_property
    def _then(self) -> AlikeSuppliers:
        without = self.alias.folded
        names = SupplierNames.load(demonstration=self.demonstration, without=without)
        return AlikeSuppliers(names, {}, demonstration=self.demonstration, without=without)

    def decided(self, named: Named) -> bool:
        if named not in self._decided:
            self._decided[named] = self.means_owner(named) and self.otherwise(named) != self.owner
        return self._decided[named]

    def means_owner(self, named: Named) -> bool:
        return _supplier(self._now, named) == self.owner

    def otherwise(self, named: Named) -> int | None:
        return _supplier(self._then, named)

    def make(self, named: Named, *, actor: object, why: str) -> int:
        number = normal_company_number(named.number) or ""
        taken = set(Supplier.objects.values_list("slug", flat=True))
        [slug] = unique_slugs([named.name], taken=taken)
        made = Supplier(name=named.name, slug=slug, company_number=number, demonstration=self.demonstration)
        known, index = self._then.names.by_name, self._then.index
        with recording(made, actor=actor, why=why):
            made.save()
            for spelling in (named.name, *named.also):
                if fold(spelling) and fold(spelling) not in known:
                    made.aliases.create(
                        spelling=spelling, folded=fold(spelling), demonstration=self.demonstration
                    )
                    known[fold(spelling)] = made.pk
                    index.add(made.pk, spelling)
        if number:
            self._then.names.by_number[number] = made.pk
            self._then.names.numbers[made.pk] = number
        return made.pk


def _supplier(among: AlikeSuppliers, named: Named) -> int | None:
    """The order in which an import looks: every spelling among known names, then each by the rule."""
    spellings = (named.name, *named.also)
    for spelling in spellings:
        if (found := among.names.find(spelling, named.number)) is not None:
            return found
    number = normal_company_number(named.number) or ""
    return next((pk for s in spellings if (pk := among.find(s, number)) is not None), None)


class ProductMeanings:
    """Of names of products: by a known name alone."""

    def __init__(self, alias: ProductAlias) -> None:
        self.alias, self.owner, self.demonstration = alias, alias.product_id, alias.demonstration
        self._now = ProductNames.load(demonstration=self.demonstration)
        self._then = ProductNames.load(demonstration=self.demonstration, without=alias.folded)

    def decided(self, named: Named) -> bool:
        return self.means_owner(named) and self.otherwise(named) != self.owner

    def means_owner(self, named: Named) -> bool:
        return self._now.find(named.name) == self.owner

    def otherwise(self, named: Named) -> int | None:
        return self._then.find(named.name)

    def make(self, named: Named, *, actor: object, why: str) -> int:
        [slug] = unique_slugs([named.name], taken=set(Product.objects.values_list("slug", flat=True)))
        folded = fold_product(named.name)
        maker = SupplierNames.load(demonstration=self.demonstration).find(named.maker)
        made = Product(name=named.name, slug=slug, maker_id=maker, demonstration=self.demonstration)
        with recording(made, actor=actor, why=why):
            made.save()
            made.functions.set(named.functions)
            made.aliases.create(spelling=named.name, folded=folded, demonstration=self.demonstration)
        self._then.by_name[folded] = made.pk
        return made.pk


def meanings_of(alias: Alias) -> Meanings:
    """Which records names mean, with this alias and without it."""
    return SupplierMeanings(alias) if isinstance(alias, SupplierAlias) else ProductMeanings(alias)
