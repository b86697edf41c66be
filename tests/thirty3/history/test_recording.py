"""Writing one record: the row of the log, the version, what is left of removed ones, and past states."""

import datetime
import threading
from decimal import Decimal
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, connection, transaction
from django.db.models import F, ProtectedError
from hypothesis import given, settings
from hypothesis import strategies as st

from boroughs.models import ServiceArea
from contracts.models import Contract, ContractSupplier, ExtensionOption, Listing
from suppliers.models import Supplier
from tests import factories
from tests.logged import as_it_was, unlogged
from thirty3.accounts.models import User
from thirty3.audiences import Audience
from thirty3.history.facts import facts_of
from thirty3.history.models import AppendOnly, Change, Tombstone
from thirty3.history.services import recording, remove

pytestmark = pytest.mark.django_db


def changes(record: Any) -> list[Change]:
    return list(Change.objects.of(record.record_kind(), record.pk).order_by("version"))


def test_a_new_record_has_one_change_and_version_1() -> None:
    person = User.objects.create_user("staff@loti.example", is_staff=True)
    record = ServiceArea(slug="parks", name="Parks", side="frontline")
    with recording(record, actor=person, why="Because", batch="b"):
        record.save()
    (change,) = changes(record)
    assert (change.action, change.version, change.actor, change.role) == ("created", 1, person, "LOTI staff")
    assert (change.why, change.batch, change.before) == ("Because", "b", {})
    assert change.after == {"slug": "parks", "name": "Parks", "side": "frontline", "position": 0}
    record.refresh_from_db()
    assert record.version == 1


def test_a_change_holds_the_changed_facts_alone() -> None:
    area = factories.area("Parks")
    factories.change(area, position=4, why="Order")
    change = changes(area)[-1]
    assert (change.before, change.after, change.version) == ({"position": 0}, {"position": 4}, 2)
    assert area.version == 2
    assert ServiceArea.objects.get(pk=area.pk).version == 2


def test_nothing_changed_nothing_logged() -> None:
    area = factories.area("Parks")
    stamp = ServiceArea.objects.get(pk=area.pk).updated_at
    with recording(area):
        area.save()
    with recording(area):
        pass
    assert len(changes(area)) == 1
    stored = ServiceArea.objects.get(pk=area.pk)
    assert (stored.version, stored.updated_at) == (1, stamp)


def test_sets_and_child_rows_are_in_the_change() -> None:
    contract = factories.contract(participants=[factories.borough("Brent")], extensions=[12])
    islington, seller = factories.borough("Islington"), factories.supplier()
    before = facts_of([contract])[contract.pk]
    with recording(contract):
        contract.participants.set([islington])
        ContractSupplier.objects.create(contract=contract, supplier=seller, name_as_given="Seller")
        contract.extension_options.update(months=6)
    change = changes(contract)[-1]
    assert change.before == {name: before[name] for name in change.after}
    assert set(change.after) == {"participants", "supplier_links", "extension_options"}
    assert change.after["participants"] == [islington.pk]
    assert change.after["supplier_links"][0]["name_as_given"] == "Seller"
    assert change.after["extension_options"][0]["months"] == 6


def test_a_fault_leaves_neither_the_write_nor_the_row() -> None:
    area = factories.area("Parks")

    def fail() -> None:
        with recording(area):
            area.position = 9
            area.save()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert ServiceArea.objects.get(pk=area.pk).position == 0
    assert len(changes(area)) == 1
    area.refresh_from_db()
    factories.change(area, position=5)
    assert unlogged() == []


def test_a_fault_of_a_list_undoes_the_write_too(monkeypatch: pytest.MonkeyPatch) -> None:
    area = factories.area("Parks")
    monkeypatch.setattr(
        "thirty3.history.services.refresh_lists", lambda record, facts: (_ for _ in ()).throw(RuntimeError)
    )
    with pytest.raises(RuntimeError):
        factories.change(area, position=5)
    assert ServiceArea.objects.get(pk=area.pk).position == 0
    assert len(changes(area)) == 1


def test_an_actor_without_an_account_is_nobody() -> None:
    area = factories.area("Parks")
    factories.change(area, position=1, actor=AnonymousUser())
    assert (changes(area)[-1].actor, changes(area)[-1].role) == (None, "")


def test_a_record_that_comes_back_under_its_id_counts_on() -> None:
    area = factories.area("Parks")
    pk = area.pk
    remove(area)
    again = ServiceArea(pk=pk, slug="parks", name="Parks", side="frontline")
    with recording(again):
        again.save(force_insert=True)
    assert [(change.action, change.version) for change in changes(again)] == [
        ("created", 1),
        ("removed", 2),
        ("created", 3),
    ]
    assert again.version == 3
    assert unlogged() == []


# The log itself


def test_the_past_is_not_rewritten() -> None:
    area = factories.area("Parks")
    (change,) = changes(area)
    for rewrite in (
        change.save,
        change.delete,
        Change.objects.all().delete,
        lambda: Change.objects.update(why="Other"),
        lambda: Change.objects.update(actor=7),
        lambda: Change.objects.update(actor=F("actor")),
        lambda: Change.objects.update(actor=None, why=""),
        lambda: Change.objects.filter(pk=change.pk).delete(),
        lambda: Change.objects.of(change.kind, area.pk).update(at=change.at),
        lambda: Change.objects.bulk_update([change], ["why"]),
        lambda: Change.objects.update_or_create(pk=change.pk, defaults={"why": "Other"}),
        lambda: Change.objects.bulk_create(
            [change], update_conflicts=True, update_fields=["why"], unique_fields=["id"]
        ),
    ):
        with pytest.raises(AppendOnly), transaction.atomic():
            rewrite()
    assert Change.objects.get(pk=change.pk).why == ""


def test_a_new_row_under_an_old_id_does_not_replace_the_old_one() -> None:
    (change,) = changes(factories.area("Parks"))
    forged = Change(pk=change.pk, kind="a.b", record_id=1, version=1, action="created")
    with pytest.raises(IntegrityError), transaction.atomic():
        forged.save()
    assert Change.objects.get(pk=change.pk).kind == "boroughs.servicearea"


def test_who_it_was_can_be_forgotten_and_nothing_else() -> None:
    person = User.objects.create_user("someone@loti.example")
    area = factories.area("Parks")
    factories.change(area, position=1, actor=person)
    assert Change.objects.filter(actor=person).update(actor=None) == 1
    person.delete()
    assert [change.actor_id for change in changes(area)] == [None, None]


# Removal


def test_what_is_removed_is_kept_whole_by_the_log_and_leaves_a_tombstone() -> None:
    supplier = factories.supplier("Acme")
    supplier_facts, pk, key = facts_of([supplier])[supplier.pk], supplier.pk, supplier.key
    remove(supplier, why="Never existed")
    assert not Supplier.objects.filter(pk=pk).exists()
    removal = Change.objects.of("suppliers.supplier", pk)[0]
    told = {name: value for name, value in supplier_facts.items() if value is not None}
    assert (removal.action, removal.before, removal.after, removal.key) == ("removed", told, {}, key)
    stone = Tombstone.objects.get()
    assert (stone.kind, stone.key, stone.title, stone.audience) == (
        "suppliers.supplier",
        key,
        "Acme",
        Audience.PUBLIC,
    )


def test_a_record_without_a_page_leaves_no_tombstone() -> None:
    remove(factories.area("Parks"))
    assert not Tombstone.objects.exists()


def test_only_those_who_could_see_a_record_are_told_that_it_is_gone() -> None:
    hidden = factories.contract(visibility={"record": {"audience": "boroughs", "reason": "Test"}})
    open_to_all = factories.contract("Open")
    for record in (hidden, open_to_all):
        remove(record)
    stones = {stone.key: stone for stone in Tombstone.objects.all()}
    assert not stones[hidden.key].is_seen_by(Audience.PUBLIC)
    assert stones[hidden.key].is_seen_by(Audience.BOROUGHS)
    assert stones[open_to_all.key].is_seen_by(Audience.PUBLIC)
    assert not Listing.objects.exists()


def test_a_record_that_protects_others_is_not_removed_and_nothing_is_logged() -> None:
    function = factories.function()
    before = Change.objects.count()
    with pytest.raises(ProtectedError):
        remove(function.area)
    assert Change.objects.count() == before
    assert unlogged() == []


# Past states

steps = st.lists(
    st.fixed_dictionaries(
        {},
        optional={
            "title": st.sampled_from(["A", "B", "Contract"]),
            "value": st.none() | st.decimals(0, 10**6, places=2),
            "end": st.none() | st.dates(datetime.date(2027, 1, 1), datetime.date(2031, 1, 1)),
            "participants": st.sets(st.integers(0, 2)),
            "extensions": st.lists(st.integers(1, 60), max_size=3),
            "suppliers": st.sets(st.integers(0, 2)),
            # Forms and files let no null character through; PostgreSQL could not hold it.
            "links": st.lists(st.text(st.characters(exclude_characters="\0"), max_size=5), max_size=2),
        },
    ),
    max_size=6,
)


def take(contract: Contract, step: dict[str, Any], boroughs: list[Any], sellers: list[Any]) -> None:
    with recording(contract):
        contract.title = step.get("title", contract.title)
        contract.links = step.get("links", contract.links)
        if "value" in step:
            contract.value = step["value"]
            contract.value_state = "unknown" if step["value"] is None else "known"
        if "end" in step:
            known = step["end"] is not None
            contract.end_date, contract.end_kind = step["end"], "fixed" if known else ""
            contract.end_state = "known" if known else "none"
        contract.save()
        if "participants" in step:
            contract.participants.set([boroughs[place] for place in step["participants"]])
        if "extensions" in step:
            contract.extension_options.all().delete()
            for position, months in enumerate(step["extensions"]):
                ExtensionOption.objects.create(contract=contract, position=position, months=months)
        if "suppliers" in step:
            contract.supplier_links.all().delete()
            for place in sorted(step["suppliers"]):
                ContractSupplier.objects.create(contract=contract, supplier=sellers[place])


@settings(max_examples=15)
@given(steps=steps)
def test_every_past_state_is_told_whole_by_the_log(steps: list[dict[str, Any]]) -> None:
    with transaction.atomic():
        boroughs = [factories.borough(name) for name in ("Brent", "Camden", "Islington")]
        sellers = [factories.supplier() for _ in range(3)]
        contract = factories.contract(buyer=boroughs[0])
        past = {contract.version: facts_of([contract])[contract.pk]}
        for step in steps:
            take(contract, step, boroughs, sellers)
            facts = facts_of(Contract.objects.filter(pk=contract.pk))[contract.pk]
            if contract.version in past:
                assert past[contract.version] == facts, "Something changed under an old version."
            past[contract.version] = facts
        assert list(past) == list(range(1, len(past) + 1))
        for version, facts in past.items():
            told = {name: value for name, value in facts.items() if value is not None}
            assert as_it_was("contracts.contract", contract.pk, version) == told
        transaction.set_rollback(True)


def test_a_past_state_holds_the_sets_of_that_day() -> None:
    brent, islington = factories.borough("Brent"), factories.borough("Islington")
    contract = factories.contract(participants=[brent], value="10")
    factories.change(contract, participants=[islington], value=Decimal("20"))
    factories.change(contract, participants=[])
    seen = [as_it_was("contracts.contract", contract.pk, version) for version in (1, 2, 3)]
    assert [one["participants"] for one in seen] == [[brent.pk], [islington.pk], []]
    assert [one["value"] for one in seen] == ["10.00", "20.00", "20.00"]


# Two at once


@pytest.mark.django_db(transaction=True)
def test_of_two_who_write_a_record_at_once_one_waits_for_the_other() -> None:
    area = factories.area("Parks")
    first_has_begun, second_is_about_to = threading.Event(), threading.Event()
    failures: list[BaseException] = []

    def second() -> None:
        try:
            first_has_begun.wait(10)
            mine = ServiceArea(pk=area.pk)
            second_is_about_to.set()
            with recording(mine, why="second"):
                ServiceArea.objects.filter(pk=area.pk).update(position=F("position") + 10)
        except BaseException as failure:
            failures.append(failure)
        finally:
            connection.close()

    thread = threading.Thread(target=second)
    thread.start()
    with recording(area, why="first"):
        first_has_begun.set()
        second_is_about_to.wait(10)
        ServiceArea.objects.filter(pk=area.pk).update(position=F("position") + 1)
    thread.join(30)
    assert not failures
    told = [(change.version, change.why, change.before, change.after) for change in changes(area)[1:]]
    assert told == [
        (2, "first", {"position": 0}, {"position": 1}),
        (3, "second", {"position": 1}, {"position": 11}),
    ]
    assert unlogged() == []
