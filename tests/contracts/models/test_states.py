"""A fact that stands in rows of its own is there exactly when its state is known, on every write path."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from contracts.imports.undoing import undo_batch
from contracts.models import Contract, ContractSupplier, State
from contracts.services.editing import editing
from contracts.services.states import ROWS, OutOfStep
from tests import factories
from tests.importing import CONTRACT, imported, workbook
from tests.signing_in import sign_in, staff_member
from thirty3.history.models import Change

pytestmark = pytest.mark.django_db


def out_of_step() -> list[tuple[str, str, str]]:
    """Contracts of which a state says one thing and the rows another."""
    return [
        (contract.title, fact, getattr(contract, f"{fact}_state"))
        for contract in Contract.objects.all()
        for fact, rows in ROWS.items()
        if (getattr(contract, f"{fact}_state") == State.KNOWN) is not getattr(contract, rows).exists()
    ]


@pytest.fixture
def file(settings: Any, tmp_path: Path) -> Callable[..., Path]:
    settings.QUARANTINE_DIR = tmp_path / "quarantine"
    factories.borough("Camden")
    return lambda *rows: workbook(tmp_path / "workbook.xlsx", contracts=[CONTRACT | row for row in rows])


SAID = [
    {"supplier": "Acme Software Limited", "extensions": "2 x 12 months"},
    {"supplier": "", "extensions": ""},
    {"supplier": "None", "extensions": "None"},
    {"supplier": "Withheld", "extensions": "Withheld"},
    {"supplier": "Supplier C (anonymised)", "extensions": "Yes"},
]


def test_whatever_a_file_says(file: Callable[..., Path]) -> None:
    rows = [said | {"reference": f"CON-{place}", "title": f"C {place}"} for place, said in enumerate(SAID)]
    imported(file(*rows))
    assert Contract.objects.count() == len(SAID)
    assert set(Contract.objects.values_list("supplier_state", flat=True)) > {"known", "unknown", "withheld"}
    assert out_of_step() == []


@pytest.mark.parametrize("then", SAID, ids=lambda said: said["supplier"] or "blank")
@pytest.mark.parametrize("first", SAID, ids=lambda said: said["supplier"] or "blank")
def test_whatever_a_file_says_later_and_when_that_is_undone(
    file: Callable[..., Path], first: dict[str, str], then: dict[str, str]
) -> None:
    imported(file(first))
    batch = imported(file(then))
    assert out_of_step() == []
    undo_batch(batch=batch)
    assert Contract.objects.count() == 1
    assert out_of_step() == []


def test_an_edit_that_sets_the_state_and_the_rows_apart_is_refused_whole() -> None:
    contract = factories.contract(suppliers=[factories.supplier()], extensions=[12])
    before = Change.objects.count()

    def state_alone() -> None:
        with editing(contract):
            contract.supplier_state = "withheld"
            contract.save()

    def rows_alone() -> None:
        with editing(contract):
            contract.extension_options.all().delete()

    for edit, words in ((state_alone, "suppliers"), (rows_alone, "extension options")):
        with pytest.raises(OutOfStep, match=f"Give the {words} exactly when"):
            edit()
        contract.refresh_from_db()
    assert out_of_step() == []
    assert Change.objects.count() == before


def test_an_edit_that_keeps_them_in_step_is_taken() -> None:
    contract = factories.contract()
    with editing(contract):
        contract.supplier_state = "known"
        contract.save()
        ContractSupplier.objects.create(contract=contract, supplier=factories.supplier())
    with editing(contract):
        contract.supplier_state = "withheld"
        contract.save()
        contract.supplier_links.all().delete()
    assert out_of_step() == []


# The staff site, on a form as short as it may be


FORM = {
    **{"kind": "contract", "title": "Housing system", "route_state": "unknown", "end_state": "unknown"},
    **{"notice_state": "unknown", "review_state": "unknown", "value_state": "unknown"},
    **{"value_kind": "not-stated", "value_span": "not-stated", "value_vat": "not-stated"},
    **{"award_precision": "day", "start_precision": "day", "end_precision": "day"},
    **{"supplier_links-INITIAL_FORMS": "0", "extension_options-INITIAL_FORMS": "0"},
}


@pytest.mark.parametrize(
    ("supplier", "extensions", "sellers", "options", "taken"),
    [
        ("unknown", "unknown", 0, 0, True),
        ("known", "known", 1, 1, True),
        ("withheld", "none", 0, 0, True),
        ("unknown", "unknown", 1, 0, False),
        ("known", "unknown", 0, 0, False),
        ("unknown", "known", 0, 0, False),
        ("unknown", "none", 0, 1, False),
    ],
)
def test_a_form_is_taken_exactly_when_they_agree(
    client: Client, supplier: str, extensions: str, sellers: int, options: int, taken: bool
) -> None:
    sign_in(client, staff_member())
    form = FORM | {
        **{"lead_buyer": factories.borough().pk},
        **{"supplier_state": supplier, "extensions_state": extensions},
        **{"supplier_links-TOTAL_FORMS": sellers, "extension_options-TOTAL_FORMS": options},
    }
    if sellers:
        form["supplier_links-0-supplier"] = factories.supplier().pk
    if options:
        form |= {"extension_options-0-position": "1", "extension_options-0-months": "12"}
    answer = client.post(reverse("admin:contracts_contract_add"), form)
    assert answer.status_code == (302 if taken else 200)
    assert Contract.objects.exists() is taken
    assert taken or "exactly when their state is “Known”" in answer.content.decode()
    assert out_of_step() == []


def test_taking_the_last_supplier_off_a_form_needs_another_state(client: Client) -> None:
    sign_in(client, staff_member())
    contract = factories.contract(suppliers=[factories.supplier()])
    link = contract.supplier_links.get()
    form = FORM | {
        **{"lead_buyer": contract.lead_buyer_id, "supplier_state": "known", "extensions_state": "unknown"},
        **{"supplier_links-TOTAL_FORMS": 1, "supplier_links-INITIAL_FORMS": 1},
        **{"supplier_links-0-id": link.pk, "supplier_links-0-contract": contract.pk},
        **{"supplier_links-0-supplier": link.supplier_id, "supplier_links-0-DELETE": "on"},
        **{"extension_options-TOTAL_FORMS": 0},
    }
    address = reverse("admin:contracts_contract_change", args=[contract.pk])
    assert client.post(address, form).status_code == 200
    assert client.post(address, form | {"supplier_state": "withheld"}).status_code == 302
    assert out_of_step() == []
