"""An officer changes several contracts, or several systems, at once."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from boroughs.models import Borough
from contracts.models import Assertion, Contract, SystemInUse
from tests import factories

pytestmark = pytest.mark.django_db(databases="__all__")
PAGE = "/account/authority/camden/records/contracts/several/"


@pytest.fixture
def three(camden: Borough) -> list[Contract]:
    return [factories.contract(title, buyer=camden, start_date=datetime.date(2025, 1, 1)) for title in "ABC"]


def send(client: Client, chosen: list[Contract], **given: Any) -> str:
    boxes = [f"{one.key}.{one.version}" for one in chosen]
    return client.post(PAGE, {"chosen": boxes, **given}, follow=True).text


def test_those_that_are_ticked_are_changed_and_no_others(
    three: list[Contract], signed_in: Callable[..., Client]
) -> None:
    use = factories.function("Housing management")
    html = send(signed_in(), three[:2], end="March 2028", review_date="1 May 2027", functions=[str(use.pk)])
    assert "You changed 2 contracts." in html
    for one in three:
        one.refresh_from_db()
    assert [one.end_date for one in three] == [datetime.date(2028, 3, 31)] * 2 + [None]
    assert [one.end_precision for one in three[:2]] == ["month", "month"]
    assert [one.review_state for one in three] == ["known", "known", "unknown"]
    assert [list(one.functions.all()) for one in three] == [[use], [use], []]
    said = Assertion.objects.get(record_id=three[0].pk)
    assert said.values.keys() == {"end", "review", "functions"}


def test_what_is_left_blank_stays(camden: Borough, signed_in: Callable[..., Client]) -> None:
    use = factories.function()
    record = factories.contract("A", buyer=camden, functions=[use], review_state="none")
    send(signed_in(), [record], end="2028")
    record.refresh_from_db()
    assert (list(record.functions.all()), record.review_state) == ([use], "none")


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ({}, "Enter what is to change"),
        ({"end": "2024"}, "starts on 1 January 2025"),
        ({"end": "soon"}, "is not a date that we can read"),
    ],
)
def test_what_cannot_be_true_of_one_changes_none(
    three: list[Contract], signed_in: Callable[..., Client], given: dict[str, str], problem: str
) -> None:
    assert problem in send(signed_in(), three, **given)
    assert not Contract.objects.exclude(end_date=None).exists()


def test_what_was_changed_since_is_looked_at_again(
    three: list[Contract], signed_in: Callable[..., Client]
) -> None:
    client, seen = signed_in(), list(three)
    factories.change(Contract.objects.get(pk=three[1].pk), title="Changed")
    assert "has changed since you opened this page" in send(client, seen, end="2028")
    assert not Contract.objects.exclude(end_date=None).exists()


def test_another_authoritys_contract_cannot_be_chosen(signed_in: Callable[..., Client]) -> None:
    theirs = factories.contract("Theirs", buyer=factories.borough("Hackney"))
    send(signed_in(), [theirs], end="2028")
    theirs.refresh_from_db()
    assert theirs.end_date is None


SYSTEMS = "/account/authority/camden/records/systems/several/"


def test_systems_are_changed_together_too(camden: Borough, signed_in: Callable[..., Client]) -> None:
    two = [factories.system(buyer=camden) for _ in range(2)]
    use = factories.function("Payroll")
    sent = {"chosen": [f"{one.key}.{one.version}" for one in two], "functions": [str(use.pk)]}
    sent |= {"status": "replacing", "hosting": "saas", "replace_by": "31 March 2028"}
    assert "You changed 2 systems in use." in signed_in().post(SYSTEMS, sent, follow=True).text
    for one in SystemInUse.objects.all():
        assert (one.status, one.hosting, one.hosting_state) == ("replacing", "saas", "known")
        assert (one.plan_to_replace, one.replace_by_date) == (True, datetime.date(2028, 3, 31))
        assert list(one.functions.all()) == [use]


def test_of_systems_what_is_left_blank_stays(camden: Borough, signed_in: Callable[..., Client]) -> None:
    held = factories.system(buyer=camden, status="live", hosting="cloud", functions=[factories.function()])
    sent = {"chosen": [f"{held.key}.{held.version}"], "replace_by": "31 March 2028"}
    client = signed_in()
    assert "Enter what is to change" in client.post(SYSTEMS, sent | {"replace_by": ""}).text
    client.post(SYSTEMS, sent)
    held.refresh_from_db()
    assert (held.status, held.hosting, held.functions.count()) == ("live", "cloud", 1)
    assert held.plan_to_replace
