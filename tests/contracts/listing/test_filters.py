"""Reading the query string: what is right becomes a filter, what is wrong is said."""

import datetime
from decimal import Decimal
from urllib.parse import urlencode

import pytest
from django.http import QueryDict

from contracts.listing.filters import ContractFilter, ContractFilterSet, SystemFilter


def read(query):
    return ContractFilterSet.read(QueryDict(query))


def test_nothing_asked_is_everything():
    assert read("").filter == ContractFilter()


@pytest.mark.django_db
def test_every_parameter_is_read():
    query = (
        "q=payroll&borough=camden&borough=hackney&area=people&function=payroll&supplier=acme&supplier=withheld"
        "&product=homes&status=live&ends_after=2026-01-01&ends_before=31/12/2027&value_min=£25,000"
        "&value_max=100000.50&sme=yes&route=open&source=real&sort=value&page=3"
    )
    assert read(query).filter == ContractFilter(
        q="payroll",
        borough=("camden", "hackney"),
        area=("people",),
        function=("payroll",),
        supplier=("acme", "withheld"),
        product=("homes",),
        status=("live",),
        ends_after=datetime.date(2026, 1, 1),
        ends_before=datetime.date(2027, 12, 31),
        value_min=Decimal("25000"),
        value_max=Decimal("100000.50"),
        sme=("yes",),
        route=("open",),
        source=("real",),
        sort="value",
        page=3,
    )


@pytest.mark.parametrize(
    "query",
    [
        "ends_after=31/2/2026",
        "ends_after=soon",
        "ends_after=2027-01-01&ends_before=2026-01-01",
        "value_min=lots",
        "value_min=NaN",
        "value_min=1e40",
        "value_min=2&value_max=1",
        "status=alive",
        "sme=perhaps",
        "source=invented",
        "route=underground",
        "sort=colour",
        "page=0",
        "page=-1",
        "page=x",
        "page=999999999999",
        "q=" + "x" * 201,
        "q=%3F%3F%3F",
        "q=" + "a+" * 25,
        "borough=Camden%20Council!",
        "borough=" + "x" * 121,
        "&".join(f"borough=b{n}" for n in range(51)),
    ],
)
def test_what_is_wrong_is_said_and_selects_nothing(query):
    filters = read(query)
    assert filters.filter is None
    assert filters.form.errors


def test_values_are_read_once_and_blanks_not_at_all():
    assert read("borough=camden&borough=&borough=camden&q=&value_min=").filter == ContractFilter(
        borough=("camden",)
    )


def test_what_cannot_be_printed_is_a_space():
    assert read("q=a%00b").filter == ContractFilter(q="a b")


def test_parameters_of_others_are_left_alone():
    assert read("utm_source=mail").filter == ContractFilter()


@pytest.mark.parametrize(
    "written",
    ["31/3/2028", "31-03-2028", "31.3.2028", "31 3 2028", "31 March 2028", "31 mar 2028", "2028-03-31"],
)
def test_a_date_is_read_in_the_ways_that_people_write_it(written):
    assert read(urlencode({"ends_before": written})).filter.ends_before == datetime.date(2028, 3, 31)


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("ends_before=31/2/2028", "“Ends on or before” must be a real date, like 31/3/2027."),
        ("told_after=03/31/2028", "“Source dated on or after” must be a real date, like 31/3/2027."),
        ("value_min=much", "“Lowest value” must be a sum in pounds, like 25,000."),
        ("sort=colour", "Sort by one of: end, value, updated, relevance."),
    ],
)
def test_what_is_wrong_is_told_with_the_name_of_its_field(query, said):
    assert [said] in read(query).form.errors.values()


def test_a_filter_can_be_written_and_read_again():
    chosen = read("q=a+b&borough=camden&borough=merton&ends_after=1/4/2027&value_min=10&sort=value").filter
    again = QueryDict(mutable=True)
    for name, value in chosen.query:
        again.appendlist(name, value)
    assert ContractFilterSet.read(again).filter == chosen


def test_taking_a_value_away_leaves_the_others_and_goes_to_the_first_page():
    chosen = ContractFilter(q="x", borough=("camden", "merton"), value_min=Decimal(1), page=4)
    assert chosen.without("borough", "camden") == ContractFilter(
        q="x", borough=("merton",), value_min=Decimal(1)
    )
    assert chosen.without("q", "x").q == ""
    assert chosen.without("value_min", "1").value_min is None


def test_words_sort_by_relevance_and_all_else_by_end():
    assert ContractFilter().order == "end"
    assert ContractFilter(q="x").order == "relevance"
    assert ContractFilter(q="x", sort="value").order == "value"
    assert ContractFilter(sort="relevance").order == "end"


def test_technologies_go_by_relevance_for_words_and_else_by_authorities():
    assert SystemFilter().order == "authorities"
    assert SystemFilter(q="x").order == "relevance"
    assert SystemFilter(q="x", sort="name").order == "name"
    assert SystemFilter(sort="relevance").order == "authorities"
