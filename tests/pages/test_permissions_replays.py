"""Forms that are sent again, or after what they speak of has moved on: done once, and never over again."""

from collections.abc import Callable
from typing import Any, Final

import pytest
from django.urls import reverse

from boroughs.models import HowToSell, Invitation, Officer, RoleRequest
from boroughs.officers import asking, colleagues
from contracts.answers.keeping import withdraw
from contracts.groups import writing as groups
from contracts.imports.receiving import give_up
from contracts.models import (
    Answer,
    Confirmation,
    Contract,
    Disagreement,
    GroupAnswer,
    GroupAsk,
    GroupMember,
    ImportBatch,
    PracticeNote,
    SystemInUse,
)
from contracts.opinions import disagreeing
from contracts.quality.holding import hold
from contracts.sharing import writing
from suppliers.members import colleagues as members
from suppliers.members import deciding, registering
from suppliers.models import (
    Claim,
    LikelyDuplicate,
    Product,
    Supplier,
    SupplierAlias,
    SupplierInvitation,
    SupplierMember,
    SupplierSplit,
)
from tests.pages.permissions.address import Address
from tests.pages.permissions.addresses import ADDRESSES
from tests.pages.permissions.asking import PlainClient, undone
from tests.pages.permissions.people import VISITORS
from tests.pages.permissions.place import Place
from tests.pages.permissions.staff import STAFF_ADDRESSES
from tests.signing_in import staff_member
from thirty3.history.models import Change, Merge

pytestmark = pytest.mark.django_db(databases="__all__")
EVERY: Final = {address.name: address for address in (*ADDRESSES, *STAFF_ADDRESSES)}
# What can be done as often as somebody likes: a new answer, note, record, visit of the same page.
AGAIN: Final = frozenset(
    {
        *("contracts:answers", "contracts:new-note", "contracts:add-record", "boroughs:invite"),
        *("contracts:new-group-ask", "suppliers:register-start", "suppliers:invite"),
        *("contracts:new-journey", "contracts:new-opportunity", "contracts:add-opportunity-lot"),
        # Of two suppliers that may be one staff can say again that they will look later.
        "admin:duplicate-page",
        # A draft is answered in other words, and a later code takes the place of the first.
        *("suppliers:registration-step", "suppliers:send-code"),
        # A later word for the same row takes the place of the first.
        *("contracts:own-import-rows", "admin:import-rows"),
        # That something is still true can be said again.
        "contracts:own-contracts",
    }
)
# What a form that comes too late is answered with: the page again, or a way on; never a failure.
ANSWERED: Final = (200, 302, 403, 404)
HELD: Final = (
    *(RoleRequest, Invitation, Officer, HowToSell, Answer, Confirmation, PracticeNote, ImportBatch),
    *(Contract, SystemInUse, SupplierAlias, Product, Merge, Change),
    *(Supplier, SupplierMember, SupplierInvitation, Claim, LikelyDuplicate, SupplierSplit),
    *(GroupMember, GroupAsk, GroupAnswer, Disagreement),
)
ONCE: Final = tuple(one for one in EVERY.values() if one.deed and one.name not in AGAIN)


def visitor_for(address: Address, place: Place) -> PlainClient:
    """Whoever may do it and least else."""
    assert address.send is not None
    return next(one for one in VISITORS if address.send.may in one.stands).arrive(place)


def state() -> list[list[Any]]:
    """All that the forms change, as it is held."""
    return [list(model._default_manager.order_by("pk").values_list()) for model in HELD]


@pytest.mark.parametrize("address", ONCE, ids=lambda address: address.name)
def test_the_same_form_sent_twice_is_done_once(place: Place, address: Address) -> None:
    client = visitor_for(address, place)
    where, form = address.where(place), address.form(place)
    with undone():
        first = client.post(where, form)
        assert first.status_code == 302
        done = state()
        assert client.post(where, form).status_code in ANSWERED
        assert state() == done


def refused_by_another(place: Place) -> None:
    asking.refuse(request=place.request, actor=staff_member("two@loti.example"), reason="No")


def taken_back(place: Place) -> None:
    colleagues.withdraw(invitation=place.invitation, actor=staff_member("two@loti.example"))


def withdrawn(place: Place) -> None:
    writing.withdraw(note=place.note, actor=staff_member("two@loti.example"))


def given_up(place: Place) -> None:
    assert give_up(batch=place.batch)


def held(place: Place) -> None:
    for record in (place.own, place.world.systems[0], place.world.contract):
        hold(record=record, actor=None, why="Reported")


def ended_by_another(place: Place) -> None:
    colleagues.end_role(officer=place.colleague, actor=staff_member("two@loti.example"), reason="Left")


def answer_withdrawn(place: Place) -> None:
    withdraw(answer=place.answer, actor=staff_member("two@loti.example"))


def joining_taken_back(place: Place) -> None:
    registering.withdraw(claim=place.firm.joining, person=place.firm.joining.user)


def offer_taken_back(place: Place) -> None:
    members.withdraw(invitation=place.firm.invitation, actor=staff_member("two@loti.example"))


def member_ended(place: Place) -> None:
    members.end(member=place.firm.colleague, actor=staff_member("two@loti.example"), reason="Left")


def claim_refused(place: Place) -> None:
    deciding.refuse(claim=place.firm.claim, actor=staff_member("two@loti.example"), reason="No")


def draft_thrown_away(place: Place) -> None:
    registering.withdraw(claim=place.firm.draft, person=place.firm.draft.user)


def ask_settled(place: Place) -> None:
    who = staff_member("two@loti.example")
    groups.settle(ask=place.firm.ask, borough=place.borough, actor=who, outcome="closed")


def no_longer_disagreed(place: Place) -> None:
    disagreeing.take_back(disagreement=place.firm.disagreement, actor=staff_member("two@loti.example"))


@pytest.mark.parametrize(
    ("name", "moves"),
    [
        ("boroughs:role-request", refused_by_another),
        ("boroughs:invitation", taken_back),
        ("boroughs:withdraw", taken_back),
        ("boroughs:end-role", ended_by_another),
        ("contracts:note-deed", withdrawn),
        ("contracts:withdraw-answer", answer_withdrawn),
        ("contracts:own-import-rows", given_up),
        ("contracts:own-import-give-up", given_up),
        ("contracts:edit-record", held),
        ("contracts:change-visibility", held),
        ("contracts:own-contracts", held),
        ("contracts:change-several", held),
        ("suppliers:decide", joining_taken_back),
        ("suppliers:invitation", offer_taken_back),
        ("suppliers:withdraw-invitation", offer_taken_back),
        ("suppliers:change-role", member_ended),
        ("suppliers:end-membership", member_ended),
        ("suppliers:give-code", claim_refused),
        ("suppliers:send-code", claim_refused),
        ("suppliers:take-back", claim_refused),
        ("suppliers:registration-step", draft_thrown_away),
        ("suppliers:registration-send", draft_thrown_away),
        ("contracts:answer-group-ask", ask_settled),
        ("contracts:note-group-answer", ask_settled),
        ("contracts:answer-disagreement", no_longer_disagreed),
        ("contracts:disagreements", no_longer_disagreed),
    ],
)
def test_a_form_sent_after_the_state_moved_does_nothing(
    place: Place, name: str, moves: Callable[[Place], Any]
) -> None:
    address = EVERY[name]
    client = visitor_for(address, place)
    where, form = address.where(place), address.form(place)
    with undone():
        moves(place)
        moved = state()
        assert client.post(where, form).status_code in ANSWERED
        assert state() == moved


def test_a_form_without_word_of_what_was_seen_puts_no_state_back(place: Place) -> None:
    superuser = VISITORS[-1].arrive(place)
    where = reverse("admin:contracts_contract_restore", args=[place.world.contract.pk, 1])
    with undone():
        before = state()
        assert superuser.post(where).status_code in ANSWERED
        assert state() == before
