"""What authorities buy and run, in every state that a record can have."""

from typing import Any

from suppliers.models import Product
from tests import factories
from tests.browser.world.days import days
from thirty3.history.services import remove

# More than two pages of the list.
CONTRACTS = 60
SELLERS = ("Ashdown", "Beacon", "Corvid", "Dunmore", "Elmstead", "Fernley", "Garrick")
REAL_ADDRESS = "https://democracy.example/ieIssueDetails.aspx?IId=39599&Opt=3&PlanId=0&" + "Meeting" * 20


def contracts() -> dict[str, str]:
    """Contracts in every state; the list of them has three pages."""
    camden, hackney = factories.borough("Camden"), factories.borough("Hackney")
    housing = factories.function("Housing rents", of=factories.area())
    maker = factories.supplier("Marlowe Homes Limited")
    homes = factories.product("Homes", maker=maker)
    for number in range(CONTRACTS):
        factories.contract(
            f"Housing rents and repairs system, lot {number}",
            buyer=camden,
            participants=[hackney] if number % 3 == 0 else [],
            suppliers=[maker],
            products=[homes],
            functions=[housing],
            value=str(1000 * (number + 1)),
            value_span=("annual", "whole-life", "")[number % 3] or "not-stated",
            end_date=days(30 * (number - 5)),
            demonstration=number % 2 == 0,
        )
    systems(camden, hackney, homes, housing)
    elsewhere()
    return {
        "authority": camden.get_absolute_url(),
        "area": housing.area.get_absolute_url(),
        "supplier": maker.get_absolute_url(),
        "technology": homes.get_absolute_url(),
        "function": housing.get_absolute_url(),
        "demonstration": told_in_full(camden, hackney, demonstration=True),
        "real": told_in_full(camden, hackney, demonstration=False),
        "protected": protected(camden),
        "bare": factories.contract("Nothing is known of it", buyer=camden).get_absolute_url(),
    }


def systems(buyer: Any, other: Any, homes: Any, housing: Any) -> None:
    """Systems of which much, little and nothing is shown; another technology serves the same function."""
    paying = factories.contract("Housing rents licences", buyer=buyer, end_date=days(200))
    factories.system(
        homes,
        buyer=buyer,
        functions=[housing],
        supplier=homes.maker,
        contract=paying,
        status="replacing",
        since_date=days(-2000),
        since_precision="year",
        hosting="cloud",
        satisfaction=4,
        users=400,
        plan_to_replace=True,
        replace_by_date=days(300),
    )
    factories.system(homes, buyer=other, status="retired")
    factories.system(buyer=buyer, functions=[housing], demonstration=True)
    identity = factories.function("Identity", protective=True)
    factories.system(factories.product("Gatekeeper for staff"), buyer=other, functions=[identity])


def elsewhere() -> None:
    """What a few more authorities buy and run: enough for the dashboard to draw."""
    areas = [factories.area(name) for name in ("Housing", "Revenues and benefits", "Customer")]
    sellers = [factories.supplier(f"{name} Systems Limited") for name in SELLERS]
    for number in range(24):
        buyer = factories.borough(("Barnet", "Brent", "Bromley", "Ealing", "Enfield", "Sutton")[number % 6])
        seller = sellers[number % len(sellers)]
        made = factories.product(f"{seller.name.split()[0]} Suite {number % 3}", maker=seller)
        served = factories.function(f"Casework in area {number % 3}", of=areas[number % 3])
        facts = {"functions": [served], "buyer": buyer}
        paying = factories.contract(
            f"Casework for {buyer.name}, part {number}",
            suppliers=[seller],
            products=[made],
            value=str(20_000 * (number + 1)),
            value_span="annual",
            end_date=days(45 * number + 400),
            **facts,
        )
        factories.system(made, supplier=seller, contract=paying, status="live", **facts)


def told_in_full(buyer: Any, other: Any, *, demonstration: bool) -> str:
    """A contract with every optional fact, two sources that disagree, and a history."""
    record = factories.contract(
        "Social care case management, with a title that is long enough to need a second line on a phone",
        buyer=buyer,
        participants=[other],
        suppliers=[factories.supplier("Ostrelle Care Systems Limited")],
        sme=True,
        products=[factories.product("Carebook"), factories.product("Carebook Portal")],
        functions=[factories.function("Case notes")],
        reference="CON/2024/000123-EXTREMELYLONGREFERENCEWITHOUTASPACE",
        description="Licences, hosting and support.\nA second paragraph.",
        start_date=days(-400),
        end_date=days(200),
        end_precision="month",
        value="2962738.50",
        value_span="annual",
        value_vat="excluding",
        value_kind="awarded",
        extensions=[12, 12],
        notice_months=6,
        review_date=days(20),
        route_state="withheld",
        links=[REAL_ADDRESS],
        demonstration=demonstration,
    )
    decision = factories.source("decisions", published=True, rank=3, licence="Open Government Licence v3.0")
    told = {"url": REAL_ADDRESS, "publisher": "Camden Council", "evidence": "council or Mayoral decision"}
    factories.assertion(record, decision, won=["value", "supplier", "end"], **told)
    other_value = {"value": {"value": "9.00", "value_state": "known"}}
    factories.assertion(record, factories.source("camden-register"), won=["notice"], values=other_value)
    factories.change(record, notice_months=3, why="The register of this year says so")
    return record.get_absolute_url()


def protected(buyer: Any) -> str:
    """A contract whose supplier the public may not see."""
    record = factories.contract(
        "Gatekeeper sign-on",
        buyer=buyer,
        suppliers=[factories.supplier("Gatekeeper Limited")],
        products=[factories.product("Gatekeeper")],
        functions=[factories.function("Identity", protective=True)],
        end_date=days(90),
    )
    return record.get_absolute_url()


def going_wrong() -> dict[str, str]:
    """A contract that was removed."""
    record = factories.contract("Removed")
    address = record.get_absolute_url()
    remove(record)
    return {"410": address}


def side_by_side(addresses: dict[str, str]) -> dict[str, str]:
    """Comparisons of what was made: an address of one takes the addresses of pages."""
    keys = "&".join(f"key={addresses[name]}" for name in ("real", "demonstration", "protected"))
    slugs = Product.objects.order_by("pk").values_list("slug", flat=True)[:3]
    return {
        "contracts compared": f"/compare/contracts/?{keys}",
        "technologies compared": "/compare/technologies/?" + "&".join(f"technology={slug}" for slug in slugs),
    }
