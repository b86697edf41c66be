"""Whatever shows an invented record says so; what shows real ones alone does not."""

import csv
import io
import re

import html5lib
import pytest
from django.test import Client

from boroughs.models import Skill, SkillLevel
from tests import factories
from tests.pages.reading import elements, text
from tests.pages.visitors import Visitor, client_of
from tests.pages.worlds import authority, in_days, saved

pytestmark = pytest.mark.django_db(databases="__all__")
MARK = "t3-demonstration-tag"
INVENTED, REAL = "Invented agreement", "Real agreement"


@pytest.fixture
def records() -> dict[str, str]:
    """The address of an invented contract and of a real one, of one authority."""
    place = authority(0)
    found = {}
    for title, invented in ((INVENTED, True), (REAL, False)):
        served = factories.product(f"{title} product")
        record = factories.contract(title, buyer=place, end_date=in_days(90), demonstration=invented)
        factories.system(served, buyer=place, demonstration=invented)
        skill = saved(Skill(slug=title.partition(" ")[0].lower(), name=f"{title} skill"))
        saved(SkillLevel(borough=place, skill=skill, level=3, demonstration=invented))
        found[title] = record.get_absolute_url()
    return found


def marked(html: str, tags: tuple[str, ...] = ("li", "tr")) -> dict[str, bool]:
    """For each line of a list that tells of one of the two, whether it bears the mark."""
    found: dict[str, bool] = {}
    for element in elements(html5lib.parse(html, namespaceHTMLElements=False), *tags):
        for title in (INVENTED, REAL):
            if title in text(element):
                found[title] = "Demonstration" in text(element)
    return found


@pytest.mark.parametrize("visitor", [Visitor.ANYONE, Visitor.OFFICER])
def test_home_shows_the_invented_records_or_the_real_ones(records: dict[str, str], visitor: Visitor) -> None:
    client = client_of(visitor)
    assert marked(client.get("/").text) == {INVENTED: True}
    assert marked(client.get("/?source=real").text) == {REAL: False}


@pytest.mark.parametrize("address", ["/contracts/", "/contracts/?q=agreement", "/boroughs/authority-0/"])
@pytest.mark.parametrize("visitor", [Visitor.ANYONE, Visitor.OFFICER])
def test_each_invented_record_in_a_list_bears_the_mark_and_no_real_one(
    records: dict[str, str], address: str, visitor: Visitor
) -> None:
    html = client_of(visitor).get(address).text
    assert marked(html) == {INVENTED: True, REAL: False}


def test_every_table_of_an_authority_marks_its_invented_rows(records: dict[str, str]) -> None:
    html = client_of(Visitor.OFFICER).get("/boroughs/authority-0/").text
    rows = [text(row) for row in elements(html5lib.parse(html, namespaceHTMLElements=False), "tr")]
    told = [row for row in rows if INVENTED in row or REAL in row]
    # Contracts, systems and skills.
    assert len(told) == 6
    assert all(("Demonstration" in row) == (INVENTED in row) for row in told)


def test_the_page_of_an_invented_record_says_so_in_title_tag_and_words(
    records: dict[str, str], client: Client
) -> None:
    invented, real = client.get(records[INVENTED]), client.get(records[REAL])
    assert "(demonstration) - Thirty3</title>" in invented.text
    assert "This record is invented" in invented.text
    assert MARK in re.sub(r"<aside.*?</aside>", "", invented.text, flags=re.DOTALL)
    assert invented.headers["X-Robots-Tag"] == "noindex"
    assert "invented to show" not in real.text
    assert "(demonstration) - Thirty3</title>" not in real.text
    assert "X-Robots-Tag" not in real.headers


def test_every_page_of_a_demonstration_bears_the_banner(records: dict[str, str], client: Client) -> None:
    for address in (
        "/",
        "/contracts/",
        "/boroughs/",
        "/boroughs/authority-0/",
        *records.values(),
        "/nowhere/",
    ):
        assert 'aria-label="Demonstration records"' in client.get(address).text


@pytest.mark.parametrize("address", ["/", "/contracts/", "/contracts.csv", "/boroughs/authority-0/"])
def test_search_engines_leave_out_whatever_shows_an_invented_record(
    records: dict[str, str], client: Client, address: str
) -> None:
    assert client.get(address).headers.get("X-Robots-Tag") == "noindex"


def test_search_engines_may_list_what_shows_real_records_alone(client: Client) -> None:
    real = factories.contract("Real", buyer=authority(0))
    for address in ("/", "/contracts/", "/boroughs/", "/boroughs/authority-0/", real.get_absolute_url()):
        assert "X-Robots-Tag" not in client.get(address).headers


def test_the_map_says_within_the_drawing_that_its_figures_are_invented(
    records: dict[str, str], client: Client
) -> None:
    drawing = re.search(r"<svg class=\"t3-map.*?</svg>", client.get("/").text, re.DOTALL)
    assert drawing
    assert "Demonstration" in drawing.group()


def test_the_map_of_real_records_says_no_such_thing(client: Client) -> None:
    factories.contract("Real", buyer=authority(0))
    drawing = re.search(r"<svg class=\"t3-map.*?</svg>", client.get("/").text, re.DOTALL)
    assert drawing
    assert "Demonstration" not in drawing.group()


def download(client: Client, query: str = "") -> tuple[str, list[dict[str, str]]]:
    response = client.get(f"/contracts.csv{query}")
    lines = b"".join(response.streaming_content).decode("utf-8-sig")
    return response.headers["Content-Disposition"], list(csv.DictReader(io.StringIO(lines)))


def test_a_download_marks_each_invented_row_and_its_own_name(records: dict[str, str], client: Client) -> None:
    name, rows = download(client)
    assert re.search(r'filename="demonstration-contracts-\d{4}-\d\d-\d\d\.csv"', name)
    assert {row["Title"]: row["Demonstration"] for row in rows} == {INVENTED: "Demonstration", REAL: "No"}


def test_the_source_filter_shows_the_real_records_alone(records: dict[str, str], client: Client) -> None:
    page = client.get("/contracts/?source=real")
    assert marked(page.text, ("li",)) == {REAL: False}
    assert "X-Robots-Tag" not in page.headers
    name, rows = download(client, "?source=real")
    assert "demonstration" not in name
    assert [row["Title"] for row in rows] == [REAL]
    assert marked(client.get("/contracts/?source=demonstration").text, ("li",)) == {INVENTED: True}


def test_the_staff_site_tells_invented_records_apart(records: dict[str, str]) -> None:
    html = client_of(Visitor.STAFF).get("/admin/contracts/contract/").text
    assert "column-demonstration" in html


def test_real_and_invented_records_are_never_counted_together(
    records: dict[str, str], client: Client
) -> None:
    invented, real = (" ".join(client.get(a).text.split()) for a in ("/", "/?source=real"))
    for home, source in ((invented, "demonstration"), (real, "real")):
        counted = re.findall(r'href="(/contracts/[^"]*)" rel="nofollow">1</a></dd>', home)
        assert len(counted) == 2
        assert all(f"source={source}" in address for address in counted)
    assert 'href="/?source=real" rel="nofollow">Show the 1 real one</a>' in invented
    assert "Show the demonstration" in real
    assert REAL not in invented
    assert INVENTED not in real
    place = " ".join(client.get("/boroughs/authority-0/").text.split())
    assert re.search(r">1 real contract of [^<]+</a>", place)
    assert re.search(r"Invented to show how the site works: <a [^>]+>1 contract of [^<]+</a>", place)
