"""Staff merge two technologies or functions on a page of the staff site, and undo it on another."""

from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from suppliers.models import Product
from tests import factories
from tests.signing_in import sign_in, staff_member
from thirty3.accounts.models import User
from thirty3.history.models import Merge

pytestmark = pytest.mark.django_db(databases="__all__")
PRODUCTS = "/admin/suppliers/product/"


@pytest.fixture
def staff(client: Client) -> Client:
    sign_in(client, staff_member())
    return client


@pytest.fixture
def two() -> tuple[Product, Product]:
    gone, left = factories.product("Homes Pro"), factories.product("Homes Suite")
    factories.contract("Homes contract", products=[gone])
    return gone, left


def into(record: Any, **query: Any) -> str:
    return reverse("admin:merge-into", args=[record.record_kind(), record.pk], query=query)


def chosen(client: Client, *records: Product) -> str:
    sent = {"action": "merge_into", "_selected_action": [one.pk for one in records]}
    return str(client.post(PRODUCTS, sent).headers["Location"])


def test_the_list_leads_to_the_page(staff: Client, two: tuple[Product, Product]) -> None:
    gone, left = two
    assert chosen(staff, gone) == into(gone)
    assert chosen(staff, gone, left) == into(gone, survivor=left.pk)
    assert chosen(staff, gone, left, factories.product()).startswith(PRODUCTS)
    assert f'href="{into(gone)}"' in staff.get(f"{PRODUCTS}{gone.pk}/change/").text
    function = factories.function()
    assert f'href="{into(function)}"' in staff.get(f"/admin/boroughs/function/{function.pk}/change/").text


def test_staff_choose_look_say_why_and_merge(staff: Client, two: tuple[Product, Product]) -> None:
    gone, left = two
    other = factories.product("Payroll")
    html = staff.get(into(gone)).text
    assert f'<a href="?survivor={left.pk}">Homes Suite</a>' in html
    assert f"?survivor={gone.pk}" not in html
    assert "Payroll" in staff.get(into(gone, q="pay")).text
    assert other.slug not in html
    html = staff.get(into(gone, survivor=left.pk)).text
    assert "Homes contract" in html
    assert f'href="{into(left, survivor=gone.pk).replace("&", "&amp;")}"' in html
    html = staff.post(into(gone, survivor=left.pk), {"survivor": left.pk, "why": " "}).text
    assert "Say why they are one" in html
    assert not Merge.objects.exists()
    response = staff.post(
        into(gone, survivor=left.pk), {"survivor": left.pk, "why": "One system"}, follow=True
    )
    assert "“Homes Pro” was merged into “Homes Suite”." in response.text
    assert "Homes contract" in response.text
    done = Merge.objects.get()
    assert (done.why, done.loser_id, done.survivor_id) == ("One system", gone.pk, left.pk)
    assert done.by is not None


def test_an_undo_is_on_the_page_of_the_merge(staff: Client, two: tuple[Product, Product]) -> None:
    gone, left = two
    staff.post(into(gone), {"survivor": left.pk, "why": "One system"})
    done = Merge.objects.get()
    page = reverse("admin:merge-page", args=[done.key])
    assert "Homes Pro" in staff.get("/admin/history/merge/").text
    assert staff.get(f"/admin/history/merge/{done.pk}/change/").headers["Location"] == page
    assert "everything is as it was before" in staff.post(page, follow=True).text
    gone.refresh_from_db()
    assert gone.merged_into is None
    html = staff.post(page, follow=True).text
    assert "Nothing was undone. It was undone already." in html
    assert "Undo the merge" not in html


def test_what_cannot_be_merged_says_so(staff: Client, two: tuple[Product, Product]) -> None:
    gone, _ = two
    invented = factories.product("Invented", demonstration=True)
    assert "One of them is invented" in staff.get(into(gone, survivor=invented.pk)).text
    assert "One of them is invented" in staff.post(into(gone), {"survivor": invented.pk, "why": "No"}).text
    for nonsense in ("x", "9" * 30, ""):
        assert staff.get(into(gone, survivor=nonsense)).status_code == 200
    assert staff.get(f"/admin/history/merge/into/contracts.contract/{gone.pk}/").status_code == 404
    assert not Merge.objects.exists()


def test_a_merged_one_is_looked_up_no_more(staff: Client, two: tuple[Product, Product]) -> None:
    gone, left = two
    staff.post(into(gone), {"survivor": left.pk, "why": "One system"})
    query = {"app_label": "contracts", "model_name": "systeminuse", "field_name": "product", "term": "Homes"}
    found = staff.get("/admin/autocomplete/", query).json()["results"]
    assert [one["text"] for one in found] == ["Homes Suite"]
    assert ">Homes Pro<" in staff.get(f"{PRODUCTS}?q=Homes&merged_into__isempty=0").text


def test_a_right_to_merge_is_needed_and_one_to_change_what_is_merged(
    client: Client, two: tuple[Product, Product], settings: Settings
) -> None:
    # As where rights are handed out one by one.
    settings.AUTHENTICATION_BACKENDS = settings.AUTHENTICATION_BACKENDS[:1]
    gone, left = two
    person: User = staff_member("new@loti.example")
    person.is_superuser = False
    person.save()
    sign_in(client, person)

    def give(*rights: str) -> None:
        person.user_permissions.set(Permission.objects.filter(codename__in=rights))

    for rights in ((), ("add_merge",), ("change_product",)):
        give(*rights)
        assert client.get(into(gone)).status_code == 403
        assert client.post(into(gone), {"survivor": left.pk, "why": "No"}).status_code == 403
    give("add_merge", "change_product")
    assert client.post(into(gone), {"survivor": left.pk, "why": "One"}).status_code == 302
    page = reverse("admin:merge-page", args=[Merge.objects.get().key])
    assert client.get(page).status_code == 403
    give("view_merge", "change_product")
    assert client.get(page).status_code == 200
    assert client.post(page).status_code == 403
