"""Whatever becomes of a value that a visitor may not see, they can observe nothing of it."""

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from boroughs.models import Borough, Function, Skill, SkillLevel
from contracts.imports.undoing import undo_batch
from contracts.insight.report import NAMES
from contracts.models import Contract, ContractSupplier, SystemInUse
from contracts.open_data.lists import LISTS
from contracts.services.editing import editing
from suppliers.models import Supplier
from tests import factories
from tests.importing import CONTRACT, counted, csv_file, imported, problems
from tests.pages.answers import answers_of, different
from tests.pages.visitors import Visitor, client_of
from tests.pages.worlds import CLOSED, COMMON, OWN, authority, in_days, saved
from thirty3.history.services import recording, remove
from thirty3.registry import SITEMAPS

pytestmark = pytest.mark.django_db(databases="__all__")
EXAMPLES = settings(
    max_examples=8,
    # The first counter-example is read more quickly than the smallest is found.
    phases=[Phase.explicit, Phase.generate],
)
# By the design: who sells and what, and every text that may say so.
NAMING = frozenset({"supplier", "products"})
TELLING = frozenset(
    {"title", "reference", "description", "framework", "notes", "links", "route_note", "value_note"}
)
CLOSABLE = ("supplier", "products", "value", "end", "department", "participants", "review", "notice", "title")
RECORD = "record"


@dataclass(frozen=True)
class Drawn:
    """A contract of a random world: what it serves, and what was closed of it and to whom."""

    protective: bool
    closed: dict[str, str]
    numbers: tuple[int, int, int]
    demonstration: bool

    def hidden_from(self, visitor: Visitor) -> frozenset[str]:
        """The facts that a visitor may not see, by the rules of the design."""
        theirs = {"own"} if visitor == Visitor.OFFICER else {"own", "boroughs"}
        closed = {fact for fact, audience in self.closed.items() if audience in theirs}
        if RECORD in closed:
            return frozenset(CHANGES)
        if closed & NAMING:
            closed |= TELLING - set(self.closed)
        if visitor == Visitor.ANYONE:
            closed |= {"notes"} | (NAMING | TELLING if self.protective else set())
        return frozenset(closed) & CHANGES.keys()


@dataclass
class RandomWorld:
    """A few contracts and systems of one authority, and names that they may be given."""

    drawn: list[Drawn]
    borough: Borough = field(default_factory=lambda: authority(0))
    others: list[Borough] = field(default_factory=lambda: [authority(1), authority(2)])
    contracts: list[Contract] = field(default_factory=list)
    systems: list[SystemInUse] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.sellers = [factories.supplier(f"Seller {n}") for n in range(3)]
        self.made = [factories.product(f"Product {n}", maker=self.sellers[n]) for n in range(3)]
        self.open = factories.function("Housing management")
        self.protected = factories.function("Identity", protective=True)
        for number, drawn in enumerate(self.drawn):
            self._add(number, drawn)

    def _add(self, number: int, drawn: Drawn) -> None:
        seller, worth, days = drawn.numbers
        served: Function = self.protected if drawn.protective else self.open
        self.contracts.append(
            factories.contract(
                f"Agreement {number}",
                buyer=self.borough,
                suppliers=[self.sellers[seller]],
                products=[self.made[seller]],
                functions=[served],
                demonstration=drawn.demonstration,
                visibility={
                    fact: OWN if audience == "own" else CLOSED for fact, audience in drawn.closed.items()
                },
                **COMMON | {"value": worth, "start_date": in_days(-900), "end_date": in_days(days)},
            )
        )
        self.systems.append(
            factories.system(self.made[seller], buyer=self.borough, functions=[served], hosting="saas")
        )

    def addresses(self) -> Iterator[str]:
        """Every page, every filter, every order, and the download."""
        contracts, csv = reverse("contracts:contracts"), reverse("contracts:contracts-csv")
        yield from ("/", reverse("boroughs:boroughs"), self.borough.get_absolute_url(), "/readyz")
        yield from (record.get_absolute_url() for record in self.contracts)
        told = (*self.contracts, *self.sellers, *self.made, self.borough)
        yield from (f"{one.get_absolute_url()}history/" for one in told)
        yield from (f"{one.get_absolute_url()}?as_of={in_days(-1)}" for one in told)
        for page in ("system", "system-history"):
            yield from (reverse(f"contracts:{page}", args=[system.key]) for system in self.systems)
        seller, made = self.sellers[0].slug, self.made[0].slug
        queries = [f"supplier={seller}", f"product={made}", "supplier=withheld&product=withheld&sme=withheld"]
        queries += ["sort=value", "sort=updated", "status=live&status=unknown", "status=ended", "q=seller"]
        queries += ["q=other", "value_min=20", f"ends_after={in_days(20)}", f"borough={self.others[0].slug}"]
        yield from (contracts, csv, f"{csv}?sort=updated")
        files = ("contracts-workbook", "contracts-json", "contracts-transparency", "technologies-json")
        yield from (reverse(f"contracts:{name}") for name in files)
        yield from (reverse(f"api:{one.name}") for one in LISTS)
        yield from (f"{reverse('api:contracts')}?{query}" for query in queries)
        yield from (f"{contracts}?{query}" for query in queries)
        technologies = reverse("contracts:technologies")
        yield from (technologies, reverse("contracts:technologies-csv"), f"{technologies}?sort=name")
        yield from (f"{technologies}?{query}" for query in (f"product={made}", "product=withheld", "q=other"))
        yield from (f"{technologies}?ends_after={in_days(20)}", f"{technologies}?maker={seller}")
        yield from (one.get_absolute_url() for one in self.made)
        yield reverse("sitemap-section", args=["technologies"])
        suppliers = reverse("suppliers:suppliers")
        yield from (suppliers, reverse("suppliers:suppliers-csv"), f"{suppliers}?role=maker&letter=s")
        yield from (reverse("suppliers:suppliers-workbook"), reverse("suppliers:suppliers-json"))
        yield from (f"{suppliers}?q=seller&area={self.open.area.slug}", reverse("boroughs:services"))
        yield from (one.get_absolute_url() for one in (*self.sellers, self.open, self.protected))
        yield from (self.open.area.get_absolute_url(), reverse("sitemap-section", args=["suppliers"]))
        yield from (reverse("sitemap"), *(reverse("sitemap-section", args=[one.name]) for one in SITEMAPS))
        words = ("seller", "selelr", "other", "otehr", "identity", "product")
        yield from (f"{reverse('search:everything')}?q={word}" for word in words)
        yield from (f"{contracts}?q=otehr", f"{technologies}?q=prodcut", f"{suppliers}?q=selelr")
        keys = "&".join(f"key={record.key}" for record in self.contracts[:5])
        yield f"{reverse('contracts:compare-contracts')}?{keys}"
        slugs = "&".join(f"technology={one.slug}" for one in self.made)
        yield f"{reverse('contracts:compare-technologies')}?{slugs}&technology=product+0"
        places = "&".join(f"borough={one.slug}" for one in (self.borough, *self.others))
        yield from (f"{reverse('contracts:compare-boroughs')}?{places}{s}" for s in ("", "&source=real"))
        yield from (reverse(f"contracts:{name}") for name in ("matrix", "matrix-csv", "newest"))
        yield from (
            f"{reverse('contracts:matrix')}?product=withheld",
            f"{reverse('contracts:newest')}?source=real",
        )
        insights = reverse("contracts:insights")
        yield from (insights, f"{insights}?source=demonstration&map=boundaries&colour=suppliers")
        yield f"{insights}?supplier={seller}&product={made}&ends_after={in_days(20)}&colour=fresh"
        yield from (reverse("contracts:figures-csv", args=[name]) for name in NAMES)


def suppliers_of(world: RandomWorld, record: Contract, n: int) -> None:
    ContractSupplier.objects.filter(contract=record).delete()
    for seller in world.sellers[: n % 4]:
        ContractSupplier.objects.create(contract=record, supplier=seller, sme_at_award=n % 2 == 0)
    record.supplier_state = "known" if n % 4 else ["unknown", "none", "withheld"][n % 3]


def value_of(world: RandomWorld, record: Contract, n: int) -> None:
    record.value, record.value_state = (n, "known") if n else (None, "withheld")


def end_of(world: RandomWorld, record: Contract, n: int) -> None:
    record.end_date, record.end_kind, record.end_state = (
        (in_days(n * 30 - 400), "fixed", "known") if n else (None, "rolling", "known")
    )


def review_of(world: RandomWorld, record: Contract, n: int) -> None:
    record.review_date, record.review_state = (in_days(n), "known") if n else (None, "none")


def notice_of(world: RandomWorld, record: Contract, n: int) -> None:
    record.notice_months, record.notice_state = (n, "known") if n else (None, "none")


def text_of(name: str) -> Callable[[RandomWorld, Contract, int], None]:
    return lambda world, record, n: setattr(record, name, f"Other {name} by Seller {n}")


CHANGES: dict[str, Callable[[RandomWorld, Contract, int], None]] = {
    "supplier": suppliers_of,
    "products": lambda world, record, n: record.products.set(world.made[: n % 4]),
    "participants": lambda world, record, n: record.participants.set(world.others[: n % 3]),
    "value": value_of,
    "end": end_of,
    "review": review_of,
    "notice": notice_of,
    "links": lambda world, record, n: setattr(record, "links", [f"https://example.org/{n}"]),
    **{
        name: text_of(name)
        for name in (
            "title",
            "reference",
            "description",
            "department",
            "framework",
            "notes",
            "route_note",
            "value_note",
        )
    },
}

numbers = st.integers(0, 40)
drawn_contracts = st.builds(
    Drawn,
    protective=st.booleans(),
    closed=st.dictionaries(
        st.sampled_from([*CLOSABLE, RECORD]), st.sampled_from(["boroughs", "own"]), max_size=2
    ),
    numbers=st.tuples(st.integers(0, 2), numbers, st.integers(-400, 800)),
    demonstration=st.booleans(),
)
steps = st.lists(
    st.tuples(st.integers(0, 99), st.integers(0, 99), numbers, st.sampled_from(["a service", "by hand"])),
    min_size=1,
    max_size=5,
)


@contextlib.contextmanager
def another_past() -> Iterator[None]:
    """What happens in the block never was."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def change_what_is_hidden(world: RandomWorld, visitor: Visitor, step: tuple[int, int, int, str]) -> None:
    """One write of a fact that the visitor may not see, through the edits of staff or as a service does."""
    which, fact, n, way = step
    number = which % len(world.contracts)
    hidden = sorted(world.drawn[number].hidden_from(visitor))
    if not hidden:
        return
    record = Contract.objects.get(pk=world.contracts[number].pk)
    writing = editing if way == "by hand" else recording
    with writing(record, why=f"Seller {n} changed"):
        CHANGES[hidden[fact % len(hidden)]](world, record, n)
        record.save()


def change_what_no_audience_but_authorities_sees(world: RandomWorld, n: int) -> None:
    """Skills, hosting, satisfaction and notes; a closed contract that comes and goes; a hidden name."""
    factories.change(
        world.systems[n % len(world.systems)],
        hosting="cloud",
        satisfaction=n % 5 + 1,
        satisfaction_state="known",
        notes=f"Note {n}",
    )
    skill = saved(Skill(slug="skill", name="Skill"))
    saved(SkillLevel(borough=world.borough, skill=skill, level=n % 5))
    closed = factories.contract(
        "Closed",
        buyer=world.borough,
        suppliers=[factories.supplier("New seller")],
        visibility={RECORD: CLOSED},
        value=n,
    )
    factories.change(Supplier.objects.get(name="New seller"), name="Renamed")
    unseen = factories.system(
        factories.product("New product", maker=factories.supplier("New maker")),
        buyer=world.others[0],
        functions=[world.open],
        contract=world.contracts[0],
        visibility={RECORD: CLOSED},
    )
    for system, drawn in zip(world.systems, world.drawn, strict=True):
        if drawn.protective:
            factories.change(system, product=world.made[n % 3], supplier=world.sellers[n % 3])
    if n % 2:
        remove(closed)
        remove(unseen)


@pytest.mark.parametrize("visitor", [Visitor.ANYONE, Visitor.OFFICER])
def test_changing_hidden_values_changes_no_answer(visitor: Visitor) -> None:
    client = client_of(visitor)

    @EXAMPLES
    @given(drawn=st.lists(drawn_contracts, min_size=1, max_size=4), steps=steps, n=numbers)
    def holds(drawn: list[Drawn], steps: list[tuple[int, int, int, str]], n: int) -> None:
        with another_past():
            world = RandomWorld(drawn)
            addresses = list(world.addresses())
            before = answers_of(client, addresses)
            for step in steps:
                change_what_is_hidden(world, visitor, step)
            if visitor == Visitor.ANYONE:
                change_what_no_audience_but_authorities_sees(world, n)
            assert different(before, answers_of(client, addresses)) == []

    holds()


def test_an_import_of_hidden_values_and_its_undo_change_no_answer(client: Client, tmp_path: Path) -> None:
    factories.function("Identity", protective=True)
    buyer = factories.borough("Camden")
    row = CONTRACT | {"function": "Identity"}
    imported(csv_file(tmp_path / "first.csv", [row]), borough=buyer, as_at_date=in_days(-1))
    contract = Contract.objects.get()
    addresses = ["/", "/contracts/", "/contracts/?q=seller", "/contracts/?sort=updated", "/contracts.csv"]
    addresses += ["/search/?q=seller", "/search/?q=selelr", "/search/?q=other", "/contracts/?q=otehr"]
    addresses += ["/contracts.json", "/api/v1/contracts", "/api/v1/suppliers", "/api/v1/products"]
    addresses += [contract.get_absolute_url(), buyer.get_absolute_url(), "/contracts/?supplier=withheld"]
    before = answers_of(client, addresses)
    hidden = {"supplier": "Seller Limited", "system": "Other product", "notes": "Why"}
    batch = imported(csv_file(tmp_path / "next.csv", [row | hidden]), borough=buyer, as_at_date=in_days(-1))
    assert batch.counts["changed"] == 1, (counted(batch), problems(batch))
    assert [one.name for one in Contract.objects.get().suppliers.all()] == ["Seller Limited"]
    assert different(before, answers_of(client, addresses)) == []
    undo_batch(batch=batch)
    assert [one.name for one in Contract.objects.get().suppliers.all()] == [CONTRACT["supplier"]]
    assert different(before, answers_of(client, addresses)) == []
