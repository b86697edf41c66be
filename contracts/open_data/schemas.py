"""The shapes of the API's answers, for its OpenAPI document. A part that nobody stated is left out."""

import datetime
from typing import Literal

from ninja import Schema
from pydantic import ConfigDict, Field

Day = datetime.date
State = Literal["known", "unknown", "none", "withheld"]
Precision = Literal["day", "month", "quarter", "year"]
Status = Literal["live", "not-started", "ended", "unknown"]


class Shape(Schema):
    """One object of an answer. It has no parts but these."""

    model_config = ConfigDict(extra="forbid")


class Name(Shape):
    """A record with a page of its own: the last part of its address, and its name."""

    slug: str
    name: str


class Fact(Shape):
    """A fact that nobody stated is "unknown"; one that does not exist is "none"; "withheld" is there, and
    not shown.
    """

    state: State
    reason: str | None = Field(None, description="Why it is withheld, or what was said of it.")


class TextFact(Fact):
    value: str | None = None


class TextsFact(Fact):
    value: list[str] | None = None


class NumberFact(Fact):
    value: int | None = None


class MoneyFact(Fact):
    amount: str | None = Field(None, description="Pounds, as exact decimal text: “125000.00”.")
    kind: str | None = Field(None, description="Tender, awarded, ceiling, spend or not stated.")
    span: str | None = Field(None, description="For a year, for the whole life, or not stated.")
    vat: str | None = Field(None, description="Excluding or including VAT, or not stated.")


class DateFact(Fact):
    date: Day | None = None
    precision: Precision | None = Field(None, description="How exactly the date is known.")


class EndFact(DateFact):
    """The last possible day; without a date it is rolling, or runs until somebody ends it."""

    kind: str | None = None


class DatesFact(Fact):
    dates: list[Day] | None = None


class MonthsFact(Fact):
    months: int | None = None


class Option(Shape):
    """One option to extend."""

    position: int
    months: int
    decide_by: Day | None = None
    taken: Day | None = None


class OptionsFact(Fact):
    options: list[Option] | None = None


class NamesFact(Fact):
    entries: list[Name] | None = None


class SupplierAtAward(Name):
    """A supplier, with what the buyer said of it at award."""

    as_given: str | None = None
    sme: bool | None = None
    vcse: bool | None = None
    number: str | None = None


class SuppliersFact(Fact):
    entries: list[SupplierAtAward] | None = None


class Made(Name):
    """A product, and who makes it."""

    maker: Name | None = None


class ProductsFact(Fact):
    entries: list[Made] | None = None


class Served(Name):
    """A function with its service area, which is frontline or corporate."""

    area: str
    area_name: str
    side: str


class FunctionsFact(Fact):
    entries: list[Served] | None = None


class FrameworkFact(TextFact):
    key: str | None = Field(None, description="The agreement it is called off from, where that is held here.")


class KeysFact(Fact):
    keys: list[str] | None = None


class ReplacementFact(Fact):
    planned: bool | None = None
    by: Day | None = None


class PaidByFact(Fact):
    key: str | None = Field(None, description="The contract that pays for it.")
    as_stated: str | None = None


class SourceOfFacts(Shape):
    """Where facts come from, with what the source's licence asks to be said."""

    name: str
    slug: str
    facts: list[str]
    publisher: str | None = None
    as_at: Day | None = None
    licence: str | None = None
    attribution: str | None = None
    url: str | None = None
    evidence: str | None = None


class ContractFacts(Shape):
    title: TextFact
    reference: TextFact
    ocid: TextFact
    description: TextFact
    department: TextFact
    participants: NamesFact
    supplier: SuppliersFact
    products: ProductsFact
    functions: FunctionsFact
    cpv: TextsFact
    route: TextFact
    route_note: TextFact
    framework: FrameworkFact
    predecessors: KeysFact
    competition: TextFact
    regime: TextFact
    award: DateFact
    start: DateFact
    end: EndFact
    breaks: DatesFact
    extensions: OptionsFact
    extensions_note: TextFact
    notice: MonthsFact
    review: DateFact
    terminated: DateFact
    termination_reason: TextFact
    value: MoneyFact
    value_note: TextFact
    irrecoverable_vat: MoneyFact
    notes: TextFact | None = None
    links: TextsFact


class SystemFacts(Shape):
    product: ProductsFact
    supplier: NamesFact
    functions: FunctionsFact
    reference: TextFact
    status: TextFact
    since: DateFact
    hosting: TextFact | None = Field(None, description="Authorities share this with each other alone.")
    users: NumberFact
    satisfaction: NumberFact | None = Field(None, description="Authorities share this with each other alone.")
    replacement: ReplacementFact
    contract: PaidByFact
    notes: TextFact | None = None


class Record(Shape):
    """What is told of a contract and of a system in use."""

    key: str
    title: str
    authority: Name
    demonstration: bool = Field(description="Whether it is invented, to show what the site is like.")
    updated: datetime.datetime
    sources: list[SourceOfFacts]


class Contract(Record):
    address: str
    kind: str
    status: Status = Field(description="Where it stands today.")
    facts: ContractFacts


class System(Record):
    """A product that an authority runs."""

    facts: SystemFacts


class Product(Shape):
    """A technology that somebody runs, as far as anyone may see that."""

    slug: str
    name: str
    address: str
    maker: Name | None = None
    systems: int
    authorities: int = Field(description="How many run it now.")
    retired: int = Field(description="How many have retired all that they had of it.")
    functions: list[str]


class Counts(Shape):
    """How many records there are of each kind."""

    contracts: int
    systems: int


class Word(Shape):
    """A value that was asked for, of a supplier that says so itself while no record shows it."""

    facet: str = Field(description="The parameter that asked for it.")
    value: str
    label: str = Field(description="The value in words.")


class Supplier(Shape):
    slug: str
    name: str
    address: str
    sme: Literal["yes", "no", "unknown"] = Field(description="Whether it is small or medium sized now.")
    size: Literal["micro", "small", "medium", "large", "unknown"] = Field(description="How large it is now.")
    vcse: Literal["yes", "no", "unknown"] = Field(
        description="Whether it is a voluntary, community or social enterprise now."
    )
    certifications: list[str] = Field(description="Schemes of which it holds a certificate in force today.")
    demonstration: bool
    supplies: Counts
    makes: Counts
    authorities: int
    said_alone: list[Word] = Field(
        description="Of what was asked for, what the supplier alone says of itself: no record shows it."
    )


class Borough(Shape):
    """An authority or another public body in London."""

    slug: str
    name: str
    formal_name: str
    address: str
    kind: str
    gss_code: str | None = None
    website: str | None = None
    records: Counts


class Function(Shape):
    """What an authority does, such as housing management."""

    slug: str
    name: str
    address: str
    area: Name
    side: str
    records: Counts


class Counted(Shape):
    """A value of a facet, and how many results it has with the other filters; its own facet's set aside."""

    value: str = Field(description="As the parameter of that name takes it.")
    label: str = Field(description="The value in words.")
    count: int


class Found(Shape):
    """A page of results. `next` is the address of the page after it, or null on the last one."""

    count: int
    facets: dict[str, list[Counted]]
    next: str | None


class Contracts(Found):
    results: list[Contract]


class Systems(Found):
    results: list[System]


class Products(Found):
    results: list[Product]


class Suppliers(Found):
    results: list[Supplier]


class Boroughs(Found):
    results: list[Borough]


class Functions(Found):
    results: list[Function]


class Problem(Shape):
    """What is wrong, and with which parameter; null where it is not about one."""

    parameter: str | None
    message: str


class Problems(Shape):
    """The answer wherever something is wrong."""

    errors: list[Problem]
