"""Every write path leaves its row in the change log, for every kind of record.

After each path the whole log is held against the whole database: what the rows of a record come to
must be its facts, sets and child rows included, and its version the number of its changes.
"""

from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.utils import timezone

from boroughs.models import Borough, Officer, Partnership
from boroughs.reference import load_reference
from contracts.imports.removing import remove_demonstration
from contracts.imports.undoing import undo_batch
from contracts.models import Contract, ContractSupplier, ExtensionOption
from contracts.services.editing import editing
from tests import factories
from tests.architecture.records import CHANGED, MADE
from tests.architecture.records.boroughs import an_officer
from tests.architecture.records.contracts import a_contract, a_system
from tests.architecture.records.making import written
from tests.importing import CONTRACT, imported, workbook
from tests.logged import as_it_was, changes_of, record_models, unlogged
from thirty3.accounts.demonstration import remove_demonstration_accounts
from thirty3.accounts.models import User
from thirty3.history.models import Change
from thirty3.history.records import Recorded
from thirty3.history.services import remove

# What waits to be confirmed lies in the cache, which is a database of its own on SQLite.
pytestmark = pytest.mark.django_db(databases="__all__")
KINDS = pytest.mark.parametrize("model", MADE, ids=lambda model: model._meta.label)


def test_every_kind_of_record_is_among_these() -> None:
    assert set(MADE) == set(CHANGED) == set(record_models())


@KINDS
def test_one_of_each_has_something_in_every_set_and_child_list(model: type[Recorded]) -> None:
    record = MADE[model]()
    facts = as_it_was(record.record_kind(), record.pk, record.version)
    lists = [*(field.name for field in model._meta.many_to_many), *getattr(model, "part_of_record", ())]
    # Neighbours follow from the boundaries; a contract's suppliers are its child rows.
    assert [name for name in lists if not facts.get(name) and name not in ("neighbours", "suppliers")] == []
    assert unlogged() == []


@KINDS
def test_removing_logs_all_of_it_and_what_it_did_to_others(model: type[Recorded]) -> None:
    record = MADE[model]()
    kind, pk, facts = record.record_kind(), record.pk, as_it_was(record.record_kind(), record.pk, 99)
    remove(record, why="Test")
    last = Change.objects.of(kind, pk).first()
    assert last is not None
    assert (last.action, last.before, last.after) == ("removed", facts, {})
    assert unlogged() == []


def test_removing_what_others_hold_changes_them() -> None:
    contract, system = a_contract(), a_system()
    product = contract.products.get()
    remove(contract.predecessors.get())
    remove(product)
    remove(contract.functions.get())
    contract.refresh_from_db()
    assert changes_of(contract)[0].before.keys() == {"functions"}
    assert changes_of(contract)[1].after == {"products": []}
    assert changes_of(contract)[2].after == {"predecessors": []}
    remove(system.contract)
    assert changes_of(system)[0].after == {"contract_id": None}
    assert unlogged() == []


# The pipeline, the reference data, edits by hand, the demonstration


@pytest.fixture
def files(settings: Any, tmp_path: Any) -> Callable[..., Any]:
    settings.QUARANTINE_DIR = tmp_path / "quarantine"
    factories.borough("Camden")
    factories.borough("Islington")
    factories.function("Housing management")
    factories.function("Repairs")
    return lambda **sheets: workbook(tmp_path / "workbook.xlsx", **sheets)


SYSTEM = {"borough": "Camden", "system": "Homes", "supplier": "Acme Software Limited", "function": "Repairs"}
SKILL = {"borough": "Camden", "skill": "Python", "level": "Working knowledge"}


def test_an_import_and_its_undoing_are_logged_for_every_kind_it_writes(files: Callable[..., Any]) -> None:
    first = {"function": "Housing management", "extensions": "12 months", "shared_with": "Islington"}
    imported(files(contracts=[CONTRACT | first], systems=[SYSTEM], skills=[SKILL]))
    assert unlogged() == []
    second = {"function": "Repairs", "extensions": "2 x 12 months", "system": "Homes; Rents", "value": 90}
    batch = imported(
        files(
            contracts=[CONTRACT | second | {"supplier": "Other Firm Ltd"}],
            systems=[SYSTEM | {"users": "90"}],
            skills=[SKILL | {"level": "Learning"}],
        )
    )
    kinds = set(Change.objects.in_batch(batch.key).values_list("kind", "action"))
    assert {("contracts.contract", "changed"), ("suppliers.supplier", "created")} <= kinds
    assert unlogged() == []
    undo = undo_batch(batch=batch)
    kinds = set(Change.objects.in_batch(undo.key).values_list("kind", "action"))
    assert {("contracts.contract", "changed"), ("suppliers.supplier", "removed")} <= kinds
    assert unlogged() == []


def test_the_same_file_twice_logs_nothing_the_second_time(files: Callable[..., Any]) -> None:
    sheets = {"contracts": [CONTRACT], "systems": [SYSTEM], "skills": [SKILL]}
    imported(files(**sheets))
    before = Change.objects.count()
    imported(files(**sheets))
    assert Change.objects.count() == before


def test_edits_by_hand_are_logged() -> None:
    contract = a_contract()
    with editing(contract):
        contract.department = "Housing"
        contract.save()
        contract.participants.clear()
        ContractSupplier.objects.filter(contract=contract).update(sme_at_award=True)
        ExtensionOption.objects.filter(contract=contract, position=2).delete()
    last = changes_of(contract)[0]
    assert {"department", "participants", "supplier_links", "extension_options"} <= set(last.after)
    assert unlogged() == []


def test_the_reference_data_are_logged_at_the_first_load_and_over_other_peoples_work() -> None:
    load_reference()
    assert unlogged() == []
    camden = Borough.objects.get(slug="camden")
    factories.change(camden, formal_name="Something else")
    factories.change(Partnership.objects.all()[0], functions=[])
    load_reference(overwrite=True)
    assert changes_of(camden)[0].before == {"formal_name": "Something else"}
    assert unlogged() == []


def test_taking_the_demonstration_away_is_logged(files: Callable[..., Any], settings: Any) -> None:
    settings.ALLOW_DEMONSTRATION = True
    imported(files(contracts=[CONTRACT], systems=[SYSTEM], skills=[SKILL], demonstration=True))
    assert Contract.objects.filter(demonstration=True).exists()
    person = User.objects.create_user("demo@thirty3.example", is_demonstration=True)
    written(Officer(user=person, borough=factories.borough(), approved_at=timezone.now()))
    remove_demonstration()
    assert not Contract.objects.exists()
    assert not Officer.objects.exists()
    assert unlogged() == []


def test_forgetting_demonstration_people_is_logged_with_their_roles() -> None:
    role = an_officer()
    User.objects.filter(pk=role.user_id).update(is_demonstration=True)
    assert remove_demonstration_accounts() == 1
    assert changes_of(role)[0].action == "removed"
    assert unlogged() == []


# That the comparison itself can fail


@pytest.mark.parametrize(
    "write",
    [
        lambda contract: Contract.objects.filter(pk=contract.pk).update(title="Behind its back"),
        lambda contract: contract.participants.clear(),
        lambda contract: contract.extension_options.all().delete(),
        lambda contract: contract.supplier_links.update(name_as_given="Somebody"),
        lambda contract: Contract.objects.filter(pk=contract.pk).update(version=9),
        lambda contract: Contract.objects.create(title="Unknown", lead_buyer=contract.lead_buyer),
        lambda contract: apps.get_model("boroughs.Skill").objects.create(slug="a", name="A"),
    ],
)
def test_a_write_behind_the_logs_back_is_noticed(write: Callable[[Contract], object]) -> None:
    contract = a_contract()
    assert unlogged() == []
    write(contract)
    assert len(unlogged()) == 1
