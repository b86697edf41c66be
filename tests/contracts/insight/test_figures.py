"""Every figure equals the list that it links to, and its table makes up the whole, on random records."""

import csv
import datetime
from collections.abc import Iterator
from decimal import Decimal

import pytest
from django.http import QueryDict
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from boroughs.models import Borough
from contracts.insight.authority_table import figures_of
from contracts.insight.breakdown import Breakdown, Row
from contracts.insight.map import measured
from contracts.insight.measures import MEASURES
from contracts.insight.report import NAMES, Report
from contracts.insight.scope import MOST, MOST_LEFT_OUT, Scope, ScopeFilterSet
from contracts.listing.describing import list_of
from contracts.listing.filters import ContractFilterSet, SystemFilterSet
from contracts.listing.rows import rows_of
from contracts.listing.selection import Selection
from tests import factories
from thirty3.audiences import Audience

pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 11, 23)
PENCE = 100


def report_of(scope, audience=Audience.PUBLIC):
    return Report(scope, audience, DAY, list(Borough.objects.authorities()))


def scopes(london):
    some = st.sampled_from
    many = lambda values: st.lists(some(values), max_size=2, unique=True).map(tuple)  # noqa: E731
    day = st.one_of(st.none(), st.dates(datetime.date(2026, 1, 1), datetime.date(2029, 1, 1)))
    return st.builds(
        Scope,
        borough=many(["camden", "hackney", "gla", "nowhere"]),
        area=many(["housing", "people", "security", "unknown"]),
        side=many(["frontline", "withheld"]),
        supplier=many([s.slug for s in london.suppliers[:4]] + ["unknown", "withheld"]),
        maker=many([s.slug for s in london.suppliers[:4]] + ["unknown"]),
        product=many([p.slug for p in london.products[:4]] + ["withheld"]),
        function=many([f.slug for f in london.functions]),
        not_supplier=many([s.slug for s in london.suppliers[:4]]),
        not_maker=many([s.slug for s in london.suppliers[:4]] + ["unknown"]),
        told_after=st.sampled_from([None, None, DAY - datetime.timedelta(days=200), DAY]),
        source=some([(), ("real",), ("demonstration",)]),
        ends_after=day,
        ends_before=day,
    )


def linked_rows(report: Report) -> Iterator[Row]:
    for breakdown in report.breakdowns.values():
        yield from (breakdown.whole, breakdown.base, *breakdown.rows)
        if breakdown.concentration:
            yield from (row for _, row, _ in breakdown.concentration.largest)
    yield report.ending_soon
    for line in report.lines:
        yield from figures_of(line)
        yield from (*line.known.values(), *line.sides.values())


def length_of(row: Row, report: Report) -> int:
    """How long the list is, read from the address that the page links to."""
    filters = SystemFilterSet if row.chosen.KIND == "system" else ContractFilterSet
    asked = QueryDict(list_of(row.chosen).partition("?")[2])
    chosen = filters.read(asked, report.audience).filter
    assert chosen is not None, asked
    return len(Selection(chosen, report.audience, report.day).ids)


@pytest.mark.parametrize("audience", list(Audience))
def test_every_figure_is_the_length_of_its_list_and_every_table_makes_up_its_whole(london, audience):
    @settings(max_examples=30)
    @given(scope=scopes(london))
    def check(scope):
        if scope.ends_after and scope.ends_before and scope.ends_after > scope.ends_before:
            return
        report = report_of(scope, audience)
        for row in linked_rows(report):
            if row.chosen is None:
                assert row.count == 0
            else:
                assert row.count == length_of(row, report), row
        for name, breakdown in report.breakdowns.items():
            assert_made_up(name, breakdown)

    check()


def assert_made_up(name: str, breakdown: Breakdown) -> None:
    counts = sum(row.count for row in breakdown.rows)
    assert counts - breakdown.repeats == breakdown.whole.count
    if name == "ends" or name.startswith("value"):
        # Each agreement ends once, and is counted or left out for one reason.
        assert breakdown.repeats == 0
        assert sum(row.count for row in breakdown.left_out) + breakdown.base.count == breakdown.whole.count
    if breakdown.base.pence is not None:
        # Sums of two spans, or of ceilings and what they hold, are never added: the whole has none.
        assert breakdown.whole.pence is None
        counted = [row for row in breakdown.rows if row not in breakdown.left_out]
        assert sum(row.pence for row in counted) == breakdown.base.pence
        shares = [breakdown.share(row) for row in counted]
        assert breakdown.base.pence == 0 or sum(shares) == pytest.approx(Decimal(1))


def test_the_others_are_a_list_however_many_are_left_out_already(db):
    sellers = [factories.supplier(f"Seller {number:02}") for number in range(60)]
    elsewhere = factories.borough("Elsewhere")
    for seller in sellers:
        factories.contract(buyer=elsewhere, suppliers=[seller])
    left_out = tuple(seller.slug for seller in sellers[:MOST_LEFT_OUT])
    report = report_of(Scope(not_supplier=left_out, borough=("elsewhere",)))
    others = report.breakdowns["suppliers"].others
    assert others.count == length_of(others, report) == 60 - MOST_LEFT_OUT - MOST
    more = QueryDict(mutable=True)
    more.setlist("not_supplier", [seller.slug for seller in sellers[: MOST_LEFT_OUT + 1]])
    assert ScopeFilterSet.read(more).form.errors == {
        "not_supplier": [f"Choose at most {MOST_LEFT_OUT} values of “Supplier is not”."]
    }


def test_a_sum_is_the_sum_of_the_values_that_its_list_shows(london):
    report = report_of(Scope())
    for span in ("whole-life", "annual"):
        breakdown = report.breakdowns[f"value-{span}"]
        assert breakdown.base.count
        for row in (*breakdown.rows, breakdown.base):
            if row.pence is None:
                continue
            ids = Selection(row.chosen, Audience.PUBLIC, DAY).ids
            listed = rows_of("contract", ids, Audience.PUBLIC)
            assert row.pence == sum((r.value or 0) * PENCE for r in listed)


def test_what_counts_repeats_is_shared_and_nothing_else(london):
    breakdown = report_of(Scope()).breakdowns["suppliers"]
    rows = rows_of("contract", Selection(breakdown.whole.chosen, Audience.PUBLIC, DAY).ids, Audience.PUBLIC)
    top = {row.value for row in breakdown.parts}
    stands = [set(row.facets.get("supplier", ())) for row in rows]
    # Under each of the largest that it has; under the others once, where it has none of the largest.
    assert breakdown.repeats == sum(max(0, len(suppliers & top) - 1) for suppliers in stands)


def test_every_name_is_a_breakdown_with_a_download(london, client):
    for name in NAMES:
        answer = client.get(reverse("contracts:figures-csv", args=[name]))
        lines = b"".join(answer.streaming_content).decode().splitlines()
        assert answer.status_code == 200
        assert len(lines) > 2
    assert client.get("/insights/nothing.csv").status_code == 404


def test_the_download_of_authorities_ends_with_the_sum_under_its_table(london, client):
    answer = client.get(reverse("contracts:figures-csv", args=["authorities"]))
    _, *lines = csv.reader(b"".join(answer.streaming_content).decode("utf-8-sig").splitlines())
    *authorities, less, every = lines
    assert (less[0], every[0]) == ("Less: shared by authorities", "All")
    assert {len(line) for line in lines} == {12}
    counts = [int(line[1]) for line in authorities]
    assert sum(counts) + int(less[1].replace("−", "-")) == int(every[1])


def test_the_filters_offer_whatever_is_counted(client, db):
    """Of agreements and of systems: a firm or an authority may have records of one kind alone."""
    selling, running = factories.supplier("Seller"), factories.supplier("Runner")
    factories.contract(buyer=factories.borough("Camden"), suppliers=[selling])
    system = factories.system(
        factories.product("Suite"), buyer=factories.borough("Lewisham"), supplier=running
    )
    for name, value in (
        ("borough", "camden"),
        ("borough", "lewisham"),
        ("supplier", selling.slug),
        ("supplier", running.slug),
        ("product", system.product.slug),
    ):
        html = client.get(reverse("contracts:choose-for-insights", args=[name])).text
        assert f'name="{name}" type="checkbox" value="{value}"' in html


@pytest.mark.parametrize("colour", MEASURES)
def test_the_map_is_told_in_a_table_and_a_download_too(london, client, colour):
    query = f"colour={colour}&source=demonstration"
    found = measured(colour, report_of(Scope(source=("demonstration",))))
    answer = client.get(f"/insights/map.csv?{query}")
    _, *lines = csv.reader(b"".join(answer.streaming_content).decode("utf-8-sig").splitlines())
    told = {name: (value, count) for name, value, count, _ in lines}
    names = dict(Borough.objects.authorities().values_list("slug", "name"))
    assert len(told) == len(names)
    for slug, name in names.items():
        value, row = found.get(slug, (None, None))
        assert told[name] == ("" if value is None else str(value), str(row.count) if row else "")
    table = client.get(f"/insights/?{query}").text.partition("as a table")[2].partition("</table>")[0]
    assert table.count('<th scope="row"') == len(names)
