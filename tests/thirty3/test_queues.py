"""The first page of the staff site: what waits, how much of it and since when, each in one query."""

import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import Settings

from boroughs.models import EmailDomain, RoleRequest
from contracts.models import ImportBatch, ImportRow
from tests import factories
from tests.signing_in import sign_in, staff_member
from thirty3.accounts.models import User
from thirty3.registry import QUEUES

pytestmark = pytest.mark.django_db(databases="__all__")
DAYS = datetime.timedelta(days=1)


def batch(status: str, age: int = 0) -> ImportBatch:
    return ImportBatch.objects.create(
        file_name=f"{status}.csv",
        status=status,
        created_at=timezone.now() - age * DAYS,
        problem_groups=[{"code": "supplier-doubtful", "count": 3}, {"code": "date-unclear", "count": 5}],
    )


@pytest.fixture
def waiting() -> None:
    fresh = batch("ready")
    batch("ready", age=20)
    failed = batch("failed")
    for of, outcome in ((fresh, "doubtful"), (fresh, "new"), (failed, "doubtful")):
        ImportRow.objects.create(batch=of, position=ImportRow.objects.count(), row_number=2, outcome=outcome)
    domain = EmailDomain.objects.create(domain="camden.example")
    for number, age in enumerate((0, 8)):
        RoleRequest.objects.create(
            user=User.objects.create_user(f"{number}@camden.example"),
            borough=factories.borough(),
            domain=domain,
            role="reader",
            statement_version=1,
            stated_on=timezone.localdate(),
            interests="None",
            asked_at=timezone.now() - age * DAYS,
        )


@pytest.mark.usefixtures("waiting")
def test_what_waits_is_counted_and_what_is_late_said() -> None:
    found = {queue.name: queue.counted(timezone.localdate()) for queue in QUEUES}
    assert {
        name: found[name] for name in ("imports-to-review", "imports-failed", "doubtful-rows", "names")
    } == {
        "imports-to-review": (2, 1),
        "imports-failed": (1, 0),
        "doubtful-rows": (1, 0),
        "names": (6, 0),
    }
    assert found["roles"] == (2, 1)


def test_every_queue_asks_one_query() -> None:
    for queue in QUEUES:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            queue.counted(timezone.localdate())
        assert len(asked) == 1, queue.name


@pytest.mark.usefixtures("waiting")
def test_the_first_page_leads_to_the_lists(client: Client) -> None:
    sign_in(client, staff_member())
    html = client.get("/admin/").text
    assert '<a href="/admin/contracts/importbatch/?status__exact=ready">Imports to review: 2</a>' in html
    assert "<strong>1 late</strong>" in html
    for queue in QUEUES:
        assert client.get(queue.address()).status_code == 200


def test_whoever_lacks_the_right_is_told_of_no_queue(client: Client, settings: Settings) -> None:
    # As where rights are handed out one by one.
    settings.AUTHENTICATION_BACKENDS = settings.AUTHENTICATION_BACKENDS[:1]
    person = staff_member("new@loti.example")
    person.is_superuser = False
    person.save()
    sign_in(client, person)
    html = client.get("/admin/").text
    assert not [queue.name for queue in QUEUES if queue.right and queue.label in html]
