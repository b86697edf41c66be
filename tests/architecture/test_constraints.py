"""What the database itself refuses, each constraint from both sides: a row that it lets in, and one not."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, models, transaction
from django.db.models import CheckConstraint, UniqueConstraint

from boroughs.models import Borough, Function, Invitation, RoleRequest
from contracts.models import Contract, OpportunityFollower, SystemInUse
from suppliers.models import LikelyDuplicate
from tests import factories
from tests.architecture.constraints import CHECKS, ITSELF, ONCE, OTHER, PLAIN, UNIQUE, Facts
from tests.architecture.sources import LAYERS
from thirty3.accounts.models import User
from thirty3.history.models import Merge

pytestmark = pytest.mark.django_db


def our_models() -> Iterator[type[models.Model]]:
    return (one for one in apps.get_models() if one.__module__.partition(".")[0] in LAYERS)


def our_constraints(kind: type[models.BaseConstraint]) -> set[str]:
    return {
        constraint.name
        for model in our_models()
        for constraint in model._meta.constraints
        if isinstance(constraint, kind)
    }


def test_every_constraint_has_its_cases() -> None:
    every = our_constraints(models.BaseConstraint)
    assert our_constraints(CheckConstraint) == set(CHECKS)
    assert our_constraints(UniqueConstraint) == set(UNIQUE)
    assert every == {*CHECKS, *UNIQUE}


def test_every_unique_column_has_its_case() -> None:
    columns = {
        (model, field.name)
        for model in our_models()
        for field in model._meta.concrete_fields
        if field.unique and not field.primary_key
    }
    assert columns == set(ONCE)


def test_every_state_of_a_contract_or_system_is_one_of_four() -> None:
    """The facts with a state are a closed list; those of a column agree with it in the database."""
    held_by_a_service = {"contract_supplier", "contract_extensions"}
    for name, model in (("contract", Contract), ("system", SystemInUse)):
        for field in model._meta.concrete_fields:
            if field.name.endswith("_state"):
                fact = f"{name}_{field.name.removesuffix('_state')}"
                assert f"{fact}_state_is_one_of_four" in CHECKS
                assert (f"{fact}_value_exactly_when_known" in CHECKS) is (fact not in held_by_a_service)


def cases(side: int) -> list[Any]:
    """Each check with one set of facts, of those let in (0) or those refused (1)."""
    return [
        pytest.param(name, case[0], facts, id=f"{name}-{number}")
        for name, case in CHECKS.items()
        for number, facts in enumerate(case[1 + side])
    ]


def put(model: type[models.Model], facts: Facts) -> None:
    """A plain row, then these facts written over it, past every form and service."""
    row = model._default_manager.create(**PLAIN[model]())
    written = {name: row.pk if value is ITSELF else value for name, value in facts.items()}
    # The log itself refuses updates before the database could.
    models.QuerySet(model).filter(pk=row.pk).update(**written)


@pytest.mark.parametrize(("name", "model", "facts"), cases(0))
def test_what_a_check_lets_in(name: str, model: type[models.Model], facts: Facts) -> None:
    put(model, facts)


@pytest.mark.parametrize(("name", "model", "facts"), cases(1))
def test_what_a_check_refuses(name: str, model: type[models.Model], facts: Facts) -> None:
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        put(model, facts)


def another(field: models.Field[Any, Any], text: str) -> Any:
    """A value that no row has yet: nothing, where a row may do without."""
    if field.is_relation:
        return None if field.null else OTHER[field.name]()
    return text


def differing(model: type[models.Model], shared: Facts) -> Facts:
    """What a second row must have of its own, so that only the constraint in question is asked."""
    own = {}
    for field in model._meta.concrete_fields:
        if field.unique and not field.primary_key and not field.has_default():
            own[field.name] = another(field, "another-one")
    return {name: value for name, value in own.items() if name not in shared}


def told(facts: Facts) -> Facts:
    """Facts with what stands for a row of another table as that row."""
    return {fact: value() if callable(value) else value for fact, value in facts.items()}


@pytest.mark.parametrize("name", UNIQUE)
def test_two_alike_are_refused(name: str) -> None:
    model, shared, _ = UNIQUE[name]
    facts = {**PLAIN[model](), **told(shared)}
    model._default_manager.create(**facts)
    with pytest.raises(IntegrityError), transaction.atomic():
        model._default_manager.create(**{**facts, **differing(model, shared)})


@pytest.mark.parametrize(
    ("name", "different"), [(name, facts) for name, case in UNIQUE.items() for facts in case[2]]
)
def test_two_that_differ_in_one_fact_stand_side_by_side(name: str, different: Facts) -> None:
    model, shared, _ = UNIQUE[name]
    facts = {**PLAIN[model](), **told(shared)}
    model._default_manager.create(**facts)
    changed = told(different)
    model._default_manager.create(**{**facts, **differing(model, shared), **changed})
    assert model._default_manager.filter(**changed).exists()


@pytest.mark.parametrize("fact", ["gss_code", "tile_x"])
def test_authorities_without_a_code_or_a_square_are_many(fact: str) -> None:
    for slug in ("tfl", "gla"):
        body = Borough.objects.create(slug=slug, name=slug, formal_name=slug, kind="public-body")
        assert not getattr(body, fact)


def test_suppliers_without_a_company_number_are_many() -> None:
    assert {factories.supplier().company_number for _ in range(2)} == {""}


@pytest.mark.parametrize(("model", "column"), ONCE, ids=lambda one: getattr(one, "__name__", one))
def test_a_column_that_tells_rows_apart_is_there_once(model: type[models.Model], column: str) -> None:
    first = model._default_manager.create(**PLAIN[model]())
    models.QuerySet(model).filter(pk=first.pk, **{f"{column}__isnull": True}).update(**{column: first.pk})
    first.refresh_from_db()
    facts = {**PLAIN[model](), **differing(model, {column: None})}
    if model is Function:
        facts["name"] = "Of a name that its area has not yet"
    if model is Merge:
        facts["loser_id"] = 3
    if model is LikelyDuplicate:
        facts["second_id"] = 3
    if model in (RoleRequest, Invitation, OpportunityFollower):
        facts["user"] = User.objects.create_user("who-has-none@b.example")
    with pytest.raises(IntegrityError), transaction.atomic():
        model._default_manager.create(**{**facts, column: getattr(first, column)})
    facts[column] = another(model._meta.get_field(column), "another")
    assert model._default_manager.create(**facts).pk != first.pk
