"""How content authorities are together is told so that no one of them can be read from it."""

import datetime
from fractions import Fraction

import pytest
from django.test import Client

from boroughs.models import Partnership, PartnershipMember
from contracts.models import Opinion
from contracts.opinions.content import voices
from contracts.opinions.publishing import halves_of, publish_opinions, tells_each
from tests import factories
from tests.past import date_changes

pytestmark = pytest.mark.django_db(databases="__all__")
THIS_YEAR = datetime.datetime(2026, 11, 27, 12, tzinfo=datetime.UTC)
NEXT_YEAR = THIS_YEAR.replace(year=2027)
NAMES = ("Barnet", "Brent", "Camden", "Ealing", "Enfield", "Hackney", "Harrow")


def run_by(product, *points, **facts):
    """Authorities run a technology and say how content they are; None says nothing."""
    return [
        factories.system(product, buyer=factories.borough(name), satisfaction=number, **facts)
        for name, number in zip(NAMES, points, strict=False)
    ]


def figures():
    held = Opinion.objects.order_by("year", "pk")
    return {(one.subject, one.subject_id): (one.mean, one.count, one.year) for one in held}


def of(product):
    return figures().get(("product", product.pk))


@pytest.mark.parametrize(
    ("points", "told"),
    [
        ((4, 3), None),
        ((4, 3, 5), "4"),
        ((4, 3, 3), "3.5"),
        ((2, 2, 3, 2), "2.5"),
        ((4, 3, None, None), None),
        # From 5 of three voices everyone knew what each said; of four they do not.
        ((5, 5, 5), None),
        ((1, 1, 1), None),
        ((5, 5, 5, 4), "5"),
    ],
)
def test_it_takes_three_and_is_rounded_to_a_half(points, told):
    product = factories.product()
    run_by(product, *points)
    publish_opinions(THIS_YEAR)
    count = len([one for one in points if one])
    assert of(product) == (told and (told, count, 2026))


def test_a_figure_that_tells_what_each_said_is_none():
    for count in range(3, 8):
        sums = range(count, 5 * count + 1)
        halves = {n: halves_of({(str(v), "x"): Fraction(n, count) for v in range(count)}) for n in sums}
        for figure in set(halves.values()):
            possible = [n for n in sums if halves[n] == figure]
            assert tells_each(figure, count) == (possible in ([count], [5 * count]))


def shared_service(*names, until=None):
    service = Partnership.objects.create(slug=f"shared-{names[0].lower()}", name=f"Shared {names[0]}")
    for name in names:
        PartnershipMember.objects.create(
            partnership=service, borough=factories.borough(name), until_date=until
        )


def test_a_shared_service_has_one_voice_while_it_lasts():
    product = factories.product()
    run_by(product, 4, 3, 5)
    shared_service("Barnet", "Brent")
    publish_opinions(THIS_YEAR)
    assert of(product) is None
    run_by(product, None, None, None, 2)
    publish_opinions(THIS_YEAR)
    assert of(product) == ("3.5", 3, 2026)
    PartnershipMember.objects.update(until_date=datetime.date(2026, 1, 1))
    assert voices(THIS_YEAR.date())["brent"] == "brent"


def test_authorities_that_share_through_a_third_have_one_voice():
    shared_service("Barnet", "Brent")
    shared_service("Brent", "Camden")
    factories.borough("Ealing")
    assert voices(THIS_YEAR.date()) == {
        **dict.fromkeys(("barnet", "brent", "camden"), "barnet"),
        "ealing": "ealing",
    }


def test_what_the_public_may_not_know_to_run_or_is_not_shared_or_retired_takes_no_part():
    product = factories.product()
    run_by(product, 4, 3)
    third = factories.borough("Camden")
    closed = {"audience": "boroughs", "reason": "commercial"}
    own = {"audience": "own", "reason": "not for others"}
    for facts in (
        {"visibility": {"record": closed}},
        {"visibility": {"product": closed}},
        {"visibility": {"satisfaction": own}},
        {"status": "retired"},
        {"functions": [factories.function("Backup", protective=True)]},
        {"demonstration": True},
    ):
        factories.system(product, buyer=third, satisfaction=3, **facts)
    factories.system(product, buyer=factories.borough("TfL", kind="public-body"), satisfaction=3)
    publish_opinions(THIS_YEAR)
    assert figures() == {}


@pytest.mark.parametrize("said", [1, 2, 4, 5])
def test_what_one_authority_changes_moves_nothing_that_anyone_sees(client: Client, said):
    """The attack: read the page before and after one of them changes what it says, in every later year."""
    function, product = factories.function("Payroll"), factories.product("Payday")
    systems = run_by(product, 4, 3, 3, functions=[function])
    publish_opinions(THIS_YEAR)
    pages = [product.get_absolute_url(), function.get_absolute_url()]
    before = [client.get(page).content for page in pages]
    assert b"<strong>3.5 of 5</strong>, as 3 authorities in London said in 2026" in before[0]
    assert b"<strong>3.5 of 5</strong>" in before[1]
    factories.change(systems[0], satisfaction=said)
    for year in (THIS_YEAR, NEXT_YEAR, NEXT_YEAR.replace(year=2030)):
        publish_opinions(year)
        assert [client.get(page).content for page in pages] == before


@pytest.mark.parametrize("said", [1, 5])
def test_who_comes_or_goes_alone_moves_nothing_and_three_do(said):
    product = factories.product()
    run_by(product, 4, 3, 3)
    publish_opinions(THIS_YEAR)
    run_by(product, None, None, None, said)
    publish_opinions(NEXT_YEAR)
    assert of(product) == ("3.5", 3, 2026)
    run_by(product, None, None, None, None, 5, 5)
    publish_opinions(NEXT_YEAR)
    assert of(product) == (("3.5" if said == 1 else "4"), 6, 2027)


def test_no_year_is_told_that_an_earlier_one_tells_apart():
    product = factories.product()
    systems = run_by(product, 4, 3, 3, 2, 2)
    publish_opinions(THIS_YEAR)
    for system in systems[:3]:
        factories.change(system, satisfaction=1)
    publish_opinions(NEXT_YEAR)
    assert of(product) == ("1.5", 5, 2027)
    # Of the three two are as they were before: beside 2026 that would leave one.
    for system, points in zip(systems[1:4], (3, 3, 5), strict=True):
        factories.change(system, satisfaction=points)
    publish_opinions(NEXT_YEAR.replace(year=2028))
    assert of(product) == ("1.5", 5, 2027)


@pytest.mark.parametrize("said", [1, 5])
def test_a_function_less_its_technologies_leaves_three_or_nobody(said):
    function, big, small = factories.function("Payroll"), factories.product(), factories.product()
    run_by(big, 4, 3, 3, functions=[function])
    odd = factories.system(small, buyer=factories.borough("Harrow"), satisfaction=said, functions=[function])
    publish_opinions(THIS_YEAR)
    assert list(figures()) == [("product", big.pk)]
    factories.change(odd, functions=[])
    publish_opinions(THIS_YEAR)
    assert ("function", function.pk) in figures()


def test_a_technology_less_its_function_leaves_three_or_nobody():
    function, product = factories.function("Payroll"), factories.product()
    run_by(product, 4, 3, 3, functions=[function])
    factories.system(product, buyer=factories.borough("Harrow"), satisfaction=1)
    publish_opinions(THIS_YEAR)
    assert list(figures()) == [("product", product.pk)]


def test_who_takes_back_what_it_said_moves_nothing_until_the_year_is_old(client: Client):
    product = factories.product("Payday")
    systems = run_by(product, 4, 3, 3)
    publish_opinions(THIS_YEAR)
    told = client.get(product.get_absolute_url()).content
    factories.change(systems[0], satisfaction=None, satisfaction_state="unknown")
    publish_opinions(NEXT_YEAR)
    assert client.get(product.get_absolute_url()).content == told
    assert [Opinion.objects.told(datetime.date(year, 1, 1)).count() for year in (2029, 2030)] == [1, 0]


def test_no_filter_and_no_day_of_the_past_shows_it(client: Client):
    product = factories.product("Payday")
    run_by(product, 4, 3, 3)
    publish_opinions(THIS_YEAR)
    page = product.get_absolute_url()
    plain = client.get(page).content
    assert client.get(f"{page}?borough=camden").content == plain
    date_changes(product, "2026-01-15")
    past = client.get(f"{page}?as_of=2026-02-01")
    assert b"Payday" in past.content
    assert b"3.5 of 5" not in past.content
    assert b"3.5 of 5" not in client.get("/technologies/?borough=camden").content


def test_it_is_made_once_however_often_it_runs():
    product = factories.product()
    run_by(product, 4, 3, 3)
    assert [publish_opinions(THIS_YEAR), publish_opinions(THIS_YEAR)] == [1, 0]
    assert publish_opinions(NEXT_YEAR) == 0
    assert of(product) == ("3.5", 3, 2026)
