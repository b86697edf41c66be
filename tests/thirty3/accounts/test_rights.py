"""What staff may do in the staff site without being given rights one by one."""

import pytest
from django.contrib import admin

from tests.signing_in import staff_member
from thirty3.accounts.models import User

pytestmark = pytest.mark.django_db
DEEDS = ("view", "add", "change", "delete")


@pytest.fixture
def curator() -> User:
    person = staff_member("curator@loti.example")
    person.is_superuser = False
    person.save()
    return User.objects.get(pk=person.pk)


def test_staff_keep_every_kind_of_record_but_accounts_and_erasures(curator: User) -> None:
    for model in admin.site._registry:
        label, name = model._meta.app_label, model._meta.model_name
        for deed in DEEDS:
            assert curator.has_perm(f"{label}.{deed}_{name}") == (label != "accounts"), (label, deed, name)


def test_nobody_else_has_any_right_there(curator: User) -> None:
    curator.is_staff = False
    assert not curator.has_perm("contracts.view_contract")
    assert not curator.has_module_perms("contracts")
    curator.is_staff, curator.is_active = True, False
    assert not User.has_perm(curator, "contracts.view_contract")
