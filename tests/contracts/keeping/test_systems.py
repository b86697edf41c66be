"""An officer adds and edits systems in use in plain forms."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from boroughs.models import Borough
from contracts.models import Assertion, SystemInUse
from suppliers.models import Product
from tests import factories
from tests.pages.reading import form_of
from thirty3.history.models import Change

pytestmark = pytest.mark.django_db(databases="__all__")
LIST = "/account/authority/camden/records/systems/"
ADD = LIST + "add/"


def sent(client: Client, address: str = ADD, **given: Any) -> str:
    """The page that comes after the form was sent with this in it."""
    form = form_of(client.get(address).text, "record")
    return client.post(address, form | given, follow=True).text


def test_an_editor_adds_a_system_with_everything(camden: Borough, signed_in: Callable[..., Client]) -> None:
    product, seller = factories.product("Homes"), factories.supplier("Acme Ltd")
    use, pays = factories.function(), factories.contract("Housing", buyer=camden)
    client = signed_in()
    sent(
        client,
        product="homes",
        supplier="Acme",
        functions=[str(use.pk)],
        since="2019",
        status="live",
        users="1200",
        hosting="saas",
        satisfaction="4",
        plan_to_replace="yes",
        replace_by_date="31 March 2028",
        contract=str(pays.pk),
    )
    made = SystemInUse.objects.get()
    assert (made.borough, made.product, made.supplier, made.contract) == (camden, product, seller, pays)
    assert (made.since_date, made.since_precision) == (datetime.date(2019, 1, 1), "year")
    assert (made.users, made.hosting, made.satisfaction, made.status) == (1200, "saas", 4, "live")
    assert {made.users_state, made.hosting_state, made.satisfaction_state} == {"known"}
    assert (made.plan_to_replace, made.replace_by_date) == (True, datetime.date(2028, 3, 31))
    assert list(made.functions.all()) == [use]
    assert Assertion.objects.get(record_kind="contracts.systeminuse").rank == 1
    assert "Homes" in client.get(LIST).text


def test_saving_a_form_as_it_stands_changes_nothing(
    camden: Borough, signed_in: Callable[..., Client]
) -> None:
    pays = factories.contract("Housing", buyer=factories.borough("Hackney"))
    record = factories.system(
        buyer=camden,
        functions=[factories.function()],
        supplier=factories.supplier(),
        contract=pays,
        users=5,
        hosting_state="withheld",
        plan_to_replace=False,
        since_date=datetime.date(2020, 1, 1),
        since_precision="month",
    )
    changes = Change.objects.count()
    assert "is saved" in sent(signed_in(), f"{LIST}{record.key}/")
    assert Change.objects.count() == changes


def test_a_new_technology_is_added_when_that_is_said(signed_in: Callable[..., Client]) -> None:
    client = signed_in()
    assert "We know no technology called “Brand New”." in sent(client, product="Brand New")
    assert not Product.objects.exists()
    sent(client, product="Brand New", new_product=["Brand New"])
    assert SystemInUse.objects.get().product.name == "Brand New"


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ({"product": ""}, "Enter technology"),
        ({"satisfaction": "6"}, "less than or equal to 5"),
        ({"users": "5", "users_without": "withheld"}, "You gave the number of users"),
        ({"plan_to_replace": "no", "replace_by_date": "1 May 2027"}, "Take the day out"),
    ],
)
def test_what_is_wrong_is_said(signed_in: Callable[..., Client], given: dict[str, str], problem: str) -> None:
    factories.product("Homes")
    assert problem in sent(signed_in(), **({"product": "Homes"} | given))
    assert not SystemInUse.objects.exists()


def test_another_authoritys_contract_is_not_offered(signed_in: Callable[..., Client]) -> None:
    factories.contract("Secret of Hackney", buyer=factories.borough("Hackney"))
    assert "Secret of Hackney" not in signed_in().get(ADD).text


def test_what_is_on_hold_is_not_there(camden: Borough, signed_in: Callable[..., Client]) -> None:
    held = factories.system(factories.product("Held thing"), buyer=camden, held_from="public")
    client = signed_in()
    assert "Held thing" not in client.get(LIST).text
    assert client.get(f"{LIST}{held.key}/").status_code == 404
