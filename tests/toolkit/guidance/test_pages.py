"""The toolkit's lists and what readers say: stages, problems, search, and whether a page was useful."""

import datetime
from unittest import mock

import pytest
from django.test import Client
from django.utils import timezone

from tests.toolkit.guidance import texts
from thirty3 import spam
from thirty3.audiences import Audience
from thirty3.search.everything import search
from thirty3.search.held import forget_everything
from toolkit.models import Page, PageFeedback

pytestmark = pytest.mark.django_db(databases="__all__")


def test_the_first_page_leads_to_stages_pages_and_problems() -> None:
    texts.page()
    text = Client().get("/toolkit/").text
    for address in ("preparation/", "preparation/first-page/", "problems/", "templates/"):
        assert f'href="/toolkit/{address}"' in text
    assert 'href="/toolkit/"' in Client().get("/").text


def test_a_stage_lists_its_pages_and_its_neighbours() -> None:
    texts.stage("design", 30)
    page = texts.page()
    text = Client().get("/toolkit/preparation/").text
    assert page.summary in text
    assert "For Service team" in text
    assert 'href="/toolkit/design/" rel="next"' in text
    assert Client().get("/toolkit/no-stage/").status_code == 404


def test_a_problem_leads_to_the_pages_that_are_there() -> None:
    page = texts.page()
    texts.problem(pages=("gone", "first-page"))
    text = Client().get("/toolkit/problems/").text
    assert "We describe the old system." in text
    assert f'href="{page.get_absolute_url()}"' in text


def test_what_names_a_page_by_an_old_name_leads_to_it(client: Client) -> None:
    old, new = "consult-other-boroughs", "ask-other-boroughs"
    page = texts.page(new)
    body = texts.BODY.replace("toolkit:other-page", f"toolkit:{old}")
    reader = texts.page("first-page", order=20, body=body)
    texts.problem(pages=(old, new))
    link = f'href="{page.get_absolute_url()}"'
    text = client.get(reader.get_absolute_url()).text
    assert page.get_absolute_url() in text[text.index("It saves work") : text.index("other page</a>")]
    assert client.get("/toolkit/problems/").text.count(link) == 1
    assert "We describe the old system." in client.get(page.get_absolute_url()).text


def test_guidance_is_found_by_what_it_is_about() -> None:
    page = texts.page(title="Start with what people need")
    texts.problem()
    day = timezone.localdate()
    for words in ("what people need", "old system", "who is to be asked"):
        groups = search(words, audience=Audience.PUBLIC, day=day).groups
        assert [hit.href for one in groups if one.kind == "guidance" for hit in one.hits] == [
            page.get_absolute_url()
        ]


def test_guidance_is_found_by_what_it_says_after_what_is_called_so() -> None:
    forget_everything()
    texts.page("first-page", title="A page")
    texts.page("other-page", title="Five suppliers", order=20)
    (group,) = search("five suppliers", audience=Audience.PUBLIC, day=timezone.localdate()).groups
    assert [hit.title for hit in group.hits] == ["Five suppliers", "A page"]
    (line,) = group.hits[1].lines
    assert line.label == "It says"
    assert "".join(part.text for part in line.parts) == "Talk to five suppliers."


def said(page: Page, **given: str) -> object:
    now = timezone.now()
    with mock.patch("time.time", return_value=(now - datetime.timedelta(minutes=1)).timestamp()):
        opened = spam.stamp()
    sent = {"answer": "no", "comment": "Say more of lots.", "opened": opened}
    return Client().post(f"{page.get_absolute_url()}useful/", sent | given)


def test_what_a_reader_says_is_kept_without_who_said_it() -> None:
    page = texts.page()
    answer = said(page)
    assert answer.status_code == 302  # type: ignore[attr-defined]
    (word,) = PageFeedback.objects.all()
    assert (word.useful, word.comment, word.given_on) == (False, "Say more of lots.", timezone.localdate())
    assert "has arrived" in Client().get(f"{page.get_absolute_url()}thank-you/").text


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"website": "https://spam.example"}, spam.FILLED_IN),
        ({"opened": ""}, spam.TOO_OLD),
        ({"opened": "now"}, spam.TOO_OLD),
        ({"answer": ""}, "Choose yes or no."),
        ({"comment": "x" * 1001}, "no more than 1,000 characters"),
        ({"comment": "http://a http://b http://c http://d"}, spam.TOO_MANY_LINKS),
    ],
)
def test_machines_and_endless_words_are_refused(given: dict[str, str], why: str) -> None:
    answer = said(texts.page(), **given)
    assert why in answer.text  # type: ignore[attr-defined]
    assert not PageFeedback.objects.exists()


def test_the_answer_of_the_link_is_chosen_already() -> None:
    text = Client().get(f"{texts.page().get_absolute_url()}useful/?answer=yes").text
    assert "checked" in text.split('value="yes"')[1][:80]
    assert "noindex" in Client().get(f"{texts.page().get_absolute_url()}useful/")["X-Robots-Tag"]
