"""Two suppliers turn out to be one: all follows, staff say what is right, and all can come back."""

import datetime
from typing import Any

import pytest
from django.apps import apps
from django.test import Client

from contracts.models import Assertion, ContractSupplier
from contracts.models.listing import ListingRow
from suppliers.identity.owners import say_owner
from suppliers.models import Supplier, SupplierOwnership
from suppliers.names import SupplierNames, fold
from tests import factories
from tests.logged import unlogged
from tests.signing_in import sign_in, staff_member
from thirty3.history.merging.preview import preview
from thirty3.history.merging.service import CannotMerge, merge
from thirty3.history.merging.undo import CannotUndo, undo
from thirty3.history.models import Change, Merge
from thirty3.history.services import recording
from thirty3.registry import Mover

pytestmark = pytest.mark.django_db(databases="__all__")
# What counts the writes themselves goes on counting.
COUNTS = {"version", "updated_at"}
APPS = ("suppliers", "contracts", "boroughs")


def every_row() -> dict[str, list[dict[str, Any]]]:
    """Every row of every table of records and their parts, by id and byte for byte."""
    return {
        model._meta.label: [
            {name: value for name, value in row.items() if name not in COUNTS}
            for row in model._default_manager.order_by("pk").values()
        ]
        for app in APPS
        for model in apps.get_app_config(app).get_models(include_auto_created=True)
        if not issubclass(model, ListingRow)
    }


def called(name: str, *spellings: str, **facts: Any) -> Supplier:
    made = factories.supplier(name, **facts)
    with recording(made):
        for spelling in (name, *spellings):
            made.aliases.create(spelling=spelling, folded=fold(spelling))
    return made


def owned(subject: Supplier, parent: Supplier, first: str = "", last: str = "") -> SupplierOwnership:
    days = [datetime.date.fromisoformat(day) if day else None for day in (first, last)]
    row = SupplierOwnership(
        supplier=subject, parent=parent, from_date=days[0], until_date=days[1], source="Companies House"
    )
    return say_owner(ownership=row)


@pytest.fixture
def two() -> tuple[Supplier, Supplier]:
    gone = called("Acme Ltd", "ACME London", website="https://acme.example/", vat_number="GB1")
    return gone, called("Acme Software Ltd", "Acme Soft", company_number="01234567")


@pytest.fixture
def world(two: tuple[Supplier, Supplier]) -> dict[str, Any]:
    """Both with contracts, products, systems, certifications, owners and what a source says of them."""
    gone, left = two
    with recording(gone), recording(left):
        for one in two:
            one.certifications.create(scheme="Cyber Essentials", number="7")
        gone.certifications.create(scheme="ISO 27001", expires_date=datetime.date(2027, 1, 31))
    group = called("Acme Group")
    owned(gone, group, "2020-01-01")
    owned(left, group, "2020-01-01")
    child = factories.supplier("Child")
    owned(child, gone)
    both = factories.contract("Both", suppliers=[gone, left], sme=True)
    link = {"supplier_id": gone.pk, "name_as_given": "Acme"}
    said = {"supplier": {"supplier_links": [link], "supplier_state": "known"}}
    factories.assertion(both, factories.source(), values=said)
    product = factories.product("Homes", maker=gone)
    return {
        "one": factories.contract("One", suppliers=[gone]),
        "both": both,
        "product": product,
        "system": factories.system(product, supplier=gone),
        "child": child,
        "group": group,
    }


def test_all_that_named_the_one_names_the_other(
    two: tuple[Supplier, Supplier], world: dict[str, Any], client: Client
) -> None:
    gone, left = two
    address = gone.get_absolute_url()
    merge(loser=gone, survivor=left, why="One firm")
    for name in ("product", "system", "child", "one"):
        world[name].refresh_from_db()
    left.refresh_from_db()
    assert [link.supplier for link in world["both"].supplier_links.all()] == [left]
    assert [link.supplier for link in world["one"].supplier_links.all()] == [left]
    assert world["product"].maker == world["system"].supplier == world["child"].parent == left
    assert [row.parent for row in left.ownerships.all()] == [world["group"]]
    assert left.parent == world["group"]
    assert sorted(one.scheme for one in left.certifications.all()) == ["Cyber Essentials", "ISO 27001"]
    # What it did not say itself, it says now.
    assert (left.website, left.vat_number, left.company_number) == (
        "https://acme.example/",
        "GB1",
        "01234567",
    )
    assert not gone.aliases.exists()
    names = SupplierNames.load(demonstration=False)
    assert {names.find(name) for name in ("Acme Limited", "ACME London", "Acme Soft")} == {left.pk}
    [said] = Assertion.objects.values_list("values", flat=True)
    assert [one["supplier_id"] for one in said["supplier"]["supplier_links"]] == [left.pk]
    response = client.get(address)
    assert (response.status_code, response.headers["Location"]) == (301, left.get_absolute_url())
    assert ">One<" in client.get(f"/contracts/?supplier={gone.slug}").text
    assert unlogged() == []


def test_an_undo_restores_every_row_of_every_table(
    two: tuple[Supplier, Supplier], world: dict[str, Any]
) -> None:
    gone, left = two
    before = every_row()
    done = merge(loser=gone, survivor=left, why="One firm")
    assert every_row() != before
    assert undo(merge=done).left == []
    assert every_row() == before
    assert unlogged() == []


def test_merges_of_merges_are_undone_last_first(
    two: tuple[Supplier, Supplier], world: dict[str, Any]
) -> None:
    gone, left = two
    last = called("Acme Cloud")
    before = every_row()
    first = merge(loser=gone, survivor=left, why="One firm")
    between = every_row()
    second = merge(loser=left, survivor=last, why="One firm as well")
    gone.refresh_from_db()
    assert gone.merged_into == last
    with pytest.raises(CannotUndo):
        undo(merge=first)
    undo(merge=second)
    assert every_row() == between
    undo(merge=first)
    assert every_row() == before


def test_an_undo_leaves_what_was_changed_since_and_says_so(
    two: tuple[Supplier, Supplier], world: dict[str, Any]
) -> None:
    gone, left = two
    third = factories.supplier("Third")
    done = merge(loser=gone, survivor=left, why="One firm")
    with recording(world["one"]):
        world["one"].supplier_links.update(supplier=third)
    assert undo(merge=done).left == ["One"]
    assert [link.supplier for link in world["one"].supplier_links.all()] == [third]
    assert {link.supplier for link in world["both"].supplier_links.all()} == {gone, left}


def test_two_company_numbers_are_refused_until_staff_say_which_is_right(
    two: tuple[Supplier, Supplier],
) -> None:
    gone, left = two
    factories.change(gone, company_number="07654321")
    before = every_row()
    [number] = [one for one in preview(loser=gone, survivor=left).contested if one.must]
    assert (number.fact, number.of_loser, number.of_survivor) == ("company_number", "07654321", "01234567")
    with pytest.raises(CannotMerge, match="company number"):
        merge(loser=gone, survivor=left, why="One firm")
    done = merge(loser=gone, survivor=left, why="One firm", right={"company_number": "loser"})
    left.refresh_from_db()
    assert left.company_number == "07654321"
    names = SupplierNames.load(demonstration=False)
    # A file that still gives the wrong number means the same firm.
    assert {names.find("", number) for number in ("01234567", "07654321")} == {left.pk}
    undo(merge=done)
    assert every_row() == before


def test_a_merge_by_which_one_would_own_itself_is_refused(two: tuple[Supplier, Supplier]) -> None:
    gone, left = two
    between = called("Between")
    owned(between, gone)
    owned(left, between)
    with pytest.raises(CannotMerge, match="own itself"):
        merge(loser=gone, survivor=left, why="One firm")
    other = called("Acme Holdings")
    owned(other, left)
    # Where the one simply owns the other, nothing owns itself afterwards.
    done = merge(loser=other, survivor=left, why="One firm")
    left.refresh_from_db()
    assert left.parent == between
    undo(merge=done)


def test_owners_that_contradict_each_other_are_put_right_first(two: tuple[Supplier, Supplier]) -> None:
    gone, left = two
    owned(gone, called("One group"), "2019-01-01", "2022-12-31")
    owned(left, called("Another group"), "2022-01-01")
    with pytest.raises(CannotMerge, match="on the same days"):
        merge(loser=gone, survivor=left, why="One firm")


def test_rows_of_no_records_history_come_back_too(
    two: tuple[Supplier, Supplier], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What another part of the site keeps of a supplier, its members say, and no history of it."""
    gone, left = two
    monkeypatch.setattr(Supplier, "part_of_record", ("aliases", "ownerships"))
    for one in two:
        one.certifications.create(scheme="Cyber Essentials", number="7")
    gone.certifications.create(scheme="ISO 27001")
    before = every_row()
    done = merge(loser=gone, survivor=left, why="One firm")
    assert left.certifications.count() == 2
    undo(merge=done)
    assert every_row() == before


@pytest.mark.parametrize("size", [3, 30])
def test_a_merge_asks_as_much_of_many_contracts_as_of_few(
    two: tuple[Supplier, Supplier], size: int, django_assert_max_num_queries: Any
) -> None:
    gone, left = two
    for number in range(size):
        factories.contract(f"Contract {number}", suppliers=[gone, left][: 1 + number % 2])
    # Each table that names suppliers asks some: interest and answers to calls brought 13.
    with django_assert_max_num_queries(310):
        done = merge(loser=gone, survivor=left, why="One firm")
    with django_assert_max_num_queries(315):
        undo(merge=done)
    assert ContractSupplier.objects.filter(supplier=gone).count() == size


def test_staff_are_shown_what_differs_and_choose(two: tuple[Supplier, Supplier], client: Client) -> None:
    gone, left = two
    factories.change(gone, company_number="07654321", is_sme=True)
    factories.change(left, is_sme=False)
    sign_in(client, staff_member())
    page = f"/admin/history/merge/into/suppliers.supplier/{gone.pk}/?survivor={left.pk}"
    html = client.get(page).text
    assert "07654321" in html
    assert 'name="right-company_number"' in html
    assert 'id="right-is_sme-survivor" name="right-is_sme" value="survivor" checked' in html
    sent = {"survivor": left.pk, "why": "One firm"}
    assert "Say which is right" in client.post(page, sent).text
    assert not Merge.objects.exists()
    client.post(page, sent | {"right-company_number": "survivor", "right-is_sme": "loser"})
    left.refresh_from_db()
    assert (left.company_number, left.is_sme) == ("01234567", True)
    assert Merge.objects.get().settled == {"company_number": "survivor", "is_sme": "loser"}
    assert Change.objects.of("suppliers.supplier", left.pk)[0].role == "LOTI staff"


def test_a_mover_drops_what_would_join_a_record_to_itself(two: tuple[Supplier, Supplier]) -> None:
    gone, left = two
    row = owned(gone, left)
    mover = Mover(SupplierOwnership, "supplier")
    assert mover.dropped(from_id=gone.pk, to_id=left.pk) == {row.pk}
