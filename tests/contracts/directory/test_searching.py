"""The search for everything, over contracts, systems and what has a name."""

import datetime
import re
from dataclasses import replace

import pytest

from boroughs.models import BoroughName
from tests import factories
from thirty3.audiences import Audience
from thirty3.registry import FINDABLE
from thirty3.search.everything import Asked

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *args: datetime.date(2026, 11, 27))


def search(client, text, **more):
    response = client.get("/search/", {"q": text, **more})
    assert response.status_code == 200
    return response.text


def titles(html):
    """The titles of what was found, in their order."""
    found = re.findall(r'<h3 class="govuk-heading-s t3-hit__title"><a[^>]*>(.*?)</a>', html)
    return [re.sub("<[^>]*>", "", title) for title in found]


def test_contracts_that_end_in_a_month_are_found_by_saying_so(client):
    camden = factories.borough("Camden")
    for title, ends in (("Rents", datetime.date(2027, 3, 31)), ("Repairs", datetime.date(2027, 4, 1))):
        factories.contract(title, buyer=camden, end_date=ends)

    html = search(client, "camden contracts ending in march 2027")
    assert titles(html) == ["Rents"]
    assert "Read as contracts ending from 1 March 2027 to 31 March 2027, matching “camden”." in html


def test_the_list_takes_what_is_said_of_an_end_as_its_filter(client):
    response = client.get("/contracts/?q=camden+ending+by+march+2027&source=real&page=3")

    assert response.status_code == 302
    assert response.headers["Location"] == "/contracts/?q=camden&source=real&ends_before=2027-03-31"


def test_days_that_are_chosen_already_stand(client):
    assert client.get("/contracts/?q=ending+march+2027&ends_after=2027-06-01").status_code == 200


def test_an_authority_comes_first_by_any_of_its_names(client):
    southwark = factories.borough("Southwark")
    BoroughName.objects.create(borough=southwark, spelling="Southwark", folded="southwark")
    factories.contract("Rents", buyer=southwark)

    assert titles(search(client, "southwark council")) == ["Southwark", "Rents"]


def test_every_kind_reads_a_mistyped_word_alike(client):
    """Nothing but the contract says "cemetery"; the function is as far from it as from nothing."""
    factories.contract("Cemetery records")
    factories.function("Cemeteries and crematoria")

    html = search(client, "cemetary")
    assert titles(html) == ["Cemetery records", "Cemeteries and crematoria"]
    assert "Showing <strong>cemetery</strong>" in html


def test_where_nothing_has_all_the_words_some_of_them_are_offered(client):
    factories.contract("Customer records")
    factories.contract("Parents' portal")
    factories.contract("Visitors' portal")

    html = search(client, "customer portal")
    assert "Nothing found" in html
    assert re.findall(r'href="\?q=(\w+)">\w+</a> <span class="t3-quiet">\((\d+)\)', html) == [
        ("customer", "1"),
        ("portal", "2"),
    ]


def test_of_three_words_two_are_offered(client):
    factories.contract("Customer payments portal")

    html = search(client, "customer portal zzyzx")
    assert re.findall(r'href="\?q=([\w+]+)">', html) == ["customer+portal"]


def test_what_is_offered_is_found_as_it_stands(client):
    """A word that is read otherwise would lead to something else than was asked for."""
    factories.contract("Customer records")

    html = search(client, "custmer zzyzx")
    assert "Some of them" not in html


def test_the_text_that_says_most_of_the_words_tells_why(client):
    """The department has one of two words, and the function both."""
    served = factories.function("Housing management", synonyms=["tenancies"])
    factories.contract("Rents", functions=[served], department="Housing Services")
    factories.function("Estates", synonyms=["housing management"])

    html = re.sub("</?mark[^>]*>", "", search(client, "housing management"))
    assert "Function: Housing management" in html
    assert "Department:" not in html


def test_one_of_a_kind_is_told_as_one(client):
    camden = factories.borough("Camden")
    for title in ("Rents", "Rents and repairs"):
        factories.contract(title, buyer=camden)
    factories.system(factories.product("Rents online"), buyer=camden)

    told = re.findall(r'<li><a class="govuk-link" href="#.*?">(.*?)</a>', search(client, "rents"))
    assert sorted(told) == ["1 system in use", "1 technology", "2 contracts"]


def test_every_kind_says_one_and_several_in_its_own_words():
    asked = Asked("rents", Audience.PUBLIC)
    groups = [kind.find(asked, datetime.date(2026, 11, 27), 5) for kind in FINDABLE]
    assert {(replace(one, count=1).counted, replace(one, count=2_000).counted) for one in groups} == {
        ("1 contract", "2,000 contracts"),
        ("1 opportunity", "2,000 opportunities"),
        ("1 system in use", "2,000 systems in use"),
        ("1 technology", "2,000 technologies"),
        ("1 supplier", "2,000 suppliers"),
        ("1 authority", "2,000 authorities"),
        ("1 function", "2,000 functions"),
        ("1 page of guidance", "2,000 pages of guidance"),
        ("1 project", "2,000 projects"),
        ("1 call for answers", "2,000 calls for answers"),
    }


def test_all_of_a_kind_that_has_no_list_of_its_own_can_be_seen(client):
    for number in range(7):
        factories.function(f"Permits {number}")
    factories.contract("Permits")

    html = search(client, "permits")
    assert len(titles(html)) == 6
    assert re.findall(r'href="([^"]*)">See all (.*?)<', html) == [
        ("?q=permits&amp;kind=function", "7 functions")
    ]
    html = search(client, "permits", kind="function")
    assert titles(html) == [f"Permits {number}" for number in range(7)]
    assert "7 functions found for “permits”" in html
    assert 'href="?q=permits">Everything found' in html


def test_more_than_anybody_reads_is_not_shown_at_once(client, monkeypatch):
    monkeypatch.setattr("thirty3.search.everything.MOST_SHOWN", 6)
    for number in range(7):
        factories.function(f"Permits {number}")

    html = search(client, "permits", kind="function")
    assert len(titles(html)) == 6
    assert "These are the best 6 of 7 functions. More words find fewer." in html


@pytest.mark.parametrize("kind", ["guidance", "nonsense"])
def test_where_nothing_of_a_kind_is_found_everything_else_is(client, kind):
    factories.contract("Permits")

    html = search(client, "permits", kind=kind)
    assert titles(html) == ["Permits"]
    assert "Nothing of the kind that was asked for was found. This is everything else." in html
