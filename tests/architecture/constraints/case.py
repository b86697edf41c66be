"""What the cases of every app share: days, people, and another row of what a row may refer to."""

import datetime
from collections.abc import Callable
from typing import Any

from django.db import models

from boroughs.models import Skill
from contracts.models import ImportBatch, Opportunity
from tests import factories
from thirty3.accounts.models import User

DAY = datetime.date(2026, 4, 1)
EVE = DAY - datetime.timedelta(days=1)
A_DAY = datetime.timedelta(days=1)
NOW = datetime.datetime(2026, 4, 1, 12, tzinfo=datetime.UTC)
# In a fact of a case: the row's own id.
ITSELF = object()

type Facts = dict[str, Any]
# Of each model: a row that says no more than it must.
type Plain = dict[type[models.Model], Callable[[], Facts]]
# Of each check: its model, facts that it lets in, and facts that it does not.
type Checks = dict[str, tuple[type[models.Model], list[Facts], list[Facts]]]
# Of each uniqueness: its model, what two rows must not share, what else both need to get that far, and
# facts in any one of which they may differ to stand side by side.
type Unique = dict[str, tuple[type[models.Model], Facts, list[Facts]]]
# Columns that no two rows share.
type Once = list[tuple[type[models.Model], str]]


def somebody() -> User:
    return User.objects.filter(email="a@b.example").first() or User.objects.create_user("a@b.example")


OTHER: dict[str, Callable[[], Any]] = {
    "area": lambda: factories.area("Parks"),
    "batch": lambda: ImportBatch.objects.create(file_name="another.csv"),
    "borough": lambda: factories.borough("Islington"),
    "contract": lambda: factories.contract("Another"),
    "opportunity": lambda: Opportunity.objects.create(
        borough=factories.borough(), title="Another", outcome="Two"
    ),
    "product": lambda: factories.product("Another"),
    "skill": lambda: Skill.objects.create(slug="sql", name="SQL"),
    "source": lambda: factories.source("another"),
    "supplier": lambda: factories.supplier("Another"),
    "user": lambda: User.objects.create_user("other@b.example"),
}
