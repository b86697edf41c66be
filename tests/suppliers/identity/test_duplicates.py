"""Suppliers that may be one: what is found, in which order, and that what staff decided stays decided."""

import datetime

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from suppliers.identity.candidates import find_candidates
from suppliers.identity.duplicates import find_duplicates
from suppliers.models import LikelyDuplicate, Supplier
from tests import factories
from tests.signing_in import sign_in, staff_member
from thirty3.history.merging.service import merge
from thirty3.history.merging.undo import undo
from thirty3.registry import QUEUES

pytestmark = pytest.mark.django_db(databases="__all__")


def waiting(day: datetime.date | None = None) -> list[tuple[str, str]]:
    found = LikelyDuplicate.objects.waiting(day or timezone.localdate()).with_names()
    return [(one.first_name, one.second_name) for one in found]  # type: ignore[attr-defined]


@pytest.fixture
def firms() -> dict[str, Supplier]:
    names = ("Quintessa Housing Ltd", "Quintessa Housing", "Quintesa Housing Limited", "Borrowdale Care")
    made = {name: factories.supplier(name) for name in names}
    made["Unlike"] = factories.supplier("Zephyrine Networks")
    return made


def test_the_likeliest_come_first_and_say_why(firms: dict[str, Supplier]) -> None:
    factories.change(firms["Borrowdale Care"], website="https://www.zephyrine.example/about")
    factories.change(firms["Unlike"], website="http://zephyrine.example")
    assert find_duplicates() == 4
    assert waiting()[0] == ("Quintessa Housing Ltd", "Quintessa Housing")
    assert waiting()[-1] == ("Borrowdale Care", "Zephyrine Networks")
    by_names = {
        (one.first_id, one.second_id): (one.confidence, one.why) for one in LikelyDuplicate.objects.all()
    }
    first = by_names[firms["Quintessa Housing Ltd"].pk, firms["Quintessa Housing"].pk]
    assert first == (99, ["the same words", "the same name"])
    assert by_names[firms["Borrowdale Care"].pk, firms["Unlike"].pk] == (65, ["the same website"])


def test_two_company_numbers_speak_against_it(firms: dict[str, Supplier]) -> None:
    factories.change(firms["Quintessa Housing"], company_number="01234567")
    factories.change(firms["Quintesa Housing Limited"], company_number="07654321")
    find_duplicates()
    assert ("Quintessa Housing", "Quintesa Housing Limited") not in waiting()
    assert ("Quintessa Housing Ltd", "Quintessa Housing") in waiting()


def test_real_and_invented_ones_are_never_one() -> None:
    factories.supplier("Quintessa Housing")
    factories.supplier("Quintessa Housing", demonstration=True)
    assert find_duplicates() == 0


def test_what_staff_decided_is_not_asked_again(firms: dict[str, Supplier], client: Client) -> None:
    call_command("find_duplicate_suppliers")
    sign_in(client, staff_member())
    listed = client.get(reverse("admin:suppliers_likelyduplicate_changelist")).text
    assert "Quintessa Housing Ltd and Quintessa Housing" in listed
    one, other = firms["Quintessa Housing Ltd"], firms["Quintessa Housing"]
    pair = LikelyDuplicate.objects.get(first_id=one.pk, second_id=other.pk)
    page = reverse("admin:duplicate-page", args=[pair.key])
    assert reverse("admin:merge-into", args=["suppliers.supplier", one.pk]) in client.get(page).text
    assert "Say how you know" in client.post(page, {"decision": "different"}).text
    client.post(page, {"decision": "different", "reason": "They told us"})
    later = LikelyDuplicate.objects.get(first_id=one.pk, second_id=firms["Quintesa Housing Limited"].pk)
    client.post(reverse("admin:duplicate-page", args=[later.key]), {"decision": "later"})
    for _ in range(2):
        assert waiting() == [("Quintessa Housing", "Quintesa Housing Limited")]
        find_duplicates()
    assert len(waiting(timezone.localdate() + datetime.timedelta(days=31))) == 2
    # What was said of one counts for what it became, and for both again once that is undone.
    third = factories.supplier("Borrowdale Housing")
    done = merge(loser=one, survivor=third, why="One firm")
    find_duplicates()
    assert ("Quintessa Housing", "Borrowdale Housing") not in waiting()
    undo(merge=done)
    find_duplicates()
    assert ("Quintessa Housing Ltd", "Quintessa Housing") not in waiting()


def test_a_merge_takes_the_pair_out_of_the_queue(firms: dict[str, Supplier], client: Client) -> None:
    find_duplicates()
    counted = QUEUES["duplicates"].counted(timezone.localdate())
    assert counted == (3, 0)
    pair = LikelyDuplicate.objects.order_by("-confidence")[0]
    first, second = (Supplier.objects.get(pk=pk) for pk in (pair.first_id, pair.second_id))
    merge(loser=first, survivor=second, why="One firm")
    assert QUEUES["duplicates"].counted(timezone.localdate()) == (1, 0)
    sign_in(client, staff_member())
    html = client.get(reverse("admin:duplicate-page", args=[pair.key])).text
    assert "There is nothing left to decide" in html


def test_candidates_are_those_of_today(firms: dict[str, Supplier]) -> None:
    def found(name: str) -> list[str]:
        return [one.name for one in find_candidates(name)]

    assert set(found("Quintessa Housing")[:2]) == {"Quintessa Housing", "Quintessa Housing Ltd"}
    added = factories.supplier("Quintessa Housing Software")
    assert added.name in found("Quintessa Housing Software")
    merge(loser=added, survivor=firms["Unlike"], why="One firm")
    now = [one.pk for one in find_candidates("Quintessa Housing Software")]
    assert added.pk not in now
    # What the one was called means the other.
    assert now[0] == firms["Unlike"].pk
    assert now[0] not in [one.pk for one in find_candidates("Quintessa Housing Software", without=now[:1])]
