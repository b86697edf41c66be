"""An award makes the contract, its supplier and the system, linked both ways."""

import datetime
from decimal import Decimal

import pytest
from django.test import Client

from contracts.models import Contract, Opportunity, Stage, SystemInUse
from contracts.opportunities.awarding import Award, award
from contracts.opportunities.steps import Notice, NotPossible
from contracts.services.keeping import Named
from tests import factories
from tests.contracts.opportunities.conftest import FTS, TODAY, officer_at
from tests.logged import unlogged

pytestmark = pytest.mark.django_db(databases="__all__")
UK5 = Notice("UK5", FTS)
WON = Award(
    suppliers=(Named("Acme Software Ltd"),),
    product=Named("Homes"),
    on_date=TODAY,
    value=Decimal(90_000),
    vat="excluding",
    start_date=TODAY + datetime.timedelta(days=30),
    end_date=TODAY + datetime.timedelta(days=760),
)


def won(opportunity: Opportunity, award_: Award = WON, notice: Notice = UK5) -> Contract:
    return award(opportunity=opportunity, actor=officer_at(opportunity.borough), award=award_, notice=notice)


def text(address: str) -> str:
    return Client().get(address).content.decode()


def test_one_step_makes_contract_supplier_and_system(tells):
    islington = factories.borough("Islington")
    opportunity = tells(stage=Stage.NEED, participants=[islington])
    contract = won(opportunity)
    contract.refresh_from_db()
    assert (contract.title, contract.value, contract.value_kind, contract.end_state) == (
        *(opportunity.title, Decimal(90_000)),
        *("awarded", "known"),
    )
    assert [link.supplier.name for link in contract.supplier_links.all()] == ["Acme Software Ltd"]
    assert (list(contract.participants.all()), contract.links) == ([islington], [FTS])
    assert list(contract.functions.all()) == list(opportunity.functions.all())
    system = SystemInUse.objects.get()
    assert (system.contract, system.product.name, system.status) == (contract, "Homes", "pilot")
    assert unlogged() == []


def test_the_two_lead_to_each_other(tells):
    opportunity = tells(stage=Stage.NEED)
    contract = won(opportunity)
    assert contract.get_absolute_url() in text(opportunity.get_absolute_url())
    assert opportunity.get_absolute_url() in text(contract.get_absolute_url())


def test_a_contract_that_is_closed_is_not_told_by_its_opportunity(tells):
    opportunity = tells(stage=Stage.NEED)
    contract = won(opportunity)
    factories.change(contract, visibility={"record": {"audience": "boroughs", "reason": "Security"}})
    assert contract.key not in text(opportunity.get_absolute_url())


def test_a_contract_that_is_held_already_is_brought_up_to_date(tells, camden):
    held = factories.contract(
        "Homes", buyer=camden, suppliers=[factories.supplier("Before")], extensions=[12], reference="C-1"
    )
    system = factories.system(factories.product("Homes"), buyer=camden, status="live")
    contract = won(
        tells(stage=Stage.NEED),
        Award(**{**WON.__dict__, "contract": held, "product": Named("Homes", system.product_id)}),
    )
    contract.refresh_from_db()
    assert (contract.pk, Contract.objects.count()) == (held.pk, 1)
    assert [option.months for option in contract.extension_options.all()] == [12]
    assert [one.name for one in contract.suppliers.all()] == ["Acme Software Ltd"]
    system.refresh_from_db()
    assert (SystemInUse.objects.count(), system.contract, system.status) == (1, contract, "live")


def test_an_award_needs_its_notice_or_a_reason_and_happens_once(tells):
    opportunity = tells(stage=Stage.NEED)
    with pytest.raises(NotPossible):
        won(opportunity, notice=Notice())
    assert not Contract.objects.exists()
    won(opportunity, notice=Notice(reason="Below the threshold, and not advertised."))
    with pytest.raises(NotPossible):
        won(opportunity)
    assert Contract.objects.count() == 1


def test_what_is_still_open_is_not_awarded(tells):
    with pytest.raises(NotPossible):
        won(tells(stage=Stage.OPEN), notice=Notice("UK6", FTS))
