"""An officer asks another authority; neither side sees an address unless the asker gives theirs."""

import logging

import pytest
from django.core import mail

from contracts.sharing.writing import withdraw
from tests.contracts.sharing.conftest import officer_at
from tests.signing_in import sign_in, staff_member
from thirty3.accounts.models import User

pytestmark = pytest.mark.django_db(databases="__all__")
ASK, QUESTION = "/boroughs/hackney/ask/", "How did you move the data?"


@pytest.fixture
def asker(client, officer, hackney) -> User:
    return officer("reader")


def asked(client, camden, address=ASK, **more) -> str:
    return client.post(address, {"text": QUESTION, "asker": camden.pk, **more}, follow=True).text


def test_editors_and_leads_get_it_each_by_themselves_and_no_address_is_shown(client, asker, camden, hackney):
    people = [officer_at(hackney, role) for role in ("editor", "lead")]
    officer_at(hackney, "reader")
    html = asked(client, camden)
    assert "on its way to the editors and leads of Hackney" in html
    assert sorted(letter.to for letter in mail.outbox) == sorted([person.email] for person in people)
    for letter in mail.outbox:
        assert letter.cc == letter.bcc == letter.reply_to == []
        assert "Somebody at Camden asks Hackney:" in letter.body
        assert QUESTION in letter.body
        assert "/boroughs/camden/ask/" in letter.body
        assert asker.email not in letter.body
    for person in people:
        assert person.email not in html + client.get(ASK).text


def test_the_address_goes_along_if_the_asker_ticks_so(client, asker, camden, hackney):
    officer_at(hackney, "lead")
    asked(client, camden, with_address="on")
    assert asker.email in mail.outbox[0].body
    assert "/boroughs/camden/ask/" not in mail.outbox[0].body


def test_where_nobody_speaks_for_it_staff_get_it(client, asker, camden):
    staff = staff_member()
    asked(client, camden)
    assert [letter.to for letter in mail.outbox] == [[staff.email]]


def test_about_a_note_the_letter_names_it(client, asker, camden, hackney, writes):
    note = writes(title="Clean the data first", by=hackney)
    assert "about “Clean the data first”" in client.get(f"{ASK}?note={note.key}").text
    asked(client, camden, f"{ASK}?note={note.key}")
    assert "asks Hackney about the note “Clean the data first”:" in mail.outbox[0].body
    withdraw(note=note, actor=officer_at(hackney))
    assert client.get(f"{ASK}?note={note.key}").status_code == 404


def test_the_log_keeps_that_somebody_asked_and_not_what(client, asker, camden, caplog):
    with caplog.at_level(logging.INFO, logger="thirty3.audit"):
        asked(client, camden)
    told = [record.getMessage() for record in caplog.records if record.name == "thirty3.audit"]
    assert told == [f"A question went to hackney from camden, written by user {asker.pk}"]


def test_only_officers_and_staff_ask(client, hackney):
    assert client.get(ASK)["Location"].startswith("/account/sign-in/")
    sign_in(client, User.objects.create_user("person@elsewhere.example"))
    assert (client.get(ASK).status_code, client.post(ASK, {"text": QUESTION}).status_code) == (404, 404)
    assert mail.outbox == []


def test_nobody_asks_for_an_authority_where_they_have_no_role(client, asker, hackney):
    assert "Select a valid choice" in asked(client, hackney)
    assert mail.outbox == []


def test_staff_ask_for_loti_and_give_their_address(client, hackney):
    person = staff_member()
    sign_in(client, person)
    officer_at(hackney, "lead")
    client.post(ASK, {"text": QUESTION})
    assert "LOTI staff asks Hackney" in mail.outbox[0].body
    assert person.email in mail.outbox[0].body


def test_an_authority_that_is_not_there_is_not_found(client, asker):
    assert client.get("/boroughs/nowhere/ask/").status_code == 404


def test_a_person_asks_no_more_than_three_questions_a_minute(client, asker, camden, hackney):
    officer_at(hackney, "lead")
    answers = [client.post(ASK, {"text": QUESTION, "asker": camden.pk}).status_code for _ in range(4)]
    assert answers == [302, 302, 302, 429]
    assert len(mail.outbox) == 3
