"""Whoever edits a value that the public may not see, and however, the public observes nothing of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from contracts.models import Contract
from contracts.services.editing import editing
from tests.pages.answers import Answer, answers_of, different
from tests.pages.conftest import forgotten_afterwards, shown_as_demonstration
from tests.pages.reading import form_of
from tests.pages.test_non_interference import CHANGES, NAMING, TELLING, Drawn, RandomWorld
from tests.pages.visitors import Visitor, client_of

pytestmark = pytest.mark.django_db(databases="__all__")
PROTECTED = Drawn(protective=True, closed={}, numbers=(0, 20, 100), demonstration=False)


@dataclass(frozen=True)
class Before:
    """A protected contract, and all that the public was told before anyone edited it."""

    world: RandomWorld
    answers: dict[str, Answer]

    @property
    def contract(self) -> Contract:
        return Contract.objects.get(pk=self.world.contracts[0].pk)

    def moved(self) -> list[str]:
        """What the public is told otherwise now."""
        return different(self.answers, answers_of(Client(), self.answers))


@pytest.fixture(scope="module")
def before(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any) -> Iterator[Before]:
    """Asked once for all tests here, each of which is rolled back to it."""
    folder: Path = tmp_path_factory.mktemp("letters")
    with django_db_blocker.unblock(), forgotten_afterwards():
        world = RandomWorld([PROTECTED])
        with shown_as_demonstration(folder):
            answers = answers_of(Client(), list(world.addresses()))
        yield Before(world, answers)


# A note on the route or the value is said in one breath with it (contracts/services/groups.py): whoever
# edits the note by hand is from then on the source of both, and the public may see the source of the one.
@pytest.mark.parametrize("fact", sorted(NAMING | TELLING - {"route_note", "value_note"}))
def test_an_edit_by_hand_of_a_hidden_fact_changes_no_answer(fact: str, before: Before) -> None:
    record = before.contract
    with editing(record, why="Seller 1 rang"):
        CHANGES[fact](before.world, record, 1)
        record.save()
    assert before.moved() == []


@pytest.mark.parametrize("column", ["title", "description", "notes"])
def test_an_edit_in_the_staff_site_of_a_hidden_fact_changes_no_answer(column: str, before: Before) -> None:
    staff = client_of(Visitor.STAFF)
    address = reverse("admin:contracts_contract_change", args=[before.contract.pk])
    form = form_of(staff.get(address).text, "contract_form")
    assert column in form
    response = staff.post(address, form | {column: "Now by Seller 2"})
    assert response.status_code == 302
    assert getattr(before.contract, column) == "Now by Seller 2"
    assert before.moved() == []
