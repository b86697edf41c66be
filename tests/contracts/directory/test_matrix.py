"""Technologies both ways at once: every cell is the list that it leads to."""

import csv
import io
import re
from html import unescape

import pytest
from django.core.exceptions import ValidationError

from suppliers.names import unique_slugs
from tests import factories
from tests.pages.visitors import Visitor, client_of
from tests.pages.worlds import CLOSED
from thirty3.states import is_no_state

pytestmark = pytest.mark.django_db


def page(client, query=""):
    response = client.get(f"/technologies/matrix/{query}")
    assert response.status_code == 200
    return response.content.decode()


def cells(html):
    """(function, authority) -> what the cell says, and where it leads."""
    found = {}
    for row in re.findall(r'<tr role="row"><th scope="row".*?</tr>', html, re.DOTALL):
        function = re.sub(r"<[^>]+>", "", re.search(r"<th.*?</th>", row)[0])
        pattern = r'data-at="([^"]*)"><a class="govuk-link" href="([^"]+)"[^>]*>([^<]*)</a>'
        for authority, address, said in re.findall(pattern, row):
            found[function, authority] = (said, unescape(address))
    return found


def table(client, query=""):
    response = client.get(f"/technologies/matrix.csv{query}")
    text = b"".join(response.streaming_content).decode()
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


@pytest.fixture
def world(db):
    camden, hackney = factories.borough("Camden"), factories.borough("Hackney")
    rents, identity = factories.function("Rents"), factories.function("Identity", protective=True)
    suite = factories.product("Suite")
    factories.system(suite, buyer=camden, functions=[rents])
    factories.system(suite, buyer=hackney, functions=[rents])
    for name in ("Ledger", "Third"):
        factories.system(factories.product(name), buyer=hackney, functions=[rents])
    factories.system(factories.product("Shield"), buyer=camden, functions=[identity])
    factories.system(factories.product("Loose"), buyer=camden)


def test_a_cell_says_which_technology_or_how_many_systems(client, world):
    found = cells(page(client))
    assert found["Rents", "Camden"][0] == "Suite"
    assert found["Rents", "Hackney"][0] == "3 systems: Ledger, Suite and 1 more"
    assert ("Identity", "Hackney") not in found
    assert found["Function not known", "Camden"][0] == "Loose"


def test_a_cell_leads_to_the_list_of_just_these(client, world):
    counts = {"Suite": 1, "3 systems: Ledger, Suite and 1 more": 3, "withheld": 1, "Loose": 1}
    for said, address in cells(page(client)).values():
        listed = client.get(address).content.decode()
        assert re.search(r'<h1 class="govuk-heading-l">(\d+) system', listed)[1] == str(counts[said])


def test_a_protected_technology_is_withheld_from_the_public_and_named_to_authorities(client, world):
    html = page(client)
    assert cells(html)["Identity", "Camden"][0] == "withheld"
    assert "Shield" not in html
    assert cells(page(client_of(Visitor.OFFICER)))["Identity", "Camden"][0] == "Shield"
    assert "Shield" not in str(table(client))


def test_a_closed_system_leaves_no_row_and_no_column(client):
    factories.system(
        buyer=factories.borough("Brent"),
        functions=[factories.function("Parking")],
        visibility={"record": CLOSED},
    )
    factories.system(buyer=factories.borough("Camden"), functions=[factories.function("Rents")])
    html = page(client)
    assert "Parking" not in html
    assert cells(html).keys() == {("Rents", "Camden")}


def test_the_filters_of_the_list_narrow_it(client, world):
    assert cells(page(client, "?borough=camden")).keys() == {
        ("Rents", "Camden"),
        ("Identity", "Camden"),
        ("Function not known", "Camden"),
    }
    assert "No system that we hold matches" in page(client, "?q=zzzz")
    html = page(client, "?ends_after=soon")
    assert "must be a real date" in html
    assert not cells(html)


def test_the_download_has_the_same_cells_with_every_technology(client, world):
    rows = {row["Function"]: row for row in table(client)}
    assert rows["Rents"]["Camden"] == "Suite"
    assert rows["Rents"]["Hackney"] == "Ledger; Suite; Third"
    assert rows["Identity"]["Camden"] == "Withheld"
    assert rows["Identity"]["Hackney"] == ""
    assert rows["Rents"]["Service area"] == "Housing"
    assert list({row["Function"]: row for row in table(client, "?borough=hackney")}) == ["Rents"]
    assert client.get("/technologies/matrix.csv?ends_after=soon").status_code == 400


def test_real_and_invented_systems_never_stand_in_one_table(client, world):
    rents = factories.function("Rents")
    factories.system(
        factories.product("Invented", demonstration=True),
        buyer=factories.borough("Brent"),
        functions=[rents],
        demonstration=True,
    )
    assert cells(page(client)).keys() == {("Rents", "Brent")}
    assert ("Rents", "Brent") not in cells(page(client, "?source=real"))
    assert [row["Brent"] for row in table(client)] == ["Invented"]


def test_without_systems_it_says_so(client):
    assert "Nobody has told us yet of a system" in page(client)


def test_no_technology_takes_the_address_of_another_page():
    assert unique_slugs(["Matrix", "New"], taken=()) == ["matrix-2", "new-2"]
    for slug in ("matrix", "new"):
        with pytest.raises(ValidationError):
            is_no_state(slug)


def like(client, slug="camden"):
    """Authority -> how many technologies and functions in common, in order."""
    html = client.get(f"/boroughs/{slug}/").content.decode()
    part = html.partition('id="panel-alike"')[2].partition("</table>")[0]
    rows = re.findall(r"<tr.*?</tr>", part, re.DOTALL)[1:]
    return {
        re.sub(r"<[^>]+>", "", re.search(r"<th.*?</th>", row, re.DOTALL)[0]).strip(): tuple(
            int(number) for number in re.findall(r"</span> (\d+)</td>", row)
        )
        for row in rows
    }


def test_authorities_alike_are_put_in_order_of_what_they_have_in_common(client):
    places = {name: factories.borough(name) for name in ("Camden", "Hackney", "Brent", "Bexley")}
    rents, parking = factories.function("Rents"), factories.function("Parking")
    suite, ledger = factories.product("Suite"), factories.product("Ledger")
    for place, made, function in (
        ("Camden", suite, rents),
        ("Camden", ledger, parking),
        ("Hackney", suite, rents),
        ("Brent", suite, rents),
        ("Brent", ledger, parking),
    ):
        factories.system(made, buyer=places[place], functions=[function])
    factories.system(buyer=places["Bexley"], functions=[rents])
    factories.system(ledger, buyer=places["Hackney"], functions=[parking], status="retired")
    assert list(like(client).items()) == [("Brent", (2, 2)), ("Hackney", (1, 1)), ("Bexley", (0, 1))]
    html = client.get("/boroughs/camden/").content.decode()
    assert "/compare/boroughs/?borough=camden&amp;borough=brent&amp;source=real" in html


def test_what_is_hidden_makes_nobody_alike(client):
    rents = factories.function("Rents")
    made = factories.product("Suite")
    factories.system(made, buyer=factories.borough("Camden"), functions=[rents])
    factories.system(
        made, buyer=factories.borough("Hackney"), functions=[rents], visibility={"product": CLOSED}
    )
    assert like(client) == {"Hackney": (0, 1)}
    assert like(client_of(Visitor.OFFICER)) == {"Hackney": (1, 1)}
