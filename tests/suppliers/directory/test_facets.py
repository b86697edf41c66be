"""The facets of the list of suppliers: what they find and count, and that nothing hidden shows in them."""

import datetime
import random
import re
from collections.abc import Iterable
from html import unescape
from typing import Any

import pytest
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from suppliers.directory.choices import offered
from suppliers.directory.filters import SupplierFilter
from suppliers.directory.known import Known
from suppliers.models import Certification, FrameworkPlace, HowKnown, Supplier, SupplierProfile
from tests import factories
from tests.pages.visitors import Visitor, client_of
from tests.pages.worlds import CLOSED
from thirty3.audiences import Audience
from thirty3.history.merging.service import merge

pytestmark = pytest.mark.django_db(databases="__all__")
DAY = datetime.date(2026, 11, 23)
WHOLE = {"record": CLOSED}


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *args: DAY)


def days(number: int) -> datetime.date:
    return DAY + datetime.timedelta(days=number)


def certified(seller: Supplier, scheme: str = "Cyber Essentials", **dates: datetime.date) -> None:
    Certification.objects.create(supplier=seller, scheme=scheme, **dates)


def says(seller: Supplier, serves: Iterable[Any], works_in: Iterable[Any], *, shown: bool = True) -> None:
    """What a supplier says that it serves, and where it works; `shown` once staff let it."""
    profile = SupplierProfile.objects.create(supplier=seller)
    profile.functions.set(serves)
    profile.boroughs.set(works_in)
    for section in ("functions", "operations") if shown else ():
        HowKnown.objects.create(supplier=seller, section=section, how="said", on_date=DAY)


def ticked(html: str, facet: str) -> list[str]:
    """The values that a page offers of a facet."""
    return [unescape(value) for value in re.findall(rf'name="{facet}" type="checkbox" value="([^"]+)"', html)]


def names(client: Client, query: str) -> list[str]:
    return re.findall(r'role="rowheader"><a[^>]*>([^<]*)</a>', client.get(f"/suppliers/{query}").text)


class Plain:
    """A random world, and what is true of each of its suppliers by a reading in plain Python."""

    def __init__(self, seed: int) -> None:
        draw = random.Random(seed)
        boroughs = [factories.borough(name) for name in ("Camden", "Hackney", "Brent")]
        functions = [
            factories.function(name, of=factories.area(area))
            for name, area in (("Rents", "Housing"), ("Repairs", "Housing"), ("Payroll", "Finance"))
        ]
        sellers = [self._seller(draw, number, boroughs) for number in range(9)]
        self.said = {one.slug: self._says(draw, one, functions, boroughs) for one in sellers}
        made = [factories.product(f"Product {n}", maker=draw.choice([*sellers, None])) for n in range(4)]
        self.true: dict[str, dict[str, set[str]]] = {}
        seen_products = set()
        for _ in range(12):
            hidden = draw.random() < 0.25
            told = {
                "suppliers": draw.sample(sellers, draw.randint(0, 2)),
                "products": draw.sample(made, draw.randint(0, 2)),
                "functions": draw.sample(functions, draw.randint(0, 2)),
                "participants": draw.sample(boroughs[1:], draw.randint(0, 1)),
            }
            framework = draw.choice(["", "G-Cloud 14", "Big Framework"])
            more = {"visibility": WHOLE} if hidden else {}
            factories.contract(buyer=boroughs[0], framework=framework, **told, **more)
            if hidden:
                continue
            seen_products |= {one.slug for one in told["products"]}
            makers = [one.maker for one in told["products"] if one.maker]
            for role, firms in (("supplier", told["suppliers"]), ("maker", makers)):
                for firm in firms:
                    true = self.true.setdefault(firm.slug, self._of(firm))
                    true["role"].add(role)
                    true["function"] |= {one.slug for one in told["functions"]}
                    true["area"] |= {one.area.slug for one in told["functions"]}
                    true["borough"] |= {"camden", *(one.slug for one in told["participants"])}
                    true["framework"] |= {framework.lower().replace(" ", "-")} - {""}
                    if role == "supplier":
                        true["product"] |= {one.slug for one in told["products"]}
        for one in made:
            if one.maker and one.slug in seen_products:
                self.true[one.maker.slug]["product"].add(one.slug)
        for true in self.true.values():
            for facet, values in true.items():
                true[facet] = values or {"unknown"}

    def _seller(self, draw: random.Random, number: int, boroughs: list[Any]) -> Supplier:
        seller = factories.supplier(
            f"Seller {number}",
            size=draw.choice(["", "small", "large"]),
            is_sme=draw.choice([True, False, None]),
            is_vcse=draw.choice([True, False, None]),
            home_borough=draw.choice([None, *boroughs]),
            withdrawn_on=draw.choice([None, None, DAY]),
            demonstration=draw.random() < 0.3,
        )
        for scheme, expires in draw.sample(
            [("Cyber Essentials", days(0)), ("Cyber Essentials", days(-1)), ("ISO 27001", days(9))], 2
        ):
            certified(seller, scheme, expires_date=expires)
        return seller

    def _says(
        self, draw: random.Random, seller: Supplier, functions: list[Any], boroughs: list[Any]
    ) -> dict[str, set[str]]:
        """What it says of itself, as far as the list may tell it."""
        serves, works_in = draw.sample(functions, draw.randint(0, 1)), draw.sample(boroughs, 1)
        shown = draw.random() < 0.5
        says(seller, serves, works_in, shown=shown)
        if not shown or seller.withdrawn_on:
            return {}
        return {
            "function": {one.slug for one in serves},
            "area": {one.area.slug for one in serves},
            "location": {one.slug for one in works_in},
        }

    def _of(self, seller: Supplier) -> dict[str, set[str]]:
        """What it is, as the list may tell it."""
        truth = {True: "yes", False: "no", None: "unknown"}
        told = seller.withdrawn_on is None
        shown = {
            facet: set[str]() for facet in ("role", "function", "area", "borough", "framework", "product")
        }
        held = seller.certifications.all() if told else []
        in_force = {
            "iso-27001" if "ISO" in one.scheme else "cyber-essentials"
            for one in held
            if one.expires_date >= DAY
        }
        said = self.said[seller.slug]
        home = {seller.home_borough.slug} if told and seller.home_borough else set()
        shown |= {facet: set(said.get(facet, ())) for facet in ("function", "area")}
        return shown | {
            "size": {(seller.size if told else "") or "unknown"},
            "sme": {truth[seller.is_sme if told else None]},
            "vcse": {truth[seller.is_vcse if told else None]},
            "location": home | said.get("location", set()) or {"unknown"},
            "certification": in_force,
            "source": {"demonstration" if seller.demonstration else "real"},
        }

    def found(self, chosen: SupplierFilter, but: str = "") -> set[str]:
        return {
            slug
            for slug, true in self.true.items()
            if all(
                not (wanted := set(getattr(chosen, facet))) or facet == but or wanted & true[facet]
                for facet in SupplierFilter.FACETS
            )
        }


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_facets_find_and_count_what_plain_python_does(seed: int) -> None:
    plain = Plain(seed)
    known = Known(Audience.PUBLIC, DAY)
    values = {
        facet: [*sorted({value for true in plain.true.values() for value in true[facet]}), "nowhere"]
        for facet in SupplierFilter.FACETS
    }
    asked = st.dictionaries(st.sampled_from(SupplierFilter.FACETS), st.integers(0, 99), max_size=3)

    @settings(max_examples=60, deadline=None)
    @given(asked, st.booleans())
    def agree(picks: dict[str, int], two: bool) -> None:
        chosen = SupplierFilter(
            **{
                facet: tuple(
                    {values[facet][(pick + more) % len(values[facet])]: 0 for more in range(1 + two)}
                )
                for facet, pick in picks.items()
            }
        )
        assert {entry.slug for entry in known.found(chosen)} == plain.found(chosen)
        for facet in SupplierFilter.FACETS:
            within = plain.found(chosen, but=facet)
            counts: dict[str, int] = {}
            for slug in within:
                for value in plain.true[slug][facet]:
                    counts[value] = counts.get(value, 0) + 1
            assert known.counts(chosen, facet) == counts, facet

    agree()


def test_a_hidden_contract_puts_a_supplier_under_nothing_and_moves_no_byte() -> None:
    seller, client = factories.supplier("Seller"), client_of(Visitor.ANYONE)
    hackney, secret = factories.borough("Hackney"), factories.function("Secrets")
    made = factories.product("Gate", maker=seller)
    factories.contract(suppliers=[seller], functions=[factories.function("Rents")], framework="G-Cloud 14")
    factories.contract(suppliers=[factories.supplier("Other")], buyer=hackney, functions=[secret])
    addresses = [
        "/suppliers/",
        f"/suppliers/?borough=hackney&function={secret.slug}",
        *(
            f"/suppliers/?{name}={value}"
            for name, value in (("framework", "secret-lot"), ("product", made.slug))
        ),
        "/suppliers/choose/function/",
        "/suppliers/choose/product/",
        "/api/v1/suppliers",
        "/suppliers.csv",
        seller.get_absolute_url(),
    ]

    def answers() -> list[bytes]:
        return [
            b"".join(client.get(one).streaming_content) if one.endswith("csv") else client.get(one).content
            for one in addresses
        ]

    before = answers()
    hidden = {"suppliers": [seller], "products": [made], "functions": [secret], "framework": "Secret Lot"}
    factories.contract("Hidden", buyer=hackney, **hidden, end_date=days(90), visibility=WHOLE)
    factories.contract("Half hidden", buyer=hackney, suppliers=[seller], visibility={"supplier": CLOSED})
    shown = answers()
    # The other contract of Hackney is seen, and not whose it is.
    assert shown == before
    assert names(client_of(Visitor.OFFICER), "?borough=hackney") == ["Other", "Seller"]


def test_words_order_by_fit_and_then_by_name_and_never_by_how_much_is_told(client: Client) -> None:
    for name in ("Zeta Housing", "Housing", "Beta of Housing", "Housing Works", "Alpha of Housing"):
        full = name == "Zeta Housing"
        seller = factories.supplier(name, size="small" if full else "", is_sme=True if full else None)
        for _ in range(5 if full else 1):
            factories.contract(suppliers=[seller])
    assert names(client, "?q=housing") == [
        "Housing",
        "Housing Works",
        "Alpha of Housing",
        "Beta of Housing",
        "Zeta Housing",
    ]
    assert names(client, "") == sorted(names(client, ""), key=str.casefold)
    for query, words in (("", "In order of name, which is no ranking."), ("?q=housing", "best come first")):
        html = client.get(f"/suppliers/{query}").text
        assert words in html
        assert "How much a profile tells plays no part." in html


def test_a_certificate_counts_on_its_last_day_and_not_after_it(client: Client) -> None:
    for name, dates in (
        ("Good", {"expires_date": days(0)}),
        ("Lapsed", {"expires_date": days(-1)}),
        ("Coming", {"issued_date": days(1)}),
        ("Without end", {"issued_date": days(-1)}),
    ):
        seller = factories.supplier(name)
        factories.contract(suppliers=[seller])
        certified(seller, **dates)
    assert names(client, "?certification=cyber-essentials") == ["Good", "Without end"]
    assert names(client, "?certification=unknown") == ["Coming", "Lapsed"]
    panel = client.get(Supplier.objects.get(name="Lapsed").get_absolute_url()).text
    assert re.search(r">\s*Lapsed\s*<.*?22 November 2026", panel, re.S)
    assert panel.count(">Certifications<") == 1


def test_a_withdrawn_profile_is_found_by_what_contracts_show_alone(client: Client) -> None:
    facts = {"size": "small", "is_sme": True, "is_vcse": True, "home_borough": factories.borough("Brent")}
    seller = factories.supplier("Seller", kind="charity", other_number="Mutuals 9", withdrawn_on=DAY, **facts)
    certified(seller)
    factories.contract(suppliers=[seller])
    assert names(client, "?borough=camden") == ["Seller"]
    for query in ("size=small", "sme=yes", "vcse=yes", "location=brent", "certification=cyber-essentials"):
        assert names(client, f"?{query}") == [], query
    html = client.get(seller.get_absolute_url()).text
    for words in ("Cyber Essentials", "Mutuals 9", "Charity"):
        assert words not in html


def test_a_framework_is_one_however_it_is_written_and_bears_its_name(client: Client) -> None:
    for number, written in enumerate(("G-Cloud 14", "g-cloud  14")):
        factories.contract(suppliers=[factories.supplier(f"Seller {number}")], framework=written)
    factories.contract(suppliers=[factories.supplier("Other")])
    assert names(client, "?framework=g-cloud-14") == ["Seller 0", "Seller 1"]
    assert names(client, "?framework=unknown") == ["Other"]
    html = client.get("/suppliers/?framework=g-cloud-14").text
    assert "<title>2 suppliers, with contracts or a place under G-Cloud 14 - " in html


def test_a_supplier_is_found_by_its_own_word_and_the_list_says_so(client: Client) -> None:
    rents, payroll = factories.function("Rents"), factories.function("Payroll")
    brent = factories.borough("Brent")
    for name, shown in (("Shown", True), ("Waiting", False)):
        seller = factories.supplier(name)
        factories.contract(suppliers=[seller], functions=[rents], framework="G-Cloud 14")
        says(seller, [rents, payroll], [brent], shown=shown)
        for until in (0, -1):
            place = FrameworkPlace.objects.create(
                supplier=seller, framework=f"Lot ending {until}", until_date=days(until)
            )
            if shown:
                HowKnown.objects.create(
                    supplier=seller, section="frameworks", item=place.key, how="said", on_date=DAY
                )
    for query in (f"?function={payroll.slug}", "?location=brent", "?framework=lot-ending-0"):
        assert names(client, query) == ["Shown"], query
    assert names(client, "?framework=lot-ending-1") == []
    # What records show too is not marked.
    html = client.get(f"/suppliers/?function={payroll.slug}&function={rents.slug}&location=brent").text
    assert "Said by the supplier: Payroll, Brent<" in html
    assert "Said by" not in client.get(f"/suppliers/?function={rents.slug}").text
    assert "a place under Lot ending 0" in client.get("/suppliers/?framework=lot-ending-0").text
    factories.change(Supplier.objects.get(name="Shown"), withdrawn_on=DAY)
    assert names(client, f"?function={payroll.slug}") == []


def test_a_maker_is_found_by_its_own_products_of_a_contract_for_several(client: Client) -> None:
    makers = [factories.supplier(name) for name in ("One", "Two")]
    made = [factories.product(f"Product {maker.name}", maker=maker) for maker in makers]
    factories.contract(suppliers=[factories.supplier("Reseller")], products=made)
    assert names(client, f"?product={made[0].slug}") == ["One", "Reseller"]
    newer = factories.product("Newer", maker=makers[0])
    factories.contract(products=[newer])
    merge(loser=made[0], survivor=newer, why="One product")
    assert names(client, f"?product={made[0].slug}") == ["One", "Reseller"]


def test_what_is_withheld_is_told_from_what_nobody_said(client: Client) -> None:
    secret = factories.supplier("Secretive")
    closed = {"functions": CLOSED}
    factories.contract(suppliers=[secret], functions=[factories.function()], visibility=closed)
    factories.contract(suppliers=[factories.supplier("Silent")])
    assert names(client, "?function=withheld") == ["Secretive"]
    assert names(client, "?function=unknown") == ["Silent"]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        (
            "?size=small&certification=cyber-essentials&borough=camden",
            "1 small supplier with Cyber Essentials that serves Camden",
        ),
        ("?size=micro&size=small&area=housing", "1 micro or small supplier for Housing"),
        ("?borough=camden&borough=unknown", "1 supplier, authority served: Camden or not known"),
        (
            "?location=unknown&vcse=unknown",
            "1 supplier, not known whether they are VCSEs, where it is based or works: not known",
        ),
        ("?function=nothing&product=none", "No suppliers for nothing, product: none"),
    ],
)
def test_the_title_says_the_facets_in_plain_words(client: Client, query: str, words: str) -> None:
    seller = factories.supplier("Seller", size="small")
    certified(seller)
    factories.contract(suppliers=[seller], functions=[factories.function()])
    assert f"<title>{words} - " in client.get(f"/suppliers/{query}").text


def test_a_long_facet_offers_ten_and_a_page_with_all(client: Client) -> None:
    seller = factories.supplier("Seller", size="small")
    served = [factories.function(f"Function {number:02}") for number in range(15)]
    factories.contract(suppliers=[seller], functions=served)
    html = client.get("/suppliers/").text
    assert len(ticked(html, "function")) == 10
    assert 'formaction="/suppliers/choose/function/">Choose from all 15<' in html
    page = client.get("/suppliers/choose/function/", {"size": "small", "find": "tion 14"}).text
    assert ticked(page, "function") == [served[14].slug]
    assert '<input type="hidden" name="size" value="small">' in page
    asked = {"size": "small", "function": served[14].slug, "show": "1"}
    answer = client.get("/suppliers/choose/function/", asked)
    assert answer.headers["Location"] == f"/suppliers/?function={served[14].slug}&size=small"
    assert client.get("/suppliers/choose/size/").status_code == 404
    assert (
        client.get("/suppliers/choose/function/?sme=perhaps").headers["Location"] == "/suppliers/?sme=perhaps"
    )


def test_the_api_tells_every_facet_with_its_words(client: Client) -> None:
    seller = factories.supplier("Seller", size="small")
    certified(seller)
    factories.contract(suppliers=[seller], framework="G-Cloud 14")
    told = client.get("/api/v1/suppliers?framework=g-cloud-14&size=small").json()
    assert told["count"] == 1
    assert told["facets"].keys() == set(SupplierFilter.FACETS)
    assert told["facets"]["framework"] == [{"value": "g-cloud-14", "label": "G-Cloud 14", "count": 1}]
    assert told["results"][0]["certifications"] == ["Cyber Essentials"]
    facets, _ = offered(Known(Audience.PUBLIC, DAY), SupplierFilter(size=("small",)))
    assert [one.name for one in facets if one.applied] == ["size"]
