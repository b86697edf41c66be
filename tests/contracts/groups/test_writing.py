"""Authorities that use a supplier form a group, ask together, and say what became of it."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from contracts.groups import writing
from contracts.groups.using import Count, Using
from contracts.groups.writing import NotPossible
from contracts.models import GroupAsk, GroupMember
from contracts.sharing.wording import NamesSomebody
from tests import factories
from tests.contracts.sharing.conftest import officer_at
from thirty3.audiences import Audience
from thirty3.history.models import Change
from thirty3.registry import MOVERS

pytestmark = pytest.mark.django_db(databases="__all__")
TODAY = timezone.localdate()
OWN = {"audience": "own", "reason": "nobody agreed"}


def using(supplier, audience=Audience.BOROUGHS):
    return dict(Using(supplier, audience, TODAY).by_authority)


def test_who_uses_a_supplier_is_told_by_what_an_audience_sees(civica):
    assert using(civica) == {"brent": Count(0, 1), "camden": Count(1, 0), "hackney": Count(1, 0)}
    assert using(civica, Audience.PUBLIC) == {"brent": Count(0, 1), "camden": Count(1, 0)}


def test_what_has_ended_or_is_retired_or_is_one_authoritys_own_is_no_use(civica, camden):
    past, seller = datetime.date(2020, 1, 1), {"suppliers": [civica]}
    factories.contract("Old", buyer=factories.borough("Barnet"), end_date=past, **seller)
    factories.contract("Own", buyer=factories.borough("Bexley"), visibility={"record": OWN}, **seller)
    factories.contract("Spend", buyer=factories.borough("Ealing"), kind="spend", **seller)
    factories.system(buyer=factories.borough("Enfield"), supplier=civica, status="retired")
    factories.contract("Invented", buyer=factories.borough("Merton"), demonstration=True, **seller)
    assert set(using(civica)) == {"brent", "camden", "hackney"}


def test_a_group_needs_three_that_use_the_supplier_and_then_stays(civica, camden, hackney, editors):
    other = factories.supplier("Other")
    factories.contract("One", buyer=camden, suppliers=[other])
    factories.contract("Two", buyer=hackney, suppliers=[other])
    with pytest.raises(NotPossible, match="needs 3 authorities"):
        writing.join(supplier=other, borough=camden, actor=editors["camden"])
    third = factories.contract("Three", buyer=factories.borough("Brent"), suppliers=[other])
    writing.join(supplier=other, borough=camden, actor=editors["camden"])
    factories.change(third, end_date=datetime.date(2020, 1, 1), end_state="known", end_kind="fixed")
    writing.join(supplier=other, borough=hackney, actor=editors["hackney"])
    assert GroupMember.objects.filter(supplier=other).count() == 2


def test_only_an_editor_of_an_authority_that_uses_it_joins_and_once(civica, camden, hackney, editors):
    barnet = factories.borough("Barnet")
    with pytest.raises(NotPossible, match="no contract or system of Barnet"):
        writing.join(supplier=civica, borough=barnet, actor=officer_at(barnet))
    for person in (officer_at(camden, "reader"), editors["hackney"]):
        with pytest.raises(PermissionDenied):
            writing.join(supplier=civica, borough=camden, actor=person)
    member = writing.join(supplier=civica, borough=camden, actor=editors["camden"])
    with pytest.raises(NotPossible, match="already joined"):
        writing.join(supplier=civica, borough=camden, actor=editors["camden"])
    writing.leave(supplier=civica, borough=camden, actor=editors["camden"])
    changes = Change.objects.of(member.record_kind(), member.pk).order_by("pk")
    assert [(one.action, one.role) for one in changes] == [
        ("created", "Editor at Camden"),
        ("removed", "Editor at Camden"),
    ]
    assert not GroupMember.objects.exists()


def test_an_ask_is_put_by_two_and_its_way_is_kept(civica, camden, hackney, editors):
    with pytest.raises(NotPossible, match="has not joined"):
        writing.draft(supplier=civica, borough=camden, actor=editors["camden"], title="a", text="b")
    writing.join(supplier=civica, borough=camden, actor=editors["camden"])
    writing.join(supplier=civica, borough=hackney, actor=editors["hackney"])
    ask = writing.draft(supplier=civica, borough=camden, actor=editors["camden"], title="a", text="b")
    with pytest.raises(NotPossible, match="2 authorities at least"):
        writing.send(ask=ask, borough=camden, actor=editors["camden"])
    with pytest.raises(NotPossible, match="Hackney does not ask this"):
        writing.send(ask=ask, borough=hackney, actor=editors["hackney"])
    for deed in (writing.publish, writing.settle):
        more = {"outcome": "agreed"} if deed is writing.settle else {}
        with pytest.raises(NotPossible, match="not asked yet"):
            deed(ask=ask, borough=camden, actor=editors["camden"], **more)
    writing.join_ask(ask=ask, borough=hackney, actor=editors["hackney"])
    writing.send(ask=ask, borough=hackney, actor=editors["hackney"])
    writing.settle(ask=ask, borough=camden, actor=editors["camden"], outcome="agreed")
    with pytest.raises(NotPossible, match="settled already"):
        writing.join_ask(ask=ask, borough=hackney, actor=editors["hackney"])
    changes = Change.objects.of(ask.record_kind(), ask.pk).order_by("pk")
    assert [(one.why, one.role) for one in changes] == [
        ("Written down", "Editor at Camden"),
        ("Hackney asks it too", "Editor at Hackney"),
        ("Asked", "Editor at Hackney"),
        ("Agreed", "Editor at Camden"),
    ]


def test_the_last_that_asks_takes_a_draft_with_it_and_nothing_that_was_asked(asks, camden, hackney, editors):
    ask = asks()
    writing.publish(ask=ask, borough=hackney, actor=editors["hackney"])
    writing.leave_ask(ask=ask, borough=hackney, actor=editors["hackney"])
    assert not ask.published_by.exists()
    with pytest.raises(NotPossible, match="Close it instead"):
        writing.leave_ask(ask=ask, borough=camden, actor=editors["camden"])
    facts = {"supplier": ask.supplier, "title": "a", "text": "b"}
    draft = writing.draft(borough=camden, actor=editors["camden"], **facts)
    writing.leave_ask(ask=draft, borough=camden, actor=editors["camden"])
    assert list(GroupAsk.objects.all()) == [ask]


def test_an_answer_given_elsewhere_is_kept_with_its_day_and_source(asks, camden, editors):
    ask = asks()
    facts = {"ask": ask, "borough": camden, "actor": editors["camden"], "said_on": TODAY}
    answer = writing.note_answer(text="Next year.", source="Letter to the group", **facts)
    assert (str(answer.recorded_by), answer.source, answer.published) == (
        "Camden",
        "Letter to the group",
        False,
    )
    ask.refresh_from_db()
    assert ask.state == "answered"
    with pytest.raises(NamesSomebody):
        writing.note_answer(text="Call 020 7946 0958.", source="Letter", **facts)
    writing.settle(ask=ask, borough=camden, actor=editors["camden"], outcome="closed")
    with pytest.raises(NotPossible, match="not open"):
        writing.note_answer(text="Later.", source="Letter", **facts)


def test_no_ask_names_or_reaches_somebody(civica, camden, editors):
    writing.join(supplier=civica, borough=camden, actor=editors["camden"])
    for facts in ({"title": "Mrs Jane Smith", "text": "b"}, {"title": "a", "text": "jo@camden.example"}):
        with pytest.raises(NamesSomebody):
            writing.draft(supplier=civica, borough=camden, actor=editors["camden"], **facts)


def test_two_suppliers_that_are_one_have_one_group(asks, camden):
    ask, left = asks(), factories.supplier("Civica UK")
    GroupMember.objects.create(supplier=left, borough=camden, joined_on=TODAY)
    for model in (GroupMember, GroupAsk):
        MOVERS[f"{model._meta.label}.supplier"].move(from_id=ask.supplier_id, to_id=left.pk)
    assert list(GroupMember.objects.order_by("pk").values_list("supplier", "borough__slug")) == [
        (left.pk, "hackney"),
        (left.pk, "camden"),
    ]
    assert GroupAsk.objects.get().supplier == left


def test_a_draft_that_went_meanwhile_is_not_joined(asks, camden, hackney, editors):
    draft = asks(sent=False)
    stale = GroupAsk.objects.get(pk=draft.pk)
    for one in draft.boroughs.all():
        writing.leave_ask(ask=draft, borough=one, actor=editors[one.slug])
    assert not GroupAsk.objects.exists()
    with pytest.raises(NotPossible, match="not here any more"):
        writing.join_ask(ask=stale, borough=hackney, actor=editors["hackney"])
