"""A filtered list of an authority's records is taken away as a workbook of just these records."""

import datetime
import re
from html import unescape
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from boroughs.models import Function
from tests import factories
from tests.importing import CONTRACT, counted, csv_file, imported, staged
from tests.signing_in import sign_in, staff_member

pytestmark = pytest.mark.django_db(databases="__all__")
CONTRACTS = "/admin/contracts/contract/"


@pytest.fixture(autouse=True)
def staff(client):
    sign_in(client, staff_member())
    return client


@pytest.fixture
def camden():
    return factories.borough("Camden")


@pytest.fixture
def records(camden):
    """Four contracts of Camden and one of another authority in which it takes part."""
    planning = factories.function("Planning applications")
    past, to_come = datetime.date(2020, 3, 31), datetime.date(2099, 3, 31)
    factories.contract("Housing system", buyer=camden, end_date=to_come)
    factories.contract("Planning system", buyer=camden, end_date=to_come, functions=[planning])
    factories.contract("Old planning system", buyer=camden, end_date=past, functions=[planning])
    factories.contract("Telephones", buyer=camden, kind="framework")
    factories.contract("Theirs", buyer=factories.borough("Islington"), participants=[camden])


def titles(answer, sheet="Contracts", heading="title"):
    rows = list(load_workbook(BytesIO(answer.content))[sheet].values)
    column = [str(name).lower() for name in rows[0]].index(heading)
    return sorted(row[column] for row in rows[1:])


def records_of(client, model="contract", **query):
    return client.get(reverse(f"admin:records-{model}"), query)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"status": "ended"}, ["Old planning system"]),
        ({"function": "planning-applications"}, ["Old planning system", "Planning system"]),
        ({"function": "planning-applications", "status": "live"}, ["Planning system"]),
        ({"q": "telephones"}, ["Telephones"]),
        ({"q": "nothing like it"}, []),
        ({}, ["Housing system", "Old planning system", "Planning system", "Telephones"]),
    ],
)
def test_it_holds_what_the_public_lists_filters_find(staff, camden, records, query, found):
    if "function" in query:
        query = query | {"function": Function.objects.get(name="Planning applications").slug}
    assert titles(records_of(staff, borough="camden", **query)) == found


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"q": "planning"}, ["Old planning system", "Planning system"]),
        ({"kind__exact": "framework"}, ["Telephones"]),
        ({"kind__exact": "contract", "q": "housing"}, ["Housing system"]),
        ({}, ["Housing system", "Old planning system", "Planning system", "Telephones"]),
    ],
)
def test_the_link_on_a_list_of_the_staff_site_keeps_its_filters(staff, camden, records, query, found):
    page = staff.get(CONTRACTS, {"lead_buyer__id__exact": camden.pk, **query}).text
    [address] = re.findall(r'href="([^"]*records\.xlsx[^"]*)"', page)
    assert titles(staff.get(unescape(address))) == found


def test_a_list_of_several_authorities_offers_none_and_says_why(staff, records):
    assert "records.xlsx" not in staff.get(CONTRACTS).text
    answer = records_of(staff, kind__exact="contract")
    assert (answer.status_code, answer.text.startswith("Filter the list by one authority")) == (400, True)


@pytest.mark.parametrize("query", [{"nothing__exact": "1"}, {"lead_buyer__id__exact": "x"}])
def test_a_filter_that_no_list_has_is_refused(staff, records, query):
    assert records_of(staff, **query).status_code == 400


def test_real_and_invented_records_never_share_a_workbook(staff, camden, records):
    factories.contract("Invented", buyer=camden, demonstration=True)
    own = {"lead_buyer__id__exact": camden.pk}
    assert "Invented" not in titles(records_of(staff, **own))
    answer = records_of(staff, **own, demonstration__exact=1)
    assert titles(answer) == ["Invented"]
    assert "demonstration-camden-contracts.xlsx" in answer["Content-Disposition"]


def test_what_the_authority_keeps_to_itself_is_in_its_own_workbook(staff, camden, tmp_path):
    imported(csv_file(tmp_path / "register.csv", [CONTRACT]), may_be_published=False)
    answer = records_of(staff, lead_buyer__id__exact=camden.pk)
    assert titles(answer) == ["Housing system"]


def test_the_authoritys_page_leads_to_its_contracts_and_systems(staff, camden, records, tmp_path):
    factories.system(factories.product("Homes"), buyer=camden)
    page = staff.get(reverse("admin:boroughs_borough_change", args=[camden.pk])).text
    contracts, systems = re.findall(r'href="([^"]*records\.xlsx[^"]*)"', page)
    assert len(titles(staff.get(unescape(contracts)))) == 4
    assert titles(staff.get(unescape(systems)), "Systems", "system") == ["Homes"]
    book = tmp_path / "camden.xlsx"
    book.write_bytes(staff.get(unescape(contracts)).content)
    assert counted(staged(book)) == {"unchanged": 4}
