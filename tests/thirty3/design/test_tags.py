"""Tags that build a component from what a page has at hand."""

import re
from typing import Any

import pytest
from django.core.paginator import Paginator
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import RequestFactory

from thirty3.design.facets import Facet, Option


def rendered(source: str, **context: Any) -> str:
    return Template("{% load design %}" + source).render(Context(context))


def pages(address: str, number: int, count: int = 1000) -> str:
    page = Paginator(range(count), 25).page(number)
    return rendered("{% pagination page %}", page=page, request=RequestFactory().get(address))


def test_links_to_other_pages_keep_the_rest_of_the_query_string() -> None:
    html = pages("/contracts/?q=a%26b&borough=camden&borough=brent&page=3", 3)
    assert 'href="/contracts/?q=a%26b&amp;borough=camden&amp;borough=brent&amp;page=4"' in html


def test_the_first_page_has_one_address_alone() -> None:
    assert 'href="/contracts/"' in pages("/contracts/?page=2", 2)
    assert "page=1&quot;" not in pages("/contracts/?page=2", 2)


def test_far_pages_are_left_out() -> None:
    numbers = re.findall(r'aria-label="Page (\d+)"', pages("/", 20))
    assert numbers == ["1", "19", "20", "21", "40"]


def test_the_page_one_is_on_is_marked() -> None:
    assert re.findall(r'aria-label="Page (\d+)" aria-current="page"', pages("/", 20)) == ["20"]


@pytest.mark.parametrize(("number", "missing"), [(1, 'rel="prev'), (40, 'rel="next')])
def test_the_ends_have_no_link_beyond(number: int, missing: str) -> None:
    assert missing not in pages("/", number)


def test_breadcrumbs_are_pairs_of_words_and_addresses() -> None:
    html = rendered("{% breadcrumbs 'Home' '/' 'Contracts' '/contracts/' %}")
    assert re.findall(r'href="([^"]+)">(\w+)<', html) == [("/", "Home"), ("/contracts/", "Contracts")]


def test_a_word_without_an_address_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="zip"):
        rendered("{% breadcrumbs 'Home' %}")


def test_rows_make_a_summary_list() -> None:
    html = rendered(
        "{% summary_list %}{% summary_row 'Ends' %}<b>soon</b>{% endsummary_row %}{% endsummary_list %}"
    )
    assert '<dt class="govuk-summary-list__key">Ends</dt>' in html
    assert '<dd class="govuk-summary-list__value"><b>soon</b></dd>' in html


@pytest.mark.parametrize(
    "source",
    [
        "{% details 'More' %}{{ body }}{% enddetails %}",
        "{% inset_text %}{{ body }}{% endinset_text %}",
        "{% fieldset 'More' %}{{ body }}{% endfieldset %}",
        "{% notification_banner title='More' %}{{ body }}{% endnotification_banner %}",
        "{% filter_panel 2 %}{{ body }}{% endfilter_panel %}",
        "{% generic_header %}{{ body }}{% endgeneric_header %}",
    ],
)
def test_a_wrapped_body_is_escaped_once(source: str) -> None:
    html = rendered(source, body="Smith & <Sons>")
    assert "Smith &amp; &lt;Sons&gt;" in html


def test_a_facet_is_checkboxes_with_counts_that_need_no_script() -> None:
    options = [Option("camden", "Camden", 42, True), Option("brent", "Brent", 0, False)]
    html = render_to_string("components/facet.html", {"facet": Facet("borough", "Authority", options)})
    assert re.findall(r'name="borough" type="checkbox" value="(\w+)" checked', html) == ["camden"]
    assert ">42<" in html
    assert ">0<" in html
    assert "1 chosen" in html
    assert "formaction" not in html


def test_a_long_facet_leads_to_all_its_values_with_what_was_ticked() -> None:
    facet = Facet("borough", "Authority", [Option("camden", "Camden", 4, False)], choosing="/all/", values=33)
    html = render_to_string("components/facet.html", {"facet": facet})
    assert re.search(r'<button type="submit"[^>]* formaction="/all/">Choose from all 33', html)


def test_a_chip_takes_its_filter_away() -> None:
    chips = [{"label": "Authority", "value": "Camden", "remove_url": "?q=x"}]
    html = render_to_string("components/chips.html", {"chips": chips, "clear_url": "/contracts/"})
    assert 'href="?q=x" rel="nofollow"' in html
    assert "Remove filter" in html
    assert "Clear all filters" in html


def test_no_chips_leave_no_heading_behind() -> None:
    assert render_to_string("components/chips.html", {"chips": []}).strip() == ""
