"""What shows at once and what waits, who may say it, and what becomes of a refusal."""

import datetime
from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied
from django.core.mail import EmailMessage
from django.test import Client
from django.utils import timezone

from suppliers.members.requests import NotPossible
from suppliers.members.withdrawing import withdraw_profile
from suppliers.models import HowKnown, MemberRole, ProfileEdit, Supplier
from suppliers.profiles.deciding import approve, refuse
from suppliers.profiles.evidence import mark_seen
from suppliers.profiles.queue import waiting
from suppliers.profiles.saying import SaidSince, say
from suppliers.profiles.sections.about import ABOUT
from tests import factories
from tests.pages.reading import faults
from tests.suppliers.members.conftest import to
from tests.suppliers.profiles.conftest import drafted, tell
from thirty3.accounts.models import User
from thirty3.accounts.services import forget
from thirty3.history.models import Change

pytestmark = pytest.mark.django_db(databases="__all__")
type Makes = Callable[..., User]
type Opens = Callable[[User], Client]
State = ProfileEdit.State
NEW_SITE = "https://new.acme.example/"


def held(supplier: Supplier, fact: str) -> object:
    return ABOUT.read(Supplier.objects.get(pk=supplier.pk), "")[fact]


def test_a_trusted_member_is_shown_at_once_and_looked_at_later(acme: Supplier, olga: User) -> None:
    edit = tell(olga, acme, description="We make housing software.")
    assert edit.state == State.SHOWN
    assert (edit.before, edit.after) == ({"description": ""}, {"description": "We make housing software."})
    assert held(acme, "description") == "We make housing software."
    assert waiting(timezone.localdate()) == (1, 0)
    logged = Change.objects.filter(kind="suppliers.supplierprofile").get()
    assert (logged.actor, logged.role) == (olga, "Owner of Acme Software Ltd")


@pytest.mark.parametrize(
    ("who", "refused_days_ago", "fact", "state"),
    [
        ("member", None, "description", State.SHOWN),
        ("member", 364, "description", State.WAITING),
        ("member", 366, "description", State.SHOWN),
        ("member", None, "name", State.WAITING),
        ("member", None, "website", State.WAITING),
        ("editor", None, "kind", State.SHOWN),
        ("staff", None, "website", State.APPROVED),
        ("staff who is a member", None, "website", State.WAITING),
        ("staff who is a member", None, "description", State.SHOWN),
    ],
)
def test_what_shows_at_once(
    who: str,
    refused_days_ago: int | None,
    fact: str,
    state: str,
    acme: Supplier,
    member: Makes,
    staff: User,
) -> None:
    emails = {"staff who is a member": staff.email}
    role = MemberRole.EDITOR if who == "editor" else MemberRole.OWNER
    person = staff if who == "staff" else member(emails.get(who, "olga@acme.example"), role)
    if refused_days_ago is not None:
        ProfileEdit.objects.create(
            supplier=acme,
            user=person,
            section="about",
            state=State.REFUSED,
            reason="Not so",
            decided_at=timezone.now() - datetime.timedelta(days=refused_days_ago),
        )
    before = held(acme, fact)
    said = {"kind": "charity", "website": NEW_SITE}.get(fact, "Something new")
    assert tell(person, acme, **{fact: said}).state == state
    assert held(acme, fact) == (before if state == State.WAITING else said)


def test_one_save_of_both_kinds_is_two_edits(acme: Supplier, olga: User, staff: User) -> None:
    values = drafted(acme) | {"description": "New", "website": NEW_SITE}
    said = say(person=olga, supplier=acme, section="about", values=values)
    assert said.shown
    assert said.waiting
    assert (said.shown.after, said.waiting.after) == ({"description": "New"}, {"website": NEW_SITE})
    assert drafted(acme) == values
    # The same again changes nothing, and keeps its place in the queue.
    again = say(person=olga, supplier=acme, section="about", values=values | {"description": "Newer"})
    assert again.waiting is None
    later = tell(olga, acme, website="https://newest.acme.example/")
    said.waiting.refresh_from_db()
    assert (said.waiting.state, later.state) == (State.REPLACED, State.WAITING)
    approve(edit=later, actor=staff)
    assert held(acme, "website") == "https://newest.acme.example/"


def test_a_name_that_is_approved_is_one_more_spelling(acme: Supplier, olga: User, staff: User) -> None:
    approve(edit=tell(olga, acme, name="Acme Housing Ltd"), actor=staff)
    acme.refresh_from_db()
    assert acme.name == "Acme Housing Ltd"
    assert {"Acme Software Ltd", "Acme Housing Ltd"} <= set(acme.aliases.values_list("spelling", flat=True))


def test_a_refusal_puts_back_what_was_there_and_tells_the_member(
    acme: Supplier, olga: User, staff: User, mailoutbox: list[EmailMessage]
) -> None:
    tell(staff, acme, description="As it was")
    known = mark_seen(supplier=acme, section="about", actor=staff, note="Their site")
    edit = tell(olga, acme, description="The best in London")
    known.refresh_from_db()
    assert known.how == HowKnown.How.SAID
    with pytest.raises(NotPossible, match="Enter a reason"):
        refuse(edit=edit, actor=staff, reason=" ")
    refuse(edit=edit, actor=staff, reason="Say what you do, not how well")
    assert held(acme, "description") == "As it was"
    known.refresh_from_db()
    assert (known.how, known.note) == (HowKnown.How.SEEN, "Their site")
    [letter] = mailoutbox
    assert letter.to == [olga.email]
    assert "Say what you do, not how well" in letter.body
    assert "refused" in Change.objects.filter(kind="suppliers.supplierprofile").latest("pk").why
    with pytest.raises(NotPossible, match="decided already"):
        approve(edit=edit, actor=staff)


def test_what_was_changed_since_stays_and_what_was_refused_never_comes_back(
    acme: Supplier, olga: User, staff: User
) -> None:
    first = tell(olga, acme, description="Bad")
    second = tell(olga, acme, description="Worse")
    refuse(edit=first, actor=staff, reason="No")
    assert held(acme, "description") == "Worse"
    second.refresh_from_db()
    refuse(edit=second, actor=staff, reason="No")
    assert held(acme, "description") == ""


def test_of_two_who_edit_the_second_is_told(acme: Supplier, olga: User, member: Makes) -> None:
    opened, eve = drafted(acme), member("eve@acme.example", "editor")
    say(person=olga, supplier=acme, section="about", values=opened | {"description": "Hers"}, opened=opened)
    with pytest.raises(SaidSince) as told:
        say(person=eve, supplier=acme, section="about", values=opened | {"description": "His"}, opened=opened)
    assert told.value.now["description"] == "Hers"
    assert held(acme, "description") == "Hers"
    # What waits counts too, and another section does not.
    now = drafted(acme)
    say(person=olga, supplier=acme, section="about", values=now | {"website": NEW_SITE}, opened=now)
    with pytest.raises(SaidSince):
        say(person=eve, supplier=acme, section="about", values=now | {"kind": "cic"}, opened=now)


def test_who_may_say_and_who_may_decide(
    acme: Supplier, olga: User, member: Makes, ben: User, staff: User
) -> None:
    rival = member("rita@rival.example", of=factories.supplier("Rival"))
    for person in (rival, ben):
        with pytest.raises(PermissionDenied):
            tell(person, acme, description="Not mine")
    edit = tell(olga, acme, website=NEW_SITE)
    for person in (olga, rival, member(staff.email)):
        with pytest.raises(PermissionDenied):
            approve(edit=edit, actor=person)
    with pytest.raises(PermissionDenied):
        mark_seen(supplier=acme, section="about", actor=olga, note="I know it")
    withdraw_profile(supplier=acme, actor=olga)
    with pytest.raises(NotPossible, match="withdrawn"):
        tell(olga, acme, description="After all")


def test_staff_decide_on_a_page_with_what_was_before(
    acme: Supplier, olga: User, staff: User, window: Opens, ben: User, mailoutbox: list[EmailMessage]
) -> None:
    edit = tell(olga, acme, website="https://acme.example/?<b>x</b>")
    page = f"/account/suppliers/edits/{edit.key}/"
    for person in (olga, ben):
        assert window(person).get(page).status_code == 404
        assert window(person).get("/account/suppliers/edits/").status_code == 404
    theirs = window(staff)
    assert page in theirs.get("/account/suppliers/edits/").text
    shown = theirs.get(page).text
    assert faults(shown) == []
    assert "https://www.acme.example/about" in shown
    assert "<b>x</b>" not in shown
    assert "Enter a reason" in theirs.post(page, {"decision": "refuse", "reason": ""}).text
    theirs.post(page, {"decision": "refuse", "reason": "That is no site of yours"})
    edit.refresh_from_db()
    assert (edit.state, edit.decided_by) == (State.REFUSED, staff)
    assert to(mailoutbox, olga) == ["What you said on the profile of Acme Software Ltd was refused"]
    assert "no longer open" in theirs.get(page).text


def test_a_section_says_its_own_facts_alone(acme: Supplier, olga: User) -> None:
    with pytest.raises(ValueError, match="does not say size"):
        say(person=olga, supplier=acme, section="about", values={"size": "small"})


def test_what_somebody_said_stays_when_their_account_goes(acme: Supplier, olga: User, member: Makes) -> None:
    member("omar@acme.example")
    edit = tell(olga, acme, description="Ours")
    forget(person=olga, why="Asked")
    edit.refresh_from_db()
    assert (edit.user, held(acme, "description")) == (None, "Ours")
