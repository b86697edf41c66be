"""A confirmation is an officer's word of today: what it does to values, to who sees them, and its undoing."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from boroughs.models import Borough, Officer
from contracts.models import Assertion, Confirmation, Contract, ImportRow, Listing, Rank
from contracts.services.confirming import CannotUndo, confirm, take_back
from contracts.services.editing import by_hand, editing
from tests import factories
from tests.importing import CONTRACT, csv_file, differences, imported, observable, staged
from tests.logged import unlogged
from thirty3.accounts.models import User
from thirty3.history.models import Change
from thirty3.history.services import recording

pytestmark = pytest.mark.django_db
TODAY = datetime.date.today()


@pytest.fixture
def camden() -> Borough:
    return factories.borough("Camden")


@pytest.fixture
def editor(camden: Borough) -> User:
    person = User.objects.create_user("editor@camden.example")
    officer = Officer(user=person, borough=camden, role="editor", approved_at=timezone.now())
    with recording(officer):
        officer.save()
    return person


@pytest.fixture
def register(tmp_path: Any, camden: Borough) -> Callable[..., Contract]:
    """A register with one contract, true on a day and free to publish."""

    def read(as_at: datetime.date = datetime.date(2026, 1, 31), **cells: Any) -> Contract:
        stated = {"as_at_date": as_at, "origin": "The contracts team", "may_be_published": True}
        imported(csv_file(tmp_path / "register.csv", [CONTRACT | cells]), borough=camden, **stated)
        return Contract.objects.get()

    return read


def moved(before: dict[str, Any]) -> dict[str, Any]:
    """What is different from before, but for the note that there was a confirmation."""
    found = differences(before, observable())
    return {table: rows for table, rows in found.items() if table != "contracts_confirmation"}


def said(record: Contract) -> list[tuple[str, bool, bool]]:
    """What officers say: under which name, and whether it is published or the authority's own."""
    words = Assertion.objects.filter(source__slug="edited-by-hand").order_by("source_record_id")
    return [(one.source_record_id.removeprefix(record.key), one.published, one.own) for one in words]


def test_a_confirmation_is_an_officers_word_of_today(
    register: Callable[..., Contract], camden: Borough, editor: User
) -> None:
    record = register()
    (done,) = confirm(records=[record], borough=camden, actor=editor)
    word = Assertion.objects.get(source__slug="edited-by-hand")
    assert (word.rank, word.as_at_date) == (Rank.OFFICER, TODAY)
    assert word.values["title"] == {"title": record.title}
    record.refresh_from_db()
    assert record.origins["title"] == f"edited-by-hand:{record.key}"
    assert (done.role, done.by) == ("Editor at Camden", editor)
    change = Change.objects.of("contracts.contract", record.pk)[0]
    assert (change.role, change.why, change.actor) == ("Editor at Camden", "Confirmed as still true", editor)
    assert set(change.after) == {"origins"}
    assert Listing.objects.get(audience="public").as_at == TODAY
    assert unlogged() == []


def test_no_fact_changes(register: Callable[..., Contract], camden: Borough, editor: User) -> None:
    record = register()
    before = Contract.objects.filter(pk=record.pk).values().get()
    confirm(records=[record], borough=camden, actor=editor)
    after = Contract.objects.filter(pk=record.pk).values().get()
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {"version", "updated_at", "origins"}


def test_a_fact_of_which_nobody_said_anything_is_not_confirmed(
    register: Callable[..., Contract], camden: Borough, editor: User
) -> None:
    record = register(notice_months="")
    confirm(records=[record], borough=camden, actor=editor)
    word = Assertion.objects.get(source__slug="edited-by-hand")
    assert not {"notice", "review", "ocid", "irrecoverable_vat"} & word.values.keys()


def test_a_later_register_that_says_otherwise_is_doubtful_and_changes_nothing(
    register: Callable[..., Contract], camden: Borough, editor: User, tmp_path: Any
) -> None:
    record = register()
    confirm(records=[record], borough=camden, actor=editor)
    a_month_ago, yesterday = (TODAY - datetime.timedelta(days=days) for days in (30, 1))
    Assertion.objects.filter(source__slug="edited-by-hand").update(as_at_date=a_month_ago)
    later = csv_file(tmp_path / "later.csv", [CONTRACT | {"value": "999999"}])
    batch = staged(later, borough=camden, as_at_date=yesterday)
    assert [row.outcome for row in batch.rows.all()] == [ImportRow.Outcome.DOUBTFUL]
    record.refresh_from_db()
    assert str(record.value) != "999999.00"


def test_an_earlier_register_counts_no_more(
    register: Callable[..., Contract], camden: Borough, editor: User, tmp_path: Any
) -> None:
    record = register()
    value = record.value
    confirm(records=[record], borough=camden, actor=editor)
    earlier = csv_file(tmp_path / "b.csv", [CONTRACT | {"value": "999999"}])
    imported(earlier, borough=camden, as_at_date=TODAY - datetime.timedelta(days=1), origin="x")
    record.refresh_from_db()
    assert record.value == value


def test_what_a_public_source_said_stays_public(camden: Borough, editor: User) -> None:
    """A protective contract hides its supplier, unless a published notice names it."""
    guard = factories.function("Backup", protective=True)
    seller = factories.supplier("Acme")
    record = factories.contract(buyer=camden, suppliers=[seller], functions=[guard])
    notice = factories.source("notices", published=True, rank=Rank.NOTICE, publisher="The Gazette")
    factories.assertion(record, notice, won=["supplier"], url="https://notices.example/1")
    assert "supplier" in Listing.objects.get(audience="public").data["facts"]
    confirm(records=[record], borough=camden, actor=editor)
    public = Listing.objects.get(audience="public").data
    assert public["facts"]["supplier"]
    assert said(record) == [("", False, False), (":published", True, False)]
    assert "https://notices.example/1" in str(public["sources"])


def test_what_is_the_authoritys_own_stays_its_own(camden: Borough, editor: User) -> None:
    record = factories.contract(buyer=camden, department="Housing", value="5.00")
    kept = factories.source("kept")
    factories.assertion(record, kept, won=["department"], own=True)
    assert "department" not in Listing.objects.get(audience="public").data["facts"]
    confirm(records=[record], borough=camden, actor=editor)
    assert said(record) == [("", False, False), (":own", False, True)]
    public = Listing.objects.get(audience="public").data["facts"]
    assert "department" not in public
    assert "value" in public


def test_confirming_again_moves_the_day(
    register: Callable[..., Contract], camden: Borough, editor: User
) -> None:
    record = register()
    confirm(records=[record], borough=camden, actor=editor)
    Assertion.objects.filter(source__slug="edited-by-hand").update(as_at_date=datetime.date(2026, 2, 1))
    confirm(records=[record], borough=camden, actor=editor)
    assert Assertion.objects.get(source__slug="edited-by-hand").as_at_date == TODAY
    assert Listing.objects.get(audience="public").as_at == TODAY
    assert Confirmation.objects.count() == 2


def test_an_edit_after_a_confirmation_counts(
    register: Callable[..., Contract], camden: Borough, editor: User, tmp_path: Any
) -> None:
    record = register()
    factories.assertion(
        record, factories.source("notices", published=True, rank=Rank.NOTICE), won=["department"]
    )
    confirm(records=[record], borough=camden, actor=editor)
    record.refresh_from_db()
    with editing(record, actor=editor):
        record.department = "Estates"
        record.save()
    earlier = csv_file(tmp_path / "b.csv", [CONTRACT | {"department": "Parks"}])
    imported(earlier, borough=camden, as_at_date=TODAY, origin="x")
    record.refresh_from_db()
    assert record.department == "Estates"


def test_a_confirmation_after_an_edit_keeps_what_was_edited(
    register: Callable[..., Contract], camden: Borough, editor: User
) -> None:
    record = register()
    with editing(record, actor=editor):
        record.department = "Estates"
        record.save()
    confirm(records=[record], borough=camden, actor=editor)
    record.refresh_from_db()
    assert record.department == "Estates"
    word = Assertion.objects.get(source__slug="edited-by-hand")
    assert word.values["department"] == {"department": "Estates"}


def test_taking_back_leaves_everything_as_it_was(
    register: Callable[..., Contract], camden: Borough, editor: User
) -> None:
    record = register()
    with editing(record, actor=editor):
        record.department = "Estates"
        record.save()
    before = observable()
    (done,) = confirm(records=[record], borough=camden, actor=editor)
    assert moved(before)
    take_back(confirmation=done, actor=editor)
    assert moved(before) == {}
    assert done.undone_at is not None
    assert Change.objects.of("contracts.contract", record.pk)[0].why == "Confirmation taken back"
    assert unlogged() == []


def test_taking_back_the_second_leaves_the_first(
    register: Callable[..., Contract], camden: Borough, editor: User
) -> None:
    record = register()
    (first,) = confirm(records=[record], borough=camden, actor=editor)
    Assertion.objects.filter(source__slug="edited-by-hand").update(as_at_date=datetime.date(2026, 2, 1))
    (second,) = confirm(records=[record], borough=camden, actor=editor)
    with pytest.raises(CannotUndo):
        take_back(confirmation=first, actor=editor)
    take_back(confirmation=second, actor=editor)
    assert Assertion.objects.get(source__slug="edited-by-hand").as_at_date == datetime.date(2026, 2, 1)
    with pytest.raises(CannotUndo):
        take_back(confirmation=second, actor=editor)


def test_a_record_that_moved_on_is_not_put_back(
    register: Callable[..., Contract], camden: Borough, editor: User
) -> None:
    record = register()
    (done,) = confirm(records=[record], borough=camden, actor=editor)
    factories.change(Contract.objects.get(), department="Parks")
    with pytest.raises(CannotUndo, match="has changed since"):
        take_back(confirmation=done, actor=editor)


def test_another_authority_confirms_nothing_here(camden: Borough, editor: User) -> None:
    elsewhere = factories.contract(buyer=factories.borough("Hackney"))
    with pytest.raises(PermissionDenied):
        confirm(records=[elsewhere], borough=elsewhere.lead_buyer, actor=editor)
    with pytest.raises(ValueError, match="of its own"):
        confirm(records=[elsewhere], borough=camden, actor=editor)
    assert not Confirmation.objects.exists()


def test_a_reader_confirms_nothing(camden: Borough, editor: User) -> None:
    Officer.objects.update(role="reader")
    with pytest.raises(PermissionDenied):
        confirm(records=[factories.contract(buyer=camden)], borough=camden, actor=editor)


def test_a_system_in_use_is_confirmed_the_same_way(camden: Borough, editor: User) -> None:
    record = factories.system(buyer=camden, users=40)
    by_hand()
    before = observable()
    (done,) = confirm(records=[record], borough=camden, actor=editor)
    assert Assertion.objects.get().values["users"] == {"users": 40, "users_state": "known"}
    take_back(confirmation=done, actor=editor)
    assert moved(before) == {}
