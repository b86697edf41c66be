"""An officer says who sees which fact, with a reason, and looks at the record as the public does."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from boroughs.models import Borough
from contracts.keeping.who_sees import read_reason, reason_of
from contracts.models import Contract
from contracts.models.visibility import kept
from tests import factories
from tests.pages.reading import form_of
from thirty3.history.models import Change

pytestmark = pytest.mark.django_db(databases="__all__")
ROOT = "/account/authority/camden/records"


@pytest.fixture
def record(camden: Borough) -> Contract:
    return factories.contract(
        "Housing", buyer=camden, value="1234567", suppliers=[factories.supplier("Acme Ltd")]
    )


def place(record: Contract, end: str = "visibility/") -> str:
    return f"{ROOT}/contracts/{record.key}/{end}"


def choose(client: Client, record: Contract, fact: str, **given: Any) -> str:
    address = place(record, f"visibility/{fact}/")
    return client.post(address, form_of(client.get(address).text, "who-sees") | given, follow=True).text


COMMERCIAL = {"section": "43", "until": "31 March 2028", "words": "prices are being negotiated"}
REASON = (
    "section 43 of the Freedom of Information Act (commercial interests) until 31 March 2028: "
    "prices are being negotiated"
)


def test_a_value_that_is_withheld_is_gone_from_the_public_page_with_the_reason_in_its_place(
    record: Contract, signed_in: Callable[..., Client]
) -> None:
    anyone, page = Client(), record.get_absolute_url()
    assert "£1,234,567" in anyone.get(page).text
    client = signed_in()
    html = choose(client, record, "value", audience="boroughs", **COMMERCIAL)
    assert "who sees it is saved" in html
    assert REASON in html
    record.refresh_from_db()
    assert record.visibility == {"value": {"audience": "boroughs", "reason": REASON, "until": "2028-03-31"}}
    public = anyone.get(page).text
    assert "£1,234,567" not in public
    assert REASON in public
    assert "£1,234,567" in client.get(page).text
    change = Change.objects.filter(kind="contracts.contract", record_id=record.pk).latest("version")
    assert (change.role, change.why) == ("Editor at Camden", "Who may see it")


def test_as_the_public_sees_it_is_what_the_public_sees(
    record: Contract, signed_in: Callable[..., Client]
) -> None:
    client = signed_in()
    choose(client, record, "supplier", audience="own", section="31")
    response = client.get(place(record, "as-public/"))
    html = response.text
    assert "This is what everyone sees of this record" in html
    assert "Acme Ltd" not in html
    assert "£1,234,567" in html
    assert "no-store" in response.headers["Cache-Control"]
    assert "noindex" in response.headers["X-Robots-Tag"]


def test_of_a_record_that_is_closed_it_says_that_the_public_sees_none(
    record: Contract, signed_in: Callable[..., Client]
) -> None:
    client = signed_in()
    choose(client, record, "record", audience="own", section="other", words="not signed yet")
    assert Client().get(record.get_absolute_url()).status_code == 404
    assert "The public does not see this record" in client.get(place(record, "as-public/")).text


def test_what_was_chosen_stands_in_the_form_and_can_be_taken_back(
    record: Contract, signed_in: Callable[..., Client]
) -> None:
    client = signed_in()
    choose(client, record, "value", audience="own", **COMMERCIAL)
    form = form_of(client.get(place(record, "visibility/value/")).text, "who-sees")
    assert {name: form[name] for name in ("audience", *COMMERCIAL)} == {"audience": "own", **COMMERCIAL}
    choose(client, record, "value", audience="usual")
    record.refresh_from_db()
    assert record.visibility == {}


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ({"audience": "nobody"}, "Select a valid choice"),
        ({"audience": "own"}, "Choose why not everyone may see it."),
        ({"audience": "own", "section": "43"}, "Enter the day until when"),
        ({"audience": "own", "section": "other"}, "Say why not everyone may see it."),
    ],
)
def test_what_is_not_public_has_a_reason(
    record: Contract, signed_in: Callable[..., Client], given: dict[str, str], problem: str
) -> None:
    assert problem in choose(signed_in(), record, "value", **given)
    record.refresh_from_db()
    assert record.visibility == {}


def test_somebody_elses_choice_meanwhile_is_told_and_kept(
    record: Contract, signed_in: Callable[..., Client]
) -> None:
    client, address = signed_in(), place(record, "visibility/value/")
    form = form_of(client.get(address).text, "who-sees")
    factories.change(record, visibility={"supplier": {"audience": "own", "reason": "theirs"}})
    html = client.post(address, form | {"audience": "own", **COMMERCIAL}).text
    assert "Somebody changed this since you opened it." in html
    client.post(address, form_of(html, "who-sees"))
    record.refresh_from_db()
    assert set(record.visibility) == {"supplier", "value"}


def test_what_cannot_be_closed_has_no_page(record: Contract, signed_in: Callable[..., Client]) -> None:
    client = signed_in()
    assert client.get(place(record, "visibility/kind/")).status_code == 404
    assert client.get(place(record, "visibility/nothing/")).status_code == 404


def test_systems_have_the_same_pages(camden: Borough, signed_in: Callable[..., Client]) -> None:
    system = factories.system(factories.product("Homes"), buyer=camden)
    client = signed_in()
    for end in ("", "visibility/", "visibility/satisfaction/", "as-public/"):
        assert client.get(f"{ROOT}/systems/{system.key}/{end}").status_code == 200


@pytest.mark.parametrize("section", ["31", "40", "43", "other"])
@pytest.mark.parametrize("words", ["", "because: of this"])
def test_a_reason_is_read_as_it_was_written(section: str, words: str) -> None:
    until = datetime.date(2028, 3, 31) if section == "43" else None
    told = reason_of(section, until, words)
    if not told:
        assert read_reason(told) == {}
        return
    parts = read_reason(told)
    assert (parts["section"], parts.get("until"), parts["words"]) == (section, until, words)


def test_the_reason_that_everyone_reads_reaches_nobody(
    record: Contract, signed_in: Callable[..., Client]
) -> None:
    words = COMMERCIAL | {"words": "ask jane.smith@camden.example"}
    assert "seems to hold an e-mail address" in choose(signed_in(), record, "value", audience="own", **words)
    record.refresh_from_db()
    assert record.visibility == {}


def test_nothing_is_closed_without_a_reason_and_a_day_is_kept_apart() -> None:
    with pytest.raises(ValueError, match="Say why"):
        kept("own", "")
    assert kept("public", "") == {"audience": "public", "reason": ""}
    assert kept("own", REASON)["until"] == "2028-03-31"
    assert "until" not in kept("own", "until 31 Smarch 2028")
