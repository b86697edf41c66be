"""One supplier turns out to be two: what is chosen goes to a new one, or back to one that was merged."""

import pytest
from django.test import Client
from django.urls import reverse

from contracts.models import Assertion
from suppliers.identity.rejoining import CannotRejoin, undo_split
from suppliers.identity.splitting import CannotSplit, going, split
from suppliers.models import Supplier, SupplierSplit
from suppliers.names import SupplierNames
from tests import factories
from tests.logged import unlogged
from tests.signing_in import sign_in, staff_member
from tests.suppliers.identity.test_merging import called, every_row, owned
from thirty3.history.merging.service import merge
from thirty3.history.merging.undo import undo
from thirty3.history.models import Merge

pytestmark = pytest.mark.django_db(databases="__all__")
LINKS, ALIASES, MADE = (
    "contracts.ContractSupplier.supplier",
    "suppliers.SupplierAlias.supplier",
    "suppliers.Product.maker",
)


@pytest.fixture
def subject() -> Supplier:
    return called("Acme Ltd", "Acme Care", company_number="01234567")


def chosen(subject: Supplier) -> dict[str, list[int]]:
    """Its second spelling, its first contract and its product."""
    one, _ = (factories.contract(title, suppliers=[subject]) for title in ("One", "Other"))
    product = factories.product("Homes", maker=subject)
    link = {"supplier_id": subject.pk, "name_as_given": "Acme Care"}
    values = {"supplier": {"supplier_links": [link], "supplier_state": "known"}}
    factories.assertion(one, factories.source(), values=values)
    return {
        LINKS: [one.supplier_links.get().pk],
        ALIASES: [subject.aliases.get(spelling="Acme Care").pk],
        MADE: [product.pk],
    }


def test_what_is_chosen_names_a_new_supplier_and_an_undo_brings_it_back(subject: Supplier) -> None:
    rows = chosen(subject)
    before = every_row()
    assert {one.label: (one.count, one.stays) for one in going(subject, rows)} == {
        "contracts": (1, 1),
        "supplier aliases": (1, 1),
        "products": (1, 0),
    }
    assert every_row() == before
    done = split(supplier=subject, chosen=rows, name="Acme Care", why="Two firms")
    made = Supplier.objects.get(pk=done.to_id)
    assert [link.contract.title for link in made.contract_links.all()] == ["One"]
    assert [link.contract.title for link in subject.contract_links.all()] == ["Other"]
    assert made.products_made.get().name == "Homes"
    names = SupplierNames.load(demonstration=False)
    assert [names.find(name) for name in ("Acme Care", "Acme")] == [made.pk, subject.pk]
    [said] = Assertion.objects.values_list("values", flat=True)
    assert [one["supplier_id"] for one in said["supplier"]["supplier_links"]] == [made.pk]
    assert undo_split(done=done).left == []
    after = every_row()
    for rest in ("suppliers.SupplierSplit",):
        assert after.pop(rest)
        before.pop(rest)
    assert after == before
    assert unlogged() == []
    with pytest.raises(CannotRejoin, match="undone already"):
        undo_split(done=done)


def test_what_was_added_since_keeps_the_new_one(subject: Supplier) -> None:
    done = split(supplier=subject, chosen=chosen(subject), name="Acme Care", why="Two firms")
    made = Supplier.objects.get(pk=done.to_id)
    factories.contract("Since", suppliers=[made])
    assert undo_split(done=done).left == ["suppliers: Acme Care"]
    assert [link.contract.title for link in made.contract_links.all()] == ["Since"]


def test_a_merge_is_parted_with_some_of_what_it_moved(subject: Supplier) -> None:
    gone = called("Borrowdale", company_number="07654321")
    contracts = [factories.contract(title, suppliers=[gone]) for title in ("One", "Other")]
    merged = merge(loser=gone, survivor=subject, why="One firm", right={"company_number": "loser"})
    before = every_row()
    rows = {LINKS: [contracts[0].supplier_links.get().pk]}
    done = split(supplier=subject, chosen=rows, merge=merged, why="Two after all")
    for one in (gone, subject):
        one.refresh_from_db()
    assert gone.merged_into is None
    assert (gone.company_number, subject.company_number) == ("07654321", "01234567")
    assert gone.aliases.get().spelling == "Borrowdale"
    assert [link.contract.title for link in gone.contract_links.all()] == ["One"]
    assert not Merge.objects.standing().exists()
    undo_split(done=done)
    after = every_row()
    assert (after.pop("suppliers.SupplierSplit"), before.pop("suppliers.SupplierSplit"))[1] == []
    assert after == before
    # The merge stands as before, and can be undone.
    undo(merge=Merge.objects.get())
    gone.refresh_from_db()
    assert gone.contract_links.count() == 2
    assert unlogged() == []


def test_parents_follow_the_owners_that_go(subject: Supplier) -> None:
    group, child = called("Zephyr Group"), called("Zephyr Child")
    its, of = owned(subject, group, "2020-01-01"), owned(child, subject, "2021-01-01")
    before = every_row()
    rows = {"suppliers.SupplierOwnership.supplier": [its.pk], "suppliers.SupplierOwnership.parent": [of.pk]}
    done = split(supplier=subject, chosen=rows, name="Zephyr Care", why="Two firms")
    for one in (subject, child):
        one.refresh_from_db()
    made = Supplier.objects.get(pk=done.to_id)
    assert (made.parent, subject.parent, child.parent) == (group, None, made)
    undo_split(done=done)
    after = every_row()
    del after["suppliers.SupplierSplit"], before["suppliers.SupplierSplit"]
    assert after == before
    assert unlogged() == []


@pytest.mark.parametrize(
    ("name", "reason"),
    [("", "Give the name"), ("ACME", "a name of its own"), ("Zephyr", "already means Zephyr")],
)
def test_some_names_are_refused(subject: Supplier, name: str, reason: str) -> None:
    called("Zephyr")
    with pytest.raises(CannotSplit, match=reason):
        split(supplier=subject, chosen=chosen(subject), name=name, why="Two firms")


def test_a_supplier_keeps_its_own_name(subject: Supplier) -> None:
    own = subject.aliases.get(spelling="Acme Ltd").pk
    with pytest.raises(CannotSplit, match="keeps its own name"):
        split(supplier=subject, chosen={ALIASES: [own]}, name="Acme Care", why="Two firms")


def test_staff_choose_look_say_why_and_undo(subject: Supplier, client: Client) -> None:
    rows = chosen(subject)
    # A row of another supplier that somebody sends goes nowhere.
    other = factories.contract(suppliers=[factories.supplier()]).supplier_links.get().pk
    sent = {
        "to": "",
        "name": "Acme Care",
        "row": [f"{name}:{pk}" for name, pks in rows.items() for pk in pks] + [f"{LINKS}:{other}", "x:1"],
    }
    page = reverse("admin:split-supplier", args=[subject.pk])
    sign_in(client, staff_member())
    assert page in client.get(f"/admin/suppliers/supplier/{subject.pk}/change/").text
    assert "Acme Care" in client.get(page).text
    assert "Choose what goes" in client.post(page, {"to": "", "name": "Acme Care"}).text
    looked = client.post(page, sent).text
    assert "What goes" in looked
    assert not SupplierSplit.objects.exists()
    assert "Say why" in client.post(page, sent | {"sure": "1", "why": ""}).text
    html = client.post(page, sent | {"sure": "1", "why": "Two firms"}, follow=True).text
    assert "“Acme Care” was parted from “Acme Ltd”" in html
    done = SupplierSplit.objects.get()
    assert done.moved == 3
    assert done.by is not None
    html = client.post(reverse("admin:split-page", args=[done.key]), follow=True).text
    assert "It was undone on" in html


def test_of_many_rows_those_are_found_that_are_called_so(
    subject: Supplier, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("suppliers.identity.choosing.LISTED", 2)
    links = [
        factories.contract(f"Library {number}", suppliers=[subject]).supplier_links.get() for number in (1, 2)
    ]
    factories.contract("Payroll", suppliers=[subject])
    page = reverse("admin:split-supplier", args=[subject.pk])
    sign_in(client, staff_member())
    assert "Payroll" not in client.get(page).text
    ticked = f"{LINKS}:{links[1].pk}"
    html = client.post(page, {"find": "PAYROLL", "search": "Find", "row": ticked, "name": "New"}).text
    assert "Payroll" in html
    assert "Library 1" not in html
    assert f'value="{ticked}" checked' in html
    assert 'value="New"' in html
