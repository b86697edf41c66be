"""Places on frameworks: said by the supplier, or shown by a record that the reader may see."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from suppliers.models import FrameworkPlace, Supplier
from tests import factories
from tests.contracts.offers.conftest import OWN, told
from thirty3.accounts.models import User
from thirty3.keys import new_key

pytestmark = pytest.mark.django_db(databases="__all__")
type Opens = Callable[[User], Client]


def text_of(supplier: Supplier) -> str:
    return " ".join(Client().get(supplier.get_absolute_url()).content.decode().split())


def test_a_place_shows_with_how_it_is_known_and_when_it_ended(acme: Supplier, olga: User) -> None:
    told(olga, acme, "frameworks", new_key(), framework="G-Cloud 14", lot="2b", until="2026-01-31")
    text = text_of(acme)
    assert "G-Cloud 14, lot 2b, until 31 January 2026" in text
    assert "Ended" in text
    assert "Said by the supplier on" in text


def test_a_record_that_shows_it_is_beside_it_or_stands_alone(acme: Supplier, olga: User) -> None:
    kept = factories.contract("Housing software framework", kind="framework", suppliers=[acme])
    hidden = {"kind": "framework", "suppliers": [acme], "visibility": OWN}
    factories.contract("Quiet framework", **hidden)
    assert f'/contracts/{kept.key}/">Housing software framework</a>' in text_of(acme)
    assert "Quiet framework" not in text_of(acme)
    told(olga, acme, "frameworks", new_key(), framework="housing software framework", lot="", until="")
    assert "A record shows it" in text_of(acme)
    told(olga, acme, "frameworks", new_key(), framework="Quiet framework", lot="", until="")
    assert text_of(acme).count("A record shows it") == 1


def test_known_frameworks_are_offered_and_others_can_be_entered(
    acme: Supplier, olga: User, window: Opens
) -> None:
    factories.contract("Housing software framework", kind="framework")
    factories.contract("Quiet framework", kind="framework", visibility=OWN)
    address = reverse("suppliers:profile-add", args=[acme.slug, "frameworks"])
    page = window(olga).get(address)
    text = page.content.decode()
    assert "Housing software framework" in text
    assert "Quiet framework" not in text
    opened = page.context["form"].initial["opened"]
    neither = window(olga).post(address, {"opened": opened, "lot": "1"})
    assert "Choose a framework, or enter" in neither.content.decode()
    typed = window(olga).post(address, {"opened": opened, "framework": "<i>KCS</i>", "lot": "1"})
    assert typed.status_code == 302
    assert FrameworkPlace.objects.get().framework == "<i>KCS</i>"
    assert "<i>KCS</i>" not in text_of(acme)
