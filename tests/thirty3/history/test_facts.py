"""Facts: what of a record the change log compares, the same from either database."""

import datetime
import json
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from contracts.models import Contract, SystemInUse
from tests import factories
from thirty3.history.facts import (
    BOOKKEEPING,
    child_fields,
    child_relations,
    column_fields,
    differing,
    facts_by_id,
    facts_of,
    plain,
    set_fields,
)

pytestmark = pytest.mark.django_db


def full_contract(number: int) -> Contract:
    return factories.contract(
        f"Contract {number}",
        participants=[factories.borough("Islington"), factories.borough("Brent")],
        suppliers=[factories.supplier(), factories.supplier()],
        products=[factories.product()],
        functions=[factories.function()],
        extensions=[12, 24],
        value=Decimal("1250.5"),
        end_date=datetime.date(2027, 3, 31),
        links=["https://example.org/"],
    )


def test_a_records_facts_are_its_columns_sets_and_child_rows() -> None:
    contract = full_contract(1)
    facts = facts_of([contract])[contract.pk]
    assert facts["value"] == "1250.50"
    assert facts["end_date"] == "2027-03-31"
    assert facts["links"] == ["https://example.org/"]
    assert facts["lead_buyer_id"] == contract.lead_buyer_id
    assert facts["participants"] == sorted(contract.participants.values_list("pk", flat=True))
    assert [link["supplier_id"] for link in facts["supplier_links"]] == [
        link.supplier_id for link in contract.supplier_links.order_by("pk")
    ]
    assert [option["months"] for option in facts["extension_options"]] == [12, 24]


def test_bookkeeping_is_no_fact_and_neither_is_a_childs_id_or_its_link() -> None:
    contract = full_contract(1)
    facts = facts_of([contract])[contract.pk]
    assert not BOOKKEEPING & set(facts)
    assert all({"id", "contract_id"}.isdisjoint(child) for child in facts["extension_options"])
    assert "suppliers" not in facts, "The rows between tell more than the set would."


def test_every_column_and_set_of_a_record_is_a_fact() -> None:
    contract = full_contract(1)
    named = {field.attname for field in Contract._meta.concrete_fields} - {"id", "version", "updated_at"}
    named |= {field.name for field in Contract._meta.many_to_many} - {"suppliers"}
    assert set(facts_of([contract])[contract.pk]) == named | set(Contract.part_of_record)
    assert {field.name for field in set_fields(Contract)} == named & {
        "participants",
        "products",
        "functions",
        "predecessors",
    }
    assert {relation.get_accessor_name() for relation in child_relations(Contract)} == {
        "supplier_links",
        "extension_options",
    }


def test_child_fields_leave_out_the_way_back() -> None:
    for relation in child_relations(Contract):
        assert "contract" not in {field.name for field in child_fields(relation)}
    assert "version" not in {field.name for field in column_fields(Contract)}


@pytest.mark.parametrize("model", [Contract, SystemInUse])
def test_many_records_need_as_many_queries_as_one(model: type[Any]) -> None:
    def counted() -> int:
        records = list(model._default_manager.all())
        with CaptureQueriesContext(connection) as queries:
            facts_of(records)
        return len(queries)

    make = {Contract: full_contract, SystemInUse: lambda number: factories.system()}[model]
    make(1)
    one = counted()
    for number in range(2, 12):
        make(number)
    assert counted() == one == len(set_fields(model)) + len(child_relations(model))


def test_no_records_have_no_facts_and_need_no_query() -> None:
    with CaptureQueriesContext(connection) as queries:
        assert facts_of([]) == {}
        assert facts_by_id(Contract, []) == {}
    assert len(queries) == 0


def test_an_id_of_nothing_has_no_facts() -> None:
    assert facts_by_id(Contract, [10**9]) == {}


def test_facts_are_the_same_before_they_are_stored_and_after() -> None:
    contract = full_contract(1)
    kept = json.loads(json.dumps(facts_of([contract])[contract.pk]))
    assert facts_by_id(Contract, [contract.pk])[contract.pk] == kept


# A value as JSON


@pytest.mark.parametrize(
    ("value", "is_plain"),
    [
        (Decimal("1.5"), "1.50"),
        (Decimal("1.50"), "1.50"),
        (Decimal("1E+3"), "1000.00"),
        (Decimal("-0.10"), "-0.10"),
        (Decimal("99999999999999.99"), "99999999999999.99"),
        (datetime.date(2027, 3, 31), "2027-03-31"),
        (
            datetime.datetime(2027, 3, 31, 12, 30, 5, 7, tzinfo=datetime.UTC),
            "2027-03-31T12:30:05.000007+00:00",
        ),
        ("text", "text"),
        ("", ""),
        (0, 0),
        (False, False),
        (None, None),
        ([1, {"a": None}], [1, {"a": None}]),
    ],
)
def test_a_value_has_one_plain_form(value: Any, is_plain: Any) -> None:
    assert plain(value) == is_plain
    assert type(plain(value)) is type(is_plain)
    assert plain(plain(value)) == is_plain


money = st.decimals(min_value=-(10**13), max_value=10**13, places=2)


@given(amount=money)
def test_a_sum_of_money_is_kept_to_the_penny(amount: Decimal) -> None:
    assert Decimal(plain(amount)) == amount
    assert plain(amount) == plain(amount.normalize())


# What differs

scalars = st.none() | st.booleans() | st.integers(-5, 5) | st.text(max_size=3)
facts = st.dictionaries(st.sampled_from("abcdef"), scalars | st.lists(st.integers(0, 3), max_size=3))


@given(before=facts, after=facts)
def test_what_differs_leads_from_before_to_after_and_back(before: Any, after: Any) -> None:
    old, new = differing(before, after)
    forwards = {name: value for name, value in before.items() if name not in old} | new
    backwards = {name: value for name, value in after.items() if name not in new} | old

    def said(facts: dict[str, Any]) -> dict[str, Any]:
        return {name: value for name, value in facts.items() if value is not None}

    assert said(forwards) == said(after)
    assert said(backwards) == said(before)
    assert all(before.get(name) != after.get(name) for name in {*old, *new})


@given(same=facts)
def test_between_the_same_facts_nothing_differs(same: Any) -> None:
    assert differing(same, dict(same)) == ({}, {})
