"""How to sell to an authority: leads and staff say it, everyone reads it."""

from collections.abc import Callable

import pytest
from django.test import Client

from boroughs.models import Borough, HowToSell, Officer
from tests.signing_in import sign_in
from thirty3.accounts.models import User
from thirty3.history.models import Change

pytestmark = pytest.mark.django_db(databases="__all__")
PAGE, PUBLIC = "/account/authority/camden/how-to-sell/", "/boroughs/camden/"
TOLD = {
    "portal_url": "portal.example/camden",
    "mailbox": "procurement@camden.example",
    "rules_below_threshold": "Three quotes above £5,000.",
    "paid_in_30_days_percent": "97",
}


def test_a_lead_says_it_and_everyone_reads_it(client: Client, camden: Borough, lead: User) -> None:
    assert "How to sell to Camden" not in Client().get(PUBLIC).text
    sign_in(client, lead)
    client.post(PAGE, TOLD)
    html = Client().get(PUBLIC).text
    for words in ("https://portal.example/camden", "procurement@camden.example", "Three quotes", "97% of"):
        assert words in html
    assert "Pipeline notice" not in html
    change = Change.objects.filter(kind="boroughs.howtosell").get()
    assert (change.role, change.actor) == ("Lead at Camden", lead)
    assert "Three quotes above £5,000." in client.get(PAGE).text


def test_what_is_emptied_is_told_no_more(client: Client, camden: Borough, lead: User) -> None:
    sign_in(client, lead)
    client.post(PAGE, TOLD)
    client.post(PAGE, {})
    assert "How to sell to Camden" not in Client().get(PUBLIC).text
    assert HowToSell.objects.count() == 1


@pytest.mark.parametrize(
    ("field", "value", "problem"),
    [
        ("portal_url", "javascript:alert(1)", "Enter the address of the tender portal"),
        ("portal_url", "ftp://portal.example/", "Enter the address of the tender portal"),
        ("mailbox", "someone@elsewhere.example", "Enter an address at a domain of Camden."),
        ("mailbox", "nonsense", "Enter an e-mail address like"),
        ("paid_in_30_days_percent", "101", "Enter a whole number from 0 to 100."),
        ("paid_in_30_days_percent", "most", "Enter a whole number from 0 to 100."),
    ],
)
def test_what_makes_no_sense_is_not_taken(
    client: Client, camden: Borough, lead: User, field: str, value: str, problem: str
) -> None:
    sign_in(client, lead)
    assert problem in client.post(PAGE, {**TOLD, field: value}).text
    assert not HowToSell.objects.exists()


@pytest.mark.parametrize("role", ["reader", "editor"])
def test_only_leads_say_it(client: Client, camden: Borough, give: Callable[..., Officer], role: str) -> None:
    sign_in(client, give("other@camden.example", role, camden).user)
    assert client.get(PAGE).status_code == client.post(PAGE, TOLD).status_code == 403
    assert not HowToSell.objects.exists()
