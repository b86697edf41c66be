"""Two technologies, functions or suppliers turn out to be one: everything follows, and can be put back."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from boroughs.models import Partnership
from boroughs.names import FunctionNames
from contracts.imports.interpreting.alike import AlikeProducts
from contracts.imports.undoing import undo_batch
from contracts.models import Assertion, Contract, ImportBatch, ImportWrite, Listing, SystemInUse
from contracts.quality.holding import hold
from contracts.services.editing import editing
from suppliers.models import Product, ProductAlias, SupplierAlias
from suppliers.names import ProductNames, fold_product
from tests import factories
from tests.logged import record_models, unlogged
from tests.signing_in import sign_in, staff_member
from thirty3.history.facts import facts_by_id
from thirty3.history.merging.preview import preview
from thirty3.history.merging.service import CannotMerge, merge
from thirty3.history.merging.undo import CannotUndo, undo
from thirty3.history.models import Change, Merge
from thirty3.history.restoring import restoration
from thirty3.history.services import recording
from thirty3.registry import MOVERS

pytestmark = pytest.mark.django_db(databases="__all__")
CLOSED = {"audience": "boroughs", "reason": "commercial until 2027"}


def alias(of: Product, spelling: str) -> None:
    with recording(of):
        ProductAlias.objects.create(product=of, spelling=spelling, folded=fold_product(spelling))


def everything() -> dict[str, Any]:
    """Every fact of every record, what sources say, and the rows of lists."""
    facts = {
        model.__name__: facts_by_id(model, model._default_manager.values_list("pk", flat=True))
        for model in record_models()
    }
    said = list(Assertion.objects.order_by("pk").values())
    rows = list(
        Listing.objects.order_by("kind", "record_id", "audience").values("record_id", "data", "title")
    )
    return {**facts, "said": said, "rows": rows}


@pytest.fixture
def two() -> tuple[Product, Product]:
    return factories.product("Homes Pro"), factories.product("HomesPro Suite", maker=factories.supplier())


@pytest.fixture
def world(two: tuple[Product, Product]) -> dict[str, Any]:
    """Contracts and systems with either of them, with both, and what a source says of each."""
    gone, left = two
    repairs, rents = factories.function("Repairs"), factories.function("Rents")
    factories.change(gone, functions=[repairs, rents])
    factories.change(left, functions=[rents])
    alias(gone, "Homes Professional")
    made = {
        "one": factories.contract("One", products=[gone]),
        "both": factories.contract("Both", products=[gone, left]),
        "other": factories.contract("Other", products=[left]),
        "system": factories.system(gone, buyer=factories.borough("Hackney")),
        "before": factories.product("Homes Classic", successor=gone),
    }
    register = factories.source(published=True)
    factories.assertion(made["one"], register, won=["products"], values={"products": {"products": [gone.pk]}})
    factories.assertion(
        made["system"], register, won=["product"], values={"product": {"product_id": gone.pk}}
    )
    return made


def test_everything_that_named_the_one_names_the_other(
    two: tuple[Product, Product], world: dict[str, Any]
) -> None:
    gone, left = two
    done = merge(loser=gone, survivor=left, why="The same system")
    assert list(world["one"].products.all()) == [left]
    assert list(world["both"].products.all()) == [left]
    world["system"].refresh_from_db()
    world["before"].refresh_from_db()
    assert world["system"].product == world["before"].successor == left
    assert {one.slug for one in left.functions.all()} == {"repairs", "rents"}
    assert {one.spelling for one in left.aliases.all()} == {"Homes Professional", "Homes Pro"}
    said = {group: facts for one in Assertion.objects.all() for group, facts in one.values.items()}
    assert said == {"products": {"products": [left.pk]}, "product": {"product_id": left.pk}}
    gone.refresh_from_db()
    assert gone.merged_into == left
    assert not any(
        mover.referring(gone.pk).exists()
        for mover in MOVERS
        if mover.model._meta.get_field(mover.field).related_model is Product
    )
    assert done.moved == 4
    rows = Listing.objects.filter(record_id=world["system"].pk, kind="system", audience="public")
    assert "HomesPro Suite" in rows.get().title


def test_every_record_that_moved_says_so_in_its_history(
    two: tuple[Product, Product], world: dict[str, Any]
) -> None:
    gone, left = two
    staff = staff_member()
    done = merge(loser=gone, survivor=left, why="The same system", actor=staff)
    changes = Change.objects.in_batch(done.batch)
    assert {(one.kind, one.record_id) for one in changes} == {
        *(("suppliers.product", pk) for pk in (gone.pk, left.pk, world["before"].pk)),
        *(("contracts.contract", world[name].pk) for name in ("one", "both")),
        ("contracts.systeminuse", world["system"].pk),
    }
    assert {one.why for one in changes} == {"“Homes Pro” was merged into “HomesPro Suite”: The same system"}
    assert {(one.actor, one.role) for one in changes} == {(staff, "LOTI staff")}
    assert unlogged() == []


def test_the_preview_tells_what_moves_and_what_has_both(
    two: tuple[Product, Product], world: dict[str, Any]
) -> None:
    gone, left = two
    alias(left, "Homes Suite")
    before = everything()
    told = {one.label: one for one in preview(loser=gone, survivor=left).moving}
    assert everything() == before
    assert {label: (one.count, one.both) for label, one in told.items()} == {
        "contracts": (2, 1),
        "systems in use": (1, 0),
        "products (successor)": (1, 0),
        "product aliases": (1, 0),
        "functions": (2, 1),
        "facts as sources state them": (2, 0),
    }
    assert told["contracts"].first == ("One", "Both")
    assert told["contracts"].first_both == ("Both",)


def test_an_undo_puts_everything_back(two: tuple[Product, Product], world: dict[str, Any]) -> None:
    gone, left = two
    before = everything()
    done = merge(loser=gone, survivor=left, why="The same system")
    assert everything() != before
    assert undo(merge=done).left == []
    assert everything() == before
    assert unlogged() == []


def test_an_undo_leaves_what_somebody_changed_meanwhile_and_tells(
    two: tuple[Product, Product], world: dict[str, Any]
) -> None:
    gone, left = two
    done = merge(loser=gone, survivor=left, why="The same system")
    third = factories.product("Third")
    with editing(world["one"]):
        world["one"].products.set([third])
    factories.change(world["both"], department="Housing", why="Something else of it")
    alias(left, "Homes Suite")
    part = undo(merge=done)
    assert part.left == ["One"]
    assert list(world["one"].products.all()) == [third]
    assert set(world["both"].products.all()) == {gone, left}
    assert {one.spelling for one in left.aliases.all()} == {"Homes Suite"}
    assert {one.spelling for one in gone.aliases.all()} == {"Homes Professional"}
    assert Merge.objects.get().left == ["One"]


def test_what_is_merged_twice_is_undone_last_first(
    two: tuple[Product, Product], world: dict[str, Any]
) -> None:
    gone, left = two
    last = factories.product("Homes Cloud")
    before = everything()
    first = merge(loser=gone, survivor=left, why="The same")
    second = merge(loser=left, survivor=last, why="The same again")
    gone.refresh_from_db()
    assert gone.merged_into == last
    with pytest.raises(CannotUndo, match="Undo that merge first"):
        undo(merge=first)
    undo(merge=second)
    undo(merge=first)
    assert everything() == before
    with pytest.raises(CannotUndo, match="undone already"):
        undo(merge=first)


def test_some_are_never_merged(two: tuple[Product, Product]) -> None:
    gone, left = two
    invented = factories.product("Invented", demonstration=True)
    for loser, survivor, reason in (
        (gone, gone, "into itself"),
        (gone, invented, "invented"),
    ):
        with pytest.raises(CannotMerge, match=reason):
            merge(loser=loser, survivor=survivor, why="No")
    merge(loser=gone, survivor=left, why="Yes")
    with pytest.raises(CannotMerge, match="was itself merged"):
        merge(loser=gone, survivor=factories.product(), why="No")
    with pytest.raises(CannotMerge, match="protects"):
        merge(
            loser=factories.function("Identity", protective=True),
            survivor=factories.function("Payroll"),
            why="No",
        )
    assert Merge.objects.count() == 1


def test_the_old_address_leads_on_for_those_who_knew_it(client: Client) -> None:
    known, hidden, left = factories.product("Known"), factories.product("Hidden"), factories.product("Left")
    factories.contract(products=[known])
    factories.contract(products=[left])
    factories.contract(products=[hidden], visibility={"record": CLOSED})
    addresses = {one.name: one.get_absolute_url() for one in (known, hidden)}
    for one in (known, hidden):
        merge(loser=one, survivor=left, why="The same")
    response = client.get(addresses["Known"])
    assert (response.status_code, response.headers["Location"]) == (301, left.get_absolute_url())
    assert "no-cache" in response.headers["Cache-Control"]
    assert client.get(addresses["Hidden"]).status_code == 404
    sign_in(client, staff_member())
    assert client.get(addresses["Hidden"]).status_code == 301
    undo(merge=Merge.objects.get(loser_id=known.pk))
    assert client.get(addresses["Known"]).status_code == 200


def test_a_saved_filter_finds_what_the_merged_one_became(client: Client) -> None:
    known, hidden, left = factories.product("Known"), factories.product("Hidden"), factories.product("Left")
    factories.contract("With the known one", products=[known])
    factories.contract("With the other", products=[left])
    factories.contract(products=[hidden], visibility={"record": CLOSED})
    for one in (known, hidden):
        merge(loser=one, survivor=left, why="The same")
    html = client.get(f"/contracts/?product={known.slug}").text
    assert "With the known one" in html
    assert "With the other" in html
    assert f'value="{left.slug}"' in html
    csv = b"".join(client.get(f"/contracts.csv?product={known.slug}")).decode()
    assert "With the known one" in csv
    assert "With the other" not in client.get(f"/contracts/?product={hidden.slug}").text
    compared = client.get(f"/compare/technologies/?technology={known.slug}").text
    assert left.get_absolute_url() in compared
    assert left.get_absolute_url() not in client.get(f"/compare/technologies/?technology={hidden.slug}").text


def test_names_and_answers_of_an_import_mean_the_survivor(two: tuple[Product, Product]) -> None:
    gone, left = two
    alias(gone, "Homes Professional")
    merge(loser=gone, survivor=left, why="The same")
    names = ProductNames.load(demonstration=False)
    assert {names.find(name) for name in ("Homes Pro", "Homes Professional", "HomesPro Suite")} == {left.pk}
    assert AlikeProducts(names.by_name, {"homes": gone.key}).chosen == {"homes": left.pk}


def test_files_under_review_that_name_it_are_read_again(
    two: tuple[Product, Product], django_capture_on_commit_callbacks: Any
) -> None:
    gone, left = two
    naming, other = (
        ImportBatch.objects.create(file_name=name, status=ImportBatch.Status.READY) for name in "ab"
    )
    for batch, product in ((naming, gone), (other, factories.product())):
        ImportWrite.objects.create(
            batch=batch,
            record_kind=SystemInUse.record_kind(),
            record_id=1,
            action="new",
            record={"product_id": product.pk, "functions": []},
        )
    with django_capture_on_commit_callbacks() as told:
        merge(loser=gone, survivor=left, why="The same")
    assert len(told) == 1
    naming.refresh_from_db()
    other.refresh_from_db()
    assert (naming.status, other.status) == ("waiting", "ready")


def test_the_undo_of_an_earlier_import_names_the_survivor(two: tuple[Product, Product]) -> None:
    gone, left = two
    other = factories.product("Payroll")
    record = factories.contract(products=[gone])
    batch = ImportBatch.objects.create(
        file_name="a.csv", status=ImportBatch.Status.APPLIED, applied_at=timezone.now()
    )
    ImportWrite.objects.create(
        batch=batch,
        record_kind=Contract.record_kind(),
        record_id=record.pk,
        key=record.key,
        action="changed",
        before={"products": [gone.pk]},
        after={"products": [other.pk]},
    )
    factories.change(record, products=[other])
    merge(loser=gone, survivor=left, why="The same")
    undo_batch(batch=batch)
    assert list(record.products.all()) == [left]


# Functions


def test_a_merged_function_is_listed_no_more_and_its_address_leads_on(client: Client) -> None:
    gone, left = factories.function("Voids", synonyms=["Empty homes"]), factories.function("Void homes")
    factories.contract("Lettings", functions=[gone], products=[factories.product()])
    factories.system(functions=[gone, left])
    shared = Partnership(slug="shared", name="Shared")
    with recording(shared):
        shared.save()
        shared.functions.add(gone)
    before = everything()
    address = gone.get_absolute_url()
    done = merge(loser=gone, survivor=left, why="One service")
    assert client.get(address).headers["Location"] == left.get_absolute_url()
    assert address not in client.get("/services/").text
    assert "Lettings" in client.get(f"/contracts/?function={gone.slug}").text
    assert list(shared.functions.all()) == [left]
    left.refresh_from_db()
    assert left.synonyms == ["Voids", "Empty homes"]
    names = FunctionNames.load()
    assert {tuple(names.resolve(name)[0]) for name in ("Voids", "empty homes", "voids")} == {(left.pk,)}
    undo(merge=done)
    assert everything() == before


def test_the_history_of_a_record_names_what_there_was_and_what_it_became(
    client: Client, two: tuple[Product, Product], world: dict[str, Any]
) -> None:
    gone, left = two
    merge(loser=gone, survivor=left, why="The same")
    change = Change.objects.of(Contract.record_kind(), world["one"].pk)[0]
    assert (change.before, change.after) == ({"products": [gone.pk]}, {"products": [left.pk]})
    sign_in(client, staff_member())
    html = client.get(f"/admin/contracts/contract/{world['one'].pk}/history/").text
    assert "Homes Pro" in html
    assert "HomesPro Suite" in html
    assert "The import" not in html


def test_a_state_from_before_a_merge_is_put_back_with_the_survivor(
    two: tuple[Product, Product], world: dict[str, Any]
) -> None:
    gone, left = two
    merge(loser=gone, survivor=left, why="The same")
    with editing(world["one"]):
        world["one"].products.clear()
    to = restoration(world["one"], 1)
    assert to is not None
    assert to.facts["products"] == [left.pk]


def test_what_is_on_hold_is_not_merged(two: tuple[Product, Product]) -> None:
    gone, left = two
    hold(record=gone, actor=None, why="Being checked")
    with pytest.raises(CannotMerge, match="on hold"):
        merge(loser=gone, survivor=left, why="The same")


@pytest.mark.parametrize("size", [2, 12])
def test_the_preview_asks_as_much_of_many_as_of_few(two: tuple[Product, Product], size: int) -> None:
    gone, left = two
    for number in range(size):
        factories.contract(f"Contract {number}", products=[gone, left])
        factories.system(gone, buyer=factories.borough(f"Borough {number}"))
    with CaptureQueriesContext(connection) as asked:
        preview(loser=gone, survivor=left)
    assert len(asked) <= 30


def test_nothing_is_merged_by_halves(two: tuple[Product, Product], monkeypatch: pytest.MonkeyPatch) -> None:
    gone, left = two
    factories.contract(products=[gone])
    before = everything()
    monkeypatch.setattr(Merge, "save", lambda self: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        merge(loser=gone, survivor=left, why="The same")
    assert everything() == before
    assert unlogged() == []


# Suppliers, by the same service


def test_suppliers_are_merged_by_the_same_service() -> None:
    gone, left = factories.supplier("Acme Ltd"), factories.supplier("Acme Software Ltd")
    gone.certifications.create(scheme="Cyber Essentials")
    SupplierAlias.objects.create(supplier=gone, spelling="Acme", folded="acme")
    both = factories.contract("Both", suppliers=[gone, left], sme=True)
    made = factories.product(maker=gone)
    factories.system(made, supplier=gone)
    factories.supplier("Child", parent=gone)
    link = {"supplier_id": gone.pk, "name_as_given": "Acme"}
    factories.assertion(
        both,
        factories.source(),
        values={"supplier": {"supplier_links": [link], "supplier_state": "known"}},
    )
    before = everything()
    done = merge(loser=gone, survivor=left, why="One company")
    assert [one.supplier for one in both.supplier_links.all()] == [left]
    [said] = Assertion.objects.values_list("values", flat=True)
    assert said["supplier"]["supplier_links"] == [link | {"supplier_id": left.pk}]
    assert {one.scheme for one in left.certifications.all()} == {"Cyber Essentials"}
    undo(merge=done)
    assert everything() == before
