"""Who counts as an officer."""

import pytest
from django.utils import timezone

from boroughs.models import Borough, Officer
from thirty3.accounts.models import User
from thirty3.registry import AUDIENCE_GRANTS, HOLDERS


@pytest.fixture
def role(db: None) -> Officer:
    borough = Borough.objects.create(slug="camden", name="Camden", formal_name="Camden", kind="authority")
    person = User.objects.create_user("officer@camden.example")
    return Officer.objects.create(user=person, borough=borough)


@pytest.mark.parametrize(
    ("approved", "ended", "is_officer"),
    [(False, False, False), (True, False, True), (True, True, False), (False, True, False)],
)
def test_a_role_counts_from_its_approval_to_its_end(
    role: Officer, approved: bool, ended: bool, is_officer: bool
) -> None:
    role.approved_at = timezone.now() if approved else None
    role.ended_at = timezone.now() if ended else None
    role.save()
    assert AUDIENCE_GRANTS["officer"].holds(role.user_id) is is_officer


def test_a_persons_roles_are_found_and_erased(role: Officer) -> None:
    holder = HOLDERS["boroughs.Officer.user"]
    assert list(holder.find(role.user_id)) == [role]
    holder.erase(role.user_id)
    assert not Officer.objects.exists()
