"""Shares, concentration, quarters and coverage against cases worked by hand."""

import datetime
import re
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from boroughs.models import Borough
from contracts.insight.authority_table import told_words
from contracts.insight.breakdown import Coverage, index_of
from contracts.insight.map import map_of
from contracts.insight.measures import MEASURES
from contracts.insight.report import Report
from contracts.insight.scope import Scope, ScopeFilterSet
from contracts.insight.sections import section_of
from contracts.listing.choices import Names
from contracts.listing.describing import list_of
from tests import factories
from thirty3.audiences import Audience
from thirty3.design.formatting import share_words
from thirty3.history.services import recording

DAY = datetime.date(2026, 11, 23)


def report_of(scope=None, audience=Audience.PUBLIC, day=DAY):
    return Report(scope or Scope(), audience, day, list(Borough.objects.authorities()))


def test_one_firm_alone_is_all_there_is():
    assert index_of([7]) == 10_000
    assert index_of([1, 1]) == 5_000
    assert index_of([5, 3, 2]) == 2_500 + 900 + 400
    assert index_of([1] * 100) == 100
    assert index_of([]) == 0
    assert index_of([0, 0]) == 0


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (Decimal("0.125"), "13%"),
        (Decimal("0.124"), "12%"),
        (Decimal("0.0085"), "0.9%"),
        (Decimal("0.004"), "0.4%"),
        (Decimal("0.0097"), "1%"),
        (Decimal("0.0004"), "under 0.1%"),
        (Decimal("0.9951"), "over 99%"),
        (Decimal(0), "0%"),
        (Decimal(1), "100%"),
        (None, ""),
    ],
)
def test_shares_are_told_in_whole_per_cent_and_small_ones_in_tenths(share, words):
    assert share_words(share) == words


@pytest.mark.parametrize(
    ("authorities", "records", "draws"), [(5, 20, True), (4, 20, False), (5, 19, False), (33, 0, False)]
)
def test_london_is_drawn_from_five_authorities_and_twenty_records_on(authorities, records, draws):
    everyone = frozenset(f"authority-{number}" for number in range(33))
    present = frozenset(sorted(everyone)[:authorities])
    assert Coverage(present, everyone, everyone, records).draws is draws


def test_one_authority_is_not_london_however_many_share_its_agreements(db):
    camden, *others = [factories.borough(n) for n in ("Camden", "Barnet", "Brent", "Hackney", "Merton")]
    for number in range(20):
        factories.contract(f"Shared {number}", buyer=camden, participants=others, end_date=DAY)
    everywhere, in_camden = report_of(), report_of(Scope(borough=("camden",)))
    for name in ("ends", "authorities"):
        assert everywhere.breakdowns[name].coverage.draws, name
        coverage = in_camden.breakdowns[name].coverage
        assert (coverage.present, coverage.missing) == ({"camden"}, set()), name
        assert not coverage.draws, name
    assert map_of("agreements", everywhere).declined == ""
    assert "and this has 1 and 20." in map_of("agreements", in_camden).declined


@pytest.fixture
def market(db):
    """Twenty agreements at five authorities: Ash 10, Birch 5, Cedar 4, and one of Ash with Birch."""
    ash, birch, cedar = (factories.supplier(name) for name in ("Ash", "Birch", "Cedar"))
    names = ("Barnet", "Brent", "Camden", "Hackney", "Merton")
    boroughs = [factories.borough(name) for name in names]
    sold = [[ash]] * 10 + [[birch]] * 5 + [[cedar]] * 4 + [[ash, birch]]
    for number, suppliers in enumerate(sold):
        factories.contract(
            f"Agreement {number}",
            buyer=boroughs[number % 5],
            suppliers=suppliers,
            value=Decimal(1000),
            value_span="annual",
            value_kind="awarded",
        )
    # None of these may be added to them.
    factories.contract("Frame", kind="framework", suppliers=[ash], value=Decimal(9000), value_span="annual")
    factories.contract("Card", kind="spend", suppliers=[ash], value=Decimal(9000), value_span="annual")
    factories.contract("Life", suppliers=[ash], value=Decimal(9000), value_span="whole-life")
    factories.contract(
        "Most", suppliers=[ash], value=Decimal(9000), value_span="annual", value_kind="ceiling"
    )
    factories.contract(
        "Invented", suppliers=[ash], value=Decimal(9000), value_span="annual", demonstration=True
    )
    return {"ash": ash.slug, "birch": birch.slug, "cedar": cedar.slug}


def test_shares_of_agreements_have_known_suppliers_as_their_denominator(market):
    factories.contract("Nobody said")
    found = report_of().breakdowns["suppliers"]
    # Twenty of the market, the framework, the whole-life one and the ceiling: spend is no agreement.
    assert found.base.count == 23
    assert [(row.value, row.count) for row in found.parts] == [
        (market["ash"], 14),
        (market["birch"], 6),
        (market["cedar"], 4),
    ]
    assert [found.share(row) for row in found.parts] == [Decimal(14) / 23, Decimal(6) / 23, Decimal(4) / 23]
    assert found.repeats == 1
    assert [(row.value, row.count) for row in found.left_out] == [("unknown", 1)]
    assert found.whole.count == 24
    # 13, 5 and 4 agreements of one supplier alone.
    assert found.concentration.index == round(
        (13 / 22 * 100) ** 2 + (5 / 22 * 100) ** 2 + (4 / 22 * 100) ** 2
    )
    assert [(number, row.count) for number, row, _ in found.concentration.largest] == [(1, 14)]


def test_sums_leave_out_frameworks_ceilings_other_spans_and_shared_agreements(market):
    found = report_of().breakdowns["value-annual"]
    assert found.base.pence == 19 * 1000 * 100
    assert [(row.value, row.count, row.pence) for row in found.parts] == [
        (market["ash"], 10, 10 * 1000 * 100),
        (market["birch"], 5, 5 * 1000 * 100),
        (market["cedar"], 4, 4 * 1000 * 100),
    ]
    left_out = {row.value: (row.count, row.pence) for row in found.left_out}
    assert left_out == {
        "Frameworks, whose value is a ceiling for their call-offs": (1, 900_000),
        "Values for the whole life": (1, None),
        "Most that may be spent, not what was awarded": (1, 900_000),
        "Several suppliers, whose shares are not known": (1, 100_000),
    }
    assert found.whole.count == 23
    assert found.whole.pence is None
    assert found.concentration.index == round(
        (10 / 19 * 100) ** 2 + (5 / 19 * 100) ** 2 + (4 / 19 * 100) ** 2
    )


def test_what_several_authorities_buy_has_no_known_share_for_one_of_them(market):
    hackney, camden = factories.borough("Hackney"), factories.borough("Camden")
    seller = factories.supplier("Dogwood")
    facts = {"value": Decimal(500), "value_span": "annual", "value_kind": "awarded", "suppliers": [seller]}
    factories.contract("Shared", buyer=hackney, participants=[camden], **facts)
    factories.contract("Own", buyer=hackney, **facts)
    of_london = report_of(Scope(supplier=(seller.slug,))).breakdowns["value-annual"]
    assert (of_london.base.pence, of_london.left_out) == (2 * 500 * 100, [])
    of_hackney = report_of(Scope(supplier=(seller.slug,), borough=("hackney",))).breakdowns["value-annual"]
    assert of_hackney.base.pence == 500 * 100
    assert [(row.value, row.count, row.pence) for row in of_hackney.left_out] == [
        ("Several authorities, whose shares are not known", 1, 500 * 100)
    ]


def test_demonstration_records_are_counted_apart(market):
    found = report_of(Scope(source=("demonstration",))).breakdowns["suppliers"]
    assert found.whole.count == 1


def test_a_retired_system_is_not_in_use(db):
    for status in ("", "pilot", "live", "replacing", "retired"):
        factories.system(factories.product(status or "unstated"), status=status)
    report = report_of()
    assert {name: report.breakdowns[name].whole.count for name in ("sides", "areas", "makers")} == {
        "sides": 4,
        "areas": 4,
        "makers": 4,
    }
    assert "status=retired" not in list_of(report.systems.chosen)


def test_quarters_begin_today_and_end_with_the_calendar_quarter(db):
    for day in ("2026-11-22", "2026-11-23", "2026-12-31", "2027-01-01", "2029-09-30", "2029-10-01"):
        factories.contract(day, end_date=datetime.date.fromisoformat(day))
    factories.contract("Rolls", end_kind="rolling", end_state="known")
    factories.contract("Unsaid")
    found = report_of().breakdowns["ends"]
    counts = {f"{row.value} {row.group}".strip(): row.count for row in found.parts if row.count}
    assert counts == {"Now–Dec 2026": 2, "Jan–Mar 2027": 1, "Jul–Sep 2029": 1, "Later": 1}
    assert [(row.value, row.count) for row in found.left_out] == [
        ("Ended already", 1),
        ("open", 1),
        ("unknown", 1),
    ]
    assert len(found.parts) == 13


def test_too_little_is_not_drawn_and_tells_no_shares(db):
    for number in range(19):
        factories.contract(f"Agreement {number}", suppliers=[factories.supplier()])
    report = report_of()
    found = report.breakdowns["suppliers"]
    section = section_of("suppliers", found, Names.of_values(ScopeFilterSet, {}), "")
    assert section.chart is None
    assert "needs at least 5 authorities and 20 agreements, and this has 1 and 19." in section.declined
    assert {row.cells[-1].text for row in section.table.rows} == {"–"}


def test_enough_is_drawn_with_how_many_authorities_are_in_it(market):
    factories.borough("Sutton")
    report = report_of()
    names = Names.of_values(ScopeFilterSet, {"supplier": list(market.values())})
    section = section_of("suppliers", report.breakdowns["suppliers"], names, "")
    assert section.chart is not None
    assert section.coverage == "Made of 23 agreements, from 5 of the 6 authorities."
    assert section.missing == ["Sutton"]


def test_other_public_bodies_are_counted_beside_the_authorities(market):
    others = [factories.borough(name, kind="public-body") for name in ("London Fire", "Old Oak")]
    for body in others:
        factories.contract(f"Agreement of {body.name}", buyer=body)
    assert told_words(report_of().by_authority).startswith(
        "Made of 25 agreements, from 5 of the 5 authorities and 2 other public bodies."
    )
    of_one = report_of(Scope(borough=(others[0].slug, "camden"))).by_authority
    assert told_words(of_one).startswith(
        "Made of 8 agreements, from 1 of the 5 authorities and 1 other public body."
    )


def test_agreements_and_systems_say_each_how_many_authorities_they_come_from(market):
    factories.system(buyer=factories.borough("Sutton"))
    assert told_words(report_of().by_authority) == (
        "Made of 23 agreements, from 5 of the 6 authorities. Made of 1 system, from 1 of the 6 authorities."
    )


def test_on_the_map_nothing_told_is_not_nought(market):
    """Camden has told of agreements alone, Sutton of a system alone, and Bexley of nothing."""
    camden, sutton = Borough.objects.get(slug="camden"), factories.borough("Sutton")
    factories.system(buyer=sutton)
    for place, borough in enumerate((camden, sutton, factories.borough("Bexley"))):
        with recording(borough):
            borough.tile_x, borough.tile_y = place, 0
            borough.save()
    report = report_of()
    for colour, measure in MEASURES.items():
        tiles = {tile.slug: tile for tile in map_of(colour, report).tiles}
        silent = [tiles["bexley"]]
        if colour != "fresh":
            silent.append(tiles["camden" if measure.of_systems else "sutton"])
        assert {(tile.value, tile.level) for tile in silent} == {("", None)}, colour
        assert {tile.label.partition(": ")[2] for tile in silent} == {"no records"}, colour


def test_without_a_known_maker_nobody_knows_how_many_there_are(market):
    camden = Borough.objects.get(slug="camden")
    with recording(camden):
        camden.tile_x, camden.tile_y = 0, 0
        camden.save()
    for number in range(20):
        factories.system(factories.product(f"Nobody's {number}"), buyer=camden)
    found = map_of("makers", report_of())
    assert [tile.label for tile in found.tiles] == ["Camden: not known (different makers)"]
    assert "and this has 0 and 0." in found.declined


def test_every_measure_of_the_map_leads_to_the_list_that_it_is_worked_out_from(market):
    camden = Borough.objects.get(slug="camden")
    with recording(camden):
        camden.tile_x, camden.tile_y = 3, 3
        camden.save()
    factories.system(buyer=camden)
    report = report_of()
    for colour, measure in MEASURES.items():
        [tile] = map_of(colour, report).tiles
        path = reverse("contracts:technologies" if measure.of_systems else "contracts:contracts")
        assert tile.href.startswith(f"{path}?"), colour
        assert "borough=camden" in tile.href, colour


def test_what_is_left_out_of_sums_is_counted_in_agreements(market):
    names = Names.of_values(ScopeFilterSet, {"supplier": list(market.values())})
    section = section_of("value-annual", report_of().breakdowns["value-annual"], names, "")
    assert "4 agreements left out: the table says why, and what sums." in section.notes


def test_what_is_kept_of_the_figures_goes_with_the_next_write(client, db):
    """The figures of London are kept for a stamp: a write moves it."""
    seller = factories.supplier("Seller")
    for number in (1, 2):
        factories.contract(suppliers=[seller], value=Decimal(100), value_span="annual")
        html = client.get(reverse("contracts:insights")).text
        assert f">{number} agreement{'' if number == 1 else 's'}</a>" in html
        lines = b"".join(client.get("/insights/value-annual.csv").streaming_content).decode()
        assert f"Seller,yes,{number},{number}00," in lines


def points(client, query=""):
    html = client.get(f"/insights/{query}").text
    return [re.sub(r"<[^>]+>", "", line) for line in re.findall(r"<li>(Of .*?)</li>", html)]


def test_what_has_ended_is_said_to_be_counted(client, db):
    boroughs = [factories.borough(name) for name in ("Barnet", "Brent", "Camden", "Hackney", "Merton")]
    today = timezone.localdate()
    for number in range(20):
        later = today + datetime.timedelta(days=1000)
        factories.contract(f"Agreement {number}", buyer=boroughs[number % 5], end_date=later)
    factories.contract("Over", end_date=today - datetime.timedelta(days=1))
    assert "Of 21 agreements, 1 has ended, and is counted below too." in points(client)


def test_of_equals_none_is_called_the_largest(client, db):
    names = ("Barnet", "Brent", "Camden", "Hackney", "Merton")
    boroughs = [factories.borough(name) for name in names]
    ash, birch, cedar = (factories.supplier(name) for name in ("Ash", "Birch", "Cedar"))
    for number in range(20):
        factories.contract(f"A {number}", buyer=boroughs[number % 5], suppliers=[(ash, birch)[number % 2]])
    of = "Of the 20 agreements whose supplier is known, 50% went to Ash, and as many to Birch."
    assert of in points(client)
    for number in range(10):
        factories.contract(f"B {number}", buyer=boroughs[number % 5], suppliers=[cedar])
    of = "Of the 30 agreements whose supplier is known, 33% went to Ash, and as many to each of 2 others."
    assert of in points(client)


def test_of_many_equals_those_that_are_not_told_are_not_forgotten(client, db):
    boroughs = [factories.borough(name) for name in ("Barnet", "Brent", "Camden", "Hackney", "Merton")]
    for number in range(20):
        firm = factories.supplier(f"Firm {number:02}")
        factories.contract(f"A {number}", buyer=boroughs[number % 5], suppliers=[firm])
    assert points(client)[-1].endswith("5% went to Firm 00, and as many to each of at least 9 others.")


def test_equal_sums_are_equal_whatever_they_are_made_of(client, db):
    boroughs = [factories.borough(name) for name in ("Barnet", "Brent", "Camden", "Hackney", "Merton")]
    ash, birch = (factories.supplier(name) for name in ("Ash", "Birch"))
    for number in range(20):
        worth = {"value": Decimal(2000 if number % 3 else 1000), "value_span": "whole-life"}
        firm = ash if number % 3 else birch
        factories.contract(f"A {number}", buyer=boroughs[number % 5], suppliers=[firm], **worth)
    rest = {"value": Decimal(26000 - 7000), "value_span": "whole-life"}
    factories.contract("More", buyer=boroughs[0], suppliers=[birch], **rest)
    assert any("50% went to" in point and "and as much to" in point for point in points(client))


def test_an_area_without_systems_is_told_by_its_functions_too(client, db):
    factories.contract("One", functions=[factories.function("Rents", of=factories.area("Housing"))])
    html = client.get("/insights/?area=housing").text
    assert "Systems by function" in html
    assert "Systems by service area" not in html


def test_a_dashboard_without_anything_real_leads_to_what_is_invented(client, db):
    factories.contract("Invented", demonstration=True)
    assert "count the 1 agreement and 0 systems" in client.get("/insights/").text


def test_a_dashboard_of_nothing_leads_to_the_other_kind_of_records(client, db):
    firm = factories.supplier("Firm", demonstration=True)
    factories.contract("Invented", suppliers=[firm], demonstration=True)
    html = client.get(f"/insights/?supplier={firm.slug}").text
    assert "count the 1 agreement and 0 systems" in html
    assert f'href="/insights/?supplier={firm.slug}&amp;source=demonstration"' in html
    assert "count the" not in client.get("/insights/?supplier=nobody").text


def test_one_service_area_is_told_by_its_functions(client, db):
    housing = factories.area("Housing")
    rents, repairs = (factories.function(name, of=housing) for name in ("Rents", "Repairs"))
    factories.system(functions=[rents])
    factories.system(functions=[rents, repairs])
    html = client.get("/insights/?area=housing").text
    table = html[html.index('id="areas"') : html.index('id="makers"')]
    assert "Systems by function" in table
    assert 'href="/technologies/?area=housing&amp;function=rents' in table
    assert "Systems by service area" in client.get("/insights/").text
