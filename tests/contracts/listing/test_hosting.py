"""The hosting of a contract: that of the systems in use that it pays for, as its audience may know them."""

import datetime

import pytest

from contracts.listing.filters import ContractFilter, SystemFilter
from contracts.listing.selection import Selection
from tests import factories
from thirty3.audiences import Audience
from thirty3.search.held import forget_everything

pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 11, 23)
PUBLIC, BOROUGHS = Audience.PUBLIC, Audience.BOROUGHS
OPEN = {"hosting": {"audience": "public"}}
OWN = {"hosting": {"audience": "own", "reason": "s31"}}
VALUES = ("saas", "cloud", "none", "withheld", "unknown")


def counts(audience, **chosen):
    return Selection(ContractFilter(**chosen), audience, DAY).counts("hosting")


def found(audience, value, **chosen):
    return set(Selection(ContractFilter(hosting=(value,), **chosen), audience, DAY).ids)


def test_a_case_worked_by_hand():
    cloudy, mixed, retired, paying = (factories.contract(name) for name in ("A", "B", "C", "D"))
    bare = factories.contract("E")
    factories.system(contract=cloudy, hosting="saas")
    factories.system(contract=mixed, hosting="saas")
    factories.system(contract=mixed, hosting="cloud")
    factories.system(contract=mixed, hosting_state="unknown")
    factories.system(contract=retired, hosting="cloud", status="retired")
    factories.system(contract=paying, hosting_state="withheld")
    assert found(BOROUGHS, "saas") == {cloudy.pk, mixed.pk}
    assert found(BOROUGHS, "cloud") == {mixed.pk}
    assert found(BOROUGHS, "withheld") == {paying.pk}
    assert found(BOROUGHS, "unknown") == {retired.pk, bare.pk}
    assert found(BOROUGHS, "none") == set()
    assert counts(BOROUGHS) == {"saas": 2, "cloud": 1, "withheld": 1, "unknown": 2}


def test_counts_leave_its_own_choice_aside_and_keep_the_others():
    camden, hackney = factories.borough("Camden"), factories.borough("Hackney")
    for buyer, hosting in ((camden, "saas"), (camden, "cloud"), (hackney, "cloud")):
        factories.system(contract=factories.contract(buyer=buyer), hosting=hosting)
    assert counts(BOROUGHS, hosting=("saas",), borough=("camden",)) == {"saas": 1, "cloud": 1}


def test_everyone_knows_what_is_open_and_nothing_else():
    opened, shared, own = (factories.contract(name) for name in ("A", "B", "C"))
    factories.system(contract=opened, hosting="saas", visibility=OPEN)
    factories.system(contract=shared, hosting="saas")
    factories.system(contract=own, hosting="saas", visibility=OWN)
    assert found(BOROUGHS, "saas") == {opened.pk, shared.pk}
    assert found(BOROUGHS, "withheld") == {own.pk}
    assert counts(PUBLIC) == {"saas": 1, "withheld": 1, "unknown": 1}
    assert found(PUBLIC, "unknown") == {shared.pk}


def test_a_system_that_is_hidden_tells_nobody_of_its_agreement():
    served = factories.function("Identity", protective=True)
    seen, unseen = factories.contract("Seen"), factories.contract("Unseen")
    factories.system(contract=seen, functions=[served], hosting="saas", visibility=OPEN)
    closed = {**OPEN, "record": {"audience": "boroughs", "reason": "s43"}}
    factories.system(contract=unseen, hosting="saas", visibility=closed)
    assert counts(BOROUGHS) == {"saas": 2}
    assert counts(PUBLIC) == {"unknown": 2}


def test_what_is_hidden_of_a_system_is_withheld_in_its_own_list_too():
    factories.system(hosting="saas", visibility=OWN)
    factories.system(hosting="saas")
    for audience, expected in (
        (BOROUGHS, {"saas": 1, "withheld": 1}),
        (PUBLIC, {"withheld": 1, "unknown": 1}),
    ):
        assert Selection(SystemFilter(), audience, DAY).counts("hosting") == expected


def test_it_follows_every_write_of_a_system():
    first, second = factories.contract("First"), factories.contract("Second")
    system = factories.system(contract=first, hosting="saas")
    assert found(BOROUGHS, "saas") == {first.pk}
    factories.change(system, hosting="cloud")
    assert (found(BOROUGHS, "saas"), found(BOROUGHS, "cloud")) == (set(), {first.pk})
    factories.change(system, contract=second)
    assert found(BOROUGHS, "cloud") == {second.pk}
    factories.change(system, status="retired")
    assert counts(BOROUGHS) == {"unknown": 2}


def test_it_is_read_once_until_a_system_changes(django_assert_num_queries):
    system = factories.system(contract=factories.contract("First"), hosting="saas")
    forget_everything()
    assert found(BOROUGHS, "saas")
    # The stamps of contracts and of systems.
    with django_assert_num_queries(2):
        assert found(BOROUGHS, "saas")
    factories.change(system, reference="Another")
    # What changed of systems, and who pays for what.
    with django_assert_num_queries(4):
        assert found(BOROUGHS, "saas")


@pytest.mark.parametrize("visibility", [{}, OWN])
def test_changing_what_is_hidden_moves_nothing_that_the_public_can_ask(visibility):
    paying = factories.contract("Paying")
    system = factories.system(contract=paying, visibility=visibility)
    before = [found(PUBLIC, value) for value in VALUES], counts(PUBLIC)
    for facts in (
        {"hosting": "saas", "hosting_state": "known"},
        {"hosting": "cloud", "hosting_state": "known"},
        {"hosting": "", "hosting_state": "withheld"},
        {"hosting": "", "hosting_state": "none"},
    ):
        factories.change(system, **facts)
        assert ([found(PUBLIC, value) for value in VALUES], counts(PUBLIC)) == before, facts
        # It was there to be seen by somebody.
        if not visibility:
            assert found(BOROUGHS, facts["hosting"] or facts["hosting_state"]) == {paying.pk}
