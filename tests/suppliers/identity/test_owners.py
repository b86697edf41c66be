"""Who owned a supplier and when: days that do not overlap, no circle, today's parent, and who is told."""

import datetime

import pytest
from django.test import Client

from suppliers.identity.owners import CannotOwn, follow_the_days, forget_owner, say_owner
from suppliers.models import Supplier, SupplierOwnership
from tests import factories
from tests.logged import unlogged
from tests.pages.visitors import Visitor, client_of
from tests.signing_in import sign_in, staff_member

pytestmark = pytest.mark.django_db(databases="__all__")
Day = datetime.date
CLOSED = {"audience": "boroughs", "reason": "commercial until 2027"}


def owned(
    subject: Supplier,
    parent: Supplier,
    first: Day | None = None,
    last: Day | None = None,
    kind: str = "owned",
) -> SupplierOwnership:
    row = SupplierOwnership(
        supplier=subject, parent=parent, kind=kind, from_date=first, until_date=last, source="Its accounts"
    )
    return say_owner(ownership=row)


def test_the_parent_is_the_owner_of_today() -> None:
    subject, old, new = (factories.supplier(name) for name in ("Subject", "Old", "New"))
    owned(subject, old, None, Day(2021, 3, 31))
    subject.refresh_from_db()
    assert subject.parent is None
    now = owned(subject, new, Day(2021, 4, 1), kind="acquired")
    subject.refresh_from_db()
    assert subject.parent == new
    on = SupplierOwnership.objects.on(Day(2021, 3, 31)).get()
    assert on.parent == old
    forget_owner(ownership=now)
    subject.refresh_from_db()
    assert subject.parent is None
    assert unlogged() == []


def test_days_of_two_owners_do_not_overlap() -> None:
    subject, one, other = (factories.supplier(name) for name in ("Subject", "One", "Other"))
    owned(subject, one, Day(2020, 1, 1), Day(2021, 3, 31))
    for first, last in ((None, None), (Day(2021, 3, 31), None), (None, Day(2020, 1, 1))):
        with pytest.raises(CannotOwn, match="One is said to have owned it"):
            owned(subject, other, first, last)
    owned(subject, other, Day(2021, 4, 1))


def test_nobody_owns_itself_through_others() -> None:
    one, two, three = (factories.supplier(name) for name in ("One", "Two", "Three"))
    owned(one, two)
    owned(two, three)
    with pytest.raises(CannotOwn, match="Three owns One, directly or through others"):
        owned(three, one)


def test_the_parent_follows_the_days() -> None:
    subject, old, new = (factories.supplier(name) for name in ("Subject", "Old", "New"))
    owned(subject, old, None, Day(2030, 12, 31))
    owned(subject, new, Day(2031, 1, 1))
    assert follow_the_days(Day(2030, 12, 31)) == 0
    assert follow_the_days(Day(2031, 1, 1)) == 1
    subject.refresh_from_db()
    assert subject.parent == new
    assert follow_the_days(Day(2031, 1, 1)) == 0


def test_the_pages_tell_who_owned_it_then_and_who_owns_it_now_as_far_as_one_may_know(client: Client) -> None:
    subject, old, new = (factories.supplier(name) for name in ("Subject", "Old Group", "New Group"))
    made = factories.contract("Homes", suppliers=[subject], award_date=Day(2020, 5, 1))
    factories.contract(suppliers=[old])
    factories.contract(suppliers=[new], visibility={"supplier": CLOSED})
    owned(subject, old, None, Day(2021, 3, 31))
    owned(subject, new, Day(2021, 4, 1), kind="acquired")
    for visitor, now in ((client, False), (client_of(Visitor.OFFICER), True)):
        on_contract = visitor.get(made.get_absolute_url()).text
        assert "when this was agreed, 1 May 2020, owned by" in " ".join(on_contract.split())
        for html in (on_contract, visitor.get(subject.get_absolute_url()).text):
            assert "Old Group" in html
            assert ("New Group" in html) is now


def test_staff_write_owners_on_the_form_of_a_supplier(client: Client) -> None:
    subject, parent = factories.supplier("Subject"), factories.supplier("Parent")
    sign_in(client, staff_member())
    address = f"/admin/suppliers/supplier/{subject.pk}/change/"

    def sent(*rows: dict[str, object]) -> dict[str, object]:
        form = client.get(address).context["adminform"].form
        facts = {name: form.initial.get(name) or "" for name in form.fields}
        facts |= {f"{part}-TOTAL_FORMS": 0 for part in ("aliases", "certifications")}
        facts |= {f"{part}-INITIAL_FORMS": 0 for part in ("aliases", "certifications", "ownerships")}
        facts |= {"ownerships-TOTAL_FORMS": len(rows), "is_sme": "unknown", "is_vcse": "unknown"}
        return facts | {f"ownerships-{at}-{k}": v for at, row in enumerate(rows) for k, v in row.items()}

    row = {"parent": parent.pk, "kind": "owned", "source": "Its accounts", "from_date": "2021-04-01"}
    assert "cannot both own it on the same day" in client.post(address, sent(row, row)).text
    assert client.post(address, sent(row)).status_code == 302
    subject.refresh_from_db()
    assert subject.parent == parent
    assert unlogged() == []
