"""Money, dates and states as they read on a page."""

from datetime import date
from decimal import Decimal

import pytest
from django.template import Context, Template

from thirty3.design.formatting import fact_date, money, short_date


def rendered(source: str, **context: object) -> str:
    return Template("{% load design %}" + source).render(Context(context))


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (Decimal("1234"), "£1,234"),
        (Decimal("1234.00"), "£1,234"),
        (Decimal("1234.5"), "£1,234.50"),
        (Decimal("0"), "£0"),
        (Decimal("0.01"), "£0.01"),
        (Decimal("-1234.56"), "−£1,234.56"),
        (Decimal("12345678901.99"), "£12,345,678,901.99"),
        (1_000_000, "£1,000,000"),
        (None, ""),
    ],
)
def test_money_shows_pence_only_where_there_are_some(value: Decimal | int | None, words: str) -> None:
    assert money(value) == words


@pytest.mark.parametrize(
    ("precision", "words"),
    [
        ("day", "30 September 2027"),
        ("month", "September 2027"),
        ("quarter", "July to September 2027"),
        ("year", "2027"),
    ],
)
def test_a_date_reads_no_more_exactly_than_it_is_known(precision: str, words: str) -> None:
    assert fact_date(date(2027, 9, 30), precision) == words


def test_a_start_in_a_quarter_reads_like_an_end_in_it() -> None:
    assert fact_date(date(2027, 7, 1), "quarter") == fact_date(date(2027, 9, 30), "quarter")


def test_no_date_is_blank() -> None:
    assert fact_date(None, "month") == ""


def test_an_unheard_of_precision_is_refused() -> None:
    with pytest.raises(ValueError, match="decade"):
        fact_date(date(2027, 1, 1), "decade")


@pytest.mark.parametrize(
    ("state", "words"), [("unknown", "Not known"), ("none", "None"), ("withheld", "Withheld")]
)
def test_each_state_has_words_and_a_look_of_its_own(state: str, words: str) -> None:
    assert rendered("{% state name %}", name=state) == (
        f'<span class="t3-state t3-state--{state}">{words}</span>'
    )


def test_the_reason_for_withholding_is_given_and_escaped() -> None:
    assert "Withheld: costs &lt; £5" in rendered("{% state 'withheld' why %}", why="costs < £5")


def test_a_fact_shows_its_value_only_where_it_is_known() -> None:
    source = "{% fact state %}{{ value }}{% endfact %}"
    assert rendered(source, state="known", value="<Acme>") == "&lt;Acme&gt;"
    assert "Acme" not in rendered(source, state="withheld", value="Acme")


def test_money_and_dates_are_at_hand_in_templates() -> None:
    source = "{{ value|money }}, {% fact_date day 'month' %}"
    assert rendered(source, value=Decimal("5"), day=date(2027, 3, 31)) == "£5, March 2027"


def test_an_invented_record_bears_the_word_demonstration() -> None:
    assert ">Demonstration</strong>" in rendered("{% demonstration_tag %}")


def test_a_date_in_a_narrow_column_is_short() -> None:
    assert short_date(date(2026, 9, 6)) == "6 Sep 2026"
    assert short_date(None) == ""
