"""The page of the staff site on which an alias is forgotten."""

import re

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from contracts.models import Contract
from suppliers.models import SupplierAlias
from tests import factories
from tests.importing import CONTRACT, csv_file, imported, staged
from tests.pages.reading import faults
from tests.signing_in import sign_in, staff_member

# Sessions lie in the default database; the rate limits of signing in are counted in the cache.
pytestmark = pytest.mark.django_db(databases="__all__")
SPELLING = "Quillbrook Software"


@pytest.fixture(autouse=True)
def known():
    factories.borough("Camden")
    factories.borough("Hackney")
    return factories.supplier("Quillbrook Housing Software Limited")


@pytest.fixture
def alias(known):
    return known.aliases.create(spelling=SPELLING, folded="quillbrook software")


@pytest.fixture
def staff(client):
    sign_in(client, staff_member())
    return client


@pytest.fixture
def rows(tmp_path):
    def bring(*titles, borough="Camden", bring_in=imported):
        said = [
            CONTRACT | {"reference": title, "title": title, "borough": borough, "supplier": SPELLING}
            for title in titles
        ]
        return bring_in(csv_file(tmp_path / f"{borough}-{titles[0]}.csv", said))

    return bring


def page(alias, kind="supplier"):
    return reverse("admin:import-forget", args=[kind, alias.pk])


def text(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", answer.content.decode()))


def test_the_page_says_what_would_move_and_changes_nothing(staff, alias, rows, known):
    rows("Rents")
    rows("Repairs", borough="Hackney")

    answer = staff.get(page(alias))

    assert f"“{SPELLING}” is remembered as a name of {known.name}." in text(answer)
    assert f"2 records would move to a new supplier: {SPELLING}." in text(answer)
    assert re.search("Camden Rents Hackney Repairs", text(answer))
    for contract in Contract.objects.all():
        address = reverse("admin:contracts_contract_change", args=[contract.pk])
        assert f'href="{address}"' in answer.content.decode()
    assert faults(answer.content.decode(), staff_site=True) == []
    assert {c.suppliers.get() for c in Contract.objects.all()} == {known}


def test_sending_the_form_moves_them_and_says_how_many(staff, alias, rows):
    rows("Rents", "Repairs")

    answer = staff.post(page(alias), follow=True)

    assert answer.redirect_chain[-1][0] == reverse("admin:suppliers_supplieralias_changelist")
    assert f"“{SPELLING}” was forgotten. 2 contracts and 0 systems moved. New here: {SPELLING}." in text(
        answer
    )
    assert {str(c.suppliers.get()) for c in Contract.objects.all()} == {SPELLING}


def test_a_waiting_import_is_read_again(staff, alias, rows):
    batch = rows("Rents", bring_in=staged)

    answer = staff.post(page(alias), follow=True)

    assert "1 waiting import will be read again." in text(answer)
    batch.refresh_from_db()
    assert batch.counts["doubtful"] == 1


def test_the_page_of_an_alias_leads_there(staff, alias):
    made = factories.product("Homes").aliases.create(spelling="Homs", folded="homs")
    for kind, one in (("supplier", alias), ("product", made)):
        form = reverse(f"admin:suppliers_{kind}alias_change", args=[one.pk])
        assert page(one, kind) in staff.get(form).content.decode()
        assert "No record would move" in text(staff.get(page(one, kind)))


def test_an_alias_that_is_gone_has_no_page(staff, alias):
    address = page(alias)
    alias.delete()

    assert staff.get(address).status_code == staff.post(address).status_code == 404


def test_whoever_may_not_change_records_may_not_forget(client, alias, rows, settings):
    # As where rights are handed out one by one.
    settings.AUTHENTICATION_BACKENDS = settings.AUTHENTICATION_BACKENDS[:1]
    rows("Rents")
    person = staff_member("clerk@loti.example")
    person.is_superuser = False
    person.save()
    person.user_permissions.set(Permission.objects.filter(codename="delete_supplieralias"))
    sign_in(client, person)

    assert client.get(page(alias)).status_code == client.post(page(alias)).status_code == 403
    assert SupplierAlias.objects.filter(pk=alias.pk).exists()

    person.user_permissions.set(
        Permission.objects.filter(
            codename__in=["delete_supplieralias", "change_contract", "change_systeminuse"]
        )
    )
    assert client.get(page(alias)).status_code == 200


def test_the_page_asks_as_much_of_many_records_as_of_few(staff, alias, rows):
    def asked():
        with CaptureQueriesContext(
            connection,
        ) as queries:
            staff.get(page(alias))
        return len(queries)

    rows("Rents", "Repairs")
    few = asked()
    rows(*(f"Contract {number}" for number in range(30)))

    assert asked() == few
