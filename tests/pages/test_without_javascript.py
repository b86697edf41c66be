"""Every page does its work for a browser that runs no script: by links, GET forms and POST forms alone."""

import csv
import io
import re
from urllib.parse import parse_qsl, urlencode

import html5lib
import pytest
from django.test import Client

from tests import factories
from tests.pages.kinds import KINDS
from tests.pages.reading import elements, text
from tests.pages.visitors import Visitor
from tests.pages.worlds import World, authority, in_days

pytestmark = pytest.mark.django_db(databases="__all__")
TITLES = [f"Agreement number {number:02}" for number in range(60)]


@pytest.fixture
def many() -> None:
    """Sixty contracts: more than two pages, of two authorities."""
    for number, title in enumerate(TITLES):
        factories.contract(
            title,
            buyer=authority(number % 2),
            functions=[factories.function("Payroll" if number % 3 else "Parking")],
            value=number + 1,
            end_date=in_days(number + 1),
        )


def tree(html: str) -> object:
    return html5lib.parse(html, namespaceHTMLElements=False)


def links(html: str) -> dict[str, str]:
    """Each link's words and where it leads."""
    return {text(a) or a.get("aria-label", ""): a.get("href", "") for a in elements(tree(html), "a")}


def titles(html: str) -> list[str]:
    return re.findall(r">(Agreement number \d\d)</a>", re.sub("</?mark[^>]*>", "", html))


def form_sent(html: str, action: str, **ticked: str) -> str:
    """The address that a browser asks for when the form of this action is sent with these values."""
    form = next(e for e in elements(tree(html), "form") if e.get("action") == action)
    fields = {e.get("name") for e in elements(form, "input", "select")}
    assert ticked.keys() <= fields, fields
    sent = [
        (e.get("name", ""), e.get("value", ""))
        for e in elements(form, "input")
        if e.get("name")
        and e.get("name") not in ticked
        and (e.get("type") not in ("checkbox", "radio") or e.get("checked") is not None)
    ]
    assert form.get("method") == "get"
    assert [e for e in elements(form, "button") if e.get("type") == "submit"]
    return f"{action}?{urlencode([*sent, *ticked.items()])}"


def test_a_search_from_the_home_page_finds(many: None, client: Client) -> None:
    address = form_sent(client.get("/").text, "/search/", q="number 07")
    assert titles(client.get(address).text)[0] == TITLES[7]


def test_a_search_from_the_page_for_what_is_not_found_finds(many: None, client: Client) -> None:
    address = form_sent(client.get("/nowhere/").text, "/search/", q="number 07")
    assert titles(client.get(address).text)[0] == TITLES[7]


def test_filters_apply_by_sending_their_form(many: None, client: Client) -> None:
    address = form_sent(client.get("/contracts/").text, "/contracts/", borough="authority-1", value_max="10")
    html = client.get(address).text
    assert sorted(titles(html)) == [TITLES[n] for n in range(10) if n % 2]
    # What was chosen is still chosen when the form is sent again with one more.
    html = client.get(form_sent(html, "/contracts/", function="payroll")).text
    assert sorted(titles(html)) == [TITLES[n] for n in range(10) if n % 2 and n % 3]


def test_every_filter_in_use_is_taken_away_by_its_link(many: None, client: Client) -> None:
    html = client.get("/contracts/?borough=authority-1&value_max=10&q=agreement").text
    chips = {words: href for words, href in links(html).items() if words.startswith("Remove filter")}
    assert len(chips) == 3
    for href in chips.values():
        left = client.get(href).text
        assert len([words for words in links(left) if words.startswith("Remove filter")]) == 2
    assert links(html)["Clear all filters"] == "/contracts/"


def test_every_page_of_results_is_a_link_away(many: None, client: Client) -> None:
    seen: list[str] = []
    address = "/contracts/?sort=value"
    for _ in range(3):
        html = client.get(address).text
        seen += titles(html)
        address = links(html).get("Next page", "")
    assert seen == TITLES[::-1]
    assert address == ""


def test_every_order_is_a_link_away(many: None, client: Client) -> None:
    html = client.get("/contracts/").text
    assert titles(html)[0] == TITLES[0]
    assert titles(client.get(links(html)["value"]).text)[0] == TITLES[-1]
    assert titles(client.get(links(html)["last updated"]).text)[0] == TITLES[-1]


def test_the_download_holds_what_the_page_counts(many: None, client: Client) -> None:
    html = client.get("/contracts/?borough=authority-1&sort=value").text
    address = links(html)["CSV"]
    rows = b"".join(client.get(address).streaming_content).decode("utf-8-sig")
    downloaded = [row["Title"] for row in csv.DictReader(io.StringIO(rows))]
    assert downloaded == TITLES[::-1][::2]
    assert dict(parse_qsl(address.partition("?")[2])) == {"borough": "authority-1", "sort": "value"}


@pytest.mark.parametrize(
    ("address", "leads"),
    [
        ("/", "/contracts/?borough={}&status=ending"),
        ("/boroughs/", "/boroughs/{}/"),
    ],
)
def test_every_square_of_the_map_is_a_link(many: None, client: Client, address: str, leads: str) -> None:
    drawing = next(e for e in elements(tree(client.get(address).text), "svg") if e.get("role") == "group")
    expected = {leads.format(slug) for slug in ("authority-0", "authority-1")}
    assert {a.get("href") for a in elements(drawing, "a")} == expected


def test_every_link_within_the_site_leads_somewhere(world: World, client: Client) -> None:
    """From every public page, one step along each link."""
    asked: set[str] = set()
    for kind in KINDS:
        if kind.html and Visitor.ANYONE in kind.visitors:
            asked |= set(links(client.get(kind.address(world)).text).values())
    asked = {href for href in asked if href.startswith("/") and not href.startswith("/static/")}
    assert len(asked) > 30
    for href in sorted(asked):
        response = client.get(href)
        b"".join(response)
        assert response.status_code in (200, 302), href


def test_enter_in_a_field_of_the_filters_applies_them(client: Client) -> None:
    """It presses the first button of the form, which must not be the way to all values of a facet."""
    for number in range(20):
        factories.contract(TITLES[number], buyer=authority(number))

    html = client.get("/contracts/").text
    form = next(e for e in elements(tree(html), "form") if e.get("action") == "/contracts/")
    first, *others = elements(form, "button")
    assert first.get("formaction") is None
    assert any(button.get("formaction") for button in others)
