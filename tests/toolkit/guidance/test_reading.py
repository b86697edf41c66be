"""A page as it is read: figures of the day, sources, links, and the banner of one that nobody checked."""

import datetime
from contextlib import AbstractContextManager
from unittest import mock

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.toolkit.guidance import texts
from toolkit.guidance.keeping import keep, kept
from toolkit.guidance.pieces import LINK_KINDS
from toolkit.guidance.rendering import rendered, shown
from toolkit.guidance.ways import WAYS
from toolkit.models import Page, RenderedPage

pytestmark = pytest.mark.django_db(databases="__all__")


def on(day: datetime.date) -> AbstractContextManager[object]:
    """The clock stands at noon on a day."""
    noon = datetime.datetime.combine(day, datetime.time(12), datetime.UTC)
    return mock.patch.object(timezone, "now", return_value=noon)


def read(page: Page, day: datetime.date) -> str:
    with on(day):
        answer = Client().get(page.get_absolute_url())
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_figure_changes_with_its_day_though_the_page_is_stored() -> None:
    texts.page("other-page", order=20)
    page = texts.page()
    before = RenderedPage.objects.get(page=page).html
    assert "£214,904" in read(page, datetime.date(2025, 12, 31))
    assert "£207,720" in read(page, datetime.date(2026, 1, 1))
    assert RenderedPage.objects.get(page=page).html == before
    assert "{{figure:threshold-goods-services}}" in before


def test_a_page_says_what_it_rests_on_and_leads_on() -> None:
    texts.template()
    other, page = texts.page("other-page", order=20), texts.page()
    page.resources.add(texts.template())
    texts.problem()
    text = read(page, texts.CHECKED)
    assert '<sup class="t3-note"><a class="govuk-link" href="#source-1" aria-label="Source 1">1</a>' in text
    assert " <sup" not in text
    assert "</sup>." not in text
    assert '<li id="source-1"><a class="govuk-link" href="https://www.legislation.gov.uk/' in text
    assert "Our own advice or rule: no law says so." in text
    assert "Invented for this page" in text
    assert f'href="{other.get_absolute_url()}" rel="next"' in text
    assert f'<a href="{other.get_absolute_url()}" class="govuk-link">other page</a>' in text
    assert '<a href="/toolkit/templates/#needs"' in text
    assert "Publish the UK4" in text
    assert "tender notice (UK4)" in text
    assert "We describe the old system." in text
    assert "not legal advice" in text
    assert "{{" not in text
    assert "[@" not in text
    assert 'rel="external noopener"' in text


def test_nothing_of_html_comes_through() -> None:
    html = rendered('A <script>alert(1)</script> [x](javascript:alert(1)) <b onclick="x">').html
    assert "<script" not in html
    assert "<b" not in html
    assert 'href="javascript' not in html


def test_a_link_whose_page_is_gone_leads_to_the_toolkit() -> None:
    html = rendered("Read [it](toolkit:gone).").html
    assert 'href="/t/"' in shown(html, texts.CHECKED, lambda kind, name: {"gone": "/t/"}[name])


def test_every_kind_of_link_that_a_page_may_have_leads_somewhere() -> None:
    assert {kind for kind in LINK_KINDS if kind not in WAYS} == {"toolkit", "template"}
    home = reverse("toolkit:toolkit")
    assert [way.name for way in WAYS if way.href == home or Client().get(way.href).status_code != 200] == []


def test_a_rendering_of_another_text_is_not_shown() -> None:
    page = texts.page()
    Page.objects.filter(pk=page.pk).update(body=texts.BODY.replace("saves work", "spares work"))
    changed = Page.objects.select_related("rendered").get(pk=page.pk)
    assert "spares work" in kept(changed).html
    keep(changed)
    assert "spares work" in RenderedPage.objects.get(page=page).html


@pytest.mark.parametrize(
    ("day", "warned"), [(datetime.date(2027, 11, 26), False), (datetime.date(2027, 11, 27), True)]
)
def test_a_page_that_nobody_checked_for_a_year_says_so(day: datetime.date, warned: bool) -> None:
    page = texts.page()
    assert ("Nobody has checked this page since 26 November 2026" in read(page, day)) is warned


def test_a_page_under_an_old_stage_leads_on() -> None:
    page = texts.page()
    answer = Client().get(f"/toolkit/design/{page.slug}/")
    assert (answer.status_code, answer["Location"]) == (301, page.get_absolute_url())
    assert Client().get("/toolkit/preparation/no-page/").status_code == 404
