"""Who sells what in the world: suppliers and products with invented names and a long tail."""

import itertools
import random
from collections.abc import Sequence
from dataclasses import dataclass

from boroughs.models import Function
from suppliers.models import Product, Supplier
from thirty3.keys import new_key
from thirty3.loading import load

FIRST = (
    "Alder",
    "Birch",
    "Calder",
    "Dunlin",
    "Elm",
    "Fennel",
    "Gorse",
    "Hazel",
    "Iris",
    "Juniper",
    "Kestrel",
)
SECOND = ("Systems", "Software", "Digital", "Cloud", "Data", "Networks", "Services", "Solutions", "Works")
THIRD = ("Case", "Flow", "Desk", "View", "Track", "Link", "Point", "Hub", "Manager", "Portal", "Records")


class Skewed[T]:
    """Chooses among things as markets do: the nth is chosen about 1/n as often as the first."""

    def __init__(self, things: Sequence[T], *, steepness: float) -> None:
        self.things = things
        self.weights = list(itertools.accumulate((n + 1) ** -steepness for n in range(len(things))))

    def one(self, chance: random.Random) -> T:
        return chance.choices(self.things, cum_weights=self.weights)[0]

    def several(self, chance: random.Random, number: int) -> list[T]:
        """So many, or fewer where the same came twice."""
        return list(dict.fromkeys(chance.choices(self.things, cum_weights=self.weights, k=number)))


@dataclass(frozen=True)
class Offer:
    """A product, who makes it, and what it is for."""

    product: Product
    maker: Supplier
    functions: list[Function]


def add_suppliers(number: int, chance: random.Random) -> list[Supplier]:
    made = [
        Supplier(
            pk=pk,
            key=new_key(),
            slug=f"invented-supplier-{pk}",
            name=f"{chance.choice(FIRST)} {chance.choice(SECOND)} {pk} (invented)",
            is_sme=chance.choice((True, True, False, None)),
            demonstration=True,
        )
        for pk in range(1, number + 1)
    ]
    load(Supplier, made)
    return made


def add_products(
    number: int, suppliers: Sequence[Supplier], functions: Sequence[Function], chance: random.Random
) -> list[Offer]:
    """Products, most of them by few makers and for few functions."""
    makers, uses = Skewed(suppliers, steepness=0.8), Skewed(functions, steepness=0.6)
    offers = [
        Offer(
            product=Product(
                pk=pk,
                key=new_key(),
                slug=f"invented-product-{pk}",
                name=f"{chance.choice(FIRST)}{chance.choice(THIRD)} {pk} (invented)",
                maker=(maker := makers.one(chance)),
                demonstration=True,
            ),
            maker=maker,
            functions=uses.several(chance, chance.choice((1, 1, 1, 2, 3))),
        )
        for pk in range(1, number + 1)
    ]
    load(Product, [offer.product for offer in offers])
    serves = Product.functions.through
    load(serves, [serves(product=o.product, function=f) for o in offers for f in o.functions])
    return offers
