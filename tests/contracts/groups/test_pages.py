"""Officers see who uses a supplier and what was asked; everyone what was published, and nothing else."""

import datetime
import re
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags

from contracts.groups import writing
from contracts.models import GroupAsk, GroupMember
from tests import factories
from tests.contracts.sharing.conftest import officer_at
from tests.signing_in import sign_in
from thirty3.accounts.models import User

pytestmark = pytest.mark.django_db(databases="__all__")
TODAY = timezone.localdate()


def text_of(answer):
    """The words of an answer as they are read out, without the tags."""
    html = re.sub(r"<span[^>]*aria-hidden.*?</span>", "", unescape(answer.content.decode()))
    return " ".join(strip_tags(html).split())


def page_of(supplier):
    return reverse("contracts:supplier-group", args=[supplier.slug])


def test_the_group_is_for_officers_of_any_authority_and_for_nobody_else(client, civica, asks):
    ask = asks()
    pages = [page_of(civica), reverse("contracts:group-ask", args=[civica.slug, ask.key])]
    assert {client.get(page).status_code for page in pages} == {302}
    sign_in(client, User.objects.create_user("person@elsewhere.example"))
    assert {client.get(page).status_code for page in pages} == {404}
    client.logout()
    sign_in(client, officer_at(factories.borough("Barnet"), "reader"))
    assert {client.get(page).status_code for page in pages} == {200}


def test_of_a_supplier_that_fewer_than_three_use_there_is_no_group(camdens, civica):
    factories.contract("One", suppliers=[other := factories.supplier("Other")])
    assert camdens.get(page_of(other)).status_code == 404
    assert camdens.get("/suppliers/nobody/group/").status_code == 404
    assert camdens.get(page_of(civica)).status_code == 200


def test_it_tells_who_uses_it_who_manages_that_when_it_ends_and_what_it_is_worth(camdens, civica, hackney):
    terms = {"value_span": "annual", "value_vat": "excluding", "value_kind": "awarded"}
    for number, ends in enumerate((2027, 2028)):
        facts = {"value": 1000, "end_date": datetime.date(ends, 3, 31), **terms}
        factories.contract(f"Deal {number}", buyer=hackney, suppliers=[civica], **facts)
    text = text_of(camdens.get(page_of(civica)))
    assert "3 authorities use this supplier" in text
    assert "Housing, ask Camden" in text
    assert "Ask Hackney" in text
    assert "2 £2,000" in text
    assert "Value not known 1 –" in text
    assert text.index("Deal 0") < text.index("Deal 1") < text.index("Benefits", text.index("Deal 1"))


def test_a_draft_is_read_by_those_who_joined(client, asks, civica, brent, editors):
    ask = asks(sent=False)
    address = reverse("contracts:group-ask", args=[civica.slug, ask.key])
    sign_in(client, editors["brent"])
    assert client.get(address).status_code == 404
    assert ask.title not in text_of(client.get(page_of(civica)))
    writing.join(supplier=civica, borough=brent, actor=editors["brent"])
    assert "not asked yet" in text_of(client.get(address))
    assert ask.title in text_of(client.get(page_of(civica)))


def deed(ask, name, borough="camden"):
    return reverse("contracts:group-ask-deed", args=[ask.supplier.slug, ask.key, borough, name])


def test_an_editor_joins_asks_sends_notes_and_publishes_without_scripts(camdens, civica, hackney, editors):
    camdens.post(reverse("contracts:supplier-group-deed", args=[civica.slug, "camden", "join"]))
    asked = {"title": "An open interface", "text": "At no fee."}
    camden = GroupMember.objects.get().borough
    page = reverse("contracts:new-group-ask", args=[civica.slug])
    assert "Enter what you ask" in text_of(camdens.post(page, {"borough": camden.pk, "title": "a"}))
    camdens.post(page, {"borough": camden.pk, **asked})
    ask = GroupAsk.objects.get()
    assert "2 authorities at least" in text_of(camdens.post(deed(ask, "send"), follow=True))
    writing.join(supplier=civica, borough=hackney, actor=editors["hackney"])
    writing.join_ask(ask=ask, borough=hackney, actor=editors["hackney"])
    assert "put to the supplier" in text_of(camdens.post(deed(ask, "send"), follow=True))
    noted = reverse("contracts:note-group-answer", args=[civica.slug, ask.key])
    day = TODAY + datetime.timedelta(days=1)
    facts = {"borough": camden.pk, "text": "Next year.", "source": "Letter", "said_on": f"{day:%d/%m/%Y}"}
    assert "today or in the past" in text_of(camdens.post(noted, facts))
    camdens.post(noted, facts | {"said_on": f"{TODAY:%d/%m/%Y}"})
    assert "Noted by Camden from: Letter." in text_of(camdens.post(deed(ask, "publish"), follow=True))
    assert "Agreed" in text_of(camdens.post(deed(ask, "agreed"), follow=True))
    assert camdens.post(deed(ask, "agreed", "hackney")).status_code == 404
    assert camdens.post(deed(ask, "sell")).status_code == 404


def test_everyone_reads_what_was_published_and_of_those_alone_who_published_it(
    asks, civica, camden, hackney, editors
):
    ask, anyone, page = asks(), Client(), civica.get_absolute_url()
    facts = {"ask": ask, "said_on": TODAY, "source": "Letter"}
    writing.note_answer(borough=camden, actor=editors["camden"], text="First answer.", **facts)
    before = anyone.get(page).content
    assert b"An open interface" not in before
    assert b"Group of authorities" not in before
    writing.publish(ask=ask, borough=camden, actor=editors["camden"])
    writing.note_answer(borough=camden, actor=editors["camden"], text="Second answer.", **facts)
    text = text_of(anyone.get(page))
    told = text[text.index("What authorities ask together") :]
    assert "Asked by Camden," in told
    assert "First answer." in told
    assert "Hackney" not in text
    assert "Second answer." not in text
    writing.publish(ask=ask, borough=hackney, actor=editors["hackney"])
    assert "Asked by Camden and Hackney," in text_of(anyone.get(page))
    for one in (camden, hackney):
        writing.take_back(ask=ask, borough=one, actor=editors[one.slug])
    assert anyone.get(page).content == before


def test_officers_are_told_on_the_suppliers_page_that_a_group_could_be(camdens, civica, camden, editors):
    page = civica.get_absolute_url()
    assert "3 authorities use this supplier. None of them has started" in text_of(camdens.get(page))
    writing.join(supplier=civica, borough=camden, actor=editors["camden"])
    assert "1 has joined the group on Civica" in text_of(camdens.get(page))
