"""What readers, editors, leads and staff may do, from a table written by hand."""

from typing import Final

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils import timezone

from boroughs.models import Borough, Officer
from boroughs.permissions import Act, authorities_for, authority_for, capacity, demand, may
from tests import factories
from thirty3.accounts.models import User

pytestmark = pytest.mark.django_db
NOBODY, READER, EDITOR, LEAD, STAFF = "nobody", "reader", "editor", "lead", "staff"
# As the design has it: readers read, editors keep records, leads answer for people.
RULES: Final = {
    Act.SEE_OWN: {READER, EDITOR, LEAD, STAFF},
    Act.EDIT: {EDITOR, LEAD, STAFF},
    Act.CONFIRM: {EDITOR, LEAD, STAFF},
    Act.IMPORT: {EDITOR, LEAD, STAFF},
    Act.ANSWER: {EDITOR, LEAD, STAFF},
    Act.GROUP: {EDITOR, LEAD, STAFF},
    Act.DISPUTE: {EDITOR, LEAD, STAFF},
    Act.SHARE: {EDITOR, LEAD, STAFF},
    Act.SET_VISIBILITY: {EDITOR, LEAD, STAFF},
    Act.DECIDE_ROLES: {LEAD, STAFF},
    Act.INVITE: {LEAD, STAFF},
    Act.DESCRIBE: {LEAD, STAFF},
}
WHO = (NOBODY, READER, EDITOR, LEAD, STAFF)
CELLS: Final = [(act, who, who in RULES[act]) for act in Act for who in WHO]


@pytest.fixture
def camden() -> Borough:
    return factories.borough("Camden")


def somebody(who: str, at: Borough) -> User:
    person = User.objects.create_user(f"{who}@{at.slug}.example", is_staff=who == STAFF)
    if who in Officer.Role.values:
        Officer.objects.create(user=person, borough=at, role=who, approved_at=timezone.now())
    return person


@pytest.mark.parametrize(("act", "who", "allowed"), CELLS)
def test_who_may_do_what_for_their_authority(camden: Borough, act: Act, who: str, allowed: bool) -> None:
    person = somebody(who, camden)
    assert may(person, act, camden) is allowed
    assert (camden in authorities_for(person, act)) is allowed
    if allowed:
        demand(person, act, camden)
        assert authority_for(person, act, "camden")[0] == camden
    else:
        with pytest.raises(PermissionDenied):
            demand(person, act, camden)
        with pytest.raises(Http404 if who == NOBODY else PermissionDenied):
            authority_for(person, act, "camden")


@pytest.mark.parametrize(("act", "who", "allowed"), CELLS)
def test_a_role_elsewhere_allows_nothing_here(camden: Borough, act: Act, who: str, allowed: bool) -> None:
    person = somebody(who, factories.borough("Hackney"))
    assert may(person, act, camden) is (who == STAFF)
    if who != STAFF:
        with pytest.raises(Http404):
            authority_for(person, act, "camden")


@pytest.mark.parametrize("who", WHO)
def test_a_closed_account_may_do_nothing(camden: Borough, who: str) -> None:
    person = somebody(who, camden)
    person.is_active = False
    for act in Act:
        assert not may(person, act, camden)
        assert not authorities_for(person, act).exists()
    assert capacity(person, camden) == ""


@pytest.mark.parametrize(
    "facts", [{"approved_at": None}, {"ended_at": timezone.now()}], ids=["waits", "has ended"]
)
def test_a_role_that_waits_or_has_ended_allows_nothing(camden: Borough, facts: dict) -> None:
    person = somebody(LEAD, camden)
    Officer.objects.update(**facts)
    assert not any(may(person, act, camden) for act in Act)


def test_a_role_that_changes_counts_at_once(camden: Borough) -> None:
    person = somebody(EDITOR, camden)
    assert may(person, Act.EDIT, camden)
    Officer.objects.update(role=READER)
    assert not may(person, Act.EDIT, camden)
    assert may(person, Act.SEE_OWN, camden)


@pytest.mark.parametrize(
    ("who", "words"), [(LEAD, "Lead at Camden"), (READER, "Reader at Camden"), (STAFF, "LOTI staff")]
)
def test_the_log_names_role_and_authority(camden: Borough, who: str, words: str) -> None:
    assert capacity(somebody(who, camden), camden) == words
