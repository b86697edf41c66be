"""The one selection against a count by hand and a brute force over the facts."""

import datetime
import random
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contracts.listing.filters import ContractFilter
from contracts.listing.ordering import all_rows, page_of
from contracts.listing.selection import Selection, select
from contracts.models import Contract
from tests import factories
from thirty3.audiences import Audience

pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 11, 23)
FACETS = (
    *("borough", "area", "function", "supplier", "product", "status"),
    *("within", "band", "sme", "hosting", "source"),
)
WORDS = ["housing", "payroll", "parking", "identity", "library"]


def days(start, end):
    return st.dates(min_value=datetime.date(*start), max_value=datetime.date(*end))


@pytest.fixture
def world():
    """Thirty contracts of every sort: protective, closed, undated, withheld, rolling, shared."""
    rng = random.Random(7)
    boroughs = [factories.borough(name) for name in ("Camden", "Hackney", "Merton")]
    served = [
        factories.function("Housing management"),
        factories.function("Payroll", of=factories.area("People", "corporate")),
        factories.function("Identity", of=factories.area("Security", "corporate"), protective=True),
    ]
    sellers = [factories.supplier(f"Seller {name}") for name in ("Ash", "Birch", "Cedar")]
    made = [factories.product(f"Product {name}") for name in ("Xenon", "Yttrium")]
    for number in range(30):
        facts = {}
        if rng.random() < 0.6:
            facts["end_date"] = DAY + datetime.timedelta(
                days=rng.choice([-400, -1, 0, 1, 92, 93, 181, 182, 364, 365, 366, 730, 900])
            )
        elif rng.random() < 0.5:
            facts |= {"end_kind": "rolling", "end_state": "known"}
        if rng.random() < 0.6:
            latest = facts.get("end_date", DAY + datetime.timedelta(days=500))
            facts["start_date"] = latest - datetime.timedelta(days=rng.choice([0, 30, 700]))
        if rng.random() < 0.7:
            facts["value"] = Decimal(rng.choice([0, 100, 100, 2500, 99999]))
        if rng.random() < 0.3:
            facts["visibility"] = {
                rng.choice(["value", "end", "supplier", "functions"]): {
                    "audience": rng.choice(["boroughs", "own"]),
                    "reason": "s43",
                }
            }
        chosen = rng.sample(sellers, rng.choice([0, 1, 1, 2]))
        if not chosen:
            facts["supplier_state"] = rng.choice(["unknown", "withheld", "none"])
        factories.contract(
            f"{rng.choice(WORDS)} agreement {number}",
            buyer=rng.choice(boroughs),
            participants=rng.sample(boroughs, rng.choice([0, 0, 1])),
            suppliers=chosen,
            sme=rng.choice([True, False, None]),
            products=rng.sample(made, rng.choice([0, 1])),
            functions=rng.sample(served, rng.choice([0, 1, 1, 2])),
            demonstration=rng.random() < 0.3,
            **facts,
        )
    run_systems(random.Random(8), served)
    return {"supplier": [s.slug for s in sellers], "product": [p.slug for p in made]}


def run_systems(rng, served):
    """Systems of every hosting and state, most of them paid for: retired, protective, closed and opened."""
    product, paying = factories.product("Product Zinc"), list(Contract.objects.all())
    for _ in range(40):
        hosting = rng.choice(["saas", "saas", "cloud", ""])
        state = {} if hosting else {"hosting_state": rng.choice(["unknown", "none", "withheld"])}
        closable = ["hosting", "hosting", "contract", "record", "supplier"]
        closed = rng.sample(closable, rng.choice([0, 0, 1, 2]))
        factories.system(
            product,
            contract=rng.choice([None, *rng.sample(paying, 6)]),
            functions=rng.sample(served, rng.choice([0, 1])),
            status=rng.choice(["live", "live", "", "retired"]),
            hosting=hosting,
            visibility={
                fact: {"audience": rng.choice(["public", "boroughs", "own"]), "reason": "s43"}
                for fact in closed
            },
            **state,
        )


def hosting_told_by(system, audience):
    """What an audience learns of a system's hosting, by the rules in plain words; None where nothing."""
    chosen = {fact: rule["audience"] for fact, rule in system.visibility.items()}
    protective = any(f.protective for f in system.functions.all())
    includes = {"public": True, "boroughs": audience == "boroughs", "own": False}
    # Who sells it closed, what leads to the agreement closes with it, unless somebody said of that too.
    link = chosen.get("contract") or ("boroughs" if protective else "public")
    if "contract" not in chosen and chosen.get("supplier", "public") != "public":
        link = max(link, chosen["supplier"], key=["public", "boroughs", "own"].index)
    if not (includes[chosen.get("record", "public")] and includes[link]) or system.status == "retired":
        return None
    if not includes[chosen.get("hosting", "boroughs")]:
        return "withheld" if "hosting" in chosen else None
    state = system.hosting_state
    return system.hosting if state == "known" else None if state == "unknown" else state


class Seen:
    """A contract as an audience may see it, by the rules in plain words."""

    def __init__(self, record, audience):
        self.record, self.audience = record, audience
        functions = list(record.functions.all())
        # Where nobody named a function, the title may tell.
        self.protective = any(f.protective for f in functions) or (
            not functions and "identity" in record.title
        )

    def may_see(self, fact):
        chosen = self.record.visibility
        if fact in chosen:
            return chosen[fact]["audience"] == "boroughs" and self.audience == "boroughs"
        closed = [chosen[f]["audience"] for f in ("supplier", "products") if f in chosen]
        if fact == "title" and closed:
            return closed == ["boroughs"] and self.audience == "boroughs"
        if fact in ("supplier", "products", "title") and self.protective:
            return self.audience == "boroughs"
        return True

    @property
    def ends(self):
        return self.record.end_date if self.may_see("end") else None

    @property
    def value(self):
        return self.record.value if self.may_see("value") else None

    @property
    def status(self):
        record = self.record
        if record.start_date is not None and record.start_date > DAY:
            return {"not-started"}
        if self.ends is not None:
            if self.ends < DAY:
                return {"ended"}
            return {"live", "ending"} if self.ends <= datetime.date(2027, 11, 23) else {"live"}
        rolling = record.end_kind == "rolling" and self.may_see("end")
        return {"live"} if rolling else {"unknown"}

    @property
    def within(self):
        """Three months on is 23 February, and so on; what is over ends within none."""
        last = {
            "3": datetime.date(2027, 2, 23),
            "6": datetime.date(2027, 5, 23),
            "12": datetime.date(2027, 11, 23),
            "24": datetime.date(2028, 11, 23),
        }
        return {n for n, day in last.items() if self.ends is not None and DAY <= self.ends <= day}

    @property
    def band(self):
        if not self.may_see("value"):
            return {"withheld"}
        if self.record.value is None:
            return {"unknown"}
        return {"from-25k" if self.record.value >= 25_000 else "under-25k"}

    def values(self, facet):
        return getattr(self, facet)

    @property
    def borough(self):
        return {self.record.lead_buyer.slug, *(b.slug for b in self.record.participants.all())}

    @property
    def function(self):
        return self.stated("functions", {f.slug for f in self.record.functions.all()})

    @property
    def area(self):
        return self.stated("functions", {f.area.slug for f in self.record.functions.all()})

    def stated(self, fact, values):
        return (values or {"unknown"}) if self.may_see(fact) else {"withheld"}

    @property
    def supplier(self):
        if not self.may_see("supplier"):
            return {"withheld"}
        if self.record.supplier_state != "known":
            return {self.record.supplier_state}
        return {link.supplier.slug for link in self.record.supplier_links.all()}

    @property
    def product(self):
        if not self.may_see("products"):
            return {"withheld"}
        return {p.slug for p in self.record.products.all()} or {"unknown"}

    @property
    def sme(self):
        if self.supplier == {"withheld"}:
            return {"withheld"}
        said = [link.sme_at_award for link in self.record.supplier_links.all()]
        return {"yes"} if True in said else {"no"} if said and set(said) == {False} else {"unknown"}

    @property
    def hosting(self):
        """Of the systems in use that it pays for."""
        told = {hosting_told_by(system, self.audience) for system in self.record.systems.all()} - {None}
        return told or {"unknown"}

    @property
    def source(self):
        return {"demonstration" if self.record.demonstration else "real"}

    def matches(self, chosen, ignoring=""):
        for facet in FACETS:
            wanted = set(getattr(chosen, facet))
            if wanted and facet != ignoring and not wanted & self.values(facet):
                return False
        for value, low, high in (
            (self.ends, chosen.ends_after, chosen.ends_before),
            (self.value, chosen.value_min, chosen.value_max),
        ):
            if low is not None and (value is None or value < low):
                return False
            if high is not None and (value is None or value > high):
                return False
        if chosen.q:
            text = self.record.title if self.may_see("title") else ""
            if self.may_see("functions"):
                text += " ".join(f" {f.name} {f.area.name}" for f in self.record.functions.all())
            return chosen.q in text.lower().split()
        return True


def filters(world):
    some = st.sampled_from
    many = lambda values: st.lists(some(values), max_size=2, unique=True).map(tuple)  # noqa: E731
    none_or = lambda strategy: st.one_of(st.none(), strategy)  # noqa: E731
    return st.builds(
        ContractFilter,
        q=st.one_of(st.just(""), some(WORDS)),
        borough=many(["camden", "hackney", "nowhere"]),
        area=many(["housing", "people", "security"]),
        function=many(["housing-management", "payroll", "identity"]),
        supplier=many([*world["supplier"], "unknown", "none", "withheld"]),
        product=many([*world["product"], "unknown", "withheld"]),
        status=many(["live", "ending", "ended", "not-started", "unknown"]),
        within=many(["3", "6", "12", "24"]),
        band=many(["under-25k", "from-25k", "from-1m", "unknown", "withheld"]),
        sme=many(["yes", "no", "unknown", "withheld"]),
        hosting=many(["saas", "cloud", "hosted", "unknown", "none", "withheld"]),
        source=many(["real", "demonstration"]),
        ends_after=none_or(days((2026, 11, 22), (2027, 11, 24))),
        ends_before=none_or(days((2026, 11, 22), (2027, 11, 24))),
        value_min=none_or(some([Decimal(0), Decimal(100), Decimal(2500)])),
        value_max=none_or(some([Decimal(0), Decimal(100), Decimal(2500)])),
        sort=some(["", "end", "value", "updated"]),
    )


@pytest.mark.parametrize("audience", list(Audience))
def test_selection_and_counts_agree_with_a_brute_force(world, audience):
    related = ("functions__area", "participants", "products", "supplier_links__supplier")
    related += ("systems__functions",)
    records = [
        Seen(r, audience) for r in Contract.objects.select_related("lead_buyer").prefetch_related(*related)
    ]

    @settings(max_examples=150)
    @given(chosen=filters(world))
    def check(chosen):
        selection = Selection(chosen, audience, DAY)
        assert set(selection.ids) == {r.record.pk for r in records if r.matches(chosen)}
        for facet in FACETS:
            within = [r for r in records if r.matches(chosen, ignoring=facet)]
            expected = {}
            for record in within:
                for value in record.values(facet):
                    expected[value] = expected.get(value, 0) + 1
            assert selection.counts(facet) == expected
        listed = list(all_rows(selection))
        assert [row.record_id for row in listed[:25]] == [row.record_id for row in page_of(selection, 1)]
        assert {row.record_id for row in listed} == set(selection.ids)

    check()


def test_counts_of_a_facet_with_one_value_each_sum_to_the_selection(world):
    for chosen in (ContractFilter(), ContractFilter(borough=("camden",)), ContractFilter(q="payroll")):
        selection = Selection(chosen, Audience.PUBLIC, DAY)
        for facet in ("source", "sme"):
            assert sum(selection.counts(facet).values()) == len(selection.ids)
        apart = {s: n for s, n in selection.counts("status").items() if s != "ending"}
        assert sum(apart.values()) == len(selection.ids)


def test_a_case_worked_by_hand():
    camden, hackney = factories.borough("Camden"), factories.borough("Hackney")
    one = factories.contract("One", buyer=camden, value="100", end_date=datetime.date(2026, 12, 31))
    two = factories.contract(
        "Two", buyer=camden, participants=[hackney], end_date=datetime.date(2026, 11, 22)
    )
    three = factories.contract("Three", buyer=hackney, end_kind="rolling", end_state="known")
    public = Audience.PUBLIC
    assert set(select(ContractFilter(), public, DAY)) == {one.pk, two.pk, three.pk}
    assert set(select(ContractFilter(borough=("hackney",)), public, DAY)) == {two.pk, three.pk}
    assert set(select(ContractFilter(status=("live",)), public, DAY)) == {one.pk, three.pk}
    assert set(select(ContractFilter(status=("ended",)), public, DAY)) == {two.pk}
    assert set(select(ContractFilter(value_min=Decimal(100)), public, DAY)) == {one.pk}
    assert set(select(ContractFilter(status=("ended",)), public, datetime.date(2026, 11, 22))) == set()
    assert Selection(ContractFilter(borough=("camden",)), public, DAY).counts("borough") == {
        "camden": 2,
        "hackney": 2,
    }


def test_what_can_still_be_acted_on_comes_first():
    def ends(day):
        return factories.contract(day, end_date=datetime.date.fromisoformat(day)).title

    later, soon, past, longer_past = map(ends, ("2028-01-01", "2026-11-23", "2026-11-22", "2020-01-01"))
    unknown = factories.contract("unknown").title
    rows = page_of(Selection(ContractFilter(), Audience.PUBLIC, DAY), 1)
    assert [row.title for row in rows] == [soon, later, unknown, past, longer_past]


def test_the_highest_value_comes_first_and_none_last():
    for title, value in (("low", "1"), ("none", None), ("high", "900"), ("nought", "0")):
        factories.contract(title, **({"value": value} if value else {}))
    rows = page_of(Selection(ContractFilter(sort="value"), Audience.PUBLIC, DAY), 1)
    assert [row.title for row in rows] == ["high", "low", "nought", "none"]


@pytest.mark.parametrize("audience", list(Audience))
@pytest.mark.parametrize("sort", ["end", "value", "updated"])
def test_walking_an_index_gives_the_order_of_a_small_selection(world, monkeypatch, sort, audience):
    chosen = ContractFilter(sort=sort, source=("real",))
    small = [r.record_id for r in all_rows(Selection(chosen, audience, DAY))]
    monkeypatch.setattr("contracts.listing.ordering.NARROW", 0)
    monkeypatch.setattr("contracts.listing.ordering.PER_PAGE", 1)
    assert [r.record_id for r in all_rows(Selection(chosen, audience, DAY))] == small
    pages = [page_of(Selection(chosen, audience, DAY), page, size=4) for page in range(1, 9)]
    assert [row.record_id for page in pages for row in page] == small


def test_authorities_read_their_own_row_where_there_is_one():
    served = factories.function("Identity", protective=True)
    factories.contract("Secret sign-on", functions=[served])
    for audience, title in ((Audience.PUBLIC, "Identity"), (Audience.BOROUGHS, "Secret sign-on")):
        rows = page_of(Selection(ContractFilter(), audience, DAY), 1)
        assert [row.title for row in rows] == [title]
        assert set(select(ContractFilter(q="secret"), audience, DAY)) == (
            set() if audience == "public" else {rows[0].record_id}
        )


def test_a_status_follows_the_day_and_the_next_write():
    record = factories.contract("One", end_date=DAY)
    live = ContractFilter(status=("live",))
    assert select(live, Audience.PUBLIC, DAY)
    assert not select(live, Audience.PUBLIC, DAY + datetime.timedelta(days=1))
    factories.change(record, end_date=DAY - datetime.timedelta(days=1))
    assert not select(live, Audience.PUBLIC, DAY)


@pytest.mark.parametrize(
    "day",
    [
        datetime.date(2026, 12, 1),
        datetime.date(2026, 12, 31),
        datetime.date(2027, 1, 15),
        datetime.date(2028, 2, 29),
    ],
)
def test_a_status_parts_the_months_of_today_and_of_a_year_on_by_the_day(day):
    one_day, last = datetime.timedelta(days=1), datetime.date(day.year + 1, day.month, min(day.day, 28))
    last = last if day.month == 2 else last.replace(day=day.day)
    ends = [day - one_day, day, day + one_day, last - one_day, last, last + one_day]
    ids = {end: factories.contract(f"Ends {end}", end_date=end).pk for end in ends}
    found = {
        status: set(select(ContractFilter(status=(status,)), Audience.PUBLIC, day))
        for status in ("ended", "live", "ending")
    }
    assert found["ended"] == {ids[day - one_day]}
    assert found["live"] == set(ids.values()) - found["ended"]
    assert found["ending"] == {ids[end] for end in ends if day <= end <= last}
