"""A supplier's and a technology's history, and how each stood on a day, as far as a visitor may know."""

import pytest

from tests import factories
from tests.past import date_changes

pytestmark = pytest.mark.django_db


def body(client, address):
    response = client.get(address)
    assert response.status_code == 200
    assert response.headers["X-Robots-Tag"] == "noindex"
    return response.content.decode()


def sold_by(supplier, **facts):
    """A contract by which everyone may know of the supplier."""
    return factories.contract(suppliers=[supplier], **facts)


def test_a_supplier_has_a_history_and_a_past(client):
    record = factories.supplier("Old Ltd")
    sold_by(record)
    factories.change(record, name="New Ltd", is_sme=True, why="Somebody rang")
    date_changes(record, "2026-01-01", "2026-02-01")
    page = f"/suppliers/{record.slug}/"
    html = body(client, page + "history/")
    assert "Name: <del>Old Ltd</del> <ins>New Ltd</ins>" in html
    assert "SME: <del>Not known</del> <ins>Yes</ins>" in html
    assert "Somebody rang" not in html
    then = body(client, page + "?as_of=2026-01-31")
    assert "Old Ltd</dd>" in "".join(then.split("\n"))
    assert "at the end of 31 January 2026" in then
    assert "as it is today" in then
    assert f'href="{page}history/"' in client.get(page).content.decode()


def test_nothing_tells_the_day_on_which_a_supplier_was_first_recorded(client):
    """An import of a hidden contract may have brought it."""
    answers = []
    for day in ("2025-01-01", "2026-06-01"):
        record = factories.supplier("One Ltd")
        sold_by(record)
        date_changes(record, day)
        page = f"/suppliers/{record.slug}/"
        html = body(client, page + "history/") + body(client, page + "?as_of=2025-12-01")
        answers.append(html.replace(record.slug, "slug"))
    assert answers[0] == answers[1]


def test_a_supplier_that_nobody_may_know_of_has_no_past(client):
    record = factories.supplier()
    sold_by(record, visibility={"supplier": {"audience": "own", "reason": "s43"}})
    for page in ("history/", "?as_of=2026-01-01"):
        assert client.get(f"/suppliers/{record.slug}/{page}").status_code == 404


def test_a_parent_that_nobody_may_know_of_is_not_named_in_the_past(client):
    record = factories.supplier("One Ltd", parent=factories.supplier("Secret Group"))
    sold_by(record)
    factories.change(record, parent=None)
    date_changes(record, "2026-01-01", "2026-02-01")
    page = f"/suppliers/{record.slug}/"
    html = body(client, page + "history/") + body(client, page + "?as_of=2026-01-31")
    assert "Secret Group" not in html
    assert "1 February 2026" not in html


def test_a_technology_tells_the_functions_that_it_had(client):
    housing, payroll = factories.function("Housing"), factories.function("Payroll")
    record = factories.product("Gateway", maker=factories.supplier("Maker Ltd"))
    factories.system(record)
    factories.change(record, functions=[housing])
    factories.change(record, functions=[payroll], stage="live")
    date_changes(record, "2026-01-01", "2026-01-02", "2026-01-03")
    page = f"/technologies/{record.slug}/"
    assert "Functions: <del>Housing</del> <ins>Payroll</ins>" in body(client, page + "history/")
    then = body(client, page + "?as_of=2026-01-02")
    assert "Housing" in then
    assert "Payroll" not in then
    assert "Maker Ltd" in then


def test_a_maker_that_nobody_may_know_of_is_not_named_once_it_is_another(client):
    record = factories.product("Gateway", maker=factories.supplier("Secret Ltd"))
    factories.system(record)
    factories.change(record, maker=factories.supplier("Open Ltd"))
    assert "Secret Ltd" not in body(client, f"/technologies/{record.slug}/history/")


@pytest.mark.parametrize("page", ["suppliers", "technologies"])
def test_a_day_that_is_none_says_what_to_enter(client, page):
    product = factories.product(maker=factories.supplier())
    factories.system(product)
    slug = product.slug if page == "technologies" else product.maker.slug
    assert "Enter a day like 31 March 2026." in body(client, f"/{page}/{slug}/?as_of=soon")
