"""What the demonstration is made of: authorities, needs, invented suppliers and products."""

import csv
import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Self

from django.conf import settings

# Today, as far as the demonstration goes.
ANCHOR: Final = dt.date(2026, 11, 23)


@dataclass(frozen=True, slots=True)
class Authority:
    """One of the 33, with how much of its systems it reports, from 0 to 1."""

    slug: str
    name: str
    formal_name: str
    code: str
    completeness: float


@dataclass(frozen=True, slots=True)
class Function:
    name: str
    area: str
    area_name: str
    side: str
    protective: bool


@dataclass(frozen=True, slots=True)
class Area:
    """What an area's department may be called, and the code under which it buys."""

    departments: tuple[str, ...]
    cpv: str


@dataclass(frozen=True, slots=True)
class Supplier:
    name: str
    number: str
    size: str
    vcse: bool

    @property
    def sme(self) -> bool:
        return self.size != "large"


@dataclass(frozen=True, slots=True)
class Product:
    """An invented product. Where it has several sellers, contracts go to them in turn."""

    name: str
    maker: Supplier
    weight: int
    sellers: tuple[Supplier, ...]


@dataclass(frozen=True, slots=True)
class Need:
    """Something that authorities run one system for: how many do, what it costs, what it is called."""

    slug: str
    functions: tuple[Function, ...]
    adoption: int
    annual: int
    users: int
    subjects: tuple[str, ...]
    does: str
    products: tuple[Product, ...]

    @property
    def area(self) -> str:
        return self.functions[0].area

    @property
    def protective(self) -> bool:
        return any(function.protective for function in self.functions)


@dataclass(frozen=True, slots=True)
class Service:
    """Something bought around systems, without being one."""

    function: Function
    adoption: int
    cost: int
    years: int
    sellers: tuple[Supplier, ...]
    title: str
    does: str


@dataclass(frozen=True)
class Tables:
    """All of them, in the order of their files."""

    authorities: tuple[Authority, ...]
    neighbours: frozenset[tuple[str, str]]
    areas: dict[str, Area]
    needs: tuple[Need, ...]
    services: tuple[Service, ...]
    skills: tuple[tuple[str, str], ...]

    @cached_property
    def systems_of_all(self) -> float:
        """How many systems an authority of completeness 1 would report."""
        return sum(need.adoption for need in self.needs) / 100

    @classmethod
    def load(cls) -> Self:
        suppliers = {
            row["supplier"]: Supplier(row["name"], row["company_number"], row["size"], row["vcse"] == "yes")
            for row in rows_of("demonstration/suppliers.csv")
        }
        functions = _functions()
        needs = _needs(functions, suppliers)
        pairs = [(row["authority"], row["neighbour"]) for row in rows_of("reference/neighbours.csv")]
        return cls(
            authorities=_authorities(),
            neighbours=frozenset(pairs) | {(two, one) for one, two in pairs},
            areas={
                row["area"]: Area(tuple(_split(row["departments"])), row["cpv"])
                for row in rows_of("demonstration/areas.csv")
            },
            needs=needs,
            services=tuple(
                Service(
                    functions[row["functions"]],
                    int(row["adoption"]),
                    int(row["cost"]),
                    int(row["years"]),
                    tuple(suppliers[slug] for slug in _split(row["sellers"])),
                    row["title"],
                    row["does"],
                )
                for row in rows_of("demonstration/services.csv")
            ),
            skills=tuple((row["name"], row["group"]) for row in rows_of("reference/skills.csv")),
        )


def rows_of(path: str) -> Iterator[dict[str, str]]:
    with (settings.BASE_DIR / "fixtures" / path).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _split(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(";") if part.strip()]


def _functions() -> dict[str, Function]:
    areas = {row["slug"]: row for row in rows_of("reference/service-areas.csv")}
    sides = {"frontline": "Frontline", "corporate": "Corporate"}
    return {
        row["slug"]: Function(
            row["name"],
            row["area"],
            areas[row["area"]]["name"],
            sides[areas[row["area"]]["side"]],
            row["protective"] == "yes",
        )
        for row in rows_of("reference/functions.csv")
    }


def _authorities() -> tuple[Authority, ...]:
    real = {row["slug"]: row for row in rows_of("reference/authorities.csv")}
    return tuple(
        Authority(
            row["authority"],
            real[row["authority"]]["name"],
            real[row["authority"]]["formal_name"],
            real[row["authority"]]["short_name"],
            int(row["completeness"]) / 100,
        )
        for row in rows_of("demonstration/authorities.csv")
    )


def _needs(functions: dict[str, Function], suppliers: dict[str, Supplier]) -> tuple[Need, ...]:
    products: dict[str, list[Product]] = {}
    for row in rows_of("demonstration/products.csv"):
        maker = suppliers[row["maker"]]
        sellers = tuple(suppliers[slug] for slug in _split(row["sellers"])) or (maker,)
        made = Product(row["product"], maker, int(row["weight"]), sellers)
        products.setdefault(row["need"], []).append(made)
    return tuple(
        Need(
            row["need"],
            tuple(functions[slug] for slug in row["functions"].split()),
            int(row["adoption"]),
            int(row["annual"]),
            int(row["users"]),
            tuple(_split(row["subjects"])),
            row["does"],
            tuple(products[row["need"]]),
        )
        for row in rows_of("demonstration/needs.csv")
    )
