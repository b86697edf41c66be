"""Which procedure? A page at a time, with every answer in the address and nothing kept."""

import json
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.test import Client
from django.urls import reverse

from toolkit.law.figures import figures
from toolkit.law.reading import READERS
from toolkit.routes.figures import figure_groups
from toolkit.routes.question import ABOUT
from toolkit.routes.steps import STEPS

pytestmark = pytest.mark.django_db


def page(step: str) -> str:
    return reverse("toolkit:which-procedure-step", args=[step])


def answered(client: Client, address: str, **answers: str) -> str:
    """Where the answers of one page lead, with the hidden ones that the page carries on."""
    given = dict(parse_qsl(urlsplit(address).query))
    answer = client.get(urlsplit(address).path, {**given, "sent": "yes", **answers})
    assert answer.status_code == 302, answer.text
    return str(answer["Location"])


def test_a_large_purchase_is_asked_page_by_page(client: Client) -> None:
    address = answered(client, page("about"), about="buy")
    assert urlsplit(address).path == page("contract")
    address = answered(client, address, value="£600,000", category="goods_services", exempt="none")
    address = answered(client, address, commenced_on="24/11/2026")
    assert "Open procedure" in client.get(address).text
    address = answered(client, address, route="open")
    assert "Do all tender documents come" in client.get(address).text
    address = answered(client, address, electronic="yes", all_docs_together="yes")
    address = answered(client, address, uk4_on="2026-11-24", uk6_on="18/1/2027", entered_on="1/2/2027")
    assert urlsplit(address).path == reverse("toolkit:which-procedure-result")
    text = client.get(address).text
    for words in (
        "This is a public contract",
        "Saturday 19 December 2026",
        "Thursday 28 January 2027",
        "By Tuesday 2 March 2027",
        "not legal advice",
    ):
        assert words in text


def test_the_case_is_downloaded_as_the_command_reads_it(client: Client) -> None:
    query = {"about": "change", "value": "500000", "category": "goods_services", "change_term_months": "4"}
    answer = client.get(reverse("toolkit:case-json"), query)
    assert json.loads(answer.content) == {"route": "change", "value": "500000.00", "change_term_months": 4}
    assert answer["Content-Disposition"].startswith("attachment")


def test_only_what_matters_is_asked(client: Client) -> None:
    small = {"about": "buy", "value": "20000", "category": "goods_services", "route": "quotes"}
    text = client.get(page("details"), small).text
    assert "advertised" in text
    assert "framework" not in text.split("<main")[1]
    exempt = answered(client, f"{page('contract')}?about=buy", category="works", exempt="land")
    assert urlsplit(exempt).path == reverse("toolkit:which-procedure-result")
    assert "does not apply" in client.get(exempt).text
    old = {"about": "buy", "value": "300000", "category": "goods_services", "route": "framework_call_off"}
    after = answered(
        client,
        f"{page('details')}?{'&'.join(f'{k}={v}' for k, v in old.items())}",
        framework_regime="PCR2015",
    )
    assert "The law of 2015 still governs this" in client.get(after).text


def test_what_no_longer_matters_is_left_out(client: Client) -> None:
    stale = {
        "about": "buy",
        "value": "20000",
        "category": "goods_services",
        "route": "open",
        "uk6_on": "2027-01-18",
    }
    text = client.get(reverse("toolkit:which-procedure-result"), stale).text
    assert "is no answer to" in text
    assert "18 January 2027" not in text


def test_a_wrong_answer_is_said_beside_its_question(client: Client) -> None:
    answer = client.get(
        page("contract"), {"about": "buy", "sent": "yes", "value": "much", "category": "works"}
    )
    assert "must be a sum in pounds" in answer.text
    assert "<title>Error:" in answer.text
    assert 'name="about" value="buy"' in answer.text


@pytest.mark.parametrize(
    "query", ["value=-1", "value=NaN", "uk4_on=2026-02-30", "term_months=x&about=change", "route=1"]
)
def test_an_address_that_makes_no_sense_is_answered(client: Client, query: str) -> None:
    assert client.get(f"{reverse('toolkit:which-procedure-result')}?{query}").status_code == 200


def test_answers_that_do_not_fit_together_are_said_on_their_page(client: Client) -> None:
    given = {"about": "change", "value": "500000", "category": "goods_services"}
    answer = client.get(page("details"), {**given, "sent": "yes", "change_value": "-600000"})
    assert answer.status_code == 200
    assert "takes away more" in answer.text


def test_there_is_no_such_page_of_questions(client: Client) -> None:
    assert client.get(page("nothing")).status_code == 404


def test_every_question_is_an_input_of_a_case() -> None:
    asked = {question.key for step in STEPS for question in step.questions}
    assert asked - set(READERS) == {ABOUT}


def test_every_figure_is_shown_once_with_its_source(client: Client) -> None:
    shown = [figure for lines in figure_groups().values() for line in lines for figure in line.values]
    assert sorted(one.key for one in shown) == sorted(one.key for held in figures().values() for one in held)
    text = client.get(reverse("toolkit:figures")).text
    assert "{{figure" not in text
    assert "£207,720" in text
    assert "UK17: Payments compliance notice" in text
    assert "checked on 23 November 2026" in text
